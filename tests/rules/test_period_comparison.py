"""Periods: what may be taken from what, and why not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tracker.models import Figure
from tracker.rules.period_comparison import RefusedComparisonError, series_of, subtract, why_not
from tracker.vocabulary import Precision


def figure(value: str, first: str | None, last: str | None, **more: Any) -> Figure:
    """Return a figure of the series "expelled"."""
    fields: dict[str, Any] = {"series": "expelled", "unit": "members", "precision": Precision.EXACT}
    period = {"period_from": first and date.fromisoformat(first), "period_to": last and date.fromisoformat(last)}
    return Figure(key=value, value=Decimal(value), **fields | period | more)


TEN_MONTHS = ("2018-04-01", "2019-01-31")
HALF_YEAR = ("2019-01-01", "2019-06-30")
REFUSED = [
    ("ten months, half a year", figure("12", *TEN_MONTHS), figure("8", *HALF_YEAR), [
        "One covers 306 days, the other 181: they are not the same measure.",
        "31 days are in both periods and would be counted twice.",
    ]),
    ("ten months, the year before them in part", figure("12", *TEN_MONTHS), figure("10", "2018-01-01", "2018-12-31"), [
        "One covers 306 days, the other 365: they are not the same measure.",
        "275 days are in both periods and would be counted twice.",
    ]),
    ("units", figure("1", "2018-01-01", "2018-12-31"), figure("2", "2019-01-01", "2019-12-31", unit="cases"),
     ["One counts members, the other cases."]),
    ("people", figure("1", "2018-01-01", "2018-12-31"), figure("2", "2019-01-01", "2019-12-31", population="MPs"),
     ["One counts among people not named, the other among MPs."]),
    ("no period", figure("1", None, None), figure("2", *HALF_YEAR), ["The period of one of them is not given."]),
    ("a limit", figure("1", "2018-01-01", "2018-12-31"),
     figure("2", "2019-01-01", "2019-12-31", precision=Precision.MORE_THAN),
     ["“more than 2” is a limit, not a number."]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reasons"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_does_not_count_the_same_is_not_subtracted(one: Figure, other: Figure, reasons: list[str]) -> None:
    assert why_not(one, other) == reasons
    with pytest.raises(RefusedComparisonError) as refused:
        subtract(other, one)
    assert refused.value.reasons == reasons


def test_years_and_quarters_after_each_other_may_be() -> None:
    assert subtract(figure("45", "2019-01-01", "2019-12-31"), figure("10", "2018-01-01", "2018-12-31")) == 35
    assert subtract(figure("5", "2018-04-01", "2018-06-30"), figure("7", "2018-01-01", "2018-03-31")) == -2


def test_a_series_stands_in_the_order_of_its_periods() -> None:
    later, earlier = figure("45", "2019-01-01", "2019-12-31"), figure("10", "2018-01-01", "2018-12-31")
    alone = figure("1", *HALF_YEAR, series="alone")
    (series,) = series_of([later, alone, earlier])
    assert (series.figures, [step.change for step in series.steps]) == ([earlier, later], [Decimal(35)])
