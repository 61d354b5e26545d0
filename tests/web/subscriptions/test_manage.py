"""Deciding about one's own alerts: one press stops all, and one page does the rest.

Rule: docs/decisions/alerts.md#stopping.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.operations.asking import DAY, NOW, READER, ask, confirmed, follows, take, who
from tests.web.links import live, manage, token, waiting
from tests.web.public.test_pages import words
from tracker.models import Link, Message, Notification, Signup, Subscriber
from tracker.vocabulary import Frequency, MessageState, NotificationKind

OPEN = (MessageState.PENDING, MessageState.WAITING, MessageState.ON_HOLD, MessageState.UNKNOWN)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, three days before the deadline."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


BODIES: list[dict[str, Any]] = [
    {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"},
    {"data": {"List-Unsubscribe": "One-Click"}, "content_type": "multipart/form-data"},
    {"data": b"", "content_type": None},
]


@pytest.mark.parametrize("body", BODIES)
def test_one_click_stops_everything_at_once(app: Flask, client: FlaskClient, body: dict[str, Any]) -> None:
    engine = app.extensions["engine"]
    confirmed(engine)
    secret = token(app)
    answers = [client.post(f"/u/{secret}", **body) for _ in range(10)]
    assert {(one.status_code, "Set-Cookie" in one.headers, "Location" in one.headers) for one in answers} == {
        (200, False, False)
    }
    assert live(app) == [False]
    with Session(engine) as session:
        assert session.scalars(select(Message).where(Message.state.in_(OPEN))).all() == []
    assert client.post("/u/" + "x" * 32, **body).data == answers[0].data


def test_the_page_that_stops_has_one_button(app: Flask, client: FlaskClient) -> None:
    manage(app)
    page = f"/u/{token(app)}"
    assert client.get(page).text.count("<button") == 1
    client.post(page)
    assert client.get(page).text.count("<button") == 0


def test_who_stops_before_confirming_is_not_asked_again(app: Flask, client: FlaskClient) -> None:
    waiting(app)
    client.post(f"/u/{token(app)}")
    ask(app.extensions["engine"], READER)
    take(app.extensions["engine"], NOW + 2 * DAY)
    with Session(app.extensions["engine"]) as session:
        assert [one.state for one in session.scalars(select(Message))] == [MessageState.CANCELLED]


def act(client: FlaskClient, page: str, **form: str) -> str:
    """Send one of the forms of the manage page; return what it then says."""
    response = client.post(page, data=form)
    assert response.status_code == 303
    return words(client.get(response.location).text)


def test_everything_can_be_decided_on_one_page(app: Flask, client: FlaskClient) -> None:
    page = manage(app)
    assert "Saved." in act(client, page, do="change", subscription="1", pace="weekly")
    assert "You follow it now." in act(client, page, do="follow", motion="clean-river", pace="daily")
    with Session(app.extensions["engine"]) as session:
        assert [(one.target, one.pace) for one in follows(session)] == [
            ("all", Frequency.WEEKLY),
            ("motion:1", Frequency.DAILY),
        ]
    assert "Paused." in act(client, page, do="pause")
    assert live(app) == [False, False]
    assert "Resumed." in act(client, page, do="resume")
    assert live(app) == [True, True]
    assert "No more alerts about it" in act(client, page, do="stop", subscription="1")
    assert "All alerts are stopped." in act(client, page, do="stop-all")
    assert live(app) == [False, False]


def test_what_is_held_is_asked_for_once_a_day(app: Flask, client: FlaskClient) -> None:
    page = manage(app)
    assert "is on its way" in act(client, page, do="held")
    assert "already asked for today" in act(client, page, do="held")
    with Session(app.extensions["engine"]) as session:
        kinds = list(session.scalars(select(Notification.kind)))
    assert kinds.count(NotificationKind.HELD_DATA) == 1


@pytest.mark.parametrize(
    "form",
    [{"do": "change", "subscription": "2", "pace": "weekly"}, {"do": "stop", "subscription": "2"},
     {"do": "stop", "subscription": "x"}, {"do": "follow", "motion": "nowhere", "pace": "daily"}],
)  # fmt: skip
def test_nobody_decides_for_another(app: Flask, client: FlaskClient, form: dict[str, str]) -> None:
    page = manage(app)
    confirmed(app.extensions["engine"], "other@example.org")
    assert "could not be done" in act(client, page, **form)
    assert live(app) == [True, True]


@pytest.mark.parametrize("form", [{}, {"do": "x"}, {"do": "change", "subscription": "1", "pace": "hourly"}])
def test_a_form_that_makes_no_sense_is_refused(app: Flask, client: FlaskClient, form: dict[str, str]) -> None:
    assert client.post(manage(app), data=form).status_code == 400


def test_erasing_asks_whether_one_is_sure(app: Flask, client: FlaskClient) -> None:
    page = manage(app)
    response = client.post(page, data={"do": "erase"})
    assert (response.status_code, 'href="#sure"' in response.text, live(app)) == (422, True, [True])


def test_erasing_leaves_nothing_in_any_file(app: Flask, client: FlaskClient) -> None:
    config = app.extensions["config"]
    (config.instance / "mail").mkdir()
    page = manage(app)
    with Session(app.extensions["engine"]) as session:
        mine = who(session).id
    names = [f"20261105T120000-s{number}-news.eml" for number in (mine, mine + 1)]
    for name in names:
        (config.instance / "mail" / name).write_text(f"To: {READER}")
    ask(app.extensions["engine"], READER)
    assert "Your address is erased" in client.post(page, data={"do": "erase", "sure": "yes"}).text
    assert client.get(page).status_code == 404
    with Session(app.extensions["engine"]) as session:
        assert [one.address for one in session.scalars(select(Subscriber))] == [None]
        assert [session.scalars(select(noun)).all() for noun in (Link, Signup)] == [[], []]
    holding = [path.name for path in config.instance.rglob("*") if path.is_file() and b"reader@" in path.read_bytes()]
    assert holding == [names[1]]
