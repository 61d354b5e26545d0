"""Signing up: one answer for every address, nothing sent, and no means to learn who follows.

Rule: docs/decisions/alerts.md#signing-up.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import event, func, select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.operations.asking import NOW, READER, ask, confirmed, take
from tests.web.public.test_pages import words
from tracker import ROOT, create_app
from tracker.config import Config
from tracker.db import transaction
from tracker.models import Message, Signup, Subscriber, Subscription
from tracker.operations.people.followers import stop_all
from tracker.vocabulary import Frequency
from tracker.web.core.limits import network

MOTION = "/motions/clean-river"
FORM = {"address": READER, "motion": "clean-river", "what": "motion", "pace": "daily", "page": "motion"}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, three days before the deadline."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def sign_up(client: FlaskClient, headers: Any = None, **changed: str) -> TestResponse:
    """Send the form."""
    return client.post("/subscribe", data=FORM | changed, headers=headers)


def rows(app: Flask) -> list[Signup]:
    """Return what was written down."""
    with Session(app.extensions["engine"]) as session:
        return list(session.scalars(select(Signup).order_by(Signup.id)))


def test_a_sign_up_is_one_row_and_nothing_else(app: Flask, client: FlaskClient) -> None:
    response = sign_up(client)
    assert (response.status_code, response.location) == (303, "/subscribe/asked")
    [row] = rows(app)
    assert (row.address, row.motion_id, row.demand_id, row.pace, row.page) == (READER, 1, None, Frequency.DAILY, MOTION)
    with Session(app.extensions["engine"]) as session:
        assert session.scalar(select(func.count()).select_from(Message)) == 0


TARGETS = [("demand", (1, 1)), ("motion", (1, None)), ("all", (None, None))]


@pytest.mark.parametrize(("what", "ids"), TARGETS)
def test_what_is_followed_is_what_was_chosen(
    app: Flask, client: FlaskClient, what: str, ids: tuple[int | None, int | None]
) -> None:
    sign_up(client, what=what, demand="1", page="demand")
    [row] = rows(app)
    assert ((row.motion_id, row.demand_id), row.page) == (ids, f"{MOTION}/demands/1")


def prepare(app: Flask) -> dict[str, str]:
    """Make one reader of every kind; return their addresses."""
    engine = app.extensions["engine"]
    ask(engine, "pending@example.org")
    take(engine)
    stopped = confirmed(engine, "stopped@example.org")
    bounced = confirmed(engine, "bounced@example.org")
    confirmed(engine, "known@example.org", motion_id=1)
    with transaction(engine) as session:
        stop_all(session, stopped, NOW)
        session.execute(update(Subscriber).where(Subscriber.id == bounced).values(bounced_at=NOW))
    kinds = ("unseen", "pending", "stopped", "bounced", "known")
    return {kind: f"{kind}@example.org" for kind in kinds}


def test_the_answer_is_the_same_for_every_address(app: Flask, client: FlaskClient) -> None:
    answers = set()
    for address in prepare(app).values():
        response = sign_up(client, address=address)
        headers = re.sub(r"answerable_signup=[\w-]{43};", "", str(response.headers))
        answers.add((response.status, headers, response.data, client.get(response.location).data))
    assert len(answers) == 1


def test_the_work_is_the_same_for_every_address(app: Flask, client: FlaskClient) -> None:
    addresses, done, found = prepare(app), [], []
    sign_up(client)  # The motion is in memory from now on.
    event.listen(app.extensions["engine"], "before_cursor_execute", lambda *told: done.append(told[2]))
    for address in addresses.values():
        done.clear()
        sign_up(client, address=address)
        found.append(list(done))
    assert all(one == found[0] for one in found)
    assert len([one for one in found[0] if one.startswith(("INSERT", "UPDATE", "DELETE"))]) == 1


def test_the_cookie_is_short_lived_and_for_the_following_pages_only(client: FlaskClient) -> None:
    cookie = sign_up(client).headers["Set-Cookie"]
    parts = {"Max-Age=7200", "HttpOnly", "SameSite=Lax", "Secure", "Path=/subscribe"}
    assert parts <= set(cookie.split("; "))


def test_a_second_sign_up_keeps_the_browser(app: Flask, client: FlaskClient) -> None:
    sign_up(client)
    sign_up(client, what="all")
    assert len({row.browser for row in rows(app)}) == 1


ELSEWHERE = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_a_form_sent_from_elsewhere_gives_no_cookie(app: Flask, client: FlaskClient, headers: dict[str, str]) -> None:
    assert "Set-Cookie" not in sign_up(client, headers).headers
    assert len(rows(app)) == 1


def test_a_program_that_fills_in_everything_is_told_the_same(app: Flask, client: FlaskClient) -> None:
    response = sign_up(client, website="https://example.org")
    assert (response.status_code, response.location, rows(app)) == (303, "/subscribe/asked", [])


@pytest.mark.parametrize("typed", ["", "jane", "a@x.org, v@y.org", "a@x.org\r\nBcc: v@y.org", "<b>@x.org"])
def test_what_is_no_address_is_explained_on_top_and_beside_the_field(
    app: Flask, client: FlaskClient, typed: str
) -> None:
    response = sign_up(client, address=typed, pace="weekly")
    text = response.text
    assert (response.status_code, rows(app)) == (422, [])
    assert 'href="#follow-address"' in text
    assert 'aria-describedby="follow-address-error"' in text
    assert re.search(r'value="weekly" checked', text)
    assert '<title dir="auto">Error: ' in text


def test_what_was_typed_is_kept(client: FlaskClient) -> None:
    assert 'value="jane@"' in sign_up(client, address="jane@").text


@pytest.mark.parametrize("wrong", [{"what": "x"}, {"pace": "hourly"}, {"what": "demand"}, {"what": ""}, {"pace": ""}])
def test_a_choice_that_is_none_is_explained(client: FlaskClient, wrong: dict[str, str]) -> None:
    response = sign_up(client, **wrong)
    assert (response.status_code, "Choose " in response.text) == (422, True)


@pytest.mark.parametrize("wrong", [{"motion": "nowhere"}, {"demand": "99"}, {"demand": "x"}])
def test_what_is_not_on_record_cannot_be_followed(app: Flask, client: FlaskClient, wrong: dict[str, str]) -> None:
    assert (sign_up(client, **wrong).status_code, rows(app)) == (404, [])


def test_every_page_says_about_how_many_mails_it_means(client: FlaskClient) -> None:
    for path in (MOTION, f"{MOTION}/demands/1", "/subscribe?motion=clean-river"):
        text = words(client.get(path).text)
        assert "about 7 mails a month" in text
        assert "at most one a day, about 6 a month" in text
        assert "at most one a week, about" in text


def test_the_number_is_of_what_is_chosen(app: Flask, client: FlaskClient) -> None:
    with transaction(app.extensions["engine"]) as session:
        session.execute(update(Subscription).values(live=False))
    assert "hardly any" not in words(client.get("/subscribe").text)
    with time_machine.travel(NOW.replace(year=2029), tick=False):
        assert "about 1 mail a month" in words(client.get("/subscribe").text)


def test_the_page_of_a_past_day_leads_to_the_form(client: FlaskClient) -> None:
    text = client.get(f"{MOTION}/demands/1?on=2026-11-02").text
    assert 'href="/subscribe?motion=clean-river&amp;demand=1"' in text
    assert '<form class="follow' not in text


SETTINGS = [
    ({}, "writes its mails to files and sends none"),
    ({"SMTP_URL": "smtp://mail.example.org"}, "only addresses on its list are written to"),
    ({"SMTP_URL": "smtp://mail.example.org", "MAIL_ALLOW": "everyone", "BASE_URL": "https://example.org"}, ""),
]


@pytest.mark.parametrize(("settings", "words_"), SETTINGS)
def test_the_form_says_who_is_written_to_from_here(app: Flask, settings: dict[str, str], words_: str) -> None:
    folder = str(app.extensions["config"].instance)
    other = create_app(Config.from_environment(settings | {"TRACKER_INSTANCE": folder}, ROOT))
    for path in ("/subscribe", "/subscribe/asked", MOTION):
        text = other.test_client().get(path).text
        assert [one for _, one in SETTINGS if one and one in text] == ([words_] if words_ else [])
    other.wsgi_app.close()  # type: ignore[attr-defined]
    other.extensions["engine"].dispose()


def test_after_twenty_sign_ups_in_an_hour_a_network_waits(app: Flask, client: FlaskClient) -> None:
    answers = [sign_up(client).status_code for _ in range(20)]
    late = sign_up(client)
    assert (set(answers), late.status_code) == ({303}, 429)
    assert 3600 <= int(late.headers["Retry-After"]) <= 3601
    assert "Please try again in an hour" in late.text
    assert client.get("/subscribe").status_code == 200


def test_a_very_long_form_is_not_read(client: FlaskClient) -> None:
    assert sign_up(client, address="a" * 100_000).status_code == 413


NETWORKS = [
    ("192.0.2.7", "192.0.2.7"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("::ffff:192.0.2.7", "192.0.2.7"),
    ("fe80::1%eth0", "fe80::/64"),
    ("nonsense", "unknown"),
]


@pytest.mark.parametrize(("address", "network_"), NETWORKS)
def test_networks_are_counted_and_not_machines(app: Flask, address: str, network_: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert network() == network_


@pytest.mark.parametrize(("proxies", "seen"), [("0", "127.0.0.1"), ("1", "192.0.2.1"), ("2", "198.51.100.9")])
def test_only_the_proxies_of_the_settings_are_believed(app: Flask, proxies: str, seen: str) -> None:
    folder = str(app.extensions["config"].instance)
    other = create_app(Config.from_environment({"TRACKER_INSTANCE": folder, "TRUSTED_PROXIES": proxies}, ROOT))
    found: list[str] = []
    other.before_request(lambda: found.append(str(request.remote_addr)))
    other.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.5, 198.51.100.9, 192.0.2.1"})
    other.wsgi_app.close()  # type: ignore[attr-defined]
    other.extensions["engine"].dispose()
    assert found == [seen]
