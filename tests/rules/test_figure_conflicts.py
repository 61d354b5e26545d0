"""Figures of one measure that differ: found without anybody having noted it, and only where they count the same."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tracker.models import Discrepancy, Figure, Identity
from tracker.rules.figure_conflicts import figure_conflicts
from tracker.vocabulary import CheckResult, DiscrepancyState, Precision


def figure(key: str, value: str, precision: Precision = Precision.EXACT, **more: Any) -> Figure:
    """Return a figure of the measure "left"."""
    fields: dict[str, Any] = {"measure": "left", "unit": "members", "label": key}
    return Figure(key=key, value=Decimal(value), precision=precision, **fields | more)


def noted(*keys: str, sums: list[str] | None = None) -> Discrepancy:
    """Return a difference that somebody noted and explained."""
    return Discrepancy(key="noted", text="", figures=list(keys), sums=sums or [], state=DiscrepancyState.EXPLAINED)


PAIRS = [
    ("two numbers", figure("a", "44"), figure("b", "49"), [(True, DiscrepancyState.OPEN)]),
    ("24 and 19", figure("a", "24"), figure("b", "19"), [(True, DiscrepancyState.OPEN)]),
    ("433 and rounded 400", figure("a", "433"), figure("b", "400", Precision.ROUNDED),
     [(False, DiscrepancyState.EXPLAINED)]),
    ("more than 30 and 39.2", figure("a", "30", Precision.MORE_THAN), figure("b", "39.2"),
     [(False, DiscrepancyState.EXPLAINED)]),
    ("the same", figure("a", "44"), figure("b", "44"), []),
    ("another unit", figure("a", "44"), figure("b", "49", unit="cases"), []),
    ("other people", figure("a", "44", population="members"), figure("b", "49"), []),
    ("another period", figure("a", "12", period_to=date(2019, 1, 31)), figure("b", "10"), []),
    ("another measure", figure("a", "12"), figure("b", "10", measure="other"), []),
    ("no measure", figure("a", "12", measure=None), figure("b", "10", measure=None), []),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "found"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_a_difference_is_found_where_both_count_the_same(
    one: Figure, other: Figure, found: list[tuple[bool, DiscrepancyState]]
) -> None:
    assert [(each.clash, each.state) for each in figure_conflicts([one, other], [], [])] == found


def test_what_is_noted_is_not_told_twice_and_brings_its_sums() -> None:
    known = [figure("a", "44"), figure("b", "49"), figure("five", "5", measure=None)]
    left = Identity(key="left", kind="sum", terms=["a", "five"], equals="b", decimals=0)
    (one,) = figure_conflicts(known, [noted("a", "b", "five", sums=["left"])], [left])
    assert (one.state, [check.result for check in one.sums]) == (DiscrepancyState.EXPLAINED, [CheckResult.HOLDS])


def test_a_third_figure_opens_what_was_explained_for_two() -> None:
    known = [figure("a", "44"), figure("b", "49"), figure("c", "51")]
    found = figure_conflicts(known, [noted("a", "b")], [])
    assert [(one.key, one.state) for one in found] == [
        ("noted", DiscrepancyState.EXPLAINED),
        ("measure-left", DiscrepancyState.OPEN),
    ]


def test_what_is_noted_waits_until_all_its_figures_are_out() -> None:
    assert figure_conflicts([figure("a", "44")], [noted("a", "b")], []) == []
