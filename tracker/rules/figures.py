"""Do the numbers add up? Each identity is checked with the figures as published.

Rule: docs/decisions/figures.md#sums.

Kinds: `sum` (the terms make the stated figure) · `difference` (the first less the others) · `share` (the first in a
hundred of the second) · `rate` (the first for each one of the second) · `subset` (the term is part of the stated
figure) · `breakdown` (the terms are parts of the stated figure; what is left is itemised by nobody) · `months`, `days`
and `weekly` (the length of the term's period in calendar months; the days that pass from its first to its last; the
term for every seven days of its period).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial

from tracker.models import Figure, Identity
from tracker.rules.ranges import ZERO, Range, less, range_of, ratio, rounded, total
from tracker.vocabulary import CheckResult, Precision

ADDED = ("sum", "difference")
OF_ONE_PERIOD = ("months", "days", "weekly")
"""The kinds with one term, whose period is counted: the stated figure may be that term itself."""
WEEK_DAYS = 7


class Unchecked(StrEnum):
    """Why a sum cannot be checked."""

    FIGURE_MISSING = "figure_missing"
    NO_PERIOD = "no_period"
    PART_MONTHS = "part_months"
    DIVISION_BY_ZERO = "division_by_zero"
    NO_UPPER_LIMIT = "no_upper_limit"
    ROUNDING_DECIDES = "rounding_decides"
    NOT_ITEMISED = "not_itemised"


@dataclass(frozen=True, slots=True)
class SumCheck:
    """What checking one identity comes to, with what its working shows.

    `total` is what the terms come to, as it is compared; `is_exact` says that they make it exactly. `by` is by how much
    the identity does not hold, or what is left that nobody itemises. `missing` names figures that are not recorded.
    """

    identity: Identity
    result: CheckResult
    terms: tuple[Figure, ...] = ()
    stated: Figure | None = None
    total: Range | None = None
    is_exact: bool = False
    by: Decimal | None = None
    unchecked: Unchecked | None = None
    missing: tuple[str, ...] = ()


def check_identity(identity: Identity, figures: Mapping[str, Figure]) -> SumCheck:
    """Check one identity against the figures, by key.

    The result of a division is compared to the identity's decimal places; a sum and a difference as they are, because
    whatever was rounded in them says so itself.
    """
    missing = tuple(key for key in dict.fromkeys([*identity.terms, identity.equals]) if key not in figures)
    if missing:
        unchecked = Unchecked.FIGURE_MISSING
        return SumCheck(identity, CheckResult.CANNOT_BE_CHECKED, unchecked=unchecked, missing=missing)
    terms, stated = tuple(figures[key] for key in identity.terms), figures[identity.equals]
    if identity.kind == "subset":
        return _subset(identity, terms[0], stated)
    if identity.kind == "breakdown":
        return _breakdown(identity, terms, stated)
    total = COMPUTE[identity.kind](terms)
    if isinstance(total, Unchecked):
        return SumCheck(identity, CheckResult.CANNOT_BE_CHECKED, terms, stated, unchecked=total)
    return _compared(identity, terms, stated, total)


def _quotient(terms: Sequence[Figure], times: int) -> Range | Unchecked:
    return ratio(range_of(terms[0]), range_of(terms[1]), times) or Unchecked.DIVISION_BY_ZERO


def _months(terms: Sequence[Figure]) -> Range | Unchecked:
    """Count the calendar months from the first day of one to the last day of another, both counted."""
    first, last = terms[0].period_from, terms[0].period_to
    if first is None or last is None:
        return Unchecked.NO_PERIOD
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return Unchecked.PART_MONTHS
    count = Decimal((last.year - first.year) * 12 + last.month - first.month + 1)
    return Range(count, count)


def _days(terms: Sequence[Figure]) -> Range | Unchecked:
    """Count the days from the first of a period to its last as deadlines are counted: the first day is day 0."""
    days = period_days(terms[0])
    return Unchecked.NO_PERIOD if days is None else Range(Decimal(days - 1), Decimal(days - 1))


def _weekly(terms: Sequence[Figure]) -> Range | Unchecked:
    days = period_days(terms[0])
    if days is None:
        return Unchecked.NO_PERIOD
    return ratio(range_of(terms[0]), Range(Decimal(days), Decimal(days)), WEEK_DAYS) or Unchecked.DIVISION_BY_ZERO


COMPUTE: dict[str, Callable[[Sequence[Figure]], Range | Unchecked]] = {
    "sum": lambda terms: total([range_of(term) for term in terms]),
    "difference": lambda terms: less(range_of(terms[0]), total([range_of(term) for term in terms[1:]])),
    "share": lambda terms: _quotient(terms, 100),
    "rate": lambda terms: _quotient(terms, 1),
    "months": _months,
    "days": _days,
    "weekly": _weekly,
}


def _compared(identity: Identity, terms: tuple[Figure, ...], stated: Figure, result: Range) -> SumCheck:
    allowed = range_of(stated)
    shown = result if identity.kind in ADDED else rounded(result, identity.decimals)
    check = partial(SumCheck, identity, terms=terms, stated=stated, total=shown)
    check = partial(check, is_exact=shown == result and result.is_point)
    if not shown.meets(allowed) and not result.meets(allowed):
        return check(CheckResult.DOES_NOT_HOLD, by=shown.gap_to(allowed) or result.gap_to(allowed))
    if shown.high is None and stated.precision is not Precision.MORE_THAN:
        return check(CheckResult.CANNOT_BE_CHECKED, unchecked=Unchecked.NO_UPPER_LIMIT)
    is_limit = stated.precision in (Precision.MORE_THAN, Precision.LESS_THAN)
    exact = result.is_point and (shown == allowed == result or (is_limit and result.meets(allowed)))
    return check(CheckResult.HOLDS if exact else CheckResult.HOLDS_AS_ROUNDED)


def _subset(identity: Identity, part: Figure, whole: Figure) -> SumCheck:
    over = less(range_of(part), range_of(whole))
    check = partial(SumCheck, identity, terms=(part,), stated=whole)
    if over.low is not None and over.low > 0:
        return check(CheckResult.DOES_NOT_HOLD, by=over.low)
    if over.high is None or over.high > 0:
        return check(CheckResult.CANNOT_BE_CHECKED, unchecked=Unchecked.ROUNDING_DECIDES)
    return check(CheckResult.HOLDS)


def _breakdown(identity: Identity, parts: tuple[Figure, ...], whole: Figure) -> SumCheck:
    rest = less(range_of(whole), total([range_of(part) for part in parts]))
    check = partial(SumCheck, identity, terms=parts, stated=whole)
    if rest.high is not None and rest.high < 0:
        return check(CheckResult.DOES_NOT_HOLD, by=-rest.high)
    if rest.is_point and rest.low == 0:
        return check(CheckResult.HOLDS)
    if rest.low is None or rest.low <= 0:
        return check(CheckResult.HOLDS_AS_ROUNDED)
    return check(CheckResult.CANNOT_BE_CHECKED, by=rest_of(parts, whole), unchecked=Unchecked.NOT_ITEMISED)


def rest_of(parts: Sequence[Figure], whole: Figure) -> Decimal:
    """Return what is left of a whole when its parts, as published, are taken away; below 0 where they exceed it."""
    return whole.value - sum((part.value for part in parts), ZERO)


def period_days(figure: Figure) -> int | None:
    """Return how many days a figure's period has, the first and the last counted, or None without a whole period."""
    if figure.period_from is None or figure.period_to is None:
        return None
    return (figure.period_to - figure.period_from).days + 1
