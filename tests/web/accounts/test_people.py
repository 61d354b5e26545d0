"""The page of people: who is invited, shut out and let in again, and that there is always an administrator."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from tests.builders import utc
from tests.web.desk.people import editor_of, held, post, sign_in, told
from tracker.models import DeskEntry, Editor, Message
from tracker.vocabulary import Role

NOON = utc(2026, 11, 5, 12)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def stored(app: Flask, email: str) -> Editor:
    """Return an account as it is stored."""
    with held(app) as session:
        found = session.scalars(select(Editor).where(Editor.email == email)).one()
        session.expunge(found)
    return found


def acts(app: Flask) -> list[tuple[str, str]]:
    """Return what the desk's log says of accounts, without their making."""
    with held(app) as session:
        rows = session.scalars(select(DeskEntry).order_by(DeskEntry.id)).all()
        return [(one.act, one.subject) for one in rows if one.editor_id]


def test_an_invitation_is_an_account_a_letter_and_an_entry(app: Flask) -> None:
    client = sign_in(app, Role.ADMIN)
    fields = {"address": "Bob@Example.org", "name": "Bob", "role": "reviewer"}
    assert post(client, "/editor/people/invite", **fields).location == "/editor/people"
    assert "Bob is invited" in told(client.get("/editor/people"))
    made = stored(app, "bob@example.org")
    assert (made.role, made.password, made.active) == (Role.REVIEWER, None, True)
    with held(app) as session:
        assert [
            (one.recipient, one.facts)
            for one in session.scalars(select(Message).where(Message.letter_kind.is_not(None)))
        ] == [("bob@example.org", "{}")]
    assert acts(app) == [("made an account", f"editor/{made.id}")]


def test_an_invitation_that_cannot_be_sent_is_explained(app: Flask) -> None:
    client = sign_in(app, Role.ADMIN)
    response = post(client, "/editor/people/invite", address="admin@example.org", name="", role="king")
    text = told(response)
    assert (response.status_code, "Choose what the person will do" in text, "Enter the person" in text) == (422, 1, 1)
    again = post(client, "/editor/people/invite", address="admin@example.org", name="X", role="admin")
    assert "There is an account with this address already" in told(again)


ACTS = [
    ("role", {"role": "reviewer"}, "changed a role"),
    ("disable", {}, "disabled an account"),
    ("sign-out", {}, "signed an account out everywhere"),
    ("link", {}, "sent a new link"),
    ("reset", {}, "reset a second factor"),
]


@pytest.mark.parametrize(("word", "fields", "act"), ACTS)
def test_each_act_is_done_said_and_logged(app: Flask, word: str, fields: dict[str, str], act: str) -> None:
    client, other = sign_in(app, Role.ADMIN), editor_of(app, Role.EDITOR)
    path = f"/editor/people/{other.id}"
    assert post(client, f"{path}/{word}", **fields).location == path
    page = client.get(path)
    assert (page.status_code, other.name in page.text) == (200, True)
    assert acts(app) == [(act, f"editor/{other.id}")]


def test_a_disabled_account_can_be_opened_again(app: Flask) -> None:
    client, other = sign_in(app, Role.ADMIN), editor_of(app, Role.EDITOR)
    post(client, f"/editor/people/{other.id}/disable")
    assert "Disabled on 5 November 2026" in told(client.get("/editor/people"))
    post(client, f"/editor/people/{other.id}/enable")
    assert stored(app, other.email).active


@pytest.mark.parametrize(("word", "fields"), [("disable", {}), ("role", {"role": "editor"})])
def test_the_last_administrator_stays(app: Flask, word: str, fields: dict[str, str]) -> None:
    client, me = sign_in(app, Role.ADMIN), editor_of(app, Role.ADMIN)
    post(client, f"/editor/people/{me.id}/{word}", **fields)
    assert "last administrator" in told(client.get("/editor/people"))
    editor_of(app, Role.ADMIN, "second@example.org")
    post(client, f"/editor/people/{me.id}/{word}", **fields)
    found = stored(app, me.email)
    assert (found.active, found.role) != (True, Role.ADMIN)


def test_a_reset_forgets_every_secret(app: Flask) -> None:
    client, other = sign_in(app, Role.ADMIN), editor_of(app, Role.EDITOR)
    post(client, f"/editor/people/{other.id}/reset")
    found = stored(app, other.email)
    assert [found.password, found.tf_totp_secret, found.tf_primary_method, found.mf_recovery_codes] == [None] * 4


def test_another_role_is_told_so(app: Flask) -> None:
    response = sign_in(app, Role.EDITOR).get("/editor/people")
    assert (response.status_code, "You are signed in as editor" in told(response)) == (403, True)


def test_the_page_of_nobody_is_not_there(app: Flask) -> None:
    client = sign_in(app, Role.ADMIN)
    assert client.get("/editor/people/999").status_code == 404
    assert post(client, "/editor/people/999/disable").status_code == 404
