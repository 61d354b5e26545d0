"""How a deadline follows from its rule, in words."""

from datetime import date
from typing import Any

from tests.builders import deadline, demand, utc
from tracker.models import Deadline
from tracker.rules.status import standing
from tracker.vocabulary import DeadlineKind
from tracker.wording.deadlines import arithmetic, demand_due, due, promise


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


PAUSED: dict[str, Any] = {"position": 2, "kind": DeadlineKind.PAUSED, "due_on": None, "set_on": date(2019, 2, 6)}
RESUMED: dict[str, Any] = {"position": 3, "kind": DeadlineKind.RESUMED, "due_on": None, "set_on": date(2019, 2, 9)}


def test_a_promise_of_one_part_is_measured_by_its_own_deadline() -> None:
    own = deadline(date(2019, 12, 10), letter="b")
    expected = deadline(date(2020, 1, 10), letter="b", position=2, kind=DeadlineKind.EXPECTED)
    one = standing(demand(None, None, deadlines=[deadline(letter="a"), own, expected]), utc(2019, 6, 1))
    assert promise(one) == "Part (b) is promised for 10 January 2020, 31 days after it is due."


def test_a_deadline_that_stood_is_counted_with_the_days_it_stood() -> None:
    found = due(standing(demand(None, deadlines=[deadline(basis="a week"), *_pause()]), utc(2019, 2, 10)))
    assert found
    assert found.when == "due in 4 days, 14 February 2019"
    assert found.counted.endswith("; the clock stood for 3 days: due Thursday 14 February 2019.")


def test_a_list_of_deadlines_says_that_a_clock_is_paused_and_the_day_after_it_stood() -> None:
    for rows, said in ((_pause()[:1], "the clock is paused"), (_pause(), "due Thursday 14 February 2019")):
        one = demand(None, deadlines=[deadline(basis="a week"), *rows])
        assert demand_due(standing(one, utc(2019, 2, 10))) == f"Demand 1, Demand: {said}."


def _pause() -> list[Deadline]:
    return [deadline(**PAUSED), deadline(**RESUMED)]
