"""The share card: its size and bytes, the squares in their order, and that nothing on it is cut without a word."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import fontpkg_inter
import pytest
from PIL import Image

from tests.builders import BUNDLED_AT, demand, utc
from tests.formats.notices import whole
from tracker.formats.card_words import demand_card, motion_card, site_card
from tracker.formats.images.card import card_svg, draw_card
from tracker.formats.images.card_layout import EDGE, ROOM, SIZES, WIDTH, Card, CardLayout, Cell
from tracker.formats.images.palette import STATUS_TONES
from tracker.formats.images.typeface import BOLD, FONT_FILE, can_be_set, lines_of, plain_text, width_of
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
    """What stands on a card: its squares as tone, place and size; its words; how far to the right anything reaches."""

    def __init__(self, drawn: Card) -> None:
        """Draw a card as SVG."""
        root = card_svg(drawn)
        self.squares = [square_of(group) for group in root.findall("g") if group.find("g") is not None]
        self.texts = [text.text or "" for text in root.findall("text")]
        ends = [end_of(text) for text in root.iter("text")]
        self.reach = max([*ends, *(x + size for _, x, size in self.squares)])

    @property
    def words(self) -> str:
        """Return everything that was written, in order."""
        return " ".join(self.texts)


def square_of(group: Element) -> tuple[str, float, float]:
    """Return the tone of a square, its left edge and its width."""
    glyph = group[0]
    x, _, scale = map(float, re.findall(r"[\d.]+", glyph.get("transform", "")))
    return glyph[0].get("stroke") or glyph[0].get("fill") or "", x, scale * 48


def end_of(text: Element) -> float:
    """Return where a line of text ends."""
    size, weight = float(text.get("font-size", "")), int(text.get("font-weight", ""))
    return float(text.get("x", "")) + width_of(text.text or "", size, weight)


def test_a_card_has_the_size_that_previews_ask_for_and_the_same_bytes_each_time(bundled: Motion) -> None:
    made = motion_card(motion_standing(bundled, BUNDLED_AT), HOST)
    first = draw_card(made)
    assert Image.open(BytesIO(first)).size == (1200, 630)
    assert (Image.open(BytesIO(first)).format, draw_card(made) == first) == ("PNG", True)


def test_the_squares_stand_in_order_each_in_its_tone(bundled: Motion) -> None:
    standing = motion_standing(bundled, BUNDLED_AT)
    drawn = Drawn(motion_card(standing, HOST))
    assert [tone for tone, *_ in drawn.squares] == [STATUS_TONES[one.status].light for one in standing.demands]
    assert [x for _, x, *_ in drawn.squares] == sorted(x for _, x, *_ in drawn.squares)
    assert motion_sentence(standing) in drawn.words


def test_a_demand_shows_its_own_square_then_its_parts(bundled: Motion) -> None:
    standing = motion_standing(bundled, BUNDLED_AT)
    one = standing.demands[6]
    drawn = Drawn(demand_card(one, standing, HOST))
    assert len(drawn.squares) == 1 + len(one.parts)
    assert drawn.squares[0][2] > drawn.squares[1][2]
    assert status_sentence(one) in drawn.words


@pytest.mark.parametrize("number", [1, 2, 12, 25, 40, 60])
@pytest.mark.parametrize("title", ["A motion", LONG])
def test_up_to_sixty_squares_are_drawn_within_the_card(number: int, title: str) -> None:
    drawn = Drawn(card(number, title=title, sentence="Of them: " + "some answered, " * 9 + "one not."))
    assert len(drawn.squares) == number
    assert drawn.reach <= WIDTH - EDGE + 1
    assert drawn.words.count("one not.") == 1


def test_more_than_sixty_say_how_many_more() -> None:
    drawn = Drawn(card(1075))
    assert (len(drawn.squares), "and 1,015 more" in drawn.texts) == (60, True)


def test_a_sentence_that_is_too_long_ends_after_a_sentence() -> None:
    told = " ".join(f"Part {at} of what was asked has not been answered, nor has it been refused." for at in range(40))
    drawn = Drawn(card(60, title=LONG, sentence=told))
    assert "not been answered, nor has it been refused. …" in drawn.words
    assert "Part 39" not in drawn.words


def test_a_title_that_is_too_long_ends_after_a_word() -> None:
    drawn = Drawn(card(title=LONG))
    (last,) = [one for one in drawn.texts if one.endswith("…")]
    assert last.rstrip("…").split()[-1] in LONG.replace(",", "").split()


def test_a_word_that_is_wider_than_the_card_is_broken() -> None:
    lines = lines_of("W" * 200, 40, ROOM)
    assert "".join(lines) == "W" * 200
    assert max(width_of(line, 40) for line in lines) <= ROOM


def test_no_line_is_wider_than_its_room_at_any_size() -> None:
    for sizes in SIZES:
        layout = CardLayout(card(title=LONG, sentence=LONG, lead=Cell("7", Status.OVERDUE, "Overdue")), sizes)
        assert max(width_of(line, sizes.title, BOLD) for line in layout.title) <= ROOM - layout.indent
        assert max(width_of(line, sizes.text) for line in layout.sentence) <= ROOM


def test_the_typeface_comes_by_package_and_has_the_letters_of_names() -> None:
    assert Path(FONT_FILE).is_relative_to(Path(fontpkg_inter.ROOT))
    assert can_be_set("ŵŷŁłćźé£€—–’“”…ßøЖя")
    assert not can_be_set("\uffff")


def test_a_line_is_drawn_as_wide_as_it_was_measured() -> None:
    words = "Of 11 demands: Wave AVATAR 2,844 days|"
    root = card_svg(card(0, eyebrow=words, title="", sentence="", stamp=""))
    (line,) = [text for text in root.findall("text") if text.text == words]
    grey = Image.open(BytesIO(draw_card(card(0, eyebrow=words)))).convert("L").crop((0, 60, WIDTH, 100))
    box = grey.point([255 if level < 200 else 0 for level in range(256)]).getbbox()
    assert box
    assert abs(box[2] - end_of(line)) < 5  # what stands right of the last letter is its own room


def test_an_accent_that_stands_apart_is_joined_to_its_letter() -> None:
    assert lines_of("Llw\u0302yd\u202e\x07", 30, ROOM) == ["Llŵyd"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Łódź, Ωμέγα and Река", "Łódź, Ωμέγα and Река"),
        ("قرار النهر", "Motion a-motion"),
        ("河川 River", "Motion a-motion"),
        ("החלטת הנהר", "Motion a-motion"),
        ("नदी का प्रस्ताव", "Motion a-motion"),
        ("River 👍🏽 👨\u200d👩\u200d👧", "Motion a-motion"),
        ("\ue000\U000f0000", "Motion a-motion"),
        ("\u200d\ufe0f", "Motion a-motion"),
    ],
)
def test_a_title_in_letters_that_the_typeface_has_not_gives_way_to_the_motions_name(title: str, shown: str) -> None:
    found = whole(demand(None))
    found.title, found.slug = title, "a-motion"
    assert motion_card(motion_standing(found, utc(2026, 11, 22)), HOST).title == shown
    assert plain_text("The 河 川 river") == "The … river"


@pytest.mark.parametrize("letters", ["قرار", "החלטת", "नदी", "👍🏽", "\ue000", "❤\ufe0f 👨\u200d👩\u200d👧"])
def test_what_cannot_be_drawn_is_left_out_and_the_page_says_the_rest(letters: str) -> None:
    found = whole(demand(None, title=f"{letters} 7"))
    found.title = found.body = letters
    standing = motion_standing(found, utc(2026, 11, 22))
    for drawn in (motion_card(standing, HOST), demand_card(standing.demands[0], standing, HOST)):
        written = Drawn(drawn).words
        assert (can_be_set(written), "the page says the rest" in written) == (True, True)


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


def test_the_card_of_the_site_shows_every_shape() -> None:
    drawn = Drawn(site_card(HOST))
    assert [tone for tone, *_ in drawn.squares] == [STATUS_TONES[one].light for one in Status]
    assert {one.label for one in Status} <= set(drawn.texts)
