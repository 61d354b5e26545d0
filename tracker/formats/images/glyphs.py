"""The shape of every status, once, for the pages, the badges and the share cards.

Each is known by its word, its shape and its tone; the shape alone must do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from xml.etree.ElementTree import Element, SubElement, tostring

from tracker.formats.images.palette import INK, PAPER, STATUS_TONES
from tracker.formats.images.svg import Point, add_box, add_text, trimmed
from tracker.formats.images.typeface import BOLD
from tracker.vocabulary import Status, Verdict


@dataclass(frozen=True, slots=True)
class Stroke:
    """One path of a glyph: filled where `width` is 0; a sign is set at `at` and has round ends."""

    path: str
    width: float = 0
    at: Point | None = None
    on_fill: bool = False
    dashes: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """The two drawings of a status: a square with room for a number at the top left, and a small one beside a word."""

    cell: Sequence[Stroke]
    icon: Sequence[Stroke]


CELL, ICON = 48, 24
"""The sides of the two grids."""

_TICK = "M3 10.5 8 15.5 17 4.5"
_HALF = "M3 10.5 8 15.5 10.6 12.3"
_CROSS = "M4.5 4.5 15.5 15.5M15.5 4.5 4.5 15.5"
_MARK = "M10 2.5V11.5M10 16.6V16.8"
_DOTS = "M3.5 10H3.6M10 10H10.1M16.5 10H16.6"
_QUERY = "M5.8 6.6C6 4 7.8 2.8 10 2.8 12.4 2.8 14.2 4.2 14.2 6.5 14.2 9.6 10 9.4 10 12.4M10 16.6V16.8"
_DASH = "M3.5 10H16.5"
_SLASH = "M4.5 15.5 15.5 4.5"
_CELL_EDGE, _ICON_EDGE = Stroke("M1 1H47V47H1Z", 2), Stroke("M1 1H23V23H1Z", 2)


def _sign(path: str, x: float, y: float, on_fill: bool = False, width: float = 2.6) -> Stroke:
    return Stroke(path, width, (x, y), on_fill)


GLYPHS: dict[str, Glyph] = {
    Status.ANSWERED: Glyph(
        cell=(Stroke("M0 0H48V48H0Z"), _sign(_TICK, 24, 24, True)),
        icon=(Stroke("M0 0H24V24H0Z"), _sign(_TICK, 2, 2, True)),
    ),
    Status.PARTIALLY_ANSWERED: Glyph(
        cell=(Stroke("M48 12V48H12Z"), _CELL_EDGE, _sign(_HALF, 26, 25, True)),
        icon=(Stroke("M24 0V24H0Z"), _ICON_EDGE),
    ),
    Status.REFUSED: Glyph(
        cell=(Stroke("M2 2H46V46H2Z", 3.2), Stroke("M21 21H48V48H21Z"), _sign(_CROSS, 24.5, 24.5, True)),
        icon=(Stroke("M1.5 1.5H22.5V22.5H1.5Z", 3.2), _sign(_CROSS, 2, 2, width=3.2)),
    ),
    Status.OVERDUE: Glyph(
        cell=(Stroke("M3 3H45V45H3Z", 5.4), _sign(_MARK, 25, 23)),
        icon=(Stroke("M1.7 1.7H22.3V22.3H1.7Z", 3.2), _sign(_MARK, 2, 2.4, width=3.2)),
    ),
    Status.BEING_ASSESSED: Glyph(cell=(_CELL_EDGE, _sign(_DOTS, 24, 25)), icon=(_ICON_EDGE, _sign(_DOTS, 2, 2))),
    Status.NO_ANSWER_FOUND: Glyph(cell=(_CELL_EDGE, _sign(_QUERY, 25, 25)), icon=(_ICON_EDGE, _sign(_QUERY, 2, 2.2))),
    Status.AWAITING: Glyph(cell=(Stroke("M.7.7H47.3V47.3H.7Z", 1.4),), icon=(Stroke("M.7.7H23.3V23.3H.7Z", 1.4),)),
    Status.WITHDRAWN: Glyph(
        cell=(Stroke("M1 1H47V47H1Z", 2, dashes="4.4 3.4"), _sign(_DASH, 24, 26)),
        icon=(Stroke("M1 1H23V23H1Z", 2, dashes="4.4 3.4"), _sign(_DASH, 2, 2)),
    ),
    Verdict.NOT_ANSWERED: Glyph(cell=(_CELL_EDGE, _sign(_SLASH, 24, 24)), icon=(_ICON_EDGE, _sign(_SLASH, 2, 2))),
}

_AS_STATUS = {
    Verdict.PARTLY_ANSWERED: Status.PARTIALLY_ANSWERED,
    Verdict.CANNOT_BE_JUDGED: Status.NO_ANSWER_FOUND,
    Verdict.NOT_ASSESSED: Status.AWAITING,
}


def glyph_of(verdict: Verdict) -> str:
    """Return the name of the glyph, and of the tone, in which a verdict on a part is shown."""
    return str(_AS_STATUS.get(verdict, verdict))


def draw_icon(onto: Element, name: str, at: Point, size: float) -> None:
    """Draw the small shape of a status, `size` pixels wide, on light paper."""
    _scaled(onto, GLYPHS[name].icon, name, at, size / ICON)


def draw_square(onto: Element, name: str, text: str, is_late: bool, at: Point, size: float) -> None:
    """Draw a square of the tally on light paper: `text` in it, and a bar beneath it where parts are overdue."""
    x, y = at
    square = SubElement(onto, "g")
    _scaled(square, GLYPHS[name].cell, name, at, size / CELL)
    left, top = (0.18, 0.16) if name == Status.OVERDUE else (0.13, 0.11)
    letters = size * (0.4 if len(text) < 3 else 0.3)
    color = PAPER if name == Status.ANSWERED else INK
    # Inter's line of one em has its baseline 0.864 em below its top.
    add_text(square, (x + size * left, y + size * top + letters * 0.864), text, letters, color.light, BOLD)
    if is_late:
        add_box(square, (x, y + size + max(2, size * 0.034)), size, max(4, size * 0.057), INK.light)


def symbols() -> str:
    """Return the symbols with which a page draws every glyph by `<use>`: `c-` and `i-` before the name of the status.

    Their colour is that of the text; what lies on a filled shape takes its colour from the class `on-fill`.
    """
    made = []
    cells = ((f"c-{name}", CELL, glyph.cell) for name, glyph in GLYPHS.items())
    icons = ((f"i-{name}", ICON, glyph.icon) for name, glyph in GLYPHS.items())
    for identifier, side, strokes in chain(cells, icons):
        symbol = Element("symbol", id=identifier, viewBox=f"0 0 {side} {side}")
        _add_strokes(symbol, strokes, "currentColor")
        made.append(tostring(symbol, encoding="unicode"))
    return "\n".join(made)


def _scaled(onto: Element, strokes: Sequence[Stroke], name: str, at: Point, scale: float) -> None:
    factor = f"{scale:.4f}".rstrip("0").rstrip(".")
    place = f"translate({trimmed(at[0])} {trimmed(at[1])}) scale({factor})"
    _add_strokes(SubElement(onto, "g", transform=place), strokes, STATUS_TONES[name].light, PAPER.light)


def _add_strokes(onto: Element, strokes: Sequence[Stroke], color: str, paper: str = "") -> None:
    """Add the paths of a glyph; without `paper` those on a filled shape get a class instead of a colour."""
    for stroke in strokes:
        path = SubElement(onto, "path", d=stroke.path, fill="none" if stroke.width else color)
        if not stroke.width:
            continue
        path.set("stroke", paper if stroke.on_fill and paper else color)
        path.set("stroke-width", trimmed(stroke.width))
        if stroke.on_fill and not paper:
            path.set("class", "on-fill")
        if stroke.dashes:
            path.set("stroke-dasharray", stroke.dashes)
        if stroke.at:
            path.set("transform", f"translate({trimmed(stroke.at[0])} {trimmed(stroke.at[1])})")
            path.set("stroke-linecap", "round")
            path.set("stroke-linejoin", "round")
