"""Conditional requests, headers, errors and the answers for machines."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.builders import CLEAN_RIVER, REPLY, load, utc
from tracker.vocabulary import Status
from tracker.web.core.cache import Revisions
from tracker.web.core.filters import release

MOTION = "/motions/clean-river"
NOON = utc(2026, 11, 5, 12)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, three days before the deadline."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_an_unchanged_page_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get(MOTION).headers["ETag"]
    again = client.get(MOTION, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_a_change_of_the_record_changes_the_tag(app: Flask, client: FlaskClient) -> None:
    tag = client.get(MOTION).headers["ETag"]
    load(app.extensions["engine"], CLEAN_RIVER + REPLY)
    assert client.get(MOTION, headers={"If-None-Match": tag}).status_code == 200


def test_time_alone_changes_the_tag(client: FlaskClient, at_noon: time_machine.Traveller) -> None:
    tag = client.get(MOTION).headers["ETag"]
    at_noon.move_to(utc(2026, 11, 5, 23, 59, 59), tick=False)
    assert client.get(MOTION).headers["ETag"] == tag
    at_noon.move_to(utc(2026, 11, 6), tick=False)
    assert client.get(MOTION).headers["ETag"] != tag


@pytest.mark.parametrize(
    ("at", "age"),
    [(utc(2026, 11, 8, 23, 59, 50), 10), (utc(2026, 11, 9, 9, 59, 59), 1), (utc(2026, 11, 9, 10), 60)],
)
def test_a_page_is_never_kept_longer_than_it_holds(
    client: FlaskClient, at_noon: time_machine.Traveller, at: datetime, age: int
) -> None:
    at_noon.move_to(at, tick=False)
    for path in (MOTION, "/", "/overdue", f"{MOTION}.json"):
        assert client.get(path).headers["Cache-Control"] == f"public, max-age={age}"


def test_the_same_tag_means_the_same_bytes(app: Flask, client: FlaskClient) -> None:
    first = client.get(MOTION)
    app.wsgi_app._pages.clear()  # type: ignore[attr-defined]
    with time_machine.travel(utc(2026, 11, 5, 18), tick=False):
        second = client.get(MOTION)
    assert (first.headers["ETag"], first.data) == (second.headers["ETag"], second.data)


def test_another_address_of_the_site_is_another_release(app: Flask) -> None:
    before = release(app)
    app.extensions["config"] = replace(app.extensions["config"], base_url="https://other.example")
    assert (release(app) == before, release(app) == release(app)) == (False, True)


@pytest.mark.parametrize("path", ["/", MOTION, f"{MOTION}.json", f"{MOTION}/demands/1"])
def test_a_compressed_page_is_the_same_page(client: FlaskClient, path: str) -> None:
    plain, packed = client.get(path), client.get(path, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_head_answers_as_get_without_a_body(client: FlaskClient) -> None:
    got, head = client.get(MOTION), client.head(MOTION)
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", got.headers["Content-Length"])


def test_the_json_has_what_the_design_promises(client: FlaskClient) -> None:
    data = client.get(f"{MOTION}.json").get_json()
    promised = {"slug", "title", "adopted_on", "as_of", "revision", "counts", "demands", "responses", "sources"}
    demand = ["number", "title", "asks", "status", "clock", "due_at", "first_due_at", "days_overdue", "questions"]
    question = ["letter", "text", "verdict", "gap", "ground", "reasoning", "sources"]
    assert promised | {"figures", "log_head"} <= data.keys()
    assert set(demand) <= data["demands"][0].keys()
    assert set(question) <= data["demands"][0]["questions"][0].keys()
    assert data["counts"] == {status.value: int(status is Status.AWAITING) for status in Status}


def test_the_json_gives_instants_in_utc(client: FlaskClient) -> None:
    demand = client.get(f"{MOTION}.json").get_json()["demands"][0]
    assert (demand["due_at"], demand["checked_until"]) == ("2026-11-09T00:00:00Z", "2026-11-09T10:00:00Z")


ERRORS = [("/nowhere", 404), ("/motions/nowhere", 404), (f"{MOTION}/demands/99", 404), (f"{MOTION}?on=x", 400)]


@pytest.mark.parametrize(("path", "status"), ERRORS)
def test_an_error_page_helps(client: FlaskClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert 'href="/"' in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_an_error_of_the_data_is_data(client: FlaskClient) -> None:
    response = client.get("/motions/nowhere.json")
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
    assert response.get_json()["status"] == 404


def test_a_page_can_only_be_read(client: FlaskClient) -> None:
    response = client.post(MOTION, data={"title": "Mine"})
    assert (response.status_code, "GET" in response.headers["Allow"]) == (405, True)


def test_a_motion_taken_down_is_gone(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("visibility: public", "visibility: draft"))
    for path in (MOTION, f"{MOTION}.json", f"{MOTION}/demands/1", f"{MOTION}/changes"):
        assert client.get(path).status_code == 410
    assert "Clean River" not in client.get("/").text + client.get("/overdue").text + client.get("/sitemap.xml").text


@pytest.mark.parametrize("visibility", ["draft", "unlisted"])
def test_a_motion_that_is_not_public_is_not_there(app: Flask, client: FlaskClient, visibility: str) -> None:
    hidden = CLEAN_RIVER.replace("clean-river", "secret").replace("visibility: public", f"visibility: {visibility}")
    load(app.extensions["engine"], hidden)
    assert client.get("/motions/secret").status_code == 404
    assert "secret" not in client.get("/").text


def test_a_fault_of_ours_is_a_plain_page(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> object:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("tracker.web.core.open_record.motion_standing", fail)
    response = client.get(MOTION)
    assert (response.status_code, "secret" in response.text) == (500, False)


def test_reading_never_writes(app: Flask) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import OperationalError

    from tracker.db import reading

    with reading(app.extensions["engine"]) as session, pytest.raises(OperationalError, match="readonly"):
        session.execute(text("UPDATE motion SET title = 'x'"))


def test_the_answers_for_machines(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready\n"
    assert "Sitemap: https://example.org/sitemap.xml" in client.get("/robots.txt").text
    assert "https://example.org/motions/clean-river" in client.get("/sitemap.xml").text


def test_security_txt_expires_within_the_year(client: FlaskClient) -> None:
    text = client.get("/.well-known/security.txt").text
    assert "Contact: https://example.org/" in text
    assert "Expires: 2027-05-04T00:00:00Z" in text


def test_links_out_of_the_house_never_trust_the_request(client: FlaskClient) -> None:
    text = client.get(MOTION, headers={"Host": "evil.example"}).text
    assert "evil.example" not in text


def test_the_status_page_says_that_the_clock_never_ran(client: FlaskClient) -> None:
    assert "has not run" in client.get("/status").text


def test_json_is_open_for_reading(client: FlaskClient) -> None:
    response = client.get(f"{MOTION}.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.data)["slug"] == "clean-river"


@pytest.mark.parametrize("path", ["/status", "/healthz", "/nowhere", f"{MOTION}?on=x"])
def test_head_never_has_a_body(client: FlaskClient, path: str) -> None:
    assert client.head(path).data == b""


def test_the_revision_is_read_on_both_databases(engine: Engine) -> None:
    revisions = Revisions(engine)
    assert revisions.read() == 0
    load(engine, CLEAN_RIVER)
    assert revisions.read() == 1
    load(engine, CLEAN_RIVER)  # Nothing is new.
    assert revisions.read() == 1
    load(engine, CLEAN_RIVER + REPLY)
    assert revisions.read() == 2
    revisions.close()


def test_a_static_file_is_small_and_kept_for_a_year(client: FlaskClient) -> None:
    address = re.findall(r'href="(/static/style.css[^"]+)"', client.get("/").text)[0]
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Cache-Control"] == "public, max-age=31536000"
    assert len(packed.data) <= 12_000


def test_a_static_file_that_is_known_is_not_sent_again(client: FlaskClient) -> None:
    client.get("/static/icon.svg", headers={"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"})
    tag = client.get("/static/icon.svg").headers["ETag"]
    assert client.get("/static/icon.svg", headers={"If-None-Match": tag}).status_code == 304
    assert client.head("/static/icon.svg").data == b""
