"""Badges as pictures (SVG): where a demand or a motion stands, by word, shape and tone, in three sizes.

A badge has a paper of its own, so that it can be read on any page, light or dark. It asks for nothing: no typeface, no
style, no script, no address. It is built as a tree, and the same standing gives the same bytes.

A picture on another site cannot bring its typeface. Its texts are measured in ours and set to that length
(`textLength`, SVG 2 section 11.5): another face is drawn a little narrower or wider, and never leaves its box.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from xml.etree.ElementTree import Element, SubElement, tostring

from tracker.formats.images.glyphs import draw_icon, draw_square
from tracker.formats.images.palette import EDGE, INK, PAPER, SOFT, STATUS_TONES, Tone
from tracker.formats.images.svg import Point, add_box, add_text, picture, trimmed
from tracker.formats.images.typeface import BOLD, PLAIN, first_lines, width_of
from tracker.rules.dates import local_day
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Status
from tracker.wording.badges import BadgeName, dated_words, demand_name, motion_name, state_words, statuses_counted
from tracker.wording.dates import full_day_words
from tracker.wording.deadlines import deadline_sentence
from tracker.wording.text import plural

TYPE = "image/svg+xml; charset=utf-8"
FACES = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
CAPITALS = 0.727
"""The height of a capital letter, as a share of the type size."""
LEADING = 1.36
ROOM = 340
"""The widest text of a large badge, in pixels: with its edges it fits on a telephone of 360."""
MOST_CELLS = 60
"""How many squares a large badge draws; the words count them all."""


class Size(StrEnum):
    """The three sizes of a badge: a line of small text, a line of text, a small card."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Strip:
    """The measures of a badge of one line, in pixels. `label` is the most that its dark end may take."""

    height: int
    type: float
    pad: float
    label: float


STRIPS = {Size.SMALL: Strip(20, 11, 6, 240), Size.MEDIUM: Strip(28, 14, 9, 300)}

Item = tuple[Status | None, str, Tone, int]
"""One thing in a row: a shape or none, its words, their tone and their weight."""

Line = tuple[str, float, Tone, int]
"""A line of text: its words, their size, tone and weight."""


def demand_badge(standing: Standing, size: Size, dated: bool = False) -> bytes:
    """Return the badge of a demand; `dated` writes its day into it, for a badge that stands still."""
    words = demand_name(standing)
    if size is Size.LARGE:
        return _demand_card(standing, words)
    items: list[Item] = [(standing.status, state_words(standing), STATUS_TONES[standing.status], BOLD)]
    items += [(None, dated_words(standing), SOFT, PLAIN)] if dated else []
    return _strip(f"Demand {standing.demand.number}", items, STRIPS[size], words)


def motion_badge(whole: MotionStanding, size: Size, dated: bool = False) -> bytes:
    """Return the badge of a motion: how many of its demands stand where; `dated` writes its day into it."""
    words = motion_name(whole)
    if size is Size.LARGE:
        return _motion_card(whole, words)
    late = sum(standing.has_late_parts for standing in whole.demands)
    items = _counts(whole)
    items += [(None, f"parts of {late:,} overdue", INK, BOLD)] if late else []
    items += [(None, dated_words(whole), SOFT, PLAIN)] if dated else []
    label = whole.motion.title if size is Size.MEDIUM else plural(len(whole.demands), "demand")
    return _strip(label, items, STRIPS[size], words)


def _counts(whole: MotionStanding) -> list[Item]:
    counts: list[Item] = [(status, words, STATUS_TONES[status], BOLD) for status, words in statuses_counted(whole)]
    return counts or [(None, "No demand recorded", INK, PLAIN)]


def _strip(label: str, items: Sequence[Item], strip: Strip, words: BadgeName) -> bytes:
    """Draw one line: a dark end that says what of, then shapes and words on paper."""
    label = " ".join(first_lines(label, strip.type, strip.label, 1, BOLD))
    dark = strip.pad * 2 + width_of(label, strip.type, BOLD)
    width = dark + strip.pad + sum(_item_width(item, strip.type) + strip.pad for item in items)
    root = _picture(width, strip.height, words)
    add_box(root, (1, 1), dark - 1, strip.height - 2, INK.light)
    base = strip.height / 2 + strip.type * CAPITALS / 2
    _text(root, (strip.pad, base), label, strip.type, PAPER, BOLD)
    x = dark + strip.pad
    for item in items:
        _item(root, (x, base), item, strip.type)
        x += _item_width(item, strip.type) + strip.pad
    return _bytes(root)


def _demand_card(standing: Standing, words: BadgeName) -> bytes:
    """Draw a demand's square beside its title, its status in words, and its deadline's sentence."""
    cell, pad, gap = 56.0, 12.0, 14.0
    room = ROOM - cell - gap
    lines = [(line, 15.0, INK, BOLD) for line in first_lines(standing.demand.title, 15, room, 2, BOLD)]
    lines += [
        (line, 15.0, STATUS_TONES[standing.status], BOLD)
        for line in first_lines(state_words(standing), 15, room, 2, BOLD)
    ]
    lines += [(line, 13.0, INK, PLAIN) for line in first_lines(deadline_sentence(standing), 13, room, 2)]
    lines += [(line, 12.0, SOFT, PLAIN) for line in first_lines(f"As of {full_day_words(standing.today)}", 12, room, 1)]
    high = sum(size * LEADING for _, size, _, _ in lines)
    width = max(width_of(text, size, weight) for text, size, _, weight in lines)
    root = _picture(pad * 2 + cell + gap + width, pad * 2 + max(cell + 8, high), words)
    _square(root, standing, (pad, pad), cell)
    _lines(root, lines, pad + cell + gap, pad)
    return _bytes(root)


def _motion_card(whole: MotionStanding, words: BadgeName) -> bytes:
    """Draw a motion's title, its tally, and how many demands stand where."""
    pad, cell, gap, row = 12.0, 32.0, 4.0, 42.0
    title = [(line, 16.0, INK, BOLD) for line in first_lines(whole.motion.title, 16, ROOM, 2, BOLD)]
    shown = whole.demands[:MOST_CELLS]
    in_row = int((ROOM + gap) // (cell + gap))
    lines = _flow(_counts(whole) + _rest(whole), 13, ROOM, 12)
    day = f"As of {full_day_words(local_day(whole.at, whole.motion.time_zone))}"
    widths = [width_of(text, size, weight) for text, size, _, weight in title]
    widths += [sum(_item_width(item, 13) + 12 for item in line) - 12 for line in lines]
    widths += [min(len(shown), in_row) * (cell + gap) - gap, width_of(day, 12)]
    top = pad + sum(size * LEADING for _, size, _, _ in title) + 6
    below = top + row * -(-len(shown) // in_row) + 4
    root = _picture(pad * 2 + max(widths), below + 13 * 1.6 * len(lines) + 12 * LEADING + pad, words)
    _lines(root, title, pad, pad)
    for index, one in enumerate(shown):
        _square(root, one, (pad + index % in_row * (cell + gap), top + index // in_row * row), cell)
    for index, line in enumerate(lines):
        x, base = pad, below + 13 * (1.6 * index + 1.05)
        for item in line:
            _item(root, (x, base), item, 13)
            x += _item_width(item, 13) + 12
    _lines(root, [(day, 12.0, SOFT, PLAIN)], pad, below + 13 * 1.6 * len(lines))
    return _bytes(root)


def _rest(whole: MotionStanding) -> list[Item]:
    """Return what the squares cannot say by themselves: whose parts are late, and that some are not drawn."""
    late = sum(standing.has_late_parts for standing in whole.demands)
    found: list[Item] = [(None, f"{late:,} with parts overdue (bar)", INK, PLAIN)] if late else []
    over = len(whole.demands) - MOST_CELLS
    return found + ([(None, f"{over:,} more not drawn", SOFT, PLAIN)] if over > 0 else [])


def _flow(items: Sequence[Item], size: float, room: float, gap: float) -> list[list[Item]]:
    lines: list[list[Item]] = [[]]
    left = room
    for item in items:
        width = _item_width(item, size)
        if lines[-1] and width > left:
            lines.append([])
            left = room
        lines[-1].append(item)
        left -= width + gap
    return lines


def _item_width(item: Item, size: float) -> float:
    status, text, _, weight = item
    return width_of(text, size, weight) + (size * 1.4 if status else 0)


def _item(onto: Element, at: Point, item: Item, size: float) -> None:
    """Draw a shape and its words from a point on their base line."""
    status, text, tone, weight = item
    x, base = at
    if status:
        draw_icon(onto, status, (x, base - size * (CAPITALS + 1.08) / 2), size * 1.08)
        x += size * 1.4
    _text(onto, (x, base), text, size, tone, weight)


def _lines(onto: Element, lines: Sequence[Line], x: float, y: float) -> None:
    for text, size, tone, weight in lines:
        _text(onto, (x, y + size * (LEADING + CAPITALS) / 2), text, size, tone, weight)
        y += size * LEADING


def _square(onto: Element, standing: Standing, at: Point, size: float) -> None:
    draw_square(onto, standing.status, str(standing.demand.number), standing.has_late_parts, at, size)


def _text(onto: Element, at: Point, text: str, size: float, tone: Tone, weight: int) -> None:
    made = add_text(onto, at, text, size, tone.light, weight)
    # Another typeface than ours is drawn as wide as ours: it never leaves the picture.
    made.set("textLength", trimmed(width_of(text, size, weight)))
    made.set("lengthAdjust", "spacingAndGlyphs")


def _picture(width: float, height: float, words: BadgeName) -> Element:
    """Begin a picture of whole pixels: its name, its description, its paper and its edge."""
    wide, high = ceil(width), ceil(height)
    root = picture(wide, high, FACES)
    root.set("role", "img")
    SubElement(root, "title").text = words.name
    SubElement(root, "desc").text = words.more
    add_box(root, (0, 0), wide, high, PAPER.light)
    SubElement(root, "path", d=f"M.5.5H{wide - 0.5}V{high - 0.5}H.5Z", fill="none", stroke=EDGE.light)
    return root


def _bytes(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
