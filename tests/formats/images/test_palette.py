"""The palette: every tone can be read on its paper, every status has one, and no colour is written anywhere else."""

import re

import pytest

from tests.formats.images.contrast import contrast
from tracker import ROOT
from tracker.formats.images.palette import EDGE, INK, LINK, PAPER, SOFT, STATUS_TONES, WASH, palette_css
from tracker.vocabulary import Status

TEXT = [INK, SOFT, LINK, *STATUS_TONES.values()]
FREE = {"#fff", "#000", "#191816"}
"""A QR code is black on white in the dark too; the icon in a browser's tab has no style sheet."""


def test_every_status_has_a_tone() -> None:
    assert set(Status) <= set(STATUS_TONES)


@pytest.mark.parametrize("shade", ["light", "dark", "printed"])
def test_every_tone_can_be_read_on_the_paper(shade: str) -> None:
    papers = [getattr(PAPER, shade), getattr(WASH, shade)]
    tones = [getattr(tone, shade) for tone in TEXT]
    assert [(tone, paper) for tone in tones for paper in papers if contrast(tone, paper) < 4.5] == []
    assert contrast(getattr(EDGE, shade), papers[0]) >= 3


def test_a_sheet_gets_every_tone_light_dark_and_in_print() -> None:
    css = palette_css()
    for name, tone in STATUS_TONES.items():
        assert f".{name} {{ color: var(--{name}); }}" in css
        assert [shade for shade in (tone.light, tone.dark, tone.printed) if f"--{name}: {shade};" not in css] == []


def test_no_colour_is_written_outside_the_palette() -> None:
    sheets = [path for path in (ROOT / "tracker/static").iterdir() if path.suffix in (".css", ".svg")]
    code = [path for path in (ROOT / "tracker").rglob("*.py") if path.name != "palette.py"]
    pages = [path for path in (ROOT / "templates").rglob("*.html") if "mail" not in path.parts]
    for path in [*sheets, *code, *pages]:
        found = set(re.findall(r"(?<![\w&/'])#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", path.read_text("utf-8")))
        assert found <= FREE, path
