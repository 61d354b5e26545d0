"""oEmbed: a site that is given an address of ours is told how to show it; of any other address it is told nothing."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, load, utc

SITE = "https://example.org"
MOTION = f"{SITE}/motions/clean-river"
STRANGE = [
    "https://example.com/motions/clean-river", "https://example.org.evil.org/motions/clean-river", "//example.org/",
    "javascript:alert(1)", "clean-river", "http://[x", "", f"{SITE}/", f"{SITE}/about/method",
    f"{SITE}/motions/nothing", f"{MOTION}.json", f"{MOTION}/demands/9", f"{MOTION}/demands/one",
]  # fmt: skip
NEEDED = {"version", "type", "title", "provider_name", "provider_url", "html", "width", "height"}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, after the deadline."""
    with time_machine.travel(utc(2026, 11, 20, 12), tick=False) as traveller:
        yield traveller


def ask(client: FlaskClient, url: str, more: str = "") -> Any:
    """Ask how to show an address."""
    return client.get(f"/oembed?url={quote(url, safe='')}{more}")


class Frame(HTMLParser):
    """The attributes of the only element of a snippet."""

    def __init__(self, text: str) -> None:
        """Read a snippet."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attributes)))


@pytest.mark.parametrize("url", [MOTION, f"{MOTION}/demands/1", f"{MOTION}/embed", MOTION.replace("https", "http")])
def test_an_address_of_ours_is_shown_in_a_frame(client: FlaskClient, url: str) -> None:
    answer = ask(client, url)
    assert set(answer.json) >= NEEDED
    assert (answer.json["type"], answer.headers["Access-Control-Allow-Origin"]) == ("rich", "*")
    ((tag, given),) = Frame(answer.json["html"]).found
    assert (tag, given["width"], given["height"]) == ("iframe", str(answer.json["width"]), str(answer.json["height"]))
    framed = client.get(str(given["src"]).removeprefix(SITE))
    assert (framed.status_code, "frame-ancestors *" in framed.headers["Content-Security-Policy"]) == (200, True)
    assert client.get(answer.json["thumbnail_url"].removeprefix(SITE)).mimetype == "image/png"


def test_a_past_day_stays_the_same_day(client: FlaskClient) -> None:
    found = ask(client, f"{MOTION}?on=2026-11-05&show=overdue").json
    assert found["description"] == "Of 1 demand: 1 awaiting a reply."
    assert "/embed?on=2026-11-05" in found["html"]
    assert "on=2026-11-05" in found["thumbnail_url"]


@pytest.mark.parametrize(("more", "size"), [("&maxwidth=300", 300), ("&maxwidth=2000&maxheight=900", 640), ("", 640)])
def test_nothing_is_larger_than_what_was_asked_for(client: FlaskClient, more: str, size: int) -> None:
    found = ask(client, MOTION, more).json
    assert found["width"] == size
    assert ("thumbnail_url" in found) == (size == 640)
    assert ask(client, MOTION, "&maxheight=150").json["height"] == 150


def test_xml_says_the_same_as_json(client: FlaskClient) -> None:
    answer = ask(client, MOTION, "&format=xml")
    told = {one.tag: one.text for one in fromstring(answer.text)}
    assert told == {name: str(value) for name, value in ask(client, MOTION, "&format=json").json.items()}
    assert answer.mimetype == "text/xml"


@pytest.mark.parametrize("url", STRANGE)
def test_an_address_that_is_not_a_motion_or_demand_of_ours_is_not_found(client: FlaskClient, url: str) -> None:
    assert ask(client, url).status_code == 404


@pytest.mark.parametrize(
    ("more", "status"), [("&format=yaml", 501), ("&maxwidth=0", 400), ("&maxwidth=wide", 400), ("&maxheight=-1", 400)]
)
def test_what_cannot_be_given_is_answered_clearly(client: FlaskClient, more: str, status: int) -> None:
    answer = ask(client, MOTION, more)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_a_draft_is_not_found(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("public", "draft").replace("clean-river", "brook"))
    assert ask(client, f"{SITE}/motions/brook").status_code == 404


def test_a_title_cannot_leave_its_frame(app: Flask, client: FlaskClient) -> None:
    nasty = "'\\\"><script>alert(1)</script>'"
    load(app.extensions["engine"], CLEAN_RIVER.replace("title: Clean River", f'title: "{nasty}"'))
    ((tag, given),) = Frame(ask(client, MOTION).json["html"]).found
    assert (tag, given["title"]) == ("iframe", "'\"><script>alert(1)</script>'")
