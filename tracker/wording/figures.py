"""Published figures in words: numbers, whether a sum holds with its working, why two figures are not compared."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from tracker.models import Figure
from tracker.rules.figures import WEEK_DAYS, SumCheck, Unchecked, period_days, rest_of
from tracker.rules.period_comparison import Objection, PeriodStep, shared_days
from tracker.rules.ranges import ZERO, Range
from tracker.vocabulary import CheckResult, Precision
from tracker.wording.dates import day_words, month_words

SIGNS = {"sum": " + ", "difference": " − ", "breakdown": " − ", "share": " ÷ ", "rate": " ÷ "}


def number(value: Decimal) -> str:
    """Write a number with thousands separated and no empty decimals: "1,106", "1.8"."""
    value = value.quantize(Decimal("0.000001"), ROUND_HALF_UP) if value.is_finite() else value
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def check_outcome(check: SumCheck) -> str:
    """Return the result in words: "holds", "holds as rounded", "does not hold by 7", "cannot be checked"."""
    words = check.result.label.lower()
    return f"{words} by {number(check.by)}" if check.result is CheckResult.DOES_NOT_HOLD and check.by else words


def check_working(check: SumCheck) -> str:
    """Show how a sum was checked, with the figures as published; where it cannot be checked, say why."""
    match check.unchecked:
        case Unchecked.FIGURE_MISSING:
            return f"no figure is recorded for {', '.join(check.missing)}"
        case Unchecked.NO_PERIOD:
            return "the figure has no period"
        case Unchecked.PART_MONTHS:
            return "the period does not begin and end with a calendar month"
        case Unchecked.DIVISION_BY_ZERO:
            return "a division by zero"
    working = _working(check)
    match check.unchecked:
        case Unchecked.NO_UPPER_LIMIT:
            return f"{working}; one of the figures has no upper limit"
        case Unchecked.ROUNDING_DECIDES:
            return f"{working}; which of the two is greater depends on how they were rounded"
        case Unchecked.NOT_ITEMISED if check.by is not None and check.stated is not None:
            return f"{working}: {number(check.by)} of {_term(check.stated)} that no source itemises"
    return working


def _working(check: SumCheck) -> str:
    kind, terms, stated = check.identity.kind, check.terms, check.stated
    if kind == "subset" and stated is not None:
        return f"{_term(terms[0])} of {_term(stated)}"
    if kind == "breakdown" and stated is not None:
        return f"{SIGNS[kind].join(map(_term, [stated, *terms]))} = {number(rest_of(terms, stated))}"
    total = _range(check.total) if check.total else ""
    return f"{_computation(kind, terms)} {'=' if check.is_exact else '≈'} {total}"


def _computation(kind: str, terms: Sequence[Figure]) -> str:
    if kind == "months" and terms[0].period_from and terms[0].period_to:
        return f"{month_words(terms[0].period_from)} to {month_words(terms[0].period_to)}, both counted"
    if kind == "days" and terms[0].period_from and terms[0].period_to:
        return f"{day_words(terms[0].period_from)} to {day_words(terms[0].period_to)}, the first day not counted"
    if kind == "weekly":
        return f"{_term(terms[0])} ÷ {period_days(terms[0])} days × {WEEK_DAYS}"
    return SIGNS[kind].join(map(_term, terms)) + (" × 100" if kind == "share" else "")


def _term(figure: Figure) -> str:
    """Write a figure as it stands in a sum: "673", "about 540,000"."""
    label = figure.precision.label if figure.precision else ""
    return f"{label} {number(figure.value)}" if label else number(figure.value)


def _range(bounds: Range) -> str:
    if bounds.high is None:
        return f"{number(bounds.low or ZERO)} or more"
    if bounds.low is None or bounds.is_point:
        return number(bounds.high)
    return f"{number(bounds.low)} to {number(bounds.high)}"


def objections(step: PeriodStep) -> list[str]:
    """Say why two figures of a series may not be subtracted; nothing where they may."""
    return [_objection(objection, step.earlier, step.later) for objection in step.objections]


def _objection(objection: Objection, earlier: Figure, later: Figure) -> str:
    match objection:
        case Objection.UNIT:
            return f"One counts {earlier.unit}, the other {later.unit}."
        case Objection.POPULATION:
            theirs, ours = (figure.population or "people not named" for figure in (earlier, later))
            return f"One counts among {theirs}, the other among {ours}."
        case Objection.NO_PERIOD:
            return "The period of one of them is not given."
        case Objection.LENGTH:
            days, others = period_days(earlier), period_days(later)
            return f"One covers {days} days, the other {others}: they are not the same measure."
        case Objection.OVERLAP:
            shared = shared_days(earlier, later)
            return f"{shared} {'day is' if shared == 1 else 'days are'} in both periods and would be counted twice."
        case Objection.LIMIT:
            limits = (Precision.MORE_THAN, Precision.LESS_THAN)
            figure = earlier if earlier.precision in limits else later
            return f"“{figure.precision.label} {number(figure.value)}” is a limit, not a number."
