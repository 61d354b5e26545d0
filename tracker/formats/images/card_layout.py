"""The layout of a share card: its blocks, how large they are, and where its lines end. Measures are in pixels."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from tracker.formats.images.typeface import BOLD, evened, first_lines, first_sentences, lines_of, width_of
from tracker.vocabulary import Status

WIDTH, HEIGHT = 1200, 630
MOST_CELLS = 60
"""How many squares are drawn; a motion with more says how many more."""

EDGE = 64
ROOM = WIDTH - 2 * EDGE
TOP, BOTTOM = 110, 542
"""Between these the title, the tally and the sentence stand."""
KEY, SMALL, NAME = 23, 24, 28
KEY_LINE, KEY_GAP = KEY * 1.5, 28
LEAD, ASIDE = 120, 40
"""The square beside a demand's title, and the room before a key that stands beside its squares."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the tally: what stands in it, the name of its glyph, its word; `late` where parts are."""

    text: str
    shape: str
    word: str
    late: bool = False


Entry = tuple[Cell | None, str]
"""A line of the key: a shape and its word; None stands for the bar beneath what has late parts."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. `cells` are drawn in this order; `lead` is the large square beside the title of a demand."""

    eyebrow: str
    title: str
    sentence: str
    stamp: str
    host: str
    cells: tuple[Cell, ...] = ()
    lead: Cell | None = None


@dataclass(frozen=True, slots=True)
class CardSizes:
    """How large a card is set: the title and the lines it may take, the squares, and the sentence."""

    title: int
    lines: int
    cell: int
    text: int


SIZES = (
    CardSizes(66, 2, 100, 36),
    CardSizes(60, 2, 92, 34),
    CardSizes(56, 2, 86, 32),
    CardSizes(52, 2, 76, 30),
    CardSizes(48, 2, 66, 29),
    CardSizes(46, 2, 58, 28),
    CardSizes(44, 3, 50, 27),
    CardSizes(40, 3, 44, 26),
    CardSizes(38, 2, 40, 25),
)
"""From the largest; the last gives up the third line of the title, so that the sentence has room."""


class CardLayout:
    """A card at one size: its lines, and how high each block is."""

    def __init__(self, card: Card, sizes: CardSizes) -> None:
        """Lay out a card; `fits` says whether all of it is said, `says_all` whether its sentence is whole."""
        self.card, self.sizes = card, sizes
        self.indent = LEAD + 32 if card.lead else 0
        self.line = sizes.text * 1.34
        self._lay_out_title()
        self._lay_out_tally()
        self._gaps = 2 if self.shown else 1
        self._left = BOTTOM - TOP - self.title_height - self.tally_height
        self._room_for_lines = max(1, int((self._left - self._gaps * 18) / self.line))
        self.says_all = len(lines_of(card.sentence, sizes.text, ROOM)) <= self._room_for_lines
        self.fits = self.says_all and self._title_is_whole

    @cached_property
    def sentence(self) -> list[str]:
        lines = first_sentences(self.card.sentence, self.sizes.text, ROOM, self._room_for_lines)
        return evened(lines, self.sizes.text, ROOM, 0.25)

    @property
    def spare(self) -> float:
        """Return the height of each gap between the blocks: what is left, evenly."""
        return min(34, max(18, (self._left - len(self.sentence) * self.line) / (self._gaps + 1)))

    def _lay_out_title(self) -> None:
        size, room = self.sizes.title, ROOM - self.indent
        self._title_is_whole = len(lines_of(self.card.title, size, room, BOLD)) <= self.sizes.lines
        lines = first_lines(self.card.title, size, room, self.sizes.lines, BOLD)
        self.title = evened(lines, size, room, 0.4, BOLD)
        self.title_height = max(LEAD * 1.16 if self.card.lead else 0, len(self.title) * size * 1.14)

    def _lay_out_tally(self) -> None:
        """Lay out the squares, how many more there are, and the key, which stands beside a short row of squares."""
        self.shown = self.card.cells[:MOST_CELLS]
        self.key = _key_lines(self.card)
        self.gap = self.sizes.cell / 11
        self.in_row = int((ROOM + self.gap) / (self.sizes.cell + self.gap))
        # Full rows reach from edge to edge.
        is_short = len(self.shown) < self.in_row
        self.cell = self.sizes.cell if is_short else (ROOM - (self.in_row - 1) * self.gap) / self.in_row
        self.rows = ceil(len(self.shown) / self.in_row)
        # The bar of late parts stands in the room below a row.
        self.row_height = self.cell * 1.19
        in_last_row = (len(self.shown) - 1) % self.in_row + 1
        self.row_end = EDGE + in_last_row * (self.cell + self.gap) - self.gap
        left = len(self.card.cells) - len(self.shown)
        self.more = f"and {left:,} more" if left else ""
        self.more_is_beside = self.row_end + 16 + width_of(self.more, SMALL) <= WIDTH - EDGE
        key_end = self.row_end + ASIDE + _key_width(self.key[0])
        self.key_is_beside = self.rows == len(self.key) == 1 and not self.more and key_end <= WIDTH - EDGE
        below = 0 if self.key_is_beside else len(self.key) * KEY_LINE + 6
        below += SMALL * 1.4 if self.more and not self.more_is_beside else 0
        self.tally_height = self.rows * self.row_height + below if self.shown else 0


def best_layout(card: Card) -> CardLayout:
    """Return the largest layout that says everything, else one that says the whole sentence, else the smallest."""
    layouts = []
    for sizes in SIZES:
        layouts.append(CardLayout(card, sizes))
        if layouts[-1].fits:
            return layouts[-1]
    return next((layout for layout in layouts[-2:] if layout.says_all), layouts[-1])


def _key_lines(card: Card) -> list[list[Entry]]:
    """Return the key in lines: each shape of the tally once, with its word, and the bar of late parts."""
    words: dict[str, Cell | None] = {cell.word: cell for cell in sorted(card.cells, key=_place)}
    if any(cell.late for cell in card.cells) or (card.lead and card.lead.late):
        words["Parts overdue"] = None
    lines: list[list[Entry]] = [[]]
    for word, cell in words.items():
        if lines[-1] and _key_width([*lines[-1], (cell, word)]) > ROOM:
            lines.append([])
        lines[-1].append((cell, word))
    return lines


def _key_width(line: list[Entry]) -> float:
    return sum(KEY + 9 + width_of(word, KEY) + KEY_GAP for _, word in line) - KEY_GAP


def _place(cell: Cell) -> int:
    order = list(map(str, Status))
    return order.index(cell.shape) if cell.shape in order else len(order)
