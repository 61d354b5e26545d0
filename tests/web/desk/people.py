"""Editors at the desk, in tests: signed in without going through the pages, by a client that may hold a cookie."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.web.page import Page
from tracker.clock import now
from tracker.db import transaction
from tracker.models import Editor
from tracker.operations.accounts import accounts, sign_ins
from tracker.vocabulary import Role
from tracker.web.core.current import KEY, PROVED, USER

TOKEN = "a-token-of-tests"
HERE = {"Sec-Fetch-Site": "same-origin"}


class DeskClient(FlaskClient):
    """A client that checks every page it gets; only the desk may set a cookie, and only for itself."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Ask, and check the answer."""
        response = super().open(*args, **options)
        cookie = response.headers.get("Set-Cookie", "")
        assert not cookie or "Path=/editor;" in f"{cookie};"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        if response.mimetype == "text/html" and response.data and response.status_code // 100 != 3:
            assert Page(response.text).faults() == []
        return response


def visitor(app: Flask) -> FlaskClient:
    """Return the client of somebody who is not signed in."""
    app.test_client_class = DeskClient
    return app.test_client()


def editor_of(app: Flask, role: Role, email: str | None = None) -> Editor:
    """Return the account with an address, made and with its second factor set up where there is none; detached."""
    email = email or f"{role.value}@example.org"
    with transaction(app.extensions["engine"]) as session:
        found = session.scalar(select(Editor).where(Editor.email == email))
        if found is None:
            found = accounts.create_editor(session, email, f"The {role.label}", role, now())
        found.role, found.tf_primary_method = role, found.tf_primary_method or "authenticator"
        found.tf_totp_secret = found.tf_totp_secret or "set-up-in-tests"
        found.mf_recovery_codes = found.mf_recovery_codes or ["kept"]
        session.flush()
        session.expunge_all()
    return found


def sign_in(app: Flask, role: Role, email: str | None = None, *, fresh: bool = True) -> FlaskClient:
    """Return a client in which an editor of a role is signed in, just now or more than 15 minutes ago."""
    editor, client, instant = editor_of(app, role, email), visitor(app), now()
    with transaction(app.extensions["engine"]) as session:
        _, key = sign_ins.begin(session, editor.id, instant)
    with client.session_transaction(path="/editor") as kept:
        kept[KEY], kept[USER] = key, editor.fs_uniquifier
        kept[PROVED] = instant.timestamp() - (0 if fresh else 16 * 60)
        kept["csrf_token"] = TOKEN
    return client


def token(client: FlaskClient) -> str:
    """Return a good token for a client's forms."""
    from flask_wtf.csrf import generate_csrf

    with client.session_transaction(path="/editor") as kept:
        raw = kept.setdefault("csrf_token", TOKEN)
    with client.application.test_request_context("/editor"):
        from flask import session

        session["csrf_token"] = raw
        return str(generate_csrf())


def post(client: FlaskClient, path: str, **fields: Any) -> TestResponse:
    """Send a form as our own page would; lists and files are taken as the client takes them."""
    headers = fields.pop("headers", HERE)
    return client.post(path, data={"csrf_token": token(client), **fields}, headers=headers)


def told(response: TestResponse) -> str:
    """Return a page's words, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def held(app: Flask) -> Session:
    """Return a session to look into the database with; use it in a `with`."""
    return Session(app.extensions["engine"])
