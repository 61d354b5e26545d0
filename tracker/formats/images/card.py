"""The share card, 1200 × 630 pixels: what a link shows of itself wherever it is pasted. Data in, a picture (PNG) out.

A card is set like a newspaper's table of results: who and when, the title, the tally with its key, the generated
sentence, and the day and revision that it holds for. Where there is much to say it is set smaller; where even that is
too much, it ends after a sentence, with “…”. The size is the one that readers of Open Graph ask for (1.91 to 1).
"""

from xml.etree.ElementTree import Element, tostring

from tracker.formats.images.card_layout import (
    ASIDE,
    EDGE,
    HEIGHT,
    KEY,
    KEY_GAP,
    KEY_LINE,
    LEAD,
    NAME,
    ROOM,
    SMALL,
    TOP,
    WIDTH,
    Card,
    CardLayout,
    Cell,
    Entry,
    best_layout,
)
from tracker.formats.images.glyphs import draw_icon, draw_square
from tracker.formats.images.palette import INK, PAPER, SOFT
from tracker.formats.images.svg import add_box, add_text, picture
from tracker.formats.images.typeface import BOLD, FONT_FILE, PLAIN, first_lines, width_of

TYPE = "image/png"
SITE = "Answerable"


def draw_card(card: Card) -> bytes:
    """Return a card as PNG, 1200 × 630; the same card gives the same bytes on every machine."""
    import resvg_py  # Loaded with the first card: most processes draw none.

    svg = tostring(card_svg(card), encoding="unicode")
    return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[FONT_FILE])


def card_svg(card: Card) -> Element:
    layout = best_layout(card)
    root = picture(WIDTH, HEIGHT)
    add_box(root, (0, 0), WIDTH, HEIGHT, PAPER.light)
    _add_frame(root, card)
    y = TOP + layout.spare / 4
    _add_title(root, layout, y)
    y += layout.title_height + layout.spare
    if layout.shown:
        _add_tally(root, layout, y)
        y += layout.tally_height + layout.spare
    for number, line in enumerate(layout.sentence):
        _add_line(root, EDGE, y + number * layout.line + layout.sizes.text, line, layout.sizes.text)
    return root


def _add_line(
    root: Element, x: float, y: float, text: str, size: float, weight: int = PLAIN, color: str = INK.light
) -> float:
    add_text(root, (x, y), text, size, color, weight)
    return x + width_of(text, size, weight)


def _add_frame(root: Element, card: Card) -> None:
    """Draw what every card has: the rules, the eyebrow, and the foot with day, revision and whose card it is."""
    add_box(root, (EDGE, 44), ROOM, 6, INK.light)
    size = next((size for size in (26, 24) if width_of(card.eyebrow, size) <= ROOM), 22)
    _add_line(root, EDGE, 88, " ".join(first_lines(card.eyebrow, size, ROOM, 1)), size, color=SOFT.light)
    add_box(root, (EDGE, 562), ROOM, 1, INK.light)
    host = " ".join(first_lines(card.host, SMALL, ROOM / 3, 1))
    name = SITE if card.title != SITE else ""
    start = WIDTH - EDGE - width_of(host, SMALL) - width_of(name, NAME, BOLD) - 14
    end = _add_line(root, start, 600, name, NAME, BOLD)
    _add_line(root, end + 14, 600, host, SMALL, color=SOFT.light)
    stamp = " ".join(first_lines(card.stamp, SMALL, start - EDGE - 24, 1))
    _add_line(root, EDGE, 600, stamp, SMALL, color=SOFT.light)


def _add_title(root: Element, layout: CardLayout, y: float) -> None:
    size = layout.sizes.title
    if layout.card.lead:
        _add_square(root, layout.card.lead, EDGE, y, LEAD)
        # A short title stands in the middle of its square.
        y += max(0, (LEAD - len(layout.title) * size * 1.14) / 2)
    for number, line in enumerate(layout.title):
        _add_line(root, EDGE + layout.indent, y + (number * 1.14 + 0.93) * size, line, size, BOLD)


def _add_tally(root: Element, layout: CardLayout, y: float) -> None:
    """Draw the squares in their order, then how many more there are, then the key."""
    for place, cell in enumerate(layout.shown):
        row, column = divmod(place, layout.in_row)
        x = EDGE + column * (layout.cell + layout.gap)
        _add_square(root, cell, x, y + row * layout.row_height, layout.cell)
    if layout.key_is_beside:
        _add_key(root, layout.key, layout.row_end + ASIDE, y + (layout.cell - KEY_LINE) / 2)
        return
    y += layout.rows * layout.row_height
    if layout.more and layout.more_is_beside:
        middle = y - layout.row_height + layout.cell / 2
        _add_line(root, layout.row_end + 16, middle + SMALL * 0.36, layout.more, SMALL)
    elif layout.more:
        _add_line(root, EDGE, y + SMALL, layout.more, SMALL)
        y += SMALL * 1.4
    _add_key(root, layout.key, EDGE, y + 6)


def _add_square(root: Element, cell: Cell, x: float, y: float, size: float) -> None:
    # On whole pixels its edges are sharp.
    draw_square(root, cell.shape, cell.text, cell.late, (round(x), round(y)), round(size))


def _add_key(root: Element, lines: list[list[Entry]], x: float, y: float) -> None:
    for number, line in enumerate(lines):
        along, top = x, y + number * KEY_LINE
        for cell, word in line:
            if cell:
                draw_icon(root, cell.shape, (along, top + 5), KEY)
            else:
                add_box(root, (along, top + 2 + KEY / 2), KEY, 5, INK.light)
            along = _add_line(root, along + KEY + 9, top + KEY + 2, word, KEY) + KEY_GAP
