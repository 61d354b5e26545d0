"""The follow-up: the history and the open parts in neutral words, as a person reads it in tests/golden."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import deadline, demand, finding, motion, response, utc
from tests.house.test_measures import MOTIVES
from tracker.models import Motion, Question
from tracker.rules.status import Standing, motion_standing
from tracker.vocabulary import DeadlineKind, Gap, Reply
from tracker.wording.follow_up import FollowUp, follow_up, open_demands

GOLDEN = Path(__file__).parents[1] / "golden"
AT = utc(2019, 3, 1, 12)


def four_demands() -> Motion:
    """Return a motion with an answered demand, a partly answered one, and one without a deadline."""
    made = motion(title="Clean River", body="Northgate Council", addressee="The Cabinet")
    extended = deadline(date(2019, 2, 18), position=2, kind=DeadlineKind.EXTENDED, set_on=date(2019, 2, 10))
    again = deadline(date(2019, 2, 18), position=3, kind=DeadlineKind.ASKED_AGAIN, set_on=date(2019, 2, 20))
    again.set_by = extended.set_by = "the Clerk"
    partly = [
        Question(
            letter="a", text="the results\nfor 2025", findings=[finding("partly_answered", gap=Gap.SHORTER_PERIOD)]
        ),
        Question(letter="b", text="the laboratory", findings=[finding("answered")]),
        Question(letter="c", text="the cost", findings=[]),
    ]
    rows = [deadline(), extended, again]
    made.demands = [
        demand("answered", motion=made),
        demand(motion=made, number=2, title="Sampling", questions=partly, deadlines=rows),
        demand(None, motion=made, number=3, title="Weekly reports", deadlines=[]),
    ]
    made.responses = [
        response(date(2019, 2, 8), sender="The Cabinet Office", reply=Reply.HOLDING, demands=[2]),
        response(date(2019, 2, 11), sender="The Cabinet", demands=[1, 2]),
    ]
    return made


def chosen(made: Motion) -> list[Standing]:
    """Return the demands that are open."""
    return open_demands(motion_standing(made, AT).demands)


@pytest.mark.parametrize("shape", FollowUp)
def test_a_follow_up_as_it_is_copied(shape: FollowUp) -> None:
    made = four_demands()
    text = follow_up(shape, made, chosen(made), "https://example.org/motions/clean-river")
    assert text == (GOLDEN / f"follow-up-{shape.value}.txt").read_text("utf-8")
    assert [word for word in MOTIVES if word in text.lower()] == []


def test_what_is_answered_is_not_asked_again() -> None:
    assert [one.demand.number for one in chosen(four_demands())] == [2, 3]
