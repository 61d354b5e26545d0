"""What a change of a deadline replaced and put in force: on its own ledger, and by the kinds of row that move it."""

import json
from datetime import date
from typing import Any

import pytest

from tests.builders import deadline, demand, motion, utc
from tracker.models import Change, Deadline
from tracker.rules.change_facts import Recorded, facts_of
from tracker.vocabulary import ChangeKind, DeadlineKind

K = DeadlineKind
PAUSED = deadline(position=2, kind=K.PAUSED, due_on=None, set_on=date(2019, 2, 6))
RESUMED = deadline(position=3, kind=K.RESUMED, due_on=None, set_on=date(2019, 2, 9))


def facts(subject: str, *rows: Deadline, before: Any = None) -> tuple[Any, Any]:
    """Return what was in force before and after a change of one row of a demand's ledgers."""
    whole = motion(demands=[demand(None, None, deadlines=list(rows))])
    values = {"before": json.dumps(before), "after": "{}", "demand_number": 1}
    change = Change(kind=ChangeKind.DEADLINE_MOVED, subject=subject, **values)
    found = facts_of(Recorded(whole, [change], {}, {}), change)
    return found["before"], found["after"]


def test_a_part_is_moved_from_its_own_deadline() -> None:
    own = [
        deadline(date(2019, 11, 10), letter="b"),
        deadline(date(2019, 12, 20), letter="b", position=2, kind=K.EXTENDED),
    ]
    other = deadline(date(2019, 5, 10), letter="a")
    assert facts("deadline/1b-2", other, *own) == ({"due": "2019-11-10"}, {"due": "2019-12-20"})


@pytest.mark.parametrize("kind", [K.EXPECTED, K.ASKED_AGAIN])
def test_a_promise_and_a_reminder_are_no_deadline(kind: DeadlineKind) -> None:
    rows = [deadline(), deadline(date(2019, 6, 30), position=2, kind=kind)]
    moved = deadline(date(2019, 12, 20), position=3, kind=K.EXTENDED)
    assert facts("deadline/1-3", *rows, moved) == ({"due": "2019-02-11"}, {"due": "2019-12-20"})


def test_a_pause_leaves_the_deadline_and_says_since_when_it_stands() -> None:
    assert facts("deadline/1-2", deadline(), PAUSED) == (
        {"due": "2019-02-11"},
        {"due": "2019-02-11", "paused_on": "2019-02-06"},
    )


def test_the_end_of_a_pause_moves_the_deadline_by_the_days_it_stood() -> None:
    before, after = facts("deadline/1-3", deadline(), PAUSED, RESUMED)
    assert (before["paused_on"], after) == ("2019-02-06", {"due": "2019-02-14"})


def test_what_is_extended_after_a_pause_was_due_that_much_later() -> None:
    moved = deadline(date(2019, 3, 1), position=4, kind=K.EXTENDED)
    assert facts("deadline/1-4", deadline(), PAUSED, RESUMED, moved)[0] == {"due": "2019-02-14"}


def test_an_hour_stays_the_same_hour_after_a_pause() -> None:
    timed = deadline(utc(2019, 2, 11, 17))
    assert facts("deadline/1-3", timed, PAUSED, RESUMED)[1] == {"due": "2019-02-14T17:00:00+00:00"}


def test_a_deadline_may_await_an_event() -> None:
    awaited = deadline(position=2, kind=K.EXTENDED, due_on=None, event="the next meeting")
    assert facts("deadline/1-2", deadline(), awaited)[1] == {"event": "the next meeting"}


def test_what_is_taken_off_the_record_leaves_what_stood_before() -> None:
    entry = {"due": "2019-03-01", "kind": "extended", "set_on": "2019-02-10"}
    assert facts("deadline/1-2", deadline(), before=entry) == ({"due": "2019-03-01"}, {"due": "2019-02-11"})
