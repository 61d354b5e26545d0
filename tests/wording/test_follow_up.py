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
    """Return a motion with an answered demand, one partly answered with a part to judge, and one without a deadline."""
    made = motion(title="Clean River", body="Northgate Council", addressee="The Cabinet")
    extended = deadline(date(2019, 2, 18), position=2, kind=DeadlineKind.EXTENDED, set_on=date(2019, 2, 10))
    again = deadline(date(2019, 2, 18), position=3, kind=DeadlineKind.ASKED_AGAIN, set_on=date(2019, 2, 20))
    again.set_by = extended.set_by = "the Clerk"
    partly = [
        Question(
            letter="a", text="the results\nfor 2025", findings=[finding("partly_answered", gap=Gap.SHORTER_PERIOD)]
        ),
        Question(letter="b", text="the laboratory", findings=[finding("answered")]),
        Question(letter="c", text="the cost", findings=[finding("not_answered", gap=Gap.NOT_MENTIONED)]),
        Question(letter="d", text="the contract", findings=[]),
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


def letter(made: Motion) -> str:
    """Return the letter on all that is open."""
    return follow_up(FollowUp.LETTER, made, chosen(made), "https://example.org/m")


def two_ledgers(made: Motion) -> Motion:
    """Give a motion one demand whose second part has a deadline of its own."""
    rows = [deadline(), deadline(date(2019, 4, 1), letter="b")]
    made.demands = [demand(None, None, motion=made, deadlines=rows)]
    return made


def test_each_ledger_is_told_and_what_is_not_due_yet_is_said_to_be_so() -> None:
    text = letter(two_ledgers(motion(body="The Council", addressee="The Cabinet")))
    assert "- Asked on 4 February 2019, for 11 February 2019.\n- Part (b): asked on 4 February 2019, for 1" in text
    assert "(a) part a [no answer recorded]\n  (b) part b [no answer recorded, not due yet]" in text
    assert "no deadline was set" not in text


def test_a_question_gives_each_part_its_own_day() -> None:
    made = two_ledgers(motion(body="The Council", addressee="The Cabinet"))
    text = follow_up(FollowUp.QUESTION, made, chosen(made), "")
    assert text.endswith("(1) part a, due on 11 February 2019; (2) part b, due on 1 April 2019.\n")


def test_only_the_parts_without_a_deadline_are_said_to_have_none() -> None:
    made = two_ledgers(motion(body="The Council", addressee="The Cabinet"))
    del made.demands[0].deadlines[0]
    assert "Asked on 4 February 2019; no deadline was set for part (a)." in letter(made)


def test_a_demand_that_waits_for_us_is_not_asked_again() -> None:
    made = motion(responses=[response()])
    made.demands = [demand(None, motion=made)]
    assert chosen(made) == []


def test_a_clock_that_was_paused_was_started_again() -> None:
    made = two_ledgers(motion(body="The Council", addressee="The Cabinet"))
    for position, kind in enumerate((DeadlineKind.PAUSED, DeadlineKind.RESUMED), 2):
        made.demands[0].deadlines.append(deadline(position=position, kind=kind, set_on=date(2019, 2, 3 + position)))
    text = letter(made)
    assert "The clock was paused on 5 February 2019 by the motion." in text
    assert "The clock was started again on 6 February 2019 by the motion." in text


def test_it_is_put_to_those_whom_the_open_parts_are_asked_of() -> None:
    made = two_ledgers(motion(body="The Council", addressee="The Cabinet"))
    made.demands[0].questions[1].addressee = "The Chief Constable"
    text = letter(made)
    assert text.startswith("To: The Cabinet and The Chief Constable\n")
    assert "[no answer recorded, not due yet; asked of The Chief Constable]" in text
    question = follow_up(FollowUp.QUESTION, made, chosen(made), "")
    assert "due on 1 April 2019 (of The Chief Constable)" in question
