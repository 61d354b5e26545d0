"""Badges: every status by word, shape and tone, in three sizes; nothing leaves its box, nothing is asked for."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tests import builders
from tests.builders import utc
from tests.formats.notices import whole
from tracker.formats.images.badge import Size, demand_badge, motion_badge
from tracker.formats.images.palette import INK, STATUS_TONES
from tracker.formats.shields import demand_shield, motion_shield
from tracker.models import Demand, Motion
from tracker.rules.status import MotionStanding, motion_standing, standing
from tracker.vocabulary import Status
from tracker.wording.status import motion_sentence, status_sentence

NOW = utc(2019, 2, 14, 12)
"""Three days after the deadline of every demand made here."""
SVG = "{http://www.w3.org/2000/svg}"
HEIGHTS = {Size.SMALL: 20, Size.MEDIUM: 28}
LONG = "A title of very many words that goes on and on, and Donaudampfschifffahrtselektrizitätenhauptbetriebswerk <&>"


def every() -> dict[Status, Demand]:
    """Return a demand for each status, afresh: a demand belongs to one motion."""
    return {
        Status.WITHDRAWN: builders.demand(None, withdrawn_on=date(2019, 2, 10)),
        Status.ANSWERED: builders.demand("answered"),
        Status.REFUSED: builders.demand("refused"),
        Status.PARTIALLY_ANSWERED: builders.demand("answered", None),
        Status.BEING_ASSESSED: builders.demand(None, motion=builders.motion(responses=[builders.response()])),
        Status.NO_ANSWER_FOUND: builders.demand("cannot_be_judged"),
        Status.OVERDUE: builders.demand("not_answered"),
        Status.AWAITING: builders.demand(None, deadlines=[]),
    }


def read(picture: bytes) -> ElementTree.Element:
    """Read a picture as a tree."""
    return ElementTree.fromstring(picture)


def words_of(picture: bytes) -> str:
    """Return what stands in a picture."""
    return " ".join(str(one.text) for one in read(picture).iter(f"{SVG}text"))


def many(*demands: Demand, title: str = "Motion") -> MotionStanding:
    """Return where a motion of these demands stands, numbered from one."""
    for number, one in enumerate(demands, 1):
        one.number = number
    made: Motion = whole(*demands, title=title)
    return motion_standing(made, NOW)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("status", Status)
def test_every_status_is_told_by_its_word_and_its_tone(status: Status, size: Size) -> None:
    one = standing(every()[status], NOW)
    picture = demand_badge(one, size)
    assert one.status is status
    assert status.label in words_of(picture)
    assert STATUS_TONES[status].light.encode() in picture


@pytest.mark.parametrize("size", Size)
def test_every_status_has_a_shape_of_its_own(size: Size) -> None:
    shapes = set()
    for one in every().values():
        picture = demand_badge(standing(one, NOW), size)
        shapes.add(tuple(path.get("d") for group in read(picture).iter(f"{SVG}g") for path in group))
    assert len(shapes) == len(Status)


@pytest.mark.parametrize("size", Size)
def test_a_badge_has_the_height_of_its_size(size: Size) -> None:
    for one in every().values():
        height = int(read(demand_badge(standing(one, NOW), size)).get("height", ""))
        assert height == HEIGHTS[size] if size in HEIGHTS else height >= 44


def test_the_accessible_name_is_the_generated_sentence() -> None:
    one = standing(every()[Status.OVERDUE], NOW)
    root = read(demand_badge(one, Size.SMALL))
    assert (root.get("role"), root[0].tag, root[1].tag) == ("img", f"{SVG}title", f"{SVG}desc")
    assert str(root[0].text).endswith(status_sentence(one))
    found = many(every()[Status.ANSWERED])
    assert str(read(motion_badge(found, Size.LARGE))[0].text).endswith(motion_sentence(found))


def boxes(picture: bytes) -> tuple[list[tuple[float, float, float]], float]:
    """Return each text outside the squares as its base line, its beginning and its end; and the picture's width."""
    root = read(picture)
    texts = [one for one in root if one.tag == f"{SVG}text"]
    found = [(float(one.get("y", "")), float(one.get("x", "")), float(one.get("textLength", ""))) for one in texts]
    return [(y, x, x + length) for y, x, length in found], float(root.get("width", ""))


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("title", ["Short", LONG, LONG.replace(" ", ""), "水" * 90, ""])
def test_no_text_leaves_the_picture_or_meets_another(size: Size, title: str) -> None:
    demands = [builders.demand(*["answered", None][: number % 2 + 1], title=title) for number in range(70)]
    found = many(*demands, title=title)
    for picture in (motion_badge(found, size, True), demand_badge(found.demands[0], size, True)):
        texts, width = boxes(picture)
        assert all(x > 0 and end < width for _, x, end in texts)
        assert all(before[2] < after[1] for before, after in pairwise(texts) if before[0] == after[0])


@pytest.mark.parametrize("size", Size)
def test_a_picture_asks_for_nothing_and_runs_nothing(size: Size) -> None:
    text = motion_badge(many(*every().values(), title=LONG), size).decode().replace("http://www.w3.org/2000/svg", "")
    assert [one for one in ("://", "href", "<script", "<style", "style=", "class=", "url(") if one in text] == []
    assert not re.search(r"\son\w+=", text)


def test_the_same_standing_gives_the_same_bytes() -> None:
    assert len({motion_badge(many(every()[Status.REFUSED]), Size.LARGE) for _ in range(3)}) == 1


def test_a_motion_counts_its_demands_in_words() -> None:
    found = many(every()[Status.ANSWERED], builders.demand("refused"), builders.demand("refused"))
    assert words_of(motion_badge(found, Size.SMALL)) == "3 demands 1 answered 2 refused"


def test_parts_that_are_overdue_are_told() -> None:
    found = many(builders.demand("answered", None))
    assert "parts of 1 overdue" in words_of(motion_badge(found, Size.SMALL))
    assert "Partially answered, parts overdue" in words_of(demand_badge(found.demands[0], Size.SMALL))


@pytest.mark.parametrize("size", Size)
def test_a_badge_of_a_past_day_names_the_day(size: Size) -> None:
    found = many(every()[Status.ANSWERED])
    day = "14 February 2019"
    assert day in words_of(motion_badge(found, size, True))
    assert day in words_of(demand_badge(found.demands[0], size, True))


def test_shields_is_told_word_and_colour() -> None:
    found = many(every()[Status.ANSWERED], builders.demand("refused"))
    assert demand_shield(found.demands[1], False) == {
        "schemaVersion": 1,
        "label": "demand 2",
        "message": "refused",
        "color": STATUS_TONES[Status.REFUSED].light,
        "cacheSeconds": 300,
    }
    told = motion_shield(found, False)
    assert (told["label"], told["message"], told["color"]) == ("2 demands", "1 answered · 1 refused", INK.light)
