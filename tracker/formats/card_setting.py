"""How a share card is set: its blocks, how large they are, and where its lines end. Measures are in pixels."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from tracker.formats.canvas import BOLD, evened, first_lines, first_sentences, lines_of, width_of
from tracker.formats.marks import INK, TONES
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
    """A square of the tally: what stands in it, its shape (None: not answered), its word; `late` where parts are."""

    text: str
    shape: Status | None
    word: str
    late: bool = False

    @property
    def tone(self) -> str:
        """Return the colour of the square."""
        return TONES[self.shape] if self.shape else INK


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
class Sizes:
    """How large a card is set: the title and the lines it may take, the squares, and the sentence."""

    title: int
    lines: int
    cell: int
    text: int


SIZES = (
    Sizes(66, 2, 100, 36),
    Sizes(60, 2, 92, 34),
    Sizes(56, 2, 86, 32),
    Sizes(52, 2, 76, 30),
    Sizes(48, 2, 66, 29),
    Sizes(46, 2, 58, 28),
    Sizes(44, 3, 50, 27),
    Sizes(40, 3, 44, 26),
    Sizes(38, 2, 40, 25),
)
"""From the largest; the last gives up the third line of the title, so that the sentence has room."""


class Setting:
    """A card at one size: its lines, and how high each block is."""

    def __init__(self, card: Card, sizes: Sizes) -> None:
        """Take a card and how large it is set."""
        self.card, self.sizes = card, sizes
        self.indent = LEAD + 32 if card.lead else 0
        self.shown = card.cells[:MOST_CELLS]
        self.gap = sizes.cell / 11
        self.key = _key_lines(card)

    @cached_property
    def title(self) -> list[str]:
        """Return the lines of the title."""
        room = ROOM - self.indent
        lines = first_lines(self.card.title, self.sizes.title, room, self.sizes.lines, BOLD)
        return evened(lines, self.sizes.title, room, 0.4, BOLD)

    @cached_property
    def whole_title(self) -> bool:
        """Tell whether the title is whole."""
        lines = lines_of(self.card.title, self.sizes.title, ROOM - self.indent, BOLD)
        return len(lines) <= self.sizes.lines

    @property
    def in_row(self) -> int:
        """Return how many squares a row has room for."""
        return int((ROOM + self.gap) / (self.sizes.cell + self.gap))

    @property
    def cell(self) -> float:
        """Return how wide a square is: full rows reach from edge to edge."""
        if len(self.shown) < self.in_row:
            return self.sizes.cell
        return (ROOM - (self.in_row - 1) * self.gap) / self.in_row

    @property
    def rows(self) -> int:
        """Return how many rows of squares there are."""
        return ceil(len(self.shown) / self.in_row)

    @property
    def row_height(self) -> float:
        """Return the height of a row with the room below it, in which the bar of late parts stands."""
        return self.cell * 1.19

    @property
    def more(self) -> str:
        """Return how many squares are not drawn, in words; nothing where all are."""
        left = len(self.card.cells) - len(self.shown)
        return f"and {left:,} more" if left else ""

    @property
    def row_end(self) -> float:
        """Return where the last row of squares ends."""
        last = (len(self.shown) - 1) % self.in_row + 1
        return EDGE + last * (self.cell + self.gap) - self.gap

    @property
    def more_is_beside(self) -> bool:
        """Tell whether there is room for “and n more” after the last square."""
        return self.row_end + 16 + width_of(self.more, SMALL) <= WIDTH - EDGE

    @property
    def key_is_beside(self) -> bool:
        """Tell whether the key has room beside a short row of squares."""
        short = self.rows == len(self.key) == 1 and not self.more
        return short and self.row_end + ASIDE + _key_width(self.key[0]) <= WIDTH - EDGE

    @property
    def title_height(self) -> float:
        """Return how high the title is, or the square beside it."""
        lead = LEAD * 1.16 if self.card.lead else 0
        return max(lead, len(self.title) * self.sizes.title * 1.14)

    @property
    def tally_height(self) -> float:
        """Return how high the squares and their key are together."""
        key = 0 if self.key_is_beside else len(self.key) * KEY_LINE + 6
        more = SMALL * 1.4 if self.more and not self.more_is_beside else 0
        return self.rows * self.row_height + key + more if self.shown else 0

    @property
    def room_for_lines(self) -> int:
        """Return how many lines of the sentence there is room for."""
        left = BOTTOM - TOP - self.title_height - self.tally_height - self.gaps * 18
        return max(1, int(left / self.line))

    @property
    def gaps(self) -> int:
        """Return how many gaps there are between the blocks."""
        return 2 if self.shown else 1

    @property
    def line(self) -> float:
        """Return the height of a line of the sentence."""
        return self.sizes.text * 1.34

    @cached_property
    def sentence(self) -> list[str]:
        """Return the lines of the sentence."""
        lines = first_sentences(self.card.sentence, self.sizes.text, ROOM, self.room_for_lines)
        return evened(lines, self.sizes.text, ROOM, 0.25)

    @property
    def says_all(self) -> bool:
        """Tell whether the sentence is whole."""
        return len(lines_of(self.card.sentence, self.sizes.text, ROOM)) <= self.room_for_lines

    @property
    def fits(self) -> bool:
        """Tell whether everything is said at this size."""
        return self.whole_title and self.says_all

    @property
    def spare(self) -> float:
        """Return what is left for each gap beside its least."""
        used = self.title_height + self.tally_height + len(self.sentence) * self.line
        return min(34, max(18, (BOTTOM - TOP - used) / (self.gaps + 1)))


def _key_lines(card: Card) -> list[list[Entry]]:
    """Return the key in lines: each shape of the tally once, with its word, and the bar of late parts."""
    words: dict[str, Cell | None] = {one.word: one for one in sorted(card.cells, key=_place)}
    if any(one.late for one in card.cells) or (card.lead and card.lead.late):
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
    return list(Status).index(cell.shape) if cell.shape else len(Status)
