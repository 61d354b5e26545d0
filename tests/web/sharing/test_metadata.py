"""What pages say of themselves to those who show their link: the card, the sentence, and schema.org without ratings."""

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.web.links import manage
from tracker.rules.status import motion_standing
from tracker.wording.status import motion_sentence, status_sentence

SITE = "https://example.org"
MOTION = "/motions/clean-river"
DEMAND = f"{MOTION}/demands/1"
NOON = utc(2026, 11, 5, 12)
OTHERS = ["/", "/overdue", "/status", "/docs", "/corrections", "/subscribe", "/about/method", "/about/privacy"]
ABOUT_MOTION = [f"{MOTION}/{name}" for name in ("timeline", "figures", "sources", "changes", "briefing")]


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, three days before the deadline."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


class Said(HTMLParser):
    """What a page's head says: its properties, its data, and where oEmbed is to be had."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: dict[str, str] = {}
        self.embeds: list[str] = []
        self._data: list[str] = []
        self._in_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note a property, or that data begins."""
        found = {name: value or "" for name, value in attributes}
        name = found.get("property") or found.get("name", "")
        if tag == "meta" and name.startswith(("og:", "twitter:")):
            self.tags[name] = found["content"]
        if tag == "link" and found.get("type", "").endswith("+oembed"):
            self.embeds.append(found["href"])
        self._in_data = tag == "script" and found.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        """Note that data ends."""
        self._in_data = False

    def handle_data(self, data: str) -> None:
        """Note data."""
        self._data += [data] if self._in_data else []

    @property
    def graph(self) -> list[dict[str, Any]]:
        """Return the nodes of the page's data."""
        return json.loads("".join(self._data))["@graph"] if self._data else []

    def node(self, kind: str) -> dict[str, Any]:
        """Return the only node of a kind."""
        (found,) = [one for one in self.graph if one["@type"] == kind]
        return found


def said(client: FlaskClient, path: str) -> Said:
    """Return what the head of a page says."""
    return Said(client.get(path).text)


def sentence(app: Flask, path: str) -> str:
    """Return the sentence that the rules make for the motion or its demand."""
    whole = motion_standing(app.extensions["snapshots"].motion("clean-river"), NOON)
    return status_sentence(whole.demands[0]) if "demands" in path else motion_sentence(whole)


@pytest.mark.parametrize("path", [MOTION, DEMAND])
def test_the_preview_says_the_generated_sentence(app: Flask, client: FlaskClient, path: str) -> None:
    tags = said(client, path).tags
    texts = ("og:description", "og:image:alt", "twitter:description", "twitter:image:alt")
    assert {tags[name] for name in texts} == {sentence(app, path)}
    assert (tags["og:url"], tags["og:type"]) == (SITE + path, "article")
    assert (tags["og:site_name"], tags["twitter:card"]) == ("Answerable", "summary_large_image")
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")


@pytest.mark.parametrize("path", [MOTION, DEMAND, *ABOUT_MOTION, *OTHERS])
def test_every_public_page_has_a_card_that_is_there(client: FlaskClient, path: str) -> None:
    tags = said(client, path).tags
    assert tags["og:image"] == tags["twitter:image"]
    assert tags["og:image"].startswith(f"{SITE}/")
    assert client.get(tags["og:image"].removeprefix(SITE)).mimetype == "image/png"
    assert urlsplit(tags["og:image"]).path == {MOTION: f"{MOTION}.png", DEMAND: f"{DEMAND}.png"}.get(
        path, f"{MOTION}.png" if path.startswith(MOTION) else "/card.png"
    )


@pytest.mark.parametrize("path", [MOTION, DEMAND])
def test_the_cards_address_is_new_when_the_page_is_and_only_then(
    app: Flask, client: FlaskClient, at_noon: time_machine.Traveller, path: str
) -> None:
    seen = {}
    for at in (NOON, utc(2026, 11, 5, 20), utc(2026, 11, 6, 1), utc(2026, 11, 9, 9, 59), utc(2026, 11, 9, 10)):
        at_noon.move_to(at, tick=False)
        seen[at.isoformat()[5:16]] = said(client, path).tags["og:image"].partition("?v=")[2]
    revision = seen["11-05T12:00"].partition("-")[0]
    assert list(seen.values()) == [
        f"{revision}-{when}" for when in ("202611050000",) * 2 + ("202611060000", "202611090000", "202611091000")
    ]
    load(app.extensions["engine"], CLEAN_RIVER + REPLY)
    assert int(said(client, path).tags["og:image"].partition("?v=")[2].partition("-")[0]) > int(revision)


@pytest.mark.parametrize("path", [MOTION, DEMAND])
def test_the_preview_of_a_past_day_stays_on_it(
    app: Flask, client: FlaskClient, at_noon: time_machine.Traveller, path: str
) -> None:
    then = sentence(app, path)
    at_noon.move_to(utc(2026, 11, 20, 12), tick=False)
    first = said(client, f"{path}?on=2026-11-05").tags
    at_noon.move_to(utc(2026, 11, 25, 12), tick=False)
    assert said(client, f"{path}?on=2026-11-05").tags == first
    assert (first["og:image:alt"], first["og:url"]) == (then, f"{SITE}{path}?on=2026-11-05")
    assert "on=2026-11-05" in first["og:image"]


def test_no_private_page_and_no_error_says_anything(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("public", "draft").replace("clean-river", "brook"))
    private = [manage(app), "/subscribe/asked", "/corrections/ask", "/nowhere", "/motions/brook", f"{MOTION}?on=x"]
    for path in [*private, f"{MOTION}/demands/9"]:
        found = said(client, path)
        assert (found.tags, found.graph, found.embeds) == ({}, [], [])


def test_a_motions_data_say_what_it_is_and_where_its_files_are(client: FlaskClient) -> None:
    found = said(client, MOTION)
    page, motion, data = found.node("WebPage"), found.node("CreativeWork"), found.node("Dataset")
    assert page["mainEntity"]["@id"] == motion["@id"] == data["about"]["@id"]
    assert (motion["dateCreated"], motion["sourceOrganization"]["name"]) == ("2026-11-01", "Northgate Council")
    assert [one["name"] for one in motion["hasPart"]] == ["Sampling results"]
    assert page["datePublished"] == page["dateModified"] == "2026-11-05T12:00:00Z"
    assert page["description"] == page["primaryImageOfPage"]["caption"] == found.tags["og:description"]
    files = {one["encodingFormat"]: one["contentUrl"] for one in data["distribution"]}
    assert files["application/json"] == f"{SITE}{MOTION}.json"
    assert {client.get(one.removeprefix(SITE)).status_code for one in files.values()} == {200}


def test_a_demands_data_name_its_motion_and_its_sources(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    demand = said(client, DEMAND).node("CreativeWork")
    assert demand["isPartOf"]["@id"] == said(client, MOTION).node("CreativeWork")["@id"]
    assert demand["text"] == "Publish the sampling results for the river."
    assert [one["url"] for one in demand["isBasedOn"]] == ["https://example.org/m"]
    trail = said(client, DEMAND).node("WebPage")["breadcrumb"]["itemListElement"]
    assert [one["item"] for one in trail] == [f"{SITE}/", SITE + MOTION, SITE + DEMAND]


def test_lists_say_what_is_on_them(client: FlaskClient, at_noon: time_machine.Traveller) -> None:
    at_noon.move_to(utc(2026, 11, 20), tick=False)
    for path, leads_to in (("/", MOTION), ("/overdue", DEMAND)):
        items = said(client, path).node("ItemList")
        assert (items["numberOfItems"], items["itemListElement"][0]["url"]) == (1, SITE + leads_to)


def test_nothing_is_rated(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    for path in (MOTION, DEMAND, "/", "/overdue", *ABOUT_MOTION):
        text = json.dumps(said(client, path).graph)
        assert text != "[]"
        assert re.findall(r"ClaimReview|Rating|\"Review\"|truth", text) == []


def test_a_title_cannot_end_the_data_or_a_tag(app: Flask, client: FlaskClient) -> None:
    nasty = """</script><script>alert(1)</script> \\"><!-- & "quoted" 'ŵ'"""
    load(app.extensions["engine"], CLEAN_RIVER.replace("title: Clean River", f"title: {json.dumps(nasty)}"))
    found = said(client, MOTION)
    assert found.node("CreativeWork")["name"] == nasty
    assert found.tags["og:title"].startswith(nasty)
    assert "<script>alert" not in client.get(MOTION).text


def test_motion_and_demand_say_where_they_can_be_embedded(client: FlaskClient) -> None:
    for path in (MOTION, DEMAND):
        as_json, as_xml = said(client, path).embeds
        answer = client.get(unescape(as_json).removeprefix(SITE))
        assert answer.json is not None
        assert f"{path}/embed" in answer.json["html"]
        assert client.get(unescape(as_xml).removeprefix(SITE)).mimetype == "text/xml"
    assert said(client, "/").embeds == []
