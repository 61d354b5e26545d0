"""The glyphs: one for each status, no two alike, and the same on a page as in a picture."""

from xml.etree import ElementTree

import pytest

from tracker.formats.images.glyphs import GLYPHS, draw_icon, draw_square, glyph_of, symbols
from tracker.vocabulary import Status, Verdict


def paths(element: ElementTree.Element) -> list[str]:
    """Return the paths of a drawing."""
    return [path.get("d", "") for path in element.iter("path")]


def test_every_status_has_a_glyph_of_its_own() -> None:
    assert set(Status) <= set(GLYPHS)
    for drawings in ([glyph.cell for glyph in GLYPHS.values()], [glyph.icon for glyph in GLYPHS.values()]):
        assert len(set(drawings)) == len(GLYPHS)


@pytest.mark.parametrize("name", GLYPHS)
def test_a_page_draws_what_a_picture_draws(name: str) -> None:
    page = ElementTree.fromstring(f"<defs>{symbols()}</defs>")
    square, icon = ElementTree.Element("svg"), ElementTree.Element("svg")
    draw_square(square, name, "1", False, (0, 0), 48)
    draw_icon(icon, name, (0, 0), 24)
    for prefix, picture in (("c", square), ("i", icon)):
        (symbol,) = page.findall(f"symbol[@id='{prefix}-{name}']")
        assert paths(symbol) == paths(picture) != []


def test_every_verdict_has_a_glyph() -> None:
    assert {glyph_of(verdict) for verdict in Verdict} <= set(GLYPHS)
    assert glyph_of(Verdict.PARTLY_ANSWERED) == Status.PARTIALLY_ANSWERED
