"""The cases of docs/decisions/desk.md#sign-ins: a sign-in begins with a key of its own, and ends when it should."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.builders import utc
from tests.web.accounts.doors import (
    ADDRESS,
    PASSWORD,
    account,
    again,
    answer,
    code_of,
    enter,
    first_time,
    quick,
    send,
    shown_key,
)
from tests.web.desk.people import post, sign_in, visitor
from tracker.clock import now
from tracker.db import transaction
from tracker.models import Editor, SignIn
from tracker.operations.accounts import accounts, sign_ins
from tracker.vocabulary import Role

NOON = utc(2026, 11, 5, 12)
COOKIE = "__Secure-desk"


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def is_in(client: FlaskClient) -> bool:
    """Tell whether a browser is signed in."""
    return client.get("/editor/account").status_code == 200


def cookie(client: FlaskClient) -> str:
    """Return the desk's cookie of a browser."""
    found = client.get_cookie(COOKIE, path="/editor")
    return found.value if found else ""


def with_cookie(app: Flask, value: str) -> FlaskClient:
    """Return another browser that has a cookie."""
    client = visitor(app)
    client.set_cookie(COOKIE, value, path="/editor")
    return client


def row(app: Flask) -> SignIn:
    """Return the newest sign-in."""
    with transaction(app.extensions["engine"]) as session:
        found = session.scalars(select(SignIn).order_by(SignIn.id.desc())).first()
        assert found is not None
        session.expunge(found)
    return found


def test_the_cookie_is_for_the_desk_alone(app: Flask) -> None:
    got = visitor(app).get("/editor/account/login").headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "Path=/editor", "SameSite=Lax"} <= set(got.split("; "))
    assert got.startswith(f"{COOKIE}=")
    for path in ("/", "/motions/clean-river", "/subscribe", "/nowhere"):
        answered = sign_in(app, Role.EDITOR).get(path)
        assert "Set-Cookie" not in answered.headers
        assert "Cookie" not in answered.headers.get("Vary", "")


def test_a_key_planted_before_is_worth_nothing_after(app: Flask, at_noon: time_machine.Traveller) -> None:
    client = first_time(app)
    post(client, "/editor/account/logout")
    enter(client)
    planted = cookie(client)
    at_noon.shift(timedelta(minutes=1))
    client = again(app, at_noon)
    assert (is_in(client), is_in(with_cookie(app, planted))) == (True, False)


def test_signing_in_anew_ends_what_the_browser_had(app: Flask, at_noon: time_machine.Traveller) -> None:
    client = first_time(app)
    old = cookie(client)
    at_noon.shift(timedelta(minutes=1))
    changed = send(
        client,
        "/editor/account/password",
        password=PASSWORD,
        new_password="a new lamp on an old stone wall",
        new_password_confirm="a new lamp on an old stone wall",
    )
    assert changed.status_code == 302
    assert (is_in(client), is_in(with_cookie(app, old))) == (True, False)


def test_a_copied_cookie_is_dead_after_signing_out(app: Flask) -> None:
    client = sign_in(app, Role.EDITOR)
    copied = cookie(client)
    assert is_in(with_cookie(app, copied))
    assert post(client, "/editor/account/logout").location == "/editor/account/login"
    assert (is_in(client), is_in(with_cookie(app, copied))) == (False, False)


def test_signing_out_everywhere_ends_every_browser(app: Flask) -> None:
    first, second = sign_in(app, Role.EDITOR), sign_in(app, Role.EDITOR)
    other = sign_in(app, Role.REVIEWER)
    post(first, "/editor/account/sign-out-everywhere")
    assert [is_in(one) for one in (first, second, other)] == [False, False, True]


ACTS = [
    lambda session, who: accounts.disable(session, who, now()),
    lambda session, who: accounts.change_role(session, who, Role.CONTRIBUTOR, now()),
    lambda session, who: accounts.reset_second_factor(session, who, now()),
    lambda session, who: accounts.sign_out_everywhere(session, who, now()),
]


@pytest.mark.parametrize("act", ACTS, ids=["disabled", "role dropped", "second factor reset", "signed out"])
def test_an_act_on_an_account_ends_its_sign_ins_at_once(app: Flask, act: object) -> None:
    client = sign_in(app, Role.EDITOR)
    assert is_in(client)
    with transaction(app.extensions["engine"]) as session:
        act(session, row(app).editor_id)  # type: ignore[operator]
    assert not is_in(client)


def test_an_account_that_is_not_active_is_out_whatever_its_rows_say(app: Flask) -> None:
    client = sign_in(app, Role.EDITOR)
    with transaction(app.extensions["engine"]) as session:
        session.get_one(Editor, row(app).editor_id).active = False
    assert not is_in(client)


def test_a_new_password_signs_out_the_others(app: Flask, at_noon: time_machine.Traveller) -> None:
    mine = first_time(app)
    other = again(app, at_noon)
    new = "a new lamp on an old stone wall"
    send(mine, "/editor/account/password", password=PASSWORD, new_password=new, new_password_confirm=new)
    assert (is_in(mine), is_in(other)) == (True, False)


def test_a_new_app_signs_out_the_others(app: Flask, at_noon: time_machine.Traveller) -> None:
    mine = first_time(app)
    other = again(app, at_noon)
    page = send(mine, "/editor/account/tf-setup", setup="authenticator")
    path = page.text.split('action="')[1].split('"')[0]
    assert answer(mine, page, path, code=code_of(app, shown_key(page))).status_code == 302
    assert (is_in(mine), is_in(other)) == (True, False)


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (60, False)])
def test_an_hour_without_a_request_signs_out(
    app: Flask, at_noon: time_machine.Traveller, minutes: int, stays: bool
) -> None:
    client = sign_in(app, Role.EDITOR)
    at_noon.shift(timedelta(minutes=minutes))
    assert is_in(client) is stays


def test_twelve_hours_sign_out_whatever_is_done(app: Flask, at_noon: time_machine.Traveller) -> None:
    client = sign_in(app, Role.EDITOR)
    found = []
    for _ in range(24):
        at_noon.shift(timedelta(minutes=30))
        found.append(is_in(client))
    assert found == [True] * 23 + [False]


def test_a_browser_is_noted_once_a_minute(app: Flask, at_noon: time_machine.Traveller) -> None:
    client = sign_in(app, Role.EDITOR)
    seen = []
    for _ in range(3):
        at_noon.shift(timedelta(seconds=59))
        is_in(client)
        seen.append((row(app).seen_at - NOON).total_seconds())
    assert seen == [0, 118, 118]


def test_a_request_that_began_before_the_end_revives_nothing(app: Flask) -> None:
    client = sign_in(app, Role.EDITOR)
    kept, found = cookie(client), row(app)
    post(client, "/editor/account/logout")
    with transaction(app.extensions["engine"]) as session:
        assert not sign_ins.see(session, found.id, now())
        assert sign_ins.renew(session, found.id) is None
    assert not is_in(with_cookie(app, kept))


def test_a_database_from_before_the_sign_in_signs_out(app: Flask) -> None:
    client = sign_in(app, Role.EDITOR)
    with transaction(app.extensions["engine"]) as session:
        session.execute(delete(SignIn))
    assert not is_in(client)


def test_a_cookie_that_was_tampered_with_is_none(app: Flask) -> None:
    value = cookie(sign_in(app, Role.CONTRIBUTOR))
    assert is_in(with_cookie(app, value))
    for place in (0, len(value) // 2, len(value) - 3):
        changed = value[:place] + ("A" if value[place] != "A" else "B") + value[place + 1 :]
        assert not is_in(with_cookie(app, changed))
    assert not is_in(with_cookie(app, "x" * 900))


@pytest.mark.parametrize(("minutes", "fresh"), [(14, True), (16, False)])
def test_a_proof_lasts_a_quarter_of_an_hour(
    app: Flask, at_noon: time_machine.Traveller, minutes: int, fresh: bool
) -> None:
    client = sign_in(app, Role.ADMIN)
    at_noon.shift(timedelta(minutes=minutes))
    response = client.get("/editor/people/invite")
    assert response.status_code == (200 if fresh else 303)
    assert fresh or response.location == "/editor/account/verify?next=/editor/people/invite"


def test_proving_it_again_opens_the_door_with_a_new_key(app: Flask, at_noon: time_machine.Traveller) -> None:
    client = first_time(app, Role.ADMIN)
    at_noon.shift(timedelta(minutes=16))
    old, path = cookie(client), client.get("/editor/people/invite").location
    assert "not right" in send(client, path, password="wrong wrong wrong").text
    assert send(client, path, password=PASSWORD).location == "/editor/people/invite"
    assert client.get("/editor/people/invite").status_code == 200
    assert not is_in(with_cookie(app, old))


def test_the_log_of_the_desk_names_what_was_done(app: Flask) -> None:
    first_time(app)
    assert account(app).signed_in_at == NOON
    quick(app)
    assert account(app, ADDRESS).totp_counter == int(NOON.timestamp()) // 30
