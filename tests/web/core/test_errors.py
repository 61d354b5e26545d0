"""What goes wrong on a data form is data (RFC 9457), and any site may read it."""

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from tests.builders import CLEAN_RIVER, load, utc

NOON = utc(2026, 11, 5, 12)
FORMS = ["json", "csv", "atom", "ics", "svg", "png", "jsonl"]


@pytest.mark.parametrize("path", [*(f"/nowhere/x.{form}" for form in FORMS), "/oembed", "/motions/x.json/"])
@time_machine.travel(NOON, tick=False)
def test_an_error_on_a_data_form_is_a_problem_that_any_site_may_read(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    problem = response.get_json()
    assert response.mimetype == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert problem["type"] == f"https://example.org/docs#problem-{response.status_code}"
    assert (problem["status"], problem["instance"]) == (response.status_code, path)
    assert problem["title"]
    assert problem["detail"]


@time_machine.travel(NOON, tick=False)
def test_the_kinds_of_problem_are_on_the_page_that_their_type_names(client: FlaskClient) -> None:
    text = client.get("/docs").text
    assert all(f'id="problem-{code}"' in text for code in (400, 404, 405, 410, 429, 500, 503))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@time_machine.travel(NOON, tick=False)
def test_data_can_only_be_read(client: FlaskClient, method: str) -> None:
    response = client.open("/motions/clean-river.json", method=method)
    assert (response.status_code, response.mimetype) == (405, "application/problem+json")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@time_machine.travel(NOON, tick=False)
def test_a_browser_that_asks_beforehand_is_told_that_it_may_read(client: FlaskClient) -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    response = client.options("/motions/clean-river.json", headers=asked)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Access-Control-Allow-Methods" not in client.options("/motions/clean-river").headers


@time_machine.travel(NOON, tick=False)
def test_head_says_the_same_without_a_body(client: FlaskClient) -> None:
    for path in ("/motions/clean-river.json", "/motions/nowhere.json"):
        got, head = client.get(path), client.head(path)
        assert head.data == b""
        assert (head.status_code, head.mimetype) == (got.status_code, got.mimetype)
        assert head.headers["Access-Control-Allow-Origin"] == "*"


@time_machine.travel(NOON, tick=False)
def test_the_desk_and_pages_are_open_to_no_other_site(client: FlaskClient) -> None:
    for path in ("/", "/editor/account/x.json", "/status", "/static/icon.svg"):
        assert "Access-Control-Allow-Origin" not in client.get(path).headers


@time_machine.travel(NOON, tick=False)
def test_gone_and_busy_are_problems_too(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_args: object) -> object:
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    with monkeypatch.context() as patched:
        patched.setattr("tracker.web.data.api.motions.open_motion", busy)
        response = client.get("/motions/clean-river.json")
    assert (response.status_code, response.headers["Retry-After"], response.get_json()["status"]) == (503, "5", 503)
    load(app.extensions["engine"], CLEAN_RIVER.replace("visibility: public", "visibility: draft"))
    response = client.get("/motions/clean-river/figures.json")
    assert (response.status_code, response.get_json()["title"]) == (410, "No longer here")


@time_machine.travel(NOON, tick=False)
def test_a_hostile_path_is_only_ever_quoted(client: FlaskClient) -> None:
    response = client.get("/motions/%3Cscript%3E%22%0a.json")
    assert response.get_json()["instance"] == "/motions/%3Cscript%3E%22%0A.json"
    assert "<script>" not in response.text
