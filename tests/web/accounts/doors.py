"""Going through the doors as a person does: by link, password and code."""

import re
from datetime import timedelta
from typing import Any

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.desk.people import HERE, visitor
from tracker.clock import now
from tracker.db import transaction
from tracker.models import Editor
from tracker.operations.accounts import accounts
from tracker.vocabulary import Role

PASSWORD = "seven green bicycles by the canal"
ADDRESS = "ada@example.org"
QUICK = {"pbkdf2_sha512__rounds": 1}
"""Passwords are hashed quickly in tests."""


def quick(app: Flask) -> None:
    """Let an application hash passwords quickly."""
    app.config["SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"] = QUICK


def send(client: FlaskClient, path: str, **fields: Any) -> TestResponse:
    """Open a page, and send its form with the token that it carries."""
    page = client.get(path)
    return answer(client, page, path, **fields)


def answer(client: FlaskClient, page: TestResponse, path: str, **fields: Any) -> TestResponse:
    """Send a form with the token of a page that was got."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, page.text
    return client.post(path, data={"csrf_token": found[1], **fields}, headers=HERE)


def invite(app: Flask, role: Role = Role.EDITOR, email: str = ADDRESS) -> str:
    """Make an account; return the path of its link."""
    with transaction(app.extensions["engine"]) as session:
        editor = accounts.create_editor(session, email, "Ada Byron", role, now())
        return f"/editor/account/link/{accounts.issue_link(session, editor, now())}"


def enter(client: FlaskClient, password: str = PASSWORD, email: str = ADDRESS, path: str = "") -> TestResponse:
    """Send address and password."""
    return send(client, path or "/editor/account/login", email=email, password=password)


def set_up(client: FlaskClient) -> TestResponse:
    """Set up an app after the first password; return the answer to its first code."""
    page = send(client, "/editor/account/tf-setup", setup="authenticator")
    return answer(client, page, "/editor/account/tf-validate", code=code_of(client.application, shown_key(page)))


def shown_key(page: TestResponse) -> str:
    """Return the key that the page shows besides the square."""
    found = re.search(r'id="key">([^<]+)<', page.text)
    assert found, page.text
    return found[1]


def code_of(app: Flask, key: str) -> str:
    """Return the code that an app with a key would show now."""
    from passlib.totp import TOTP

    return str(TOTP(key.replace(" ", "")).generate(time=now()).token)


def code(app: Flask, email: str = ADDRESS) -> str:
    """Return the code that the app of an account shows now."""
    with transaction(app.extensions["engine"]) as session:
        editor = accounts.find_editor(session, email)
        assert editor is not None
        secret = editor.tf_totp_secret
    return str(app.extensions["security"].totp_factory.generate_totp_password(secret))


def first_time(app: Flask, role: Role = Role.EDITOR, email: str = ADDRESS) -> FlaskClient:
    """Let somebody come in for the first time; return their browser, signed in."""
    quick(app)
    client = visitor(app)
    assert send(client, invite(app, role, email), password=PASSWORD, password_confirm=PASSWORD).status_code == 303
    assert enter(client, email=email).location == "/editor/account/tf-setup"
    assert set_up(client).location == "/editor/account/welcome"
    return client


def again(app: Flask, at: time_machine.Traveller, email: str = ADDRESS) -> FlaskClient:
    """Let somebody sign in a minute later in another browser; return it."""
    at.shift(timedelta(minutes=1))
    client = visitor(app)
    enter(client, email=email)
    assert send(client, "/editor/account/tf-validate", code=code(app, email)).status_code == 302
    return client


def account(app: Flask, email: str = ADDRESS) -> Editor:
    """Return an account, detached."""
    with transaction(app.extensions["engine"]) as session:
        found = accounts.find_editor(session, email)
        assert found is not None
        session.expunge(found)
    return found
