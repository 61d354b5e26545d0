"""Short permanent addresses: they lead to the page of what is public, keep the day, and tell of nothing else."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.builders import CLEAN_RIVER, load
from tests.web.public.test_files import states
from tracker.db import reading, transaction
from tracker.models import Motion
from tracker.rules.short_codes import short_code

CODE = short_code("clean-river")
LEADS = [
    (f"/m/{CODE}", "/motions/clean-river"),
    (f"/m/{CODE.upper()}", "/motions/clean-river"),
    (f"/m/{CODE}/1", "/motions/clean-river/demands/1"),
    (f"/m/{CODE}?on=2026-11-05", "/motions/clean-river?on=2026-11-05"),
    (f"/m/{CODE}/1?on=2026-11-05&next=https://evil.org", "/motions/clean-river/demands/1?on=2026-11-05"),
]
NOWHERE = ["/m/zzzzz", "/m/q", "/m/clean-river", f"/m/{CODE}/2", f"/m/{CODE}/x", "/m/%00%00%00%00%00"]


@pytest.mark.parametrize(("short", "there"), LEADS)
def test_a_short_address_leads_to_the_page_on_its_day(client: FlaskClient, short: str, there: str) -> None:
    answer = client.get(short)
    assert (answer.status_code, answer.headers["Location"]) == (302, there)
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("short", NOWHERE)
def test_what_no_motion_has_is_not_found(client: FlaskClient, short: str) -> None:
    assert client.get(short).status_code == 404


@pytest.mark.parametrize(("state", "code"), [("draft", 404), ("unlisted", 404), ("hidden", 410), ("public", 302)])
@pytest.mark.parametrize("more", ["", "/1", "/9"])
def test_a_short_address_tells_nothing_of_what_is_not_public(
    app: Flask, client: FlaskClient, state: str, code: int, more: str
) -> None:
    states(app, state)
    answer = client.get(f"/m/{CODE}{more}")
    assert answer.status_code == (404 if (state, more) == ("public", "/9") else code)
    assert state == "public" or "clean-river" not in answer.text + str(answer.headers).replace(CODE, "")


def test_a_motion_whose_code_is_taken_gets_a_longer_one(app: Flask, client: FlaskClient) -> None:
    taken = short_code("dirty-river")
    with transaction(app.extensions["engine"]) as session:
        session.execute(update(Motion).values(short_code=taken))
    load(app.extensions["engine"], CLEAN_RIVER.replace("clean-river", "dirty-river"))
    with reading(app.extensions["engine"]) as session:
        codes: Any = session.execute(select(Motion.slug, Motion.short_code)).all()
    assert dict(codes) == {"clean-river": taken, "dirty-river": short_code("dirty-river", 6)}
    assert client.get(f"/m/{taken}").headers["Location"] == "/motions/clean-river"


def test_a_load_leaves_the_code_as_it_was(app: Flask, client: FlaskClient) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("title: Clean River", "title: Cleaner River"))
    assert client.get(f"/m/{CODE}").headers["Location"] == "/motions/clean-river"
