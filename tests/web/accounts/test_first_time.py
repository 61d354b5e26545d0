"""Coming in for the first time, and what stands on the way."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.builders import utc
from tests.web.accounts.doors import PASSWORD, account, enter, first_time, invite, quick, send, set_up
from tests.web.desk.people import told, visitor

NOON = utc(2026, 11, 5, 12)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_from_the_link_to_the_desk(app: Flask) -> None:
    client = first_time(app)
    assert client.get("/editor/account/welcome").location == "/editor/account/mf-recovery-codes"
    codes = send(client, "/editor/account/mf-recovery-codes", generate_new_codes="y")
    assert codes.text.count("<code>") == 8
    assert "<code>" not in client.get("/editor/account/mf-recovery-codes?show_codes=y").text
    assert client.get("/editor/account/welcome").location == "/editor"
    assert client.get("/editor/account").status_code == 200
    for path in ("", "/password", "/tf-setup", "/wan-register", "/verify"):
        assert client.get(f"/editor/account{path}").status_code == 200, path


def test_a_link_works_once(app: Flask) -> None:
    quick(app)
    path = invite(app)
    send(visitor(app), path, password=PASSWORD, password_confirm=PASSWORD)
    assert visitor(app).get(path).status_code == 404


def test_to_look_at_a_link_changes_nothing(app: Flask) -> None:
    path = invite(app)
    page = visitor(app).get(path)
    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert account(app).password is None


def test_a_link_lasts_two_days(app: Flask, at_noon: time_machine.Traveller) -> None:
    path = invite(app)
    at_noon.move_to(utc(2026, 11, 7, 11, 59, 59), tick=False)
    assert visitor(app).get(path).status_code == 200
    at_noon.move_to(utc(2026, 11, 7, 12), tick=False)
    assert "opens nothing any more" in told(visitor(app).get(path))


@pytest.mark.parametrize(
    ("typed", "again", "said"),
    [("short", "short", "at least 15"), ("passwordpassword", "passwordpassword", "first"), (PASSWORD, "x", "match")],
)
def test_a_poor_password_is_refused(app: Flask, typed: str, again: str, said: str) -> None:
    quick(app)
    response = send(visitor(app), invite(app), password=typed, password_confirm=again)
    assert (response.status_code, said in told(response), account(app).password) == (422, True, None)


def test_the_password_alone_opens_nothing(app: Flask) -> None:
    quick(app)
    client = visitor(app)
    send(client, invite(app), password=PASSWORD, password_confirm=PASSWORD)
    enter(client)
    assert client.get("/editor").location == "/editor/account/login?next=/editor"


def test_a_wrong_first_code_sets_nothing_up(app: Flask) -> None:
    quick(app)
    client = visitor(app)
    send(client, invite(app), password=PASSWORD, password_confirm=PASSWORD)
    enter(client)
    assert set_up(client).status_code == 302
    assert account(app).tf_totp_secret is not None
