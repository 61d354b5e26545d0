"""Frames for other sites: only these pages may be framed, they ask for little, and they say what the page says."""

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, load, utc

MOTION = "/motions/clean-river"
FRAMES = [f"{MOTION}/embed", f"{MOTION}/demands/1/embed"]


@pytest.fixture(autouse=True)
def late() -> object:
    """Stand twelve days after the deadline."""
    with time_machine.travel(utc(2026, 11, 20, 12), tick=False):
        yield


@pytest.mark.parametrize("path", FRAMES)
def test_any_site_may_frame_it(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "script-src 'self' https://example.org;" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


def test_no_other_page_may_be_framed(app: Flask, client: FlaskClient) -> None:
    marked = {name for name, view in app.view_functions.items() if getattr(view, "may_be_framed", False)}
    assert marked == {"embeds.motion", "embeds.demand"}
    for path in ("/", MOTION, f"{MOTION}.svg", "/embed.js", "/nowhere", f"{MOTION}/embed/x"):
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", FRAMES)
def test_a_frame_says_the_sentence_the_day_and_the_way_back(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    page = path.removesuffix("/embed")
    sentence = client.get(page).text.split('<p class="standfirst">')[1].split("</p>")[0]
    assert sentence in text
    assert 'As of <time datetime="2026-11-20">Friday 20 November 2026</time>' in text
    assert f'<a href="{page}" target="_blank" rel="noopener">' in text


@pytest.mark.parametrize("path", FRAMES)
def test_a_frame_of_a_past_day_stays_on_it(client: FlaskClient, path: str) -> None:
    text = client.get(f"{path}?on=2026-11-05").text
    assert "Thursday 5 November 2026" in text
    assert f'href="{path.removesuffix("/embed")}?on=2026-11-05"' in text
    assert "overdue" not in text.split("<main>")[1].lower()


@pytest.mark.parametrize("path", FRAMES)
def test_no_search_engine_lists_a_frame(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="https://example.org{path.removesuffix("/embed")}">' in text


@pytest.mark.parametrize(
    ("asked", "status"), [("", 200), ("?theme=dark", 200), ("?theme=light", 200), ("?theme=x", 400)]
)
def test_a_frame_is_light_or_dark(client: FlaskClient, asked: str, status: int) -> None:
    response = client.get(FRAMES[0] + asked)
    assert response.status_code == status
    assert (f'data-theme="{asked[7:]}"' in response.text) is (status == 200 and bool(asked))


def test_a_fault_can_be_read_in_the_frame(app: Flask, client: FlaskClient) -> None:
    gone = client.get("/motions/nowhere/embed")
    assert (gone.status_code, "X-Frame-Options" in gone.headers) == (404, False)
    assert "There is no motion at this address" in gone.text
    load(app.extensions["engine"], CLEAN_RIVER.replace("visibility: public", "visibility: draft"))
    hidden = client.get(FRAMES[0])
    assert (hidden.status_code, "Clean River" in hidden.text) == (410, False)


def test_the_script_is_open_to_any_page(client: FlaskClient) -> None:
    response = client.get("/embed.js")
    assert (response.status_code, response.mimetype) == (200, "text/javascript")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(("name", "whose"), [("embed.css", "cross-origin"), ("embed-height.js", "cross-origin")])
def test_a_frame_without_an_origin_may_load_its_files(client: FlaskClient, name: str, whose: str) -> None:
    assert client.get(f"/static/{name}").headers["Cross-Origin-Resource-Policy"] == whose
    assert client.get("/static/style.css").headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(("path", "count"), [(MOTION, 5), (f"{MOTION}/demands/1", 5)])
def test_a_page_offers_texts_to_copy(client: FlaskClient, path: str, count: int) -> None:
    text = client.get(path).text.split("Badge and embed")[1].split("</details>")[0]
    assert text.count("<textarea") == count
    assert f"https://example.org{path}.svg" in text
    assert f"https://example.org{path}/embed" in text
