"""How a deadline follows from its rule, in words."""

from datetime import date

import pytest

from tests.builders import deadline, demand, motion, response, utc
from tracker.models import Deadline
from tracker.rules.status import standing
from tracker.vocabulary import DeadlineKind
from tracker.wording.deadlines import arithmetic, deadline_sentence, demand_due, due


def test_a_deadline_shows_its_sum() -> None:
    one = demand(None)
    assert arithmetic(one.deadlines[0], one) == (
        "passed Monday 4 February 2019 + 7 days = end of Monday 11 February 2019 (London)"
    )


def test_a_sum_says_the_rule_it_follows() -> None:
    row = deadline(date(2026, 4, 7), set_on=date(2026, 3, 27), rule="5 working days, England and Wales",
                   kind=DeadlineKind.EXTENDED)  # fmt: skip
    assert arithmetic(row, demand(None, deadlines=[row])) == (
        "extended Friday 27 March 2026 + 5 working days, England and Wales = end of Tuesday 7 April 2026 (London)"
    )


def row(kind: str, set_on: date, position: int, due_on: date | None = None, letter: str = "") -> Deadline:
    """Return a further row of a ledger."""
    made = deadline(due_on or set_on, kind=DeadlineKind(kind), set_on=set_on, position=position, letter=letter)
    made.due_on = due_on
    return made


STOPPED, WENT_ON = row("paused", date(2019, 2, 6), 2), row("resumed", date(2019, 2, 16), 3)
LATE = row("paused", date(2019, 2, 14), 2)
PAUSES = [
    ([STOPPED], "The clock has stood since 6 February 2019, while they wait for those who asked."),
    (
        [LATE],
        "The clock has stood since 14 February 2019, while they wait for those who asked. It was 3 days late by then.",
    ),
    ([STOPPED, WENT_ON], "Due 21 February 2019, 36 days ago."),
    (
        [LATE, row("resumed", date(2019, 2, 24), 3)],
        "Due 11 February 2019, 46 days ago; the clock stood for 10 of them.",
    ),
]


@pytest.mark.parametrize(("rows", "words"), PAUSES)
def test_a_pause_is_said_with_what_it_does(rows: list[Deadline], words: str) -> None:
    assert deadline_sentence(standing(demand(None, deadlines=[deadline(), *rows]), utc(2019, 3, 29))) == words


def test_the_days_for_which_the_clock_stood_are_part_of_the_sum() -> None:
    rows = [deadline(basis="seven days"), STOPPED, WENT_ON]
    found = due(standing(demand(None, deadlines=rows), utc(2019, 3, 29)))
    assert found
    assert found.counted.endswith(
        "= end of Monday 11 February 2019 (London) + 10 days for which the clock stood = Thursday 21 February 2019."
    )


def test_a_promise_is_measured_by_the_deadline_of_its_own_part() -> None:
    own = [deadline(date(2019, 5, 10), letter="b"), row("expected", date(2019, 3, 1), 2, date(2019, 6, 10), "b")]
    words = deadline_sentence(standing(demand(None, None, deadlines=[deadline(), *own]), utc(2019, 3, 29)))
    assert words.endswith("Promised for 10 June 2019 for part (b), 31 days after it is due.")


def test_of_several_replies_the_first_says_how_late_and_the_last_what_waits() -> None:
    came = [response(date(2019, 2, 12)), response(date(2019, 3, 26))]
    one = demand("cannot_be_judged", motion=motion(responses=came))
    one.questions[0].findings[0].found_on = date(2019, 2, 13)
    assert deadline_sentence(standing(one, utc(2019, 3, 29))) == (
        "Due 11 February 2019; the first reply came 1 day late; a later one has waited for our judgement for 3 days."
    )


def test_a_mail_counts_the_days_that_the_lists_count() -> None:
    rows = [deadline(basis="seven days"), LATE, row("resumed", date(2019, 2, 24), 3)]
    there = standing(demand(None, deadlines=rows), utc(2019, 3, 29))
    words = due(there)
    assert words
    assert (words.overdue_for, there.days_overdue) == ("36 days", 36)


@pytest.mark.parametrize(
    ("rows", "said"), [([STOPPED], "the clock is paused"), ([STOPPED, WENT_ON], "due Thursday 21 February 2019")]
)
def test_a_list_of_deadlines_knows_of_pauses(rows: list[Deadline], said: str) -> None:
    assert (
        demand_due(standing(demand(None, deadlines=[deadline(basis="seven days"), *rows]), utc(2019, 2, 20)))
        == f"Demand 1, Demand: {said}."
    )
