"""Periods: what may be taken from what, and why not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tracker.models import Figure
from tracker.rules.period_comparison import Objection, compare, series_of
from tracker.vocabulary import Precision


def figure(value: str, first: str | None, last: str | None, **more: Any) -> Figure:
    """Return a figure of the series "expelled"."""
    fields: dict[str, Any] = {"series": "expelled", "unit": "members", "precision": Precision.EXACT}
    period = {"period_from": first and date.fromisoformat(first), "period_to": last and date.fromisoformat(last)}
    return Figure(key=value, value=Decimal(value), **fields | period | more)


TEN_MONTHS = ("2018-04-01", "2019-01-31")
HALF_YEAR = ("2019-01-01", "2019-06-30")
YEAR, NEXT_YEAR = ("2018-01-01", "2018-12-31"), ("2019-01-01", "2019-12-31")
REFUSED = [
    ("ten months, half a year", figure("12", *TEN_MONTHS), figure("8", *HALF_YEAR),
     [Objection.LENGTH, Objection.OVERLAP]),
    ("ten months, the year before them in part", figure("12", *TEN_MONTHS), figure("10", "2018-01-01", "2018-12-31"),
     [Objection.LENGTH, Objection.OVERLAP]),
    ("units", figure("1", *YEAR), figure("2", *NEXT_YEAR, unit="cases"), [Objection.UNIT]),
    ("people", figure("1", *YEAR), figure("2", *NEXT_YEAR, population="MPs"), [Objection.POPULATION]),
    ("no period", figure("1", None, None), figure("2", *HALF_YEAR), [Objection.NO_PERIOD]),
    ("a limit", figure("1", *YEAR), figure("2", *NEXT_YEAR, precision=Precision.MORE_THAN), [Objection.LIMIT]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "objections"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_does_not_count_the_same_is_not_subtracted(
    one: Figure, other: Figure, objections: list[Objection]
) -> None:
    step = compare(one, other)
    assert (step.change, list(step.objections)) == (None, objections)


def test_years_and_quarters_after_each_other_may_be() -> None:
    assert compare(figure("10", *YEAR), figure("45", *NEXT_YEAR)).change == 35
    second = compare(figure("7", "2018-01-01", "2018-03-31"), figure("5", "2018-04-01", "2018-06-30"))
    assert (second.change, list(second.objections)) == (Decimal(-2), [])


def test_a_series_stands_in_the_order_of_its_periods() -> None:
    later, earlier = figure("45", "2019-01-01", "2019-12-31"), figure("10", "2018-01-01", "2018-12-31")
    alone = figure("1", *HALF_YEAR, series="alone")
    (series,) = series_of([later, alone, earlier])
    assert (series.figures, [step.change for step in series.steps]) == ([earlier, later], [Decimal(35)])
