"""The addresses of badges: any site may show them, they stay on their day, and they say what the page says."""

from xml.etree import ElementTree

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, load, utc

MOTION = "/motions/clean-river"
PICTURES = [f"{MOTION}.svg", f"{MOTION}/demands/1.svg"]
SHIELDS = [f"{MOTION}/badge.json", f"{MOTION}/demands/1/badge.json"]
LATE = utc(2026, 11, 20, 12)


@pytest.fixture(autouse=True)
def late() -> object:
    """Stand twelve days after the deadline."""
    with time_machine.travel(LATE, tick=False):
        yield


@pytest.mark.parametrize("path", PICTURES)
def test_any_site_may_show_a_badge(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "image/svg+xml")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", PICTURES)
@pytest.mark.parametrize(("size", "height"), [("small", 20), ("medium", 28), ("large", 80)])
def test_a_badge_comes_in_three_sizes(client: FlaskClient, path: str, size: str, height: int) -> None:
    found = int(ElementTree.fromstring(client.get(f"{path}?size={size}").data).get("height", ""))
    assert found == height if size != "large" else found >= height


@pytest.mark.parametrize("path", PICTURES)
def test_an_unknown_size_is_refused_in_a_sentence(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}?size=huge")
    assert response.status_code == 400
    assert "small, medium or large" in response.text


@pytest.mark.parametrize("path", [*PICTURES, *SHIELDS])
def test_a_badge_of_a_past_day_says_what_was_true_then(client: FlaskClient, path: str) -> None:
    today, then = client.get(path).text.lower(), client.get(f"{path}?on=2026-11-05").text.lower()
    assert ("overdue" in today, "overdue" in then) == (True, False)
    assert "on 5 november 2026" in then
    assert "awaiting a reply" in then


@pytest.mark.parametrize("path", PICTURES)
def test_a_badge_says_the_sentence_of_its_page(client: FlaskClient, path: str) -> None:
    name = str(ElementTree.fromstring(client.get(path).data)[0].text)
    page = client.get(path.removesuffix(".svg")).text
    assert name.split(". ", 1)[1] in page.replace("&#39;", "'")


@pytest.mark.parametrize("path", SHIELDS)
def test_shields_can_read_it(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    found = response.get_json()
    assert (response.mimetype, found["schemaVersion"]) == ("application/json", 1)
    assert "overdue" in found["message"]
    assert found.keys() == {"schemaVersion", "label", "message", "color", "cacheSeconds"}


@pytest.mark.parametrize("path", [*PICTURES, *SHIELDS])
def test_a_motion_that_is_hidden_has_no_badge(app: Flask, client: FlaskClient, path: str) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("visibility: public", "visibility: draft"))
    response = client.get(path)
    assert response.status_code == 410
    assert "Clean River" not in response.text


@pytest.mark.parametrize("path", [f"{MOTION}/demands/9.svg", "/motions/nowhere.svg", "/motions/nowhere/badge.json"])
def test_what_is_not_there_has_no_badge(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
