"""Sums, differences, shares and rates: what they come to, and why some cannot be checked. Words: tests/wording."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wording.test_figures import figures
from tracker.models import Figure, Identity
from tracker.rules.date_rules import apply_rule, read_rule
from tracker.rules.figures import Unchecked, check_identity
from tracker.rules.ranges import Range
from tracker.vocabulary import CheckResult

Row = tuple[str, list[str], str, CheckResult, str | None, Unchecked | None]
"""Kind, terms, what was stated; result, by how much it does not hold, why it cannot be checked."""

ROWS: list[Row] = [
    ("sum", ["211", "96"], "307", CheckResult.HOLDS, None, None),
    ("sum", ["211", "96"], "300", CheckResult.DOES_NOT_HOLD, "7", None),
    ("sum", ["1.2", "1.3"], "≈3", CheckResult.HOLDS_AS_ROUNDED, None, None),
    ("sum", [">30", "5"], "36", CheckResult.CANNOT_BE_CHECKED, None, Unchecked.NO_UPPER_LIMIT),
    ("share", ["1", "0"], "1", CheckResult.CANNOT_BE_CHECKED, None, Unchecked.DIVISION_BY_ZERO),
    ("subset", ["112"], "111", CheckResult.DOES_NOT_HOLD, "1", None),
    ("subset", ["~110"], "111", CheckResult.CANNOT_BE_CHECKED, None, Unchecked.ROUNDING_DECIDES),
    ("breakdown", ["96", "44"], "307", CheckResult.CANNOT_BE_CHECKED, "167", Unchecked.NOT_ITEMISED),
]


@pytest.mark.parametrize(("kind", "terms", "stated", "result", "by", "unchecked"), ROWS)
def test_an_identity_comes_to_a_result(
    kind: str, terms: list[str], stated: str, result: CheckResult, by: str | None, unchecked: Unchecked | None
) -> None:
    keys = [f"t{place}" for place in range(len(terms))]
    identity = Identity(kind=kind, terms=keys, equals="x", decimals=0)
    check = check_identity(identity, figures(**dict(zip(keys, terms, strict=True)), x=stated))
    assert (check.result, check.by, check.unchecked) == (result, by and Decimal(by), unchecked)


def test_a_check_keeps_what_its_working_shows() -> None:
    known = figures(a="1", b="2", x="3")
    check = check_identity(Identity(kind="sum", terms=["a", "b"], equals="x", decimals=0), known)
    assert (check.terms, check.stated) == ((known["a"], known["b"]), known["x"])
    assert (check.total, check.is_exact) == (Range(Decimal(3), Decimal(3)), True)


@pytest.mark.parametrize(
    ("first", "last", "printed", "by"),
    [
        (date(2002, 1, 31), date(2002, 5, 23), "112", None),
        (date(2002, 4, 2), date(2002, 5, 23), "51", None),
        (date(2002, 3, 21), date(2002, 7, 24), "120", "5"),
        (date(2002, 9, 23), date(2002, 12, 31), "99", None),
    ],
)
def test_a_printed_number_of_days_is_counted_by_the_calendar(
    first: date, last: date, printed: str, by: str | None
) -> None:
    known = {"days": Figure(key="days", value=Decimal(printed), period_from=first, period_to=last)}
    check = check_identity(Identity(kind="days", terms=["days"], equals="days", decimals=0), known)
    assert (check.result is CheckResult.HOLDS, check.by) == (by is None, by and Decimal(by))


@given(start=st.dates(date(1900, 1, 1), date(2100, 1, 1)), count=st.integers(0, 9999))
def test_days_are_counted_as_a_deadline_counts_them(start: date, count: int) -> None:
    end = apply_rule(start, read_rule(f"{count} days"), "GB-ENG")
    known = {"days": Figure(key="days", value=Decimal(count), period_from=start, period_to=end)}
    identity = Identity(kind="days", terms=["days"], equals="days", decimals=0)
    assert check_identity(identity, known).result is CheckResult.HOLDS
