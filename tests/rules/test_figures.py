"""Sums, differences, shares and rates: what they come to, and why some cannot be checked. Words: tests/wording."""

from decimal import Decimal

import pytest

from tests.wording.test_figures import figures
from tracker.models import Identity
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
