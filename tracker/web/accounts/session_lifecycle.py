"""What follows when somebody signs in or out, or changes how: our own table of sign-ins is kept in step.

Flask-Security tells of each by a signal, inside the request and before it commits.
"""

from typing import Any, cast

import flask_login
import flask_security
from flask import Flask, g, session

from tracker.clock import now
from tracker.models import Editor
from tracker.operations.accounts import sign_ins
from tracker.operations.desk import audit
from tracker.web.accounts.store import Account, account_session
from tracker.web.core.context import write
from tracker.web.core.current import KEY, PROVED, current_sign_in, forget_lookup


def connect(app: Flask) -> None:
    flask_security.user_authenticated.connect(_signed_in, app)
    flask_security.password_changed.connect(_changed_password, app)
    flask_security.tf_profile_changed.connect(_changed_factor, app)
    flask_security.wan_registered.connect(_changed_factor, app)
    flask_security.wan_deleted.connect(_changed_factor, app)
    flask_login.user_logged_out.connect(_signed_out, app)


def load_account(handle: str) -> Account | None:
    """Return the account that is signed in, for Flask-Security, where the sign-in is good."""
    found = current_sign_in()
    if found is None or found.editor.fs_uniquifier != handle:
        return None
    g.fs_authn_via, g.fs_paa = "session", session.get(PROVED, 0)
    return account_session().get(Account, found.editor.id)


def renew_key() -> None:
    """Give the browser a new key, once somebody has proved anew who they are: the old cookie is worth nothing."""
    found = current_sign_in()
    if found is None:
        return
    with write() as database:
        key = sign_ins.renew(database, found.sign_in.id)
    if key is None:
        session.clear()
    else:
        session[KEY] = key
    forget_lookup()


def _signed_in(_app: Flask, user: Any, **_: Any) -> None:
    """Begin a sign-in with a key of its own; what the browser had before is worth nothing from now on."""
    database, instant = account_session(), now()
    before = current_sign_in()
    if before is not None:
        sign_ins.end(database, before.sign_in.id, instant, "signed in anew")
    user.signed_in_at = instant
    row, session[KEY] = sign_ins.begin(database, user.id, instant)
    g.sign_in_begun = row.id
    for keeper in (session, g):
        keeper.pop("csrf_token", None)
    forget_lookup()


def _signed_out(_app: Flask, user: Any, **_: Any) -> None:
    found = current_sign_in()
    if found is not None:
        with write() as database:
            sign_ins.end(database, found.sign_in.id, now(), "signed out")
    session.clear()
    g.pop("csrf_token", None)
    forget_lookup()


def _changed_password(_app: Flask, user: Any, **_: Any) -> None:
    _changed(user, "the password")


def _changed_factor(_app: Flask, user: Any, **_: Any) -> None:
    _changed(user, "the second factor")


def _changed(user: Any, what: str) -> None:
    """End every other sign-in of an account: who may have learnt the old secret is out at once."""
    found, database = current_sign_in(), account_session()
    mine = g.get("sign_in_begun") or (found.sign_in.id if found else None)
    sign_ins.end_sign_ins(database, user.id, now(), f"{what} was changed", but=mine)
    # An account serves as an editor where only its number and role are asked for.
    audit.record(database, cast(Editor, user), f"changed {what}", f"editor/{user.id}", now())
