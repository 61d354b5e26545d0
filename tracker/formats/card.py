"""The share card, 1200 × 630 pixels: what a link shows of itself wherever it is pasted. Data in, a picture (PNG) out.

A card is set like a newspaper's table of results: who and when, the title, the tally with its key, the generated
sentence, and the day and revision that it holds for. Where there is much to say it is set smaller; where even that is
too much, it ends after a sentence, with “…”. The size is the one that readers of Open Graph ask for (1.91 to 1).
"""

from tracker.formats.canvas import BOLD, PLAIN, Canvas, first_lines, width_of
from tracker.formats.card_setting import (
    ASIDE,
    EDGE,
    HEIGHT,
    KEY,
    KEY_GAP,
    KEY_LINE,
    LEAD,
    NAME,
    ROOM,
    SIZES,
    SMALL,
    TOP,
    WIDTH,
    Card,
    Cell,
    Entry,
    Setting,
)
from tracker.formats.marks import CELL, CELLS, ICON, ICONS, INK, PAPER, SOFT, Stroke
from tracker.vocabulary import Status

TYPE = "image/png"
SITE = "Answerable"
_SLASH = "M4.5 15.5 15.5 4.5"
_OPEN_CELL = (Stroke("M1 1H47V47H1Z", 2), Stroke(_SLASH, 2.6, (24, 24)))
_OPEN_ICON = (Stroke("M1 1H23V23H1Z", 2), Stroke(_SLASH, 2.6, (2, 2)))
"""The shape of a part that was judged not answered: no status has it."""


def draw_card(card: Card) -> bytes:
    """Return a card as PNG, 1200 × 630; the same card gives the same bytes."""
    settings = [Setting(card, sizes) for sizes in SIZES]
    setting = next((one for one in settings if one.fits), None)
    setting = setting or next((one for one in settings[-2:] if one.says_all), settings[-1])
    canvas = Canvas(WIDTH, HEIGHT)
    _draw_frame(canvas, card)
    y = TOP + setting.spare / 4
    _draw_title(canvas, setting, y)
    y += setting.title_height + setting.spare
    if setting.shown:
        _draw_tally(canvas, setting, y)
        y += setting.tally_height + setting.spare
    for number, line in enumerate(setting.sentence):
        canvas.text(EDGE, y + number * setting.line + setting.sizes.text, line, setting.sizes.text, PLAIN, INK)
    return canvas.png()


def _draw_frame(canvas: Canvas, card: Card) -> None:
    """Draw what every card has: the rules, the eyebrow, and the foot with day, revision and whose card it is."""
    canvas.bar(EDGE, 44, ROOM, 6, INK)
    size = next((size for size in (26, 24) if width_of(card.eyebrow, size) <= ROOM), 22)
    canvas.text(EDGE, 88, " ".join(first_lines(card.eyebrow, size, ROOM, 1)), size, PLAIN, SOFT)
    canvas.bar(EDGE, 562, ROOM, 1, INK)
    host = " ".join(first_lines(card.host, SMALL, ROOM / 3, 1))
    name = SITE if card.title != SITE else ""
    start = WIDTH - EDGE - width_of(host, SMALL) - width_of(name, NAME, BOLD) - 14
    end = canvas.text(start, 600, name, NAME, BOLD, INK)
    canvas.text(end + 14, 600, host, SMALL, PLAIN, SOFT)
    canvas.text(EDGE, 600, " ".join(first_lines(card.stamp, SMALL, start - EDGE - 24, 1)), SMALL, PLAIN, SOFT)


def _draw_title(canvas: Canvas, setting: Setting, y: float) -> None:
    size = setting.sizes.title
    if setting.card.lead:
        _draw_cell(canvas, setting.card.lead, EDGE, y, LEAD)
        # A short title stands in the middle of its square.
        y += max(0, (LEAD - len(setting.title) * size * 1.14) / 2)
    for number, line in enumerate(setting.title):
        canvas.text(EDGE + setting.indent, y + (number * 1.14 + 0.93) * size, line, size, BOLD, INK)


def _draw_tally(canvas: Canvas, setting: Setting, y: float) -> None:
    """Draw the squares in their order, then how many more there are, then the key."""
    for place, cell in enumerate(setting.shown):
        row, column = divmod(place, setting.in_row)
        x = EDGE + column * (setting.cell + setting.gap)
        _draw_cell(canvas, cell, x, y + row * setting.row_height, setting.cell)
    if setting.key_is_beside:
        _draw_key(canvas, setting.key, setting.row_end + ASIDE, y + (setting.cell - KEY_LINE) / 2)
        return
    y += setting.rows * setting.row_height
    if setting.more and setting.more_is_beside:
        middle = y - setting.row_height + setting.cell / 2
        canvas.text(setting.row_end + 16, middle + SMALL * 0.36, setting.more, SMALL, PLAIN, INK)
    elif setting.more:
        canvas.text(EDGE, y + SMALL, setting.more, SMALL, PLAIN, INK)
        y += SMALL * 1.4
    _draw_key(canvas, setting.key, EDGE, y + 6)


def _draw_key(canvas: Canvas, lines: list[list[Entry]], x: float, y: float) -> None:
    for number, line in enumerate(lines):
        along, top = x, y + number * KEY_LINE
        for cell, word in line:
            _draw_icon(canvas, cell, along, top + 5)
            along = canvas.text(along + KEY + 9, top + KEY + 2, word, KEY, PLAIN, INK) + KEY_GAP


def _draw_cell(canvas: Canvas, cell: Cell, x: float, y: float, size: float) -> None:
    strokes = CELLS[cell.shape] if cell.shape else _OPEN_CELL
    canvas.mark(strokes, CELL, cell.tone, x, y, size)
    left, top = (0.18, 0.16) if cell.shape is Status.OVERDUE else (0.13, 0.11)
    letters = round(size * (0.4 if len(cell.text) < 3 else 0.3), 1)
    on_fill = cell.shape is Status.ANSWERED
    # Inter's line of one em has its baseline 0.864 em below its top.
    canvas.text(x + size * left, y + size * top + letters * 0.864, cell.text, letters, BOLD, PAPER if on_fill else INK)
    if cell.late:
        canvas.bar(x, y + size * 1.034, size, max(3, size * 0.057), INK)


def _draw_icon(canvas: Canvas, cell: Cell | None, x: float, y: float) -> None:
    if cell is None:
        canvas.bar(x, y + KEY / 2 - 3, KEY, 5, INK)
        return
    canvas.mark(ICONS[cell.shape] if cell.shape else _OPEN_ICON, ICON, cell.tone, x, y, KEY)
