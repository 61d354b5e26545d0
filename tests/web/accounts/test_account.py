"""Signing in: limits, codes that work once, the same answer for everybody, and forms that come too late."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from tests.builders import utc
from tests.web.accounts.doors import ADDRESS, PASSWORD, account, again, answer, code, enter, first_time, quick, send
from tests.web.desk.people import HERE, held, post, sign_in, told, visitor
from tracker.db import transaction
from tracker.models import Message
from tracker.operations.accounts import accounts
from tracker.vocabulary import LetterKind, Role

NOON = utc(2026, 11, 5, 12)
VALIDATE = "/editor/account/tf-validate"


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def half_in(app: Flask, at: time_machine.Traveller) -> FlaskClient:
    """Return a browser of somebody who has an app, after the password; a minute has passed since the last code."""
    first_time(app)
    at.shift(timedelta(minutes=1))
    client = visitor(app)
    assert enter(client).status_code == 302
    return client


def test_a_code_works_once(app: Flask, at_noon: time_machine.Traveller) -> None:
    first, second = half_in(app, at_noon), visitor(app)
    enter(second)
    used = code(app)
    assert send(first, VALIDATE, code=used).location == "/editor/account/welcome"
    assert "has been used" in told(send(second, VALIDATE, code=used))
    assert second.get("/editor").status_code == 303


def test_a_recovery_code_works_once(app: Flask, at_noon: time_machine.Traveller) -> None:
    client = first_time(app)
    page = send(client, "/editor/account/mf-recovery-codes", generate_new_codes="y")
    codes = re.findall(r"<code>(.+?)</code>", page.text)
    assert codes[0] not in str(account(app).mf_recovery_codes)
    for expected in (302, 200):
        other = visitor(app)
        enter(other)
        assert send(other, "/editor/account/mf-recovery", code=codes[0]).status_code == expected
    assert len(account(app).mf_recovery_codes or []) == 7


def test_a_disabled_account_gets_no_further_than_a_wrong_password(app: Flask) -> None:
    first_time(app)
    known = account(app).id
    with transaction(app.extensions["engine"]) as session:
        accounts.disable(session, known, NOON)
    assert same(enter(visitor(app))) == same(enter(visitor(app), password="something that is wrong"))


def same(response: TestResponse) -> tuple[int, str]:
    """Return what an answer says, without what differs each time."""
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", response.text)
    return response.status_code, re.sub(r'value="[^"]*@[^"]*"', "", text)


def test_known_and_unknown_accounts_get_the_same_answer(app: Flask) -> None:
    first_time(app)
    with transaction(app.extensions["engine"]) as session:
        accounts.create_editor(session, "new@example.org", "New", Role.EDITOR, NOON)
    addresses = (ADDRESS, "new@example.org", "nobody@example.org")
    answers = {same(enter(visitor(app), email=one, password="wrong but long enough")) for one in addresses}
    assert len(answers) == 1
    assert "The address or the password is not right" in answers.pop()[1]


def counted(real: Callable[..., Any], calls: list[str]) -> Callable[..., Any]:
    """Return a function that notes that it was called."""

    def call(*given: Any, **more: Any) -> Any:
        calls.append(real.__name__)
        return real(*given, **more)

    return call


def test_known_and_unknown_accounts_take_the_same_work(app: Flask) -> None:
    first_time(app)
    context = app.extensions["security"].pwd_context
    hashed: list[str] = []
    for name in ("hash", "verify"):
        setattr(context, name, counted(getattr(context, name), hashed))
    counts = []
    for address in (ADDRESS, "nobody@example.org"):
        hashed.clear()
        enter(visitor(app), email=address, password="wrong but long enough")
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_the_help_says_and_does_the_same_for_every_address(app: Flask) -> None:
    first_time(app)
    done: list[str] = []
    event.listen(app.extensions["engine"], "before_cursor_execute", lambda *told: done.append(told[2]))
    found = []
    for address in (ADDRESS, "nobody@example.org"):
        client = visitor(app)
        page = client.get("/editor/account/help")
        done.clear()
        sent = answer(client, page, "/editor/account/help", address=address)
        found.append((sent.status_code, sent.location, len(done)))
    assert found[0] == found[1]
    with held(app) as session:
        letters = session.scalars(select(Message).where(Message.letter_kind == LetterKind.ACCOUNT_LINK)).all()
        assert [one.recipient for one in letters] == [ADDRESS, "nobody@example.org"]


def test_only_an_account_in_use_gets_a_link(app: Flask) -> None:
    first_time(app)
    known = account(app).id
    with transaction(app.extensions["engine"]) as session:
        assert accounts.link_for(session, "nobody@example.org", NOON) is None
        assert accounts.link_for(session, ADDRESS.upper(), NOON)
        accounts.disable(session, known, NOON)
        assert accounts.link_for(session, ADDRESS, NOON) is None


def test_ten_tries_an_hour_at_one_account(app: Flask, at_noon: time_machine.Traveller) -> None:
    quick(app)
    found = [enter(visitor(app), password="wrong but long enough").status_code for _ in range(11)]
    assert found == [200] * 10 + [429]
    late = enter(visitor(app), email="ADA@example.org")
    assert (late.status_code, "nothing is locked" in told(late)) == (429, True)
    assert 3500 < int(late.headers["Retry-After"]) <= 3601
    assert enter(visitor(app), email="other@example.org").status_code == 200
    at_noon.shift(timedelta(minutes=61))
    assert enter(visitor(app)).status_code == 200


def test_twenty_tries_an_hour_from_one_network(app: Flask) -> None:
    quick(app)
    found = [enter(visitor(app), email=f"x{one}@example.org").status_code for one in range(21)]
    assert found == [200] * 20 + [429]


def test_five_codes_in_a_quarter_of_an_hour(app: Flask, at_noon: time_machine.Traveller) -> None:
    client = half_in(app, at_noon)
    for path in (VALIDATE, VALIDATE, "/editor/account/mf-recovery", VALIDATE):
        assert send(client, path, code="000000").status_code == 200
    late = send(client, VALIDATE, code="000000")
    assert (late.status_code, "a quarter of an hour" in told(late)) == (429, True)


def test_five_links_an_hour_for_one_network(app: Flask) -> None:
    client = visitor(app)
    found = [send(client, "/editor/account/help", address="a@example.org").status_code for _ in range(6)]
    assert found == [303] * 5 + [429]


def test_what_is_no_address_is_explained(app: Flask) -> None:
    response = send(visitor(app), "/editor/account/help", address="ada@")
    assert (response.status_code, 'href="#address"' in response.text) == (422, True)


FOREIGN = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_that_another_site_sent_is_refused(app: Flask, headers: dict[str, str]) -> None:
    client = sign_in(app, Role.EDITOR)
    response = post(client, "/editor/account/sign-out-everywhere", headers=headers)
    assert response.status_code == 403
    assert client.get("/editor/account").status_code == 200


def test_a_form_without_a_token_does_nothing(app: Flask) -> None:
    client = sign_in(app, Role.EDITOR)
    response = client.post("/editor/account/sign-out-everywhere", headers=HERE)
    assert (response.status_code, client.get("/editor/account").status_code) == (400, 200)
    late = client.post("/editor/account/login", data={"email": "x", "password": "y"}, headers=HERE)
    assert late.location == "/editor/account/login"


def test_what_was_typed_outlives_the_sign_in(app: Flask, at_noon: time_machine.Traveller) -> None:
    client = sign_in(app, Role.ADMIN)
    at_noon.shift(timedelta(minutes=61))
    gone = post(client, "/editor/people/invite", address="new@example.org", name="A new person")
    assert (gone.status_code, "A new person" in gone.text) == (401, True)


def test_public_forms_ask_for_no_token(app: Flask) -> None:
    sent = visitor(app).post("/u/no-such-token", headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code not in (400, 403)


def test_two_people_are_two_accounts(app: Flask, at_noon: time_machine.Traveller) -> None:
    first_time(app)
    first_time(app, email="bob@example.org")
    assert "bob@example.org" in again(app, at_noon, "bob@example.org").get("/editor/account").text
    assert PASSWORD not in (account(app).password or "")
