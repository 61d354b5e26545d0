"""The typeface Inter (OFL 1.1): how wide a text is in it, and where its lines end. Measures are in pixels.

The typeface comes by package and HarfBuzz sets the text as resvg does, so a line is drawn exactly as wide as it was
measured. No font of the system is asked: the same text has the same width on every machine. HarfBuzz is loaded with the
first picture: most pages draw none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_inter

if TYPE_CHECKING:
    import uharfbuzz

FAMILY = "Inter"
FONT_FILE = str(Path(fontpkg_inter.ROOT, "files", "Inter[opsz,wght].ttf"))
PLAIN, BOLD = 400, 700
MORE = "…"
CHOOSES = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]").match
"""Variation selectors: they choose how the sign before them looks."""
_UNSEEN = ("Cc", "Cf", "Cs")
_OPTICAL_SIZES = (14, 32)
"""The sizes for which the typeface has a drawing of its own; sizes between are drawn between."""


@lru_cache(maxsize=1)
def _face() -> uharfbuzz.Face:
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(FONT_FILE))


@lru_cache(maxsize=48)
def _font(optical_size: float, weight: int) -> uharfbuzz.Font:
    import uharfbuzz

    font = uharfbuzz.Font(_face())
    font.set_variations({"opsz": optical_size, "wght": weight})
    return font


@lru_cache(maxsize=8192)
def width_of(text: str, size: float, weight: int = PLAIN) -> float:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(min(max(size, _OPTICAL_SIZES[0]), _OPTICAL_SIZES[1]), weight), buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions or ())
    return float(advance * size / _face().upem)


def plain_text(text: str) -> str:
    """Return a text on one line, its accents joined to their letters: the typeface has “ŵ”, not “w” with a mark.

    Words in letters that the typeface has not, such as Arabic or Chinese, are left out; “…” stands for them. What only
    joins or chooses a sign has no width and goes without a trace; what is for private use means nothing here.
    """
    known = "".join(letter if _has_letter(letter) else MORE for letter in _letters(text))
    return re.sub(rf"{MORE}(\s*{MORE})+", MORE, known)


def can_be_set(text: str) -> bool:
    """Tell whether all of a text can be drawn, and there is something to draw."""
    letters = _letters(text)
    return bool(letters) and all(map(_has_letter, letters))


def _letters(text: str) -> list[str]:
    joined = unicodedata.normalize("NFC", " ".join(text.split()))
    return [letter for letter in joined if unicodedata.category(letter) not in _UNSEEN and not CHOOSES(letter)]


def _has_letter(letter: str) -> bool:
    if unicodedata.category(letter) == "Co":
        return False
    return letter.isspace() or _font(_OPTICAL_SIZES[0], PLAIN).get_nominal_glyph(ord(letter)) is not None


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
