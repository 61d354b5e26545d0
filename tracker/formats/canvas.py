"""A sheet of paper to draw a picture on, pixel by pixel: rules, lines of text, and the marks of the tally.

Everything comes from packages: Pillow, and the typeface Inter (OFL 1.1). No font or library of the system is asked, so
the same drawing gives the same bytes on every machine. Measures are in pixels of the finished picture.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import dist
from pathlib import Path

import fontpkg_inter
from PIL import Image, ImageDraw, ImageFont

from tracker.formats.marks import PAPER, Stroke

PLAIN, BOLD = 400, 700
MORE = "…"
_HAIR = "\u200a"
_FINE = 2
"""How many dots stand for a pixel while it is drawn: the picture is made smaller at the end, which smooths edges."""
_MARK_FINE = 4
"""How many dots of the sheet's own stand for one while a mark is drawn."""
_OPTICAL_SIZES = (14, 32)
"""The sizes for which the typeface has a drawing of its own; sizes between are drawn between."""

Point = tuple[float, float]


@lru_cache(maxsize=48)
def _face(size: float, weight: int) -> ImageFont.FreeTypeFont:
    path = Path(fontpkg_inter.ROOT, "files", "Inter[opsz,wght].ttf")
    # The basic layout is the same on every machine; the other one is there only where a library is.
    face = ImageFont.truetype(path, size * _FINE, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([min(max(size, _OPTICAL_SIZES[0]), _OPTICAL_SIZES[1]), weight])
    return face


@lru_cache(maxsize=8192)
def _advance(letter: str, size: float, weight: int) -> float:
    return float(_face(size, weight).getlength(letter)) / _FINE


def width_of(text: str, size: float, weight: int = PLAIN) -> float:
    """Return the width of one line of text: the sum of its letters, as the basic layout sets them."""
    return sum(_advance(letter, size, weight) for letter in _spaced(text))


def _spaced(text: str) -> str:
    """Give a “1” more room before a blank: it is narrow, and this layout does not know its pairs of letters."""
    return text.replace("1 ", f"1{_HAIR} ")


def plain_text(text: str) -> str:
    """Return a text on one line, its accents joined to their letters: the typeface has “ŵ”, not “w” with a mark.

    Words in letters that the typeface has not, such as Arabic or Chinese, are left out; “…” stands for them.
    """
    known = "".join(one if _has_letter(one) else MORE for one in _letters(text))
    return re.sub(rf"{MORE}(\s*{MORE})+", MORE, known)


def can_be_set(text: str) -> bool:
    """Tell whether the typeface has every letter of a text."""
    return all(map(_has_letter, _letters(text)))


def _letters(text: str) -> list[str]:
    joined = unicodedata.normalize("NFC", " ".join(text.split()))
    return [one for one in joined if unicodedata.category(one) not in ("Cc", "Cf", "Co", "Cs")]


@lru_cache(maxsize=8192)
def _has_letter(letter: str) -> bool:
    """Tell whether the typeface has a letter: one that it has not looks like one that nobody has."""
    return letter.isspace() or _look(letter) != _look("\uffff")


def _look(letter: str) -> bytes:
    return bytes(_face(_OPTICAL_SIZES[0], PLAIN).getmask(letter))


def lines_of(text: str, size: float, room: float, weight: int = PLAIN) -> list[str]:
    """Return a text as lines no wider than `room`; a word that is wider than a line is broken."""
    lines: list[str] = []
    for word in plain_text(text).split():
        if lines and width_of(f"{lines[-1]} {word}", size, weight) <= room:
            lines[-1] += f" {word}"
            continue
        rest = word
        while width_of(rest, size, weight) > room:
            taken = next(at for at in range(len(rest), 0, -1) if at == 1 or width_of(rest[:at], size, weight) <= room)
            lines.append(rest[:taken])
            rest = rest[taken:]
        lines += [rest] if rest else []
    return lines


def first_lines(text: str, size: float, room: float, most: int, weight: int = PLAIN) -> list[str]:
    """Return a text as at most `most` lines; where it has more, the last ends after a word, with “…”."""
    lines = lines_of(text, size, room, weight)
    if len(lines) <= most:
        return lines
    words = " ".join(lines[:most]).split()
    while len(words) > 1 and len(lines_of(" ".join(words) + MORE, size, room, weight)) > most:
        words.pop()
    return lines_of(" ".join(words).rstrip(" ,;:–—-") + MORE, size, room, weight)[:most]


def evened(lines: list[str], size: float, room: float, least: float, weight: int = PLAIN) -> list[str]:
    """Return lines set a little narrower, so that the last is at least a share of the room; never more lines."""
    text, even = " ".join(lines), lines
    for share in range(95, 50, -5):
        if len(even) < 2 or width_of(even[-1], size, weight) >= least * room:
            break
        narrower = lines_of(text, size, room * share / 100, weight)
        if len(narrower) > len(lines):
            break
        even = narrower
    return even


def first_sentences(text: str, size: float, room: float, most: int, weight: int = PLAIN) -> list[str]:
    """Return a text as at most `most` lines; where it has more, it ends after a sentence, with “…”."""
    sentences = re.split(r"(?<=[.!?]) (?=\S)", plain_text(text))
    for last in range(len(sentences), 0, -1):
        kept = " ".join(sentences[:last]) + (f" {MORE}" if last < len(sentences) else "")
        lines = lines_of(kept, size, room, weight)
        if len(lines) <= most:
            return lines
    return first_lines(text, size, room, most, weight)


class Canvas:
    """A sheet of the house's paper."""

    def __init__(self, width: int, height: int) -> None:
        """Take a sheet of a size."""
        self._image = Image.new("RGB", (width * _FINE, height * _FINE), PAPER)
        self._pen = ImageDraw.Draw(self._image)

    def bar(self, x: float, y: float, width: float, height: float, tone: str) -> None:
        """Draw a filled bar from its upper left corner."""
        left, top = round(x * _FINE), round(y * _FINE)
        right, bottom = round((x + width) * _FINE), round((y + height) * _FINE)
        self._pen.rectangle((left, top, right - 1, max(top, bottom - 1)), fill=tone)

    def text(self, x: float, baseline: float, text: str, size: float, weight: int, tone: str) -> float:
        """Draw one line of text on a baseline, and return where it ends."""
        place = (x * _FINE, baseline * _FINE)
        self._pen.text(place, _spaced(text), font=_face(size, weight), fill=tone, anchor="ls")
        return x + width_of(text, size, weight)

    def mark(self, strokes: Sequence[Stroke], units: float, tone: str, x: float, y: float, size: float) -> None:
        """Draw a mark of `units` to the side, `size` pixels wide, from its upper left corner."""
        picture = _mark(tuple(strokes), units, tone, round(size * _FINE))
        self._image.paste(picture, (round(x * _FINE), round(y * _FINE)))

    def png(self) -> bytes:
        """Return the picture as PNG; the same drawing gives the same bytes."""
        written = BytesIO()
        self._image.reduce(_FINE).save(written, "PNG", compress_level=6)
        return written.getvalue()


@lru_cache(maxsize=64)
def _mark(strokes: tuple[Stroke, ...], units: float, tone: str, dots: int) -> Image.Image:
    """Draw a mark on a sheet of its own, larger than it will be, and make it smaller."""
    scale = dots * _MARK_FINE / units
    image = Image.new("RGB", (dots * _MARK_FINE, dots * _MARK_FINE), PAPER)
    pen = ImageDraw.Draw(image)
    for one in strokes:
        dx, dy = one.at or (0, 0)
        lines = [[((x + dx) * scale, (y + dy) * scale) for x, y in line] for line in _points(one.path)]
        ink = PAPER if one.on_fill else tone
        for line in lines:
            if one.width:
                _stroke(pen, line, one, scale, ink)
            else:
                pen.polygon(line, fill=ink)
    return image.reduce(_MARK_FINE)


def _stroke(pen: ImageDraw.ImageDraw, line: list[Point], one: Stroke, scale: float, ink: str) -> None:
    """Draw a line: with round ends where it is a glyph, else with square corners, as the edge of a square has."""
    half = one.width * scale / 2
    if one.at:
        pen.line(line, fill=ink, width=round(half * 2), joint="curve")
        for x, y in line:
            pen.ellipse((x - half, y - half, x + half, y + half), fill=ink)
        return
    reach = 0 if one.dashes else half
    dashes = [float(part) * scale for part in one.dashes.split()]
    for (x, y), (to_x, to_y) in _dashed(line, dashes):
        flat = y == to_y
        along, across = (reach, half) if flat else (half, reach)
        left, right, top, bottom = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
        pen.rectangle((left - along, top - across, right + along, bottom + across), fill=ink)


def _dashed(line: list[Point], dashes: list[float]) -> list[tuple[Point, Point]]:
    """Return the pieces of a line that are drawn: its edges, or the dashes along them."""
    edges = list(pairwise(line))
    if not dashes:
        return edges
    found: list[tuple[Point, Point]] = []
    on, gap = dashes
    offset = 0.0
    for (x, y), (to_x, to_y) in edges:
        length = dist((x, y), (to_x, to_y))
        place = -offset
        while place < length:
            begin, end = max(0.0, place) / length, min(length, place + on) / length
            if end > begin:
                ends = [(x + (to_x - x) * part, y + (to_y - y) * part) for part in (begin, end)]
                found.append((ends[0], ends[1]))
            place += on + gap
        offset = (length + offset) % (on + gap)
    return found


def _points(path: str) -> list[list[Point]]:
    """Return the lines of a path of SVG that uses the commands M, L, H, V, C and Z, each with absolute places."""
    found: list[list[Point]] = []
    for command, numbers in re.findall(r"([MLHVCZ])([^MLHVCZ]*)", path):
        values = [float(one) for one in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        pairs = list(zip(values[::2], values[1::2], strict=False))
        if command == "M":
            found.append(pairs)
        elif command == "L":
            found[-1] += pairs
        elif command == "H":
            found[-1] += [(value, found[-1][-1][1]) for value in values]
        elif command == "V":
            found[-1] += [(found[-1][-1][0], value) for value in values]
        elif command == "C":
            for first, second, end in zip(pairs[::3], pairs[1::3], pairs[2::3], strict=True):
                found[-1] += _curve(found[-1][-1], first, second, end)
        else:
            found[-1].append(found[-1][0])
    return found


def _curve(start: Point, first: Point, second: Point, end: Point, steps: int = 16) -> list[Point]:
    """Return points along a cubic curve of Bézier."""
    found = []
    for step in range(1, steps + 1):
        t, u = step / steps, 1 - step / steps
        shares = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        places = (start, first, second, end)
        x = sum(share * place[0] for share, place in zip(shares, places, strict=True))
        y = sum(share * place[1] for share, place in zip(shares, places, strict=True))
        found.append((x, y))
    return found
