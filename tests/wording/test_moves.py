"""How a deadline was moved, in words: the clock that stands, the one that runs again, an event, a part's own."""

from datetime import date
from typing import Any

import pytest

from tests.builders import deadline, demand, motion, utc
from tracker.models import Deadline
from tracker.rules.status import standing
from tracker.vocabulary import DeadlineKind
from tracker.wording.moves import MovedWords, moved

K = DeadlineKind
DUE = {"due": "2019-02-11"}
STOOD = {**DUE, "paused_on": "2019-02-06"}
PAUSED = deadline(position=2, kind=K.PAUSED, due_on=None, set_on=date(2019, 2, 6), set_by="The keeper")
RESUMED = deadline(position=3, kind=K.RESUMED, due_on=None, set_on=date(2019, 2, 9), set_by="The keeper")


def told(key: str, before: Any, after: Any, *rows: Deadline) -> MovedWords:
    one = demand(None, None, deadlines=list(rows))
    motion(demands=[one])
    return moved(standing(one, utc(2019, 2, 10)), {"before": before, "after": after}, None, key)


def said(words: MovedWords) -> list[str]:
    return [f"{label}: {value}" if value else label for label, value in words.lines]


def test_a_pause_accuses_nobody() -> None:
    words = told("-2", DUE, STOOD, deadline(), PAUSED)
    assert (words.heading, words.deed, words.agreed) == (
        "the clock is paused", "Paused on Wednesday 6 February 2019 by The keeper.", None,
    )  # fmt: skip
    assert said(words) == [
        "The clock is paused while they wait for those who asked.",
        "The deadline was: Monday 11 February 2019",
        "It moves by the days for which the clock stands.",
        "The clock has stood since: Wednesday 6 February 2019",
    ]


def test_the_end_of_a_pause_says_the_new_day() -> None:
    words = told("-3", STOOD, {"due": "2019-02-14"}, deadline(), PAUSED, RESUMED)
    assert words.heading == "the clock runs again, deadline now Thursday 14 February 2019"
    assert said(words) == [
        "The clock runs again.",
        "The deadline was: Monday 11 February 2019",
        "It is now: Thursday 14 February 2019",
    ]


def test_a_pause_that_has_ended_by_now_is_told_as_past() -> None:
    words = told("-2", DUE, STOOD, deadline(), PAUSED, RESUMED)
    assert words.heading == "the clock was paused"
    assert said(words)[-1] == "In force by now: Thursday 14 February 2019"


def test_a_part_is_named_and_has_its_own_deadline() -> None:
    own = [deadline(letter="b"), deadline(date(2019, 12, 20), letter="b", position=2, kind=K.EXTENDED, set_by="X")]
    words = told("b-2", DUE, {"due": "2019-12-20"}, deadline(date(2019, 5, 10), letter="a"), *own)
    assert said(words) == [
        "The deadline of part (b) was: Monday 11 February 2019",
        "It is now: Friday 20 December 2019",
    ]


def test_a_promise_leaves_the_deadline() -> None:
    promised = deadline(date(2019, 6, 30), position=2, kind=K.EXPECTED, set_by="The keeper")
    words = told("-2", DUE, DUE, deadline(), promised)
    assert (words.heading, said(words)) == (
        "deadline stays Monday 11 February 2019", ["The deadline stays: Monday 11 February 2019"],
    )  # fmt: skip


@pytest.mark.parametrize("before", [DUE, None])
def test_an_event_is_awaited(before: Any) -> None:
    row = deadline(position=2, kind=K.EXTENDED, due_on=None, event="the next meeting", set_by="X")
    words = told("-2", before, {"event": "the next meeting"}, deadline(), row)
    assert words.heading == "deadline now awaits the next meeting"
    assert said(words) == [
        "The deadline was: Monday 11 February 2019" if before else "There was no deadline.",
        "It now awaits: the next meeting",
    ]


def test_a_deadline_taken_off_the_record_no_longer_stands() -> None:
    words = told("-2", DUE, None)
    assert (words.heading, said(words)[-1]) == ("deadline taken back", "That deadline no longer stands.")
