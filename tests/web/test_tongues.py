"""A motion in a language that is written from right to left: every text of it says its language, wherever it stands."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import LOADED_AT, utc
from tests.web.page import VOID
from tests.web.test_smuggled import smuggled
from tracker.db import transaction
from tracker.formats.tongues import RUN
from tracker.operations.record.loading import load_record
from tracker.record.schema import RecordFile

HOME = "/motions/clean-water"
PAGES = (
    *("/", "/overdue", "/subscribe?motion=clean-water&demand=1", f"/corrections/ask?page={HOME}"),
    *(f"{HOME}{path}" for path in ("", "/demands/1", "/timeline", "/figures", "/sources", "/changes", "/briefing")),
    *(f"{HOME}/embed", f"{HOME}/demands/1/embed"),
)
OURS = frozenset({"title", "script", "textarea", "svg"})
"""Elements of our words, in which no other element may stand, and pictures."""


class Texts(HTMLParser):
    """Collects the texts from right to left that do not say their language and take their direction."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found = 0
        self.mute: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether an element says the language of what it holds."""
        if tag not in VOID:
            self.open.append((tag, {("dir", "auto"), ("lang", "ar")} <= set(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Judge a text."""
        if RUN.search(data) and not OURS & {tag for tag, _ in self.open}:
            self.found += 1
            self.mute += [] if any(says for _, says in self.open) else [data]


def clean_water(*words: str) -> RecordFile:
    """Return a record with an entry of every kind, in Arabic; each of its texts is one of the words."""
    record = smuggled(list(words), "clean-water")
    # Its reply is about the first part, so that the second is overdue.
    replies = [reply.model_copy(update={"parts": ["1a"]}) for reply in record.responses]
    motion = record.motion.model_copy(update={"language": "ar"})
    return record.model_copy(update={"motion": motion, "responses": replies})


@pytest.fixture
def water(app: Flask, client: FlaskClient) -> Iterator[FlaskClient]:
    """Give a client of that record, once its demand is overdue."""
    with transaction(app.extensions["engine"]) as session:
        load_record(session, clean_water("ماء نظيف", "نهر ٢"), LOADED_AT, reason="A test")
    with time_machine.travel(utc(2026, 11, 20, 12), tick=False):
        yield client


def test_a_feed_marks_them_amid_our_words(water: FlaskClient) -> None:
    feed = ElementTree.fromstring(water.get("/motions/clean-water.atom").text)
    told = [one for one in feed.iter() if RUN.search(one.text or "")]
    assert {one.tag.partition("}")[2] for one in told} == {"title", "content"}
    assert [one.text for one in told if one.get("type") != "html" or Texts(one.text or "").mute] == []


def test_linked_data_say_the_language_of_what_was_adopted(water: FlaskClient) -> None:
    (said,) = re.findall(r'"application/ld\+json">(.*?)</script>', water.get(f"{HOME}/demands/1").text)
    spoken = {node["@type"]: node["inLanguage"] for node in json.loads(said)["@graph"] if "inLanguage" in node}
    assert spoken == {"WebPage": "en-GB", "CreativeWork": "ar"}


@pytest.mark.parametrize("path", PAGES)
def test_every_text_says_its_language_and_takes_its_own_direction(water: FlaskClient, path: str) -> None:
    texts = Texts(water.get(path).text)
    assert texts.found
    assert texts.mute == []
