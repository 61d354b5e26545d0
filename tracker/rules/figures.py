"""Do the numbers add up? Each identity is checked with the figures as published, and the working is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tracker.models import Figure, Identity
from tracker.vocabulary import Precision

LOOSE = frozenset({Precision.ABOUT, Precision.MORE_THAN, Precision.LESS_THAN, Precision.ROUNDED})


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one identity: "holds", "holds as rounded", "does not hold by n" or "cannot be checked"."""

    identity: Identity
    outcome: str
    working: str


def check_identity(identity: Identity, figures: Mapping[str, Figure]) -> Check:
    """Check one identity against the figures, by key; the result is compared to the identity's decimal places."""
    missing = [key for key in [*identity.terms, identity.equals] if key not in figures]
    if missing:
        return Check(identity, "cannot be checked", f"no figure recorded for {', '.join(missing)}")
    terms = [figures[key] for key in identity.terms]
    stated = figures[identity.equals]
    result = _result(identity.kind, [term.value for term in terms])
    if result is None:
        return Check(identity, "cannot be checked", "a division by nought")
    shown = _rounded(result, identity.decimals)
    sign = "=" if shown == result else "≈"
    return Check(identity, _outcome(shown, result, stated), f"{_sum(identity.kind, terms)} {sign} {number(shown)}")


def _result(kind: str, values: list[Decimal]) -> Decimal | None:
    if kind == "sum":
        return sum(values, Decimal(0))
    if kind == "difference":
        return values[0] - sum(values[1:], Decimal(0))
    if values[1] == 0:
        return None
    return values[0] / values[1] * (100 if kind == "share" else 1)


def _outcome(shown: Decimal, result: Decimal, stated: Figure) -> str:
    if stated.precision is Precision.MORE_THAN and result > stated.value:
        return "holds: the stated figure is a lower limit"
    if stated.precision is Precision.LESS_THAN and result < stated.value:
        return "holds: the stated figure is an upper limit"
    if shown == stated.value:
        return "holds" if shown == result else "holds as rounded"
    if stated.precision in LOOSE:
        return f"differs by {number(abs(shown - stated.value))}; the stated figure is not exact"
    return f"does not hold by {number(abs(shown - stated.value))}"


def _sum(kind: str, terms: list[Figure]) -> str:
    signs = {"sum": " + ", "difference": " − ", "share": " ÷ ", "rate": " ÷ "}
    working = signs[kind].join(number(term.value) for term in terms)
    return f"{working} × 100" if kind == "share" else working


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: Decimal) -> str:
    """Write a number with thousands separated and no empty decimals: "1,106", "1.8"."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
