"""Sums, differences, shares and rates: what holds, by how much it does not, and what cannot be checked."""

from decimal import Decimal

import pytest

from tracker.models import Figure, Identity
from tracker.rules.figures import check_identity, number
from tracker.vocabulary import Precision


def figures(**values: str) -> dict[str, Figure]:
    """Return figures by key; `~` before a value makes it approximate, `>` a lower limit."""
    marks = {"~": Precision.ABOUT, ">": Precision.MORE_THAN}
    return {
        key: Figure(key=key, value=Decimal(text.lstrip("~>")), precision=marks.get(text[0], Precision.EXACT))
        for key, text in values.items()
    }


CHECKS = [
    ("sum", "a b c d", {"a": "96", "b": "211", "c": "146", "d": "220", "x": "673"}, 0, "holds",
     "96 + 211 + 146 + 220 = 673"),
    ("sum", "a b", {"a": "96", "b": "211", "x": "300"}, 0, "does not hold by 7", "96 + 211 = 307"),
    ("difference", "a b", {"a": "42", "b": "5", "x": "37"}, 0, "holds", "42 − 5 = 37"),
    ("share", "a b", {"a": "12", "b": "673", "x": "1.8"}, 1, "holds as rounded", "12 ÷ 673 × 100 ≈ 1.8"),
    ("share", "a b", {"a": "433", "b": "1106", "x": ">30"}, 2, "holds: the stated figure is a lower limit",
     "433 ÷ 1,106 × 100 ≈ 39.15"),
    ("sum", "a", {"a": "433", "x": "~400"}, 0, "differs by 33; the stated figure is not exact", "433 = 433"),
    ("share", "a b", {"a": "1", "b": "0", "x": "1"}, 0, "cannot be checked", "a division by nought"),
    ("sum", "a z", {"a": "1", "x": "1"}, 0, "cannot be checked", "no figure recorded for z"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "terms", "values", "decimals", "outcome", "working"), CHECKS)
def test_an_identity_is_checked_with_its_working(
    kind: str, terms: str, values: dict[str, str], decimals: int, outcome: str, working: str
) -> None:
    identity = Identity(kind=kind, terms=terms.split(), equals="x", decimals=decimals)
    check = check_identity(identity, figures(**values))
    assert (check.outcome, check.working) == (outcome, working)


@pytest.mark.parametrize(
    ("value", "words"), [("1106", "1,106"), ("1.80", "1.8"), ("540000", "540,000"), ("0.1", "0.1")]
)
def test_a_number_is_written_for_readers(value: str, words: str) -> None:
    assert number(Decimal(value)) == words
