"""A flow: where a number went, drawn from the sums that the record already holds.

Each split is a `sum` or `breakdown` identity: its stated figure divides into its terms, and what no term accounts for
is a leak. A split hangs on the earlier piece that is its whole; where its whole is itself the sum of earlier pieces (a
join), it hangs on all of them. Nothing is typed that the sums do not say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.models import Figure, Flow, Identity
from tracker.rules.figures import check_identity, rest_of
from tracker.rules.ranges import ZERO
from tracker.vocabulary import CheckResult, Precision


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: a figure, or the leak (no figure). `start` and `size` are in the units of the bar."""

    figure: Figure | None
    start: Decimal
    size: Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """One level of the picture: a whole and its pieces. `above` are the pieces of earlier bars that it comes from.

    `over` is by how much the parts exceed the whole, as published; `size` is the greater of the two. `as_rounded` says
    that rounding alone may account for what is left or over; `is_exact`, that every number was given exactly.
    """

    stage: str
    whole: Figure
    pieces: Sequence[Piece]
    size: Decimal
    over: Decimal
    above: Sequence[tuple[int, int]]
    """Each as the place of the bar and of the piece in it."""
    as_rounded: bool = False
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """A flow that is known: the first bar holds what came in, with what stands beside it."""

    flow: Flow
    bars: Sequence[Bar]
    beside: Sequence[Figure]


def picture_of(flow: Flow, figures: Mapping[str, Figure], identities: Mapping[str, Identity]) -> FlowPicture | None:
    """Return a flow's picture, or None where one of its figures is not known."""
    splits = [identities[key] for key in flow.splits if key in identities]
    if not splits or any(key not in figures for split in splits for key in [split.equals, *split.terms]):
        return None
    joins = [identities[key] for key in flow.joins if key in identities]
    beside = [figures[key] for key in flow.beside if key in figures]
    stages = dict(zip(flow.splits, flow.stages[1:], strict=False))
    bars = [_first(flow, figures[splits[0].equals], beside)]
    for split in splits:
        bars.append(_bar(split, stages.get(split.key, ""), figures, bars, joins))
    return FlowPicture(flow, bars, beside)


def _first(flow: Flow, whole: Figure, beside: Sequence[Figure]) -> Bar:
    pieces, start = _stacked([whole, *beside])
    return Bar(flow.stages[0] if flow.stages else "", whole, pieces, start, ZERO, [])


def _stacked(figures: Sequence[Figure]) -> tuple[list[Piece], Decimal]:
    """Return a piece for each figure, one after the other, and where the last ends."""
    pieces, start = list[Piece](), ZERO
    for figure in figures:
        pieces.append(Piece(figure, start, figure.value))
        start += figure.value
    return pieces, start


def _bar(
    split: Identity, stage: str, figures: Mapping[str, Figure], bars: Sequence[Bar], joins: Sequence[Identity]
) -> Bar:
    whole, terms = figures[split.equals], [figures[key] for key in split.terms]
    pieces, start = _stacked(terms)
    rest = rest_of(terms, whole)
    if rest > 0:
        pieces.append(Piece(None, start, rest))
    as_rounded = check_identity(split, figures).result is CheckResult.HOLDS_AS_ROUNDED
    is_exact = all(figure.precision is Precision.EXACT for figure in (whole, *terms))
    size, over, above = max(whole.value, start), max(-rest, ZERO), _above(whole, bars, joins)
    return Bar(stage, whole, pieces, size, over, above, as_rounded, is_exact)


def _above(whole: Figure, bars: Sequence[Bar], joins: Sequence[Identity]) -> list[tuple[int, int]]:
    """Return the nearest earlier piece that is this whole, or those that a join makes it of."""
    keys = {whole.key}
    place = _places(keys, bars)
    if place:
        return place
    for join in joins:
        if join.equals == whole.key:
            return _places(set(join.terms), bars)
    return []


def _places(keys: set[str], bars: Sequence[Bar]) -> list[tuple[int, int]]:
    for number in range(len(bars) - 1, -1, -1):
        found = [
            (number, index)
            for index, piece in enumerate(bars[number].pieces)
            if piece.figure is not None and piece.figure.key in keys
        ]
        if found:
            return found
    return []
