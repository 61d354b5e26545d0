"""What a published figure leaves open: between which bounds the number may lie, by how exactly it was given.

Rule: docs/decisions/figures.md#rounding.

An exact figure is one number. A rounded one lies within half a unit of its last digit that is not zero (400: from
350 to 450; 1.8: from 1.75 to 1.85), an approximate one within a whole unit (about 15: from 14 to 16). A limit has one
bound. The rules are this project's own; the page of figures states them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tracker.models import Figure
from tracker.vocabulary import Precision

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds of a number, None where there is none; `open_low` and `open_high` leave the bound itself out."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    def gap_to(self, other: "Range") -> Decimal:
        """Return how far two ranges lie apart: 0 where they have a number in common."""
        return max(_gap(self, other), _gap(other, self), ZERO)

    def meets(self, other: "Range") -> bool:
        return not (_misses(self, other) or _misses(other, self))


def _gap(lower: Range, upper: Range) -> Decimal:
    """Return by how much the lower range ends before the upper one begins; below 0 where it does not."""
    return upper.low - lower.high if lower.high is not None and upper.low is not None else -Decimal("Infinity")


def _misses(lower: Range, upper: Range) -> bool:
    gap = _gap(lower, upper)
    return gap > 0 or (gap == 0 and (lower.open_high or upper.open_low))


def unit_of(value: Decimal) -> Decimal:
    """Return the unit of a number's last digit that is not zero: 100 for 400, 0.1 for 1.8, 1 for 0 and for 15."""
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def range_of(figure: Figure) -> Range:
    """Return the bounds within which a figure leaves its number; no figure is below zero."""
    value = figure.value
    match figure.precision:
        case Precision.MORE_THAN:
            return Range(value, None, open_low=True)
        case Precision.LESS_THAN:
            return Range(min(value, ZERO), value, open_high=True)
        case Precision.ROUNDED:
            return around(value, unit_of(value) / 2)
        case Precision.ABOUT:
            return around(value, unit_of(value))
    return Range(value, value)


def around(value: Decimal, by: Decimal) -> Range:
    """Return the bounds so far from a number on either side, not below zero for a number that is not."""
    low = value - by
    return Range(max(low, ZERO) if value >= 0 else low, value + by)


def total(ranges: Sequence[Range]) -> Range:
    low, high = ZERO, ZERO
    for bounds in ranges:
        if bounds.low is None:
            raise ValueError("a figure has always a lower bound")
        low += bounds.low
    open_low = any(bounds.open_low for bounds in ranges)
    for bounds in ranges:
        if bounds.high is None:
            return Range(low, None, open_low)
        high += bounds.high
    return Range(low, high, open_low, any(bounds.open_high for bounds in ranges))


def less(first: Range, rest: Range) -> Range:
    low = first.low - rest.high if first.low is not None and rest.high is not None else None
    high = first.high - rest.low if first.high is not None and rest.low is not None else None
    return Range(low, high, first.open_low or rest.open_high, first.open_high or rest.open_low)


def ratio(part: Range, whole: Range, times: int = 1) -> Range | None:
    """Return the bounds of a quotient, or None where the whole may be zero or less."""
    if whole.low is None or whole.low <= 0 or part.low is None:
        return None
    low, high = _divided(part.low, whole, part.low < 0), None
    if part.high is not None:
        high = _divided(part.high, whole, part.high >= 0)
    low, high = low * times, None if high is None else high * times
    return Range(low, high, part.open_low or whole.open_high, part.open_high or whole.open_low)


def _divided(number: Decimal, whole: Range, by_low: bool) -> Decimal:
    """Divide by the lower or the upper bound of a whole that is above zero; without an upper one the end is 0."""
    by = whole.low if by_low else whole.high
    return ZERO if by is None else number / by


def rounded(bounds: Range, decimals: int) -> Range:
    """Return bounds widened to what rounds to the same at so many decimals, as a sum is compared."""

    def to(value: Decimal | None) -> Decimal | None:
        return None if value is None else value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

    low, high = to(bounds.low), to(bounds.high)
    return Range(low, high, bounds.open_low and low == bounds.low, bounds.open_high and high == bounds.high)
