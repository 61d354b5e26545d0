"""The addresses of the share cards: each is the card of the moment that is asked for, and of public motions only."""

from io import BytesIO

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.web.desk.people import editor_of
from tracker.db import transaction
from tracker.formats.images import card
from tracker.operations.record.visibility import hide
from tracker.vocabulary import HideReason, Role
from tracker.web.sharing import cards

MOTION = "/motions/clean-river"
CARDS = [f"{MOTION}.png", f"{MOTION}/demands/1.png", "/card.png"]
NOON = utc(2026, 11, 5, 12)
LATE = utc(2026, 11, 20, 12)


@pytest.mark.parametrize("path", CARDS)
@time_machine.travel(NOON, tick=False)
def test_a_card_is_a_picture_that_any_site_may_show(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert Image.open(BytesIO(answer.data)).size == (1200, 630)
    assert (answer.mimetype, answer.headers["Cross-Origin-Resource-Policy"]) == ("image/png", "cross-origin")
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", CARDS[:2])
def test_a_card_of_a_past_day_is_the_card_of_that_day(client: FlaskClient, path: str) -> None:
    with time_machine.travel(NOON, tick=False):
        then = client.get(path).data
    with time_machine.travel(LATE, tick=False):
        assert client.get(path).data != then
        assert client.get(f"{path}?on=2026-11-05").data == then


@time_machine.travel(NOON, tick=False)
def test_what_makes_the_address_new_is_not_looked_at_and_nothing_is_drawn_twice(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(CARDS[0]).data
    drawn = cards._drawn.cache_info().misses
    assert {client.get(f"{CARDS[0]}?v={at}").data for at in range(5)} == {first}
    assert cards._drawn.cache_info().misses == drawn


@pytest.mark.parametrize("path", CARDS[:2])
@time_machine.travel(NOON, tick=False)
def test_a_change_of_the_record_changes_the_card(app: Flask, client: FlaskClient, path: str) -> None:
    before = client.get(path).data
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING)
    assert client.get(path).data != before


@pytest.mark.parametrize("path", CARDS[:2])
@time_machine.travel(NOON, tick=False)
def test_a_draft_has_no_card_and_a_hidden_motion_none_any_more(app: Flask, client: FlaskClient, path: str) -> None:
    load(app.extensions["engine"], CLEAN_RIVER.replace("public", "draft").replace("clean-river", "brook"))
    assert client.get(path.replace("clean-river", "brook")).status_code == 404
    who = editor_of(app, Role.REVIEWER)
    with transaction(app.extensions["engine"]) as session:
        hide(session, "clean-river", HideReason.LEGAL, "", who, NOON)
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")


@pytest.mark.parametrize(
    ("path", "status"),
    [(f"{MOTION}/demands/9.png", 404), (f"{CARDS[0]}?on=2026-11-06", 404), (f"{CARDS[0]}?on=soon", 400)],
)
@time_machine.travel(NOON, tick=False)
def test_what_has_no_card_is_answered_clearly(client: FlaskClient, path: str, status: int) -> None:
    assert (client.get(path).status_code, card.TYPE) == (status, "image/png")
