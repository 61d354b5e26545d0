"""What may be said of one thing in two periods. Two figures are subtracted only where they count the same.

Different periods are not the same measure: a year against ten months, or two periods that share a month, say nothing
when one is taken from the other. The rules refuse and say why (issue 6; facts of the first record, section 5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from tracker.models import Figure
from tracker.rules.figures import number, period_days
from tracker.vocabulary import Precision

QUARTER_SLACK_DAYS = 3
"""By how many days calendar quarters, or calendar months, differ in length and still count as equally long."""


class RefusedComparisonError(ValueError):
    """Two figures that may not be subtracted; `reasons` are sentences."""

    def __init__(self, reasons: list[str]) -> None:
        """Take the sentences that say why."""
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Step:
    """Two figures of a series after each other: by how much the later differs, or why that may not be reckoned."""

    earlier: Figure
    later: Figure
    change: Decimal | None
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures that tell of one thing at different times, in the order of their periods, and what lies between."""

    name: str
    figures: list[Figure]
    steps: list[Step]


def subtract(later: Figure, earlier: Figure) -> Decimal:
    """Return by how much a later figure exceeds an earlier one; raise `RefusedComparisonError` with every reason."""
    reasons = why_not(earlier, later)
    if reasons:
        raise RefusedComparisonError(reasons)
    return later.value - earlier.value


def why_not(earlier: Figure, later: Figure) -> list[str]:
    """Return the reasons not to take one figure from another, in sentences; empty where both count the same."""
    reasons = []
    if earlier.unit != later.unit:
        reasons.append(f"One counts {earlier.unit}, the other {later.unit}.")
    if earlier.population != later.population:
        reasons.append(
            f"One counts among {earlier.population or 'people not named'}, "
            f"the other among {later.population or 'people not named'}."
        )
    reasons += _periods(earlier, later)
    loose = [one for one in (earlier, later) if one.precision in (Precision.MORE_THAN, Precision.LESS_THAN)]
    if loose:
        reasons.append(f"“{loose[0].precision.label} {number(loose[0].value)}” is a limit, not a number.")
    return reasons


def _periods(earlier: Figure, later: Figure) -> list[str]:
    ours, theirs = period_days(earlier), period_days(later)
    if ours is None or theirs is None:
        return ["The period of one of them is not given."]
    reasons = []
    if abs(ours - theirs) > QUARTER_SLACK_DAYS:
        reasons.append(f"One covers {ours} days, the other {theirs}: they are not the same measure.")
    shared = _shared_days(earlier, later)
    if shared:
        reasons.append(
            f"{shared} {'day is' if shared == 1 else 'days are'} in both periods and would be counted twice."
        )
    return reasons


def _shared_days(one: Figure, other: Figure) -> int:
    first = max(day for day in (one.period_from, other.period_from) if day)
    last = min(day for day in (one.period_to, other.period_to) if day)
    return max(0, (last - first).days + 1)


def series_of(figures: Iterable[Figure]) -> list[Series]:
    """Return the series among some figures, each with what may be said between one and the next."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.series:
            groups.setdefault(figure.series, []).append(figure)
    found = []
    for name, group in groups.items():
        ordered = sorted(group, key=_begins)
        if len(ordered) > 1:
            found.append(Series(name, ordered, [_step(*pair) for pair in pairwise(ordered)]))
    return found


def _begins(figure: Figure) -> tuple[date, date]:
    return figure.period_from or date.max, figure.period_to or date.max


def _step(earlier: Figure, later: Figure) -> Step:
    reasons = why_not(earlier, later)
    return Step(earlier, later, None if reasons else later.value - earlier.value, reasons)
