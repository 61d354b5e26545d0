"""Do the numbers add up? Each identity is checked with the figures as published, and the working is shown.

Kinds: `sum` (the terms make the stated figure) · `difference` (the first less the others) · `share` (the first in a
hundred of the second) · `rate` (the first for each one of the second) · `subset` (the term is part of the stated
figure) · `breakdown` (the terms are parts of the stated figure; what is left is itemised by nobody) · `months` and
`weekly` (the length of the term's period in calendar months; the term for every seven days of its period).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tracker.models import Figure, Identity
from tracker.rules.ranges import ZERO, Range, less, range_of, ratio, rounded, total
from tracker.vocabulary import CheckResult, Precision

SIGNS = {"sum": " + ", "difference": " − ", "breakdown": " − ", "share": " ÷ ", "rate": " ÷ "}
ADDED = ("sum", "difference")
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one identity. `by` is by how much it does not hold, or what is left that nobody itemises."""

    identity: Identity
    verdict: CheckResult
    working: str
    by: Decimal | None = None

    @property
    def outcome(self) -> str:
        """Return the outcome in words: "holds", "holds as rounded", "does not hold by 7", "cannot be checked"."""
        words = self.verdict.label.lower()
        return f"{words} by {number(self.by)}" if self.verdict is CheckResult.DOES_NOT_HOLD and self.by else words


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What the terms come to, with the working; no `result` where it cannot be reckoned, and `working` says why."""

    result: Range | None
    working: str


def check_identity(identity: Identity, figures: Mapping[str, Figure]) -> Check:
    """Check one identity against the figures, by key.

    What comes of a division is compared to the identity's decimal places; a sum and a difference as they are, for
    whatever was rounded in them says so itself.
    """
    missing = [key for key in dict.fromkeys([*identity.terms, identity.equals]) if key not in figures]
    if missing:
        return Check(identity, CheckResult.CANNOT_BE_CHECKED, f"no figure is recorded for {', '.join(missing)}")
    terms, stated = [figures[key] for key in identity.terms], figures[identity.equals]
    if identity.kind == "subset":
        return _subset(identity, terms[0], stated)
    if identity.kind == "breakdown":
        return _breakdown(identity, terms, stated)
    reckoned = RECKON[identity.kind](terms)
    if reckoned.result is None:
        return Check(identity, CheckResult.CANNOT_BE_CHECKED, reckoned.working)
    return _compared(identity, reckoned, stated)


def _sum(terms: Sequence[Figure]) -> _Reckoned:
    return _Reckoned(total([range_of(one) for one in terms]), SIGNS["sum"].join(map(_term, terms)))


def _difference(terms: Sequence[Figure]) -> _Reckoned:
    result = less(range_of(terms[0]), total([range_of(one) for one in terms[1:]]))
    return _Reckoned(result, SIGNS["difference"].join(map(_term, terms)))


def _share(terms: Sequence[Figure]) -> _Reckoned:
    return _ratio(terms, 100, " × 100")


def _rate(terms: Sequence[Figure]) -> _Reckoned:
    return _ratio(terms, 1, "")


def _ratio(terms: Sequence[Figure], times: int, after: str) -> _Reckoned:
    result = ratio(range_of(terms[0]), range_of(terms[1]), times)
    return _Reckoned(result, SIGNS["rate"].join(map(_term, terms)) + after if result else "a division by nought")


def _months(terms: Sequence[Figure]) -> _Reckoned:
    """Count the calendar months from the first day of one to the last day of another, both counted."""
    first, last = terms[0].period_from, terms[0].period_to
    if first is None or last is None:
        return _Reckoned(None, "the figure has no period")
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return _Reckoned(None, "the period does not begin and end with a calendar month")
    count = Decimal((last.year - first.year) * 12 + last.month - first.month + 1)
    return _Reckoned(Range(count, count), f"{_month(first)} to {_month(last)}, both counted")


def _weekly(terms: Sequence[Figure]) -> _Reckoned:
    days = period_days(terms[0])
    if days is None:
        return _Reckoned(None, "the figure has no period")
    length = Range(Decimal(days), Decimal(days))
    return _Reckoned(ratio(range_of(terms[0]), length, WEEK_DAYS), f"{_term(terms[0])} ÷ {days} days × {WEEK_DAYS}")


RECKON: dict[str, Callable[[Sequence[Figure]], _Reckoned]] = {
    "sum": _sum, "difference": _difference, "share": _share, "rate": _rate, "months": _months, "weekly": _weekly,
}  # fmt: skip


def _compared(identity: Identity, reckoned: _Reckoned, stated: Figure) -> Check:
    result, allowed = reckoned.result, range_of(stated)
    assert result is not None
    shown = result if identity.kind in ADDED else rounded(result, identity.decimals)
    working = f"{reckoned.working} {'=' if shown == result and result.is_point else '≈'} {_range(shown)}"
    if not shown.meets(allowed) and not result.meets(allowed):
        return Check(identity, CheckResult.DOES_NOT_HOLD, working, shown.gap_to(allowed) or result.gap_to(allowed))
    if shown.high is None and stated.precision is not Precision.MORE_THAN:
        return Check(identity, CheckResult.CANNOT_BE_CHECKED, f"{working}; one of the figures has no upper limit")
    exact = result.is_point and (shown == allowed == result or _is_limit_kept(result, stated))
    return Check(identity, CheckResult.HOLDS if exact else CheckResult.HOLDS_AS_ROUNDED, working)


def _is_limit_kept(result: Range, stated: Figure) -> bool:
    """Tell whether a stated limit is kept: that is all a limit says."""
    return stated.precision in (Precision.MORE_THAN, Precision.LESS_THAN) and result.meets(range_of(stated))


def _subset(identity: Identity, part: Figure, whole: Figure) -> Check:
    over, working = less(range_of(part), range_of(whole)), f"{_term(part)} of {_term(whole)}"
    if over.low is not None and over.low > 0:
        return Check(identity, CheckResult.DOES_NOT_HOLD, working, over.low)
    if over.high is None or over.high > 0:
        why = "which of the two is greater depends on how they were rounded"
        return Check(identity, CheckResult.CANNOT_BE_CHECKED, f"{working}; {why}")
    return Check(identity, CheckResult.HOLDS, working)


def _breakdown(identity: Identity, parts: Sequence[Figure], whole: Figure) -> Check:
    rest = less(range_of(whole), total([range_of(one) for one in parts]))
    working = f"{SIGNS['breakdown'].join(map(_term, [whole, *parts]))} = {number(rest_of(parts, whole))}"
    if rest.high is not None and rest.high < 0:
        return Check(identity, CheckResult.DOES_NOT_HOLD, working, -rest.high)
    if rest.is_point and rest.low == 0:
        return Check(identity, CheckResult.HOLDS, working)
    if rest.low is None or rest.low <= 0:
        return Check(identity, CheckResult.HOLDS_AS_ROUNDED, working)
    left = rest_of(parts, whole)
    missing = f"{number(left)} of {_term(whole)} that no source itemises"
    return Check(identity, CheckResult.CANNOT_BE_CHECKED, f"{working}: {missing}", left)


def rest_of(parts: Sequence[Figure], whole: Figure) -> Decimal:
    """Return what is left of a whole when its parts, as published, are taken away; below 0 where they exceed it."""
    return whole.value - sum((one.value for one in parts), ZERO)


def period_days(figure: Figure) -> int | None:
    """Return how many days a figure's period has, the first and the last counted, or None without a whole period."""
    if figure.period_from is None or figure.period_to is None:
        return None
    return (figure.period_to - figure.period_from).days + 1


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _term(figure: Figure) -> str:
    """Write a figure as it stands in a sum: "673", "about 540,000"."""
    label = figure.precision.label if figure.precision else ""
    return f"{label} {number(figure.value)}" if label else number(figure.value)


def _range(one: Range) -> str:
    if one.high is None:
        return f"{number(one.low or ZERO)} or more"
    if one.low is None or one.is_point:
        return number(one.high)
    return f"{number(one.low)} to {number(one.high)}"


def number(value: Decimal) -> str:
    """Write a number with thousands separated and no empty decimals: "1,106", "1.8"."""
    value = value.quantize(Decimal("0.000001"), ROUND_HALF_UP) if value.is_finite() else value
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")
