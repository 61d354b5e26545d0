"""What may be said of one thing in two periods. Two figures are subtracted only where they count the same.

Different periods are not the same measure: a year against ten months, or two periods that share a month, mean nothing
when one is taken from the other (docs/decisions/figures.md#comparing).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from tracker.models import Figure
from tracker.rules.figures import period_days
from tracker.vocabulary import Precision

QUARTER_SLACK_DAYS = 3
"""By how many days calendar quarters, or calendar months, differ in length and still count as equally long."""


class Objection(StrEnum):
    """Why one figure may not be taken from another."""

    UNIT = "unit"
    POPULATION = "population"
    NO_PERIOD = "no_period"
    LENGTH = "length"
    OVERLAP = "overlap"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class PeriodStep:
    """Two figures of a series after each other: by how much the later differs, or why they may not be subtracted."""

    earlier: Figure
    later: Figure
    change: Decimal | None
    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True)
class PeriodSeries:
    """The figures of one thing at different times, in the order of their periods, and what lies between."""

    name: str
    figures: list[Figure]
    steps: list[PeriodStep]


def compare(earlier: Figure, later: Figure) -> PeriodStep:
    """Return by how much a later figure exceeds an earlier one, or every objection to subtracting them."""
    found = tuple(_objections(earlier, later))
    return PeriodStep(earlier, later, None if found else later.value - earlier.value, found)


def _objections(earlier: Figure, later: Figure) -> Iterator[Objection]:
    if earlier.unit != later.unit:
        yield Objection.UNIT
    if earlier.population != later.population:
        yield Objection.POPULATION
    days, others = period_days(earlier), period_days(later)
    if days is None or others is None:
        yield Objection.NO_PERIOD
    else:
        if abs(days - others) > QUARTER_SLACK_DAYS:
            yield Objection.LENGTH
        if shared_days(earlier, later):
            yield Objection.OVERLAP
    if {earlier.precision, later.precision} & {Precision.MORE_THAN, Precision.LESS_THAN}:
        yield Objection.LIMIT


def shared_days(figure: Figure, other: Figure) -> int:
    """Return how many days are in the periods of both figures, which must have one."""
    first = max(day for day in (figure.period_from, other.period_from) if day)
    last = min(day for day in (figure.period_to, other.period_to) if day)
    return max(0, (last - first).days + 1)


def series_of(figures: Iterable[Figure]) -> list[PeriodSeries]:
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.series:
            groups.setdefault(figure.series, []).append(figure)
    found = []
    for name, group in groups.items():
        ordered = sorted(group, key=lambda figure: (figure.period_from or date.max, figure.period_to or date.max))
        if len(ordered) > 1:
            found.append(PeriodSeries(name, ordered, [compare(*pair) for pair in pairwise(ordered)]))
    return found
