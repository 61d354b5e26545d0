"""The picture of a flow as plain shapes: bars one below the other, and bands from a piece to the bar that divides it.

Widths are in per cent of the picture, so that it fills a phone and a sheet alike; heights are in pixels. Every bar has
the full width, so that its smallest piece can be seen: the bands show of which piece it is an enlargement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from textwrap import wrap

from tracker.rules.flows import Bar, FlowPicture, Piece
from tracker.wording.figures import number

BAR = 36
LINE = 22
HEADING = 30
BELOW = 14
AFTER = 26
LETTERS = 36
"""How many letters of a label fit on a line at a width of 360 pixels."""
WIDTH_OF_A_DIGIT = Decimal("3.4")
"""How many per cent of the narrowest picture a digit needs."""
PATTERNS = 6


@dataclass(frozen=True, slots=True)
class FlowShape:
    """One piece of a bar: where it stands, its pattern, what it says, and the figure it links to (None: the leak)."""

    x: Decimal
    width: Decimal
    pattern: str
    number: str
    shows_number: bool
    lines: Sequence[tuple[int, str]]
    """Each line of its label with its height in the picture."""
    key: str | None


@dataclass(frozen=True, slots=True)
class FlowLevel:
    """One bar with its heading; `top` is where the bar begins."""

    heading: str
    heading_at: int
    top: int
    shapes: Sequence[FlowShape]
    over: str
    """By how much the parts exceed the whole, in words; empty where they do not."""
    over_at: int


@dataclass(frozen=True, slots=True)
class FlowBand:
    """The band from a piece down to the bar that divides it: two heights, and the four corners in per cent."""

    top: int
    height: int
    corners: str


@dataclass(slots=True)
class FlowDrawing:
    """A whole picture."""

    height: int = 0
    levels: list[FlowLevel] = field(default_factory=list)
    bands: list[FlowBand] = field(default_factory=list)


def drawing_of(picture: FlowPicture) -> FlowDrawing:
    made = FlowDrawing()
    for place, bar in enumerate(picture.bars):
        made.levels.append(_level(bar, place, made.height))
        made.bands += _bands(picture.bars, place, made.levels)
        made.height = _end_of(made.levels[-1]) + AFTER
    made.height += BELOW - AFTER
    return made


def _end_of(level: FlowLevel) -> int:
    lines = [at for shape in level.shapes for at, _ in shape.lines]
    return max([level.over_at if level.over else 0, *lines])


def _level(bar: Bar, place: int, start: int) -> FlowLevel:
    top, shapes = start + HEADING, []
    at = top + BAR + BELOW
    for index, piece in enumerate(bar.pieces):
        shape = _shape(bar, piece, "rest" if piece.figure is None else _pattern(place, index), at)
        at = shape.lines[-1][0] + LINE
        shapes.append(shape)
    rounded = ", as far as they were rounded" if bar.as_rounded else ""
    over = f"The parts come to {number(bar.over)} more than the whole{rounded}." if bar.over else ""
    return FlowLevel(bar.stage, start + HEADING - 10, top, shapes, over, at)


def _pattern(place: int, index: int) -> str:
    """Return the name of a pattern; what stands beside the first piece of the first bar is only outlined."""
    return "beside" if place == 0 and index else str(index % PATTERNS)


def _shape(bar: Bar, piece: Piece, pattern: str, at: int) -> FlowShape:
    x, width = _percent(piece.start, bar.size), _percent(piece.size, bar.size)
    figure = piece.figure
    if figure is None:
        why = "rounding leaves open" if bar.as_rounded else "no source itemises"
        said, key = f"{'' if bar.is_exact else 'about '}{number(piece.size)} that {why}", None
    else:
        mark = f"{figure.precision.label} " if figure.precision and figure.precision.label else ""
        said, key = f"{mark}{number(figure.value)} {figure.unit}: {figure.label}", figure.key
    lines = [(at + LINE * index + 4, text) for index, text in enumerate(wrap(said, LETTERS))]
    shown = number(piece.size)
    return FlowShape(x, width, pattern, shown, width > WIDTH_OF_A_DIGIT * (len(shown) + 1), lines, key)


def _bands(bars: Sequence[Bar], place: int, levels: Sequence[FlowLevel]) -> list[FlowBand]:
    """Return the bands that lead down to a bar; several share its width by their size."""
    bar, found, start = bars[place], [], Decimal(0)
    whole = sum((bars[level].pieces[index].size for level, index in bar.above), Decimal(0))
    for level, index in bar.above:
        piece = levels[level].shapes[index]
        size = _percent(bars[level].pieces[index].size, whole)
        top, bottom = levels[level].top + BAR, levels[place].top
        height = bottom - top
        corners = f"{piece.x},0 {piece.x + piece.width},0 {start + size},{height} {start},{height}"
        found.append(FlowBand(top, height, corners))
        start += size
    return found


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.01")) if whole else Decimal(0)
