"""QR codes, read back by a library nobody here wrote."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from tracker.formats.images.qr import QUIET, QrCode, qr_code

ADDRESSES = [
    "https://example.org/m/akbjh",
    "https://example.org/m/q9skr/11?on=2019-02-12",
    "https://x.org/" + "a-long-name-" * 12,
]


def painted(code: QrCode, scale: int = 3) -> Image.Image:
    """Paint the rectangles of a code's path, as a browser would."""
    picture = Image.new("L", (code.size * scale, code.size * scale), 255)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
        left, top = int(x) * scale, int(y) * scale
        ImageDraw.Draw(picture).rectangle((left, top, left + int(width) * scale - 1, top + scale - 1), 0)
    return picture


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_code_says_the_address(text: str) -> None:
    found = zxingcpp.read_barcodes(painted(qr_code(text)))
    assert [(one.text, one.format) for one in found] == [(text, zxingcpp.BarcodeFormat.QRCode)]


@pytest.mark.parametrize("text", ADDRESSES)
def test_around_a_code_is_the_quiet_zone_of_the_standard(text: str) -> None:
    code = qr_code(text)
    black = painted(code, 1).point(lambda value: 255 - value).getbbox()
    assert black == (QUIET, QUIET, code.size - QUIET, code.size - QUIET)
