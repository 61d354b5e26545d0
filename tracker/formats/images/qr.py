"""QR codes as one path of an SVG: dark squares on a light ground, with the quiet zone that the standard asks for."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

QUIET = 4
"""The width of the quiet zone in modules (ISO/IEC 18004, 5.3.8)."""
LEVEL = "m"
"""Level M: up to 15 in 100 of the code may be soiled or folded."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A drawn code: what it says, the width and height of the picture in modules, and the dark squares as a path."""

    text: str
    size: int
    path: str


@lru_cache(maxsize=256)
def qr_code(text: str) -> QrCode:
    """Draw a text. Each run of dark squares in a row is one rectangle."""
    rows = [bytes(row) for row in segno.make_qr(text, error=LEVEL, boost_error=True).matrix]
    return QrCode(text, len(rows) + 2 * QUIET, "".join(_runs(row, y) for y, row in enumerate(rows, QUIET)))


def _runs(row: bytes, y: int) -> str:
    drawn, x = [], QUIET
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            drawn.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(drawn)
