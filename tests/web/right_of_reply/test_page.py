"""The private page of the right of reply: opening changes nothing, words stand as sent, an ended link says so."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.operations.editors import add_editor
from tests.operations.offering import MADE_AT, invited
from tracker.db import reading, transaction
from tracker.models import Editor, ReplyOffer
from tracker.operations.desk import offers

NOW = MADE_AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stand a day after the invitation."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def who(app: Flask) -> Editor:
    """Give an editor."""
    return add_editor(app.extensions["engine"])


@pytest.fixture
def path(app: Flask, who: Editor) -> str:
    """Give the private page of an offer."""
    with transaction(app.extensions["engine"]) as session:
        return f"/reply/{invited(session, who)[1]}"


def offer(app: Flask) -> ReplyOffer:
    """Return the offer as it stands."""
    with reading(app.extensions["engine"]) as session:
        return session.scalars(select(ReplyOffer)).one()


def press(client: FlaskClient, path: str, act: str, answer: str = "Our own words.") -> TestResponse:
    """Press a button of the page."""
    sign = re.search(r'name="sign" value="([\w-]+)"', client.get(path).text)
    return client.post(path, data={"sign": sign[1] if sign else "", "act": act, "answer": answer})


def test_it_shows_what_was_asked_what_we_intend_and_until_when(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    shown = ["The Cabinet", "Clean River", "Publish the sampling results", "the laboratory that made them"]
    shown += ["The name of the laboratory.", "Not answered: not mentioned", "names no laboratory", "accredited"]
    shown += ["Thursday 12 November 2026", "https://example.org/letter", "4 November 2026", "London time"]
    assert [one for one in shown if one not in text] == []


def test_it_is_private_and_opening_it_changes_nothing(app: Flask, client: FlaskClient, path: str) -> None:
    before = offer(app)
    response = client.get(path)
    wanted = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    assert {name: response.headers[name] for name in wanted} == wanted
    assert path.removeprefix("/reply/") not in response.text
    assert (offer(app).answered_at, offer(app).earlier) == (before.answered_at, before.earlier)


def test_words_are_shown_as_they_will_stand_before_they_are_sent(app: Flask, client: FlaskClient, path: str) -> None:
    response = press(client, path, "preview", "First line\n\n<script>second</script>")
    assert "First line\n\n&lt;script&gt;second" in response.text
    assert "Received on" in response.text
    assert offer(app).answer is None


def test_words_that_are_sent_stand_unedited(app: Flask, client: FlaskClient, path: str) -> None:
    response = press(client, path, "send", "First line\r\n  second   line")
    assert (response.status_code, response.location) == (303, path)
    assert (offer(app).answer, offer(app).answered_at) == ("First line\n  second   line", NOW)
    text = client.get(path).text
    assert "reached us on" in text
    assert "What happens next" in text


def test_twenty_thousand_signs_of_any_alphabet_are_taken(app: Flask, client: FlaskClient, path: str) -> None:
    assert press(client, path, "send", "\u4e2d" * 20_000).status_code == 303
    assert len(offer(app).answer or "") == 20_000


def test_declining_is_confirmed_first(app: Flask, client: FlaskClient, path: str) -> None:
    assert "Declined to comment" in press(client, path, "preview-decline", "").text
    assert offer(app).declined_at is None
    press(client, path, "decline", "")
    assert offer(app).declined_at == NOW


def test_going_back_keeps_the_words(client: FlaskClient, path: str) -> None:
    assert "Half a sen" in press(client, path, "change", "Half a sen").text


BAD = [("preview", "", "Write your reply"), ("send", "a\x00b", "control character"), ("send", "x" * 20_001, "20,001")]


@pytest.mark.parametrize(("act", "words", "sentence"), BAD, ids=["empty", "control", "long"])
def test_what_cannot_stand_is_said_with_its_cure(
    app: Flask, client: FlaskClient, path: str, act: str, words: str, sentence: str
) -> None:
    response = press(client, path, act, words)
    assert response.status_code == 422
    assert sentence in response.text
    assert offer(app).answer is None


def test_a_form_that_our_page_did_not_give_is_not_taken(app: Flask, client: FlaskClient, path: str) -> None:
    response = client.post(path, data={"act": "send", "answer": "Forged"})
    assert (response.status_code, offer(app).answer) == (422, None)
    assert "Forged" in response.text


def test_an_unknown_link_is_answered_in_words(client: FlaskClient) -> None:
    response = client.get("/reply/" + "0" * 32)
    assert response.status_code == 404
    assert "This link is not one of ours" in response.text


def test_after_the_days_an_unused_link_has_ended(client: FlaskClient, path: str, clock: time_machine.Traveller) -> None:
    clock.move_to(MADE_AT + timedelta(days=8))
    response = client.get(path)
    assert response.status_code == 410
    assert "The days to reply have ended" in response.text


def test_after_the_days_a_used_link_still_shows_what_came_but_takes_nothing(
    app: Flask, client: FlaskClient, path: str, clock: time_machine.Traveller
) -> None:
    press(client, path, "send")
    clock.move_to(MADE_AT + timedelta(days=8))
    text = client.get(path).text
    assert "Our own words." in text
    assert "<form" not in text
    press(client, path, "send", "Changed too late")
    assert offer(app).answer == "Our own words."


def test_a_withdrawn_offer_has_ended(app: Flask, client: FlaskClient, path: str, who: Editor) -> None:
    with transaction(app.extensions["engine"]) as session:
        offers.cancel(session, session.scalars(select(ReplyOffer)).one(), who, NOW)
    assert client.get(path).status_code == 410


def test_only_an_address_of_the_web_is_made_a_link(app: Flask, client: FlaskClient, who: Editor) -> None:
    source = {"title": "Letter", "publisher": "The Cabinet", "url": "javascript:alert(1)"}
    shown = {"motion": "M", "parts": [{"verdict": "refused", "question": "q", "sources": [source]}]}
    with transaction(app.extensions["engine"]) as session:
        path = f"/reply/{invited(session, who, shown=shown)[1]}"
    assert "javascript:" not in client.get(path).text
