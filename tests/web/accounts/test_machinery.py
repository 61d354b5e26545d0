"""What signing in rests on: both databases, and nothing of it in a process that only shows public pages."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tests.builders import utc
from tests.web.accounts.doors import again, enter, first_time, send
from tests.web.desk.people import visitor
from tracker import ROOT, create_app
from tracker.config import Config
from tracker.db import transaction
from tracker.operations.accounts import accounts, sign_ins
from tracker.vocabulary import Role
from tracker.web.accounts.machinery import NAME

NOON = utc(2026, 11, 5, 12)


@pytest.fixture
def on_both(engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    """Give the application on each kind of database."""
    url = engine.url.render_as_string(hide_password=False)
    settings = {"TRACKER_INSTANCE": str(tmp_path), "BASE_URL": "https://example.org", "DATABASE_URL": url}
    made = create_app(Config.from_environment(settings, ROOT))
    yield made
    made.wsgi_app.close()  # type: ignore[attr-defined]
    made.extensions["engine"].dispose()


def test_signing_in_works_on_both_databases(on_both: Flask) -> None:
    with time_machine.travel(NOON, tick=False) as at:
        client = first_time(on_both)
        page = send(client, "/editor/account/mf-recovery-codes", generate_new_codes="y")
        [first, *_] = re.findall(r"<code>(.+?)</code>", page.text)
        assert again(on_both, at).get("/editor/account").status_code == 200
        other = visitor(on_both)
        enter(other)
        assert send(other, "/editor/account/mf-recovery", code=first).status_code == 302
        assert other.get("/editor/account").status_code == 200


def test_signing_in_reads_where_nothing_can_be_written(on_both: Flask) -> None:
    from tracker.web.accounts.store import account_session

    with on_both.test_request_context("/editor"), pytest.raises(DBAPIError):
        account_session().execute(text("DELETE FROM editor"))


def test_two_administrators_cannot_leave_at_once(engine: Engine) -> None:
    with transaction(engine) as session:
        made = [accounts.create_editor(session, f"{one}@x.org", one, Role.ADMIN, NOON).id for one in ("a", "b")]
    with transaction(engine) as session:
        accounts.disable(session, made[0], NOON)
    with pytest.raises(accounts.AccountError, match="last administrator"), transaction(engine) as session:
        accounts.disable(session, made[1], NOON)


def test_a_link_is_used_once_by_one(engine: Engine) -> None:
    with transaction(engine) as session:
        editor = accounts.create_editor(session, "a@x.org", "A", Role.EDITOR, NOON)
        tokens = [accounts.issue_link(session, editor, NOON) for _ in range(2)]
    found = []
    for token in (tokens[0], tokens[0], tokens[1]):
        with transaction(engine) as session:
            found.append(accounts.use_link(session, token, "hash", NOON) is not None)
    assert found == [True, False, False]


def test_what_ended_is_kept_thirty_days(engine: Engine) -> None:
    with transaction(engine) as session:
        editor = accounts.create_editor(session, "a@x.org", "A", Role.EDITOR, NOON)
        accounts.issue_link(session, editor, NOON)
        row, _ = sign_ins.begin(session, editor.id, NOON)
        sign_ins.end(session, row.id, NOON, "signed out")
    found = []
    for days in (29, 30, 32):
        with transaction(engine) as session:
            found.append(sign_ins.forget(session, NOON + timedelta(days=days)))
    assert found == [0, 1, 1]


def test_public_pages_make_no_secret_and_nothing_ready(app: Flask) -> None:
    for path in ("/", "/motions/clean-river", "/subscribe", "/nowhere"):
        app.test_client().get(path)
    assert NAME not in app.extensions
    assert not (app.extensions["config"].instance / "secret_key").exists()


def test_public_pages_load_no_library_of_signing_in() -> None:
    asked = "import sys, tracker; tracker.create_app().test_client().get('/about/method'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"tracker.web.accounts", "tracker.web.core.guard"} <= loaded
    assert (
        loaded & {"flask_security", "flask_login", "webauthn", "passlib", "cryptography", "qrcode", "wtforms"} == set()
    )
