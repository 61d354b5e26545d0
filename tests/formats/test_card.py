"""The share card: its size and bytes, the squares in their order, and that nothing on it is cut without a word."""

from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg_inter
import pytest
from PIL import Image, ImageFont

from tests.builders import BUNDLED_AT, demand, utc
from tests.formats.notices import whole
from tracker.formats import canvas
from tracker.formats.canvas import BOLD, PLAIN, Canvas, lines_of, width_of
from tracker.formats.card import draw_card
from tracker.formats.card_setting import EDGE, ROOM, SIZES, WIDTH, Card, Cell, Setting
from tracker.formats.card_words import demand_card, motion_card, site_card
from tracker.formats.marks import CELL, INK, PAPER, SOFT, TONES
from tracker.models import Motion
from tracker.rules.status import motion_standing
from tracker.vocabulary import Status
from tracker.wording.status import motion_sentence, status_sentence

HOST = "answerable.example"
LONG = (
    "The demand of the citizens’ assembly of Llŷn and Ŵyst, Łódź and Ćmielów that £3,000,000 — not a penny less — " * 3
)


def card(cells: int = 11, **values: Any) -> Card:
    """Return a card with a number of squares, of every status in turn."""
    shapes = list(Status)
    made = tuple(Cell(str(at + 1), shapes[at % 8], shapes[at % 8].label, at % 3 == 0) for at in range(cells))
    plain = {"eyebrow": "The council", "title": "A motion", "sentence": "Of all: some.", "stamp": "As of Monday 4 May."}
    return Card(**{**plain, "host": HOST, "cells": made, **values})


class Drawn:
    """What was drawn on a canvas: squares, words, and how far to the right anything reached."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, drawn: Card) -> None:
        """Draw a card and listen."""
        self.squares: list[tuple[str, float, float, float]] = []
        self.texts: list[str] = []
        self.reach = 0.0
        mark, text = Canvas.mark, Canvas.text

        def marked(sheet: Canvas, strokes: Any, units: float, tone: str, x: float, y: float, size: float) -> None:
            self.squares += [(tone, x, y, size)] if units == CELL else []
            self.reach = max(self.reach, x + size)
            mark(sheet, strokes, units, tone, x, y, size)

        def written(sheet: Canvas, x: float, baseline: float, words: str, *rest: Any) -> float:
            self.texts.append(words)
            end = text(sheet, x, baseline, words, *rest)
            self.reach = max(self.reach, end)
            return end

        monkeypatch.setattr(Canvas, "mark", marked)
        monkeypatch.setattr(Canvas, "text", written)
        self.picture = draw_card(drawn)

    @property
    def words(self) -> str:
        """Return everything that was written, in order."""
        return " ".join(self.texts)


def test_a_card_has_the_size_that_previews_ask_for_and_the_same_bytes_each_time(bundled: Motion) -> None:
    made = motion_card(motion_standing(bundled, BUNDLED_AT), HOST)
    canvas._mark.cache_clear()
    first = draw_card(made)
    assert Image.open(BytesIO(first)).size == (1200, 630)
    assert (Image.open(BytesIO(first)).format, draw_card(made) == first) == ("PNG", True)


def test_the_squares_stand_in_order_each_in_its_tone(bundled: Motion, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = motion_standing(bundled, BUNDLED_AT)
    drawn = Drawn(monkeypatch, motion_card(standing, HOST))
    assert [tone for tone, *_ in drawn.squares] == [TONES[one.status] for one in standing.demands]
    assert [x for _, x, *_ in drawn.squares] == sorted(x for _, x, *_ in drawn.squares)
    assert motion_sentence(standing) in drawn.words


def test_a_demand_shows_its_own_square_then_its_parts(bundled: Motion, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = motion_standing(bundled, BUNDLED_AT)
    one = standing.demands[6]
    drawn = Drawn(monkeypatch, demand_card(one, standing, HOST))
    assert len(drawn.squares) == 1 + len(one.parts)
    assert drawn.squares[0][3] > drawn.squares[1][3]
    assert status_sentence(one) in drawn.words


@pytest.mark.parametrize("number", [1, 2, 12, 25, 40, 60])
@pytest.mark.parametrize("title", ["A motion", LONG])
def test_up_to_sixty_squares_are_drawn_within_the_card(
    monkeypatch: pytest.MonkeyPatch, number: int, title: str
) -> None:
    drawn = Drawn(monkeypatch, card(number, title=title, sentence="Of them: " + "some answered, " * 9 + "one not."))
    assert len(drawn.squares) == number
    assert drawn.reach <= WIDTH - EDGE + 1
    assert drawn.words.count("one not.") == 1


def test_more_than_sixty_say_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Drawn(monkeypatch, card(1075))
    assert (len(drawn.squares), "and 1,015 more" in drawn.texts) == (60, True)


def test_a_sentence_that_is_too_long_ends_after_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    told = " ".join(f"Part {at} of what was asked has not been answered, nor has it been refused." for at in range(40))
    drawn = Drawn(monkeypatch, card(60, title=LONG, sentence=told))
    assert "not been answered, nor has it been refused. …" in drawn.words
    assert "Part 39" not in drawn.words


def test_a_title_that_is_too_long_ends_after_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Drawn(monkeypatch, card(title=LONG))
    (last,) = [one for one in drawn.texts if one.endswith("…")]
    assert last.rstrip("…").split()[-1] in LONG.replace(",", "").split()


def test_a_word_that_is_wider_than_the_card_is_broken() -> None:
    lines = lines_of("W" * 200, 40, ROOM)
    assert "".join(lines) == "W" * 200
    assert max(width_of(line, 40) for line in lines) <= ROOM


def test_no_line_is_wider_than_its_room_at_any_size() -> None:
    for sizes in SIZES:
        setting = Setting(card(title=LONG, sentence=LONG, lead=Cell("7", Status.OVERDUE, "Overdue")), sizes)
        assert max(width_of(line, sizes.title, BOLD) for line in setting.title) <= ROOM - setting.indent
        assert max(width_of(line, sizes.text) for line in setting.sentence) <= ROOM


def test_the_typeface_comes_by_package_and_has_the_letters_of_names() -> None:
    face = canvas._face(30, PLAIN)
    assert Path(str(face.path)).is_relative_to(Path(fontpkg_inter.ROOT))
    assert face.layout_engine == ImageFont.Layout.BASIC
    missing = bytes(face.getmask("\U0010ffff"))
    assert [one for one in "ŵŷŁłćźé£€—–’“”…ßøЖя" if bytes(face.getmask(one)) == missing] == []


def test_an_accent_that_stands_apart_is_joined_to_its_letter() -> None:
    assert lines_of("Llw\u0302yd\u202e\x07", 30, ROOM) == ["Llŵyd"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Łódź, Ωμέγα and Река", "Łódź, Ωμέγα and Река"),
        ("قرار النهر", "Motion a-motion"),
        ("河川 River", "Motion a-motion"),
    ],
)
def test_a_title_in_letters_that_the_typeface_has_not_gives_way_to_the_motions_name(title: str, shown: str) -> None:
    found = whole(demand(None))
    found.title, found.slug = title, "a-motion"
    assert motion_card(motion_standing(found, utc(2026, 11, 22)), HOST).title == shown
    assert canvas.plain_text("The 河 川 river") == "The … river"


def test_every_tone_can_be_read_on_the_paper() -> None:
    assert [one for one in (*TONES.values(), INK, SOFT) if contrast(one, PAPER) < 4.5] == []


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours (WCAG 2.2, contrast ratio)."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(tone: str) -> float:
    """Return a colour's relative luminance."""
    parts = [int(tone[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_shape_differs_without_its_tone() -> None:
    drawn = set()
    for status in Status:
        found = draw_card(card(0, lead=Cell("1", status, status.label)))
        grey = Image.open(BytesIO(found)).convert("L").crop((64, 100, 184, 260))
        drawn.add(grey.point([0 if level < 160 else 255 for level in range(256)]).tobytes())
    assert len(drawn) == len(Status)


def test_a_motion_without_demands_has_a_card() -> None:
    empty = whole(demand(None))
    empty.demands = []
    made = motion_card(motion_standing(empty, utc(2019, 2, 5)), HOST)
    assert Image.open(BytesIO(draw_card(made))).size == (1200, 630)


def test_the_card_of_the_site_shows_every_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Drawn(monkeypatch, site_card(HOST))
    assert [tone for tone, *_ in drawn.squares] == [TONES[one] for one in Status]
    assert {one.label for one in Status} <= set(drawn.texts)
