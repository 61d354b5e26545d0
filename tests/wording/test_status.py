"""The generated sentence of a demand: the same words wherever it appears."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.builders import deadline, demand, finding, motion, response, utc
from tracker.models import Demand
from tracker.rules.status import motion_standing, standing
from tracker.vocabulary import PartKind
from tracker.wording.status import motion_sentence, status_sentence

TODAY = utc(2026, 11, 22, 12)


def provider() -> Demand:
    """Return the demand of the issue's own example: three parts, one answered."""
    one = demand("answered", "answered", "not_answered")
    for question, name in zip(one.questions, ["when", "how", "who was commissioned"], strict=True):
        question.name = name
    one.questions[1].findings = [finding("answered")]
    return one


def sentence(one: Demand, at: datetime = TODAY) -> str:
    """Return the sentence of a demand at an instant."""
    return status_sentence(standing(one, at))


def test_a_partial_answer_names_what_is_open_and_counts_the_days() -> None:
    assert sentence(provider()) == (
        "Partially answered: 2 of 3 parts. Not answered: who was commissioned. Due 11 February 2019, 2,841 days ago."
    )


def test_the_stop_at_the_end_of_a_parts_own_text_is_not_said_twice() -> None:
    one = provider()
    one.questions[2].name, one.questions[2].text = None, "the laboratory that made them."
    assert "Not answered: the laboratory that made them. Due" in sentence(one)


SENTENCES = [
    (demand(None), utc(2019, 2, 8), "Awaiting a reply. Due 11 February 2019, in 3 days."),
    (demand(None), utc(2019, 2, 10), "Awaiting a reply. Due 11 February 2019, in 1 day."),
    (demand(None), utc(2019, 2, 11), "Awaiting a reply. Due today, 11 February 2019."),
    (
        demand(None),
        utc(2019, 2, 12),
        "Awaiting a reply. Due 11 February 2019; deadline passed, post being checked until 10:00 on 12 February 2019.",
    ),
    (demand(None), utc(2019, 2, 12, 10), "Overdue: no answer recorded. Due 11 February 2019, 1 day ago."),
    (demand("answered"), TODAY, "Answered. Due 11 February 2019; answered in time."),
    (demand("answered", "answered"), TODAY, "Answered: all 2 parts. Due 11 February 2019; answered in time."),
    (demand("refused", "refused"), TODAY, "Refused: all 2 parts. Due 11 February 2019; refused in time."),
    (demand("partly_answered"), TODAY, "Partially answered. Due 11 February 2019, 2,841 days ago."),
    (
        demand("partly_answered", None),
        TODAY,
        "Partially answered: no part in full, 1 of 2 in part. Partly answered: part a. No answer recorded: part b. "
        "Due 11 February 2019, 2,841 days ago.",
    ),
    (
        demand("refused", "not_answered", "refused"),
        TODAY,
        "Overdue. Not answered: part b. Refused: part a and part c. Due 11 February 2019, 2,841 days ago.",
    ),
    (
        demand("cannot_be_judged", motion=motion(responses=[response()])),
        TODAY,
        "No answer found: what could be read of a reply of 8 February 2019 does not decide on part a. So. "
        "Due 11 February 2019; the reply came in time.",
    ),
    (
        demand(None, motion=motion(responses=[response()])),
        utc(2019, 2, 9),
        "Being assessed: a reply came on 8 February 2019. Due 11 February 2019, in 2 days. "
        "A reply has waited for our judgement for 1 day.",
    ),
    (
        demand(None, None, motion=motion(responses=[response(parts=["1a"])])),
        utc(2019, 2, 13, 12),
        "Being assessed: a reply came on 8 February 2019. Overdue: part b. Due 11 February 2019, 2 days ago. "
        "A reply has waited for our judgement for 5 days.",
    ),
    (demand(None, deadlines=[]), TODAY, "Awaiting a reply. No deadline was set."),
    (demand(None, withdrawn_on=date(2019, 3, 1)), TODAY, "Withdrawn on 1 March 2019."),
]


@pytest.mark.parametrize(("one", "at", "words"), SENTENCES)
def test_each_standing_has_its_sentence(one: Demand, at: datetime, words: str) -> None:
    assert sentence(one, at) == words


def test_an_answer_after_the_deadline_says_how_late_it_was() -> None:
    one = demand(None)
    one.questions[0].findings = [finding("answered", date(2019, 2, 14))]
    assert sentence(one) == "Answered. Due 11 February 2019; answered 3 days late."


def test_a_motion_says_how_many_demands_stand_where() -> None:
    found = [demand("answered", number=1), demand("partly_answered", number=2), demand(None, number=3)]
    whole = motion_standing(motion(demands=found), TODAY)
    assert motion_sentence(whole) == (
        "Of 3 demands: 1 answered, 1 partially answered and 1 overdue. "
        "Parts of 2 demands are overdue, the longest for 2,841 days."
    )


def test_saying_again_that_a_part_is_answered_makes_it_no_later() -> None:
    one = demand(None)
    one.questions[0].findings = [finding("answered", date(2019, 2, 11)), finding("answered", date(2019, 2, 18))]
    assert sentence(one) == "Answered. Due 11 February 2019; answered in time."


def test_a_deadline_at_a_stated_time_says_so() -> None:
    one = demand(None, deadlines=[deadline(utc(2019, 2, 11, 12))], motion=motion(grace_hours=Decimal(1)))
    assert sentence(one, utc(2019, 2, 11, 14)) == "Overdue: no answer recorded. Due 12:00 on 11 February 2019, today."


def test_what_was_judged_not_answered_is_not_said_to_be_unrecorded() -> None:
    assert sentence(demand("not_answered")) == "Overdue: not answered. Due 11 February 2019, 2,841 days ago."


def roofs(*verdicts: str | None) -> Demand:
    """Return a demand whose first part asks that something be done and whose others ask for information."""
    one = demand(*verdicts)
    one.questions[0].kind = PartKind.ACTION
    return one


MIXED = [
    (("not_answered", "not_answered"), "Overdue. Not done: part a. Not answered: part b. Due"),
    ((None, None), "Overdue. Not recorded as done: part a. No answer recorded: part b. Due"),
]


@pytest.mark.parametrize(("verdicts", "words"), MIXED)
def test_parts_of_both_kinds_each_have_their_own_word(verdicts: tuple[str | None, ...], words: str) -> None:
    assert sentence(roofs(*verdicts)).startswith(words)


def test_what_is_said_of_all_that_is_overdue_is_said_once() -> None:
    own = deadline(date(2026, 12, 1), letter="b")
    assert sentence(demand(None, None, deadlines=[deadline(), own])).startswith(
        "Overdue. No answer recorded: part a. Not due yet: part b. Due 11 February 2019"
    )


def test_a_part_that_waits_for_us_is_not_said_to_be_unanswered() -> None:
    one = roofs("answered", "not_answered", None)
    one.motion = motion(responses=[response()])
    assert sentence(one).startswith("Partially answered: 1 of 3 parts. Not answered: part b. Being assessed: part c.")


def test_what_was_certain_of_a_part_that_waits_for_us_stands_beside_it() -> None:
    one = demand("answered", "partly_answered", motion=motion(responses=[response(date(2019, 2, 20))]))
    assert "Being assessed: part b (before that: partly answered)." in sentence(one)


def test_parts_of_both_kinds_that_nobody_has_touched_are_not_listed() -> None:
    assert sentence(roofs(None, None), utc(2019, 2, 8)) == "Awaiting a reply. Due 11 February 2019, in 3 days."
