"""The marks of the eight statuses as drawn in pictures: the same shapes and tones as on the pages, on light paper.

The pages take theirs from `templates/macros/shapes.html` and `static/style.css`; a test holds the two together. Only
presentation attributes are used: our own policy would block a style when a picture is opened by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from tracker.vocabulary import Status

PAPER, INK, SOFT = "#fdfcf8", "#1b1a17", "#57534a"
EDGE = "#86827a"
"""The edge of a picture: it can be seen on light pages and on dark ones."""

TONES = {
    Status.ANSWERED: "#1c6538",
    Status.REFUSED: "#972024",
    Status.PARTIALLY_ANSWERED: "#7f4f00",
    Status.BEING_ASSESSED: "#3d5a76",
    Status.CANNOT_BE_JUDGED: "#5a5853",
    Status.OVERDUE: INK,
    Status.AWAITING: "#66635c",
    Status.WITHDRAWN: "#6b6861",
}

TICK = "M3 10.5 8 15.5 17 4.5"
HALF = "M3 10.5 8 15.5 10.6 12.3"
CROSS = "M4.5 4.5 15.5 15.5M15.5 4.5 4.5 15.5"
MARK = "M10 2.5V11.5M10 16.6V16.8"
DOTS = "M3.5 10H3.6M10 10H10.1M16.5 10H16.6"
QUERY = "M5.8 6.6C6 4 7.8 2.8 10 2.8 12.4 2.8 14.2 4.2 14.2 6.5 14.2 9.6 10 9.4 10 12.4M10 16.6V16.8"
DASH = "M3.5 10H16.5"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One path of a mark: filled where `width` is 0; a glyph is set at `at` and has round ends."""

    path: str
    width: float = 0
    at: tuple[float, float] | None = None
    on_fill: bool = False
    dashes: str = ""


def _glyph(path: str, x: float, y: float, on_fill: bool = False, width: float = 2.6) -> Stroke:
    return Stroke(path, width, (x, y), on_fill)


CELL = 48
CELLS: dict[Status, Sequence[Stroke]] = {
    Status.ANSWERED: (Stroke("M0 0H48V48H0Z"), _glyph(TICK, 24, 24, True)),
    Status.PARTIALLY_ANSWERED: (
        Stroke("M48 12V48H12Z"),
        Stroke("M1 1H47V47H1Z", 2),
        _glyph(HALF, 26, 25, True),
    ),
    Status.REFUSED: (Stroke("M2 2H46V46H2Z", 3.2), Stroke("M21 21H48V48H21Z"), _glyph(CROSS, 24.5, 24.5, True)),
    Status.OVERDUE: (Stroke("M3 3H45V45H3Z", 5.4), _glyph(MARK, 25, 23)),
    Status.BEING_ASSESSED: (Stroke("M1 1H47V47H1Z", 2), _glyph(DOTS, 24, 25)),
    Status.CANNOT_BE_JUDGED: (Stroke("M1 1H47V47H1Z", 2), _glyph(QUERY, 25, 25)),
    Status.AWAITING: (Stroke("M.7.7H47.3V47.3H.7Z", 1.4),),
    Status.WITHDRAWN: (Stroke("M1 1H47V47H1Z", 2, dashes="4.4 3.4"), _glyph(DASH, 24, 26)),
}
"""The squares of the tally, 48 by 48, with room for a number at the top left."""

ICON = 24
ICONS: dict[Status, Sequence[Stroke]] = {
    Status.ANSWERED: (Stroke("M0 0H24V24H0Z"), _glyph(TICK, 2, 2, True)),
    Status.PARTIALLY_ANSWERED: (Stroke("M24 0V24H0Z"), Stroke("M1 1H23V23H1Z", 2)),
    Status.REFUSED: (Stroke("M1.5 1.5H22.5V22.5H1.5Z", 3.2), _glyph(CROSS, 2, 2, width=3.2)),
    Status.OVERDUE: (Stroke("M1.7 1.7H22.3V22.3H1.7Z", 3.2), _glyph(MARK, 2, 2.4, width=3.2)),
    Status.BEING_ASSESSED: (Stroke("M1 1H23V23H1Z", 2), _glyph(DOTS, 2, 2)),
    Status.CANNOT_BE_JUDGED: (Stroke("M1 1H23V23H1Z", 2), _glyph(QUERY, 2, 2.2)),
    Status.AWAITING: (Stroke("M.7.7H23.3V23.3H.7Z", 1.4),),
    Status.WITHDRAWN: (Stroke("M1 1H23V23H1Z", 2, dashes="4.4 3.4"), _glyph(DASH, 2, 2)),
}
"""The small shapes that stand beside a word, 24 by 24."""


def trimmed(value: float) -> str:
    """Write a number of pixels as briefly as it can be: two digits after the point at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def draw_cell(onto: Element, status: Status, x: float, y: float, size: float) -> Element:
    """Draw a square of the tally, `size` pixels wide, and return its group, whose own units are 48 to the side."""
    return _draw(onto, CELLS[status], status, (x, y, size / CELL))


def draw_icon(onto: Element, status: Status, x: float, y: float, size: float) -> Element:
    """Draw the small shape of a status, `size` pixels wide."""
    return _draw(onto, ICONS[status], status, (x, y, size / ICON))


def _draw(onto: Element, strokes: Sequence[Stroke], status: Status, place: tuple[float, float, float]) -> Element:
    x, y = trimmed(place[0]), trimmed(place[1])
    scale = f"{place[2]:.4f}".rstrip("0").rstrip(".")
    tone = TONES[status]
    group = SubElement(onto, "g", transform=f"translate({x} {y}) scale({scale})", fill="none", stroke="none")
    for one in strokes:
        path = SubElement(group, "path", d=one.path)
        if not one.width:
            path.set("fill", tone)
            continue
        path.set("stroke", PAPER if one.on_fill else tone)
        path.set("stroke-width", trimmed(one.width))
        if one.dashes:
            path.set("stroke-dasharray", one.dashes)
        if one.at:
            path.set("transform", f"translate({trimmed(one.at[0])} {trimmed(one.at[1])})")
            path.set("stroke-linecap", "round")
            path.set("stroke-linejoin", "round")
    return group
