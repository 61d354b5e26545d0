"""What a page weighs on its way to a telephone, style sheet included."""

import gzip
from urllib.request import Request, urlopen

import pytest

from tests.browser.pages import PAGES
from tracker import ROOT
from tracker.web.core.sheets import served

KB = 1_000


def sheet_weight() -> int:
    """Return the style sheet's weight as it is sent."""
    return len(gzip.compress(served(ROOT / "tracker/static", "style.css"), 6))


def test_the_style_sheet_is_light() -> None:
    assert sheet_weight() <= 12 * KB


@pytest.mark.parametrize("path", [path for name, path in PAGES.items() if name != "not-found"])
def test_a_page_with_its_sheet_is_light(site: str, path: str) -> None:
    with urlopen(Request(site + path, headers={"Accept-Encoding": "gzip"})) as answer:
        body = answer.read()
        zipped = body if answer.headers["Content-Encoding"] == "gzip" else gzip.compress(body, 6)
    assert len(zipped) + sheet_weight() < 40 * KB
