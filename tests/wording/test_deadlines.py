"""How a deadline follows from its rule, in words."""

from datetime import date

from tests.builders import deadline, demand
from tracker.vocabulary import DeadlineKind
from tracker.wording.deadlines import arithmetic


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
