"""Flask-Security, set up beside the application at the first visit to the desk; and the desk's cookie.

Its imports cost a third of a second and it needs the secret key at once; a process that only shows public pages pays
for neither. So it is set up on a second, empty application, from which the desk takes the views and the settings. The
addresses are the application's own (web/accounts/routes.py), and a test holds the two together.

The cookie is signed and set under /editor and nowhere else: public pages never see one, nor set one.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256
from threading import Lock
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from tracker.config import Config
from tracker.keys import secret_key, signature
from tracker.operations.accounts.sign_ins import LONGEST
from tracker.web.core.current import DESK, is_desk

NAME = "desk_machinery"
_lock = Lock()


def ready(app: Flask) -> Flask:
    """Return the application that has Flask-Security's views, setting it up at the first call."""
    if NAME not in app.extensions:
        with _lock:
            if NAME not in app.extensions:
                app.extensions[NAME] = _set_up(app)
    found: Flask = app.extensions[NAME]
    return found


def _set_up(app: Flask) -> Flask:
    from flask_wtf import CSRFProtect

    from tracker.web.accounts.adapters import FORMS, Accounts, Codes, Passkeys, Passwords
    from tracker.web.accounts.session_lifecycle import connect, load_account
    from tracker.web.accounts.settings import MESSAGES, SETTINGS
    from tracker.web.accounts.store import Store

    beside = Flask("tracker", root_path=app.root_path, static_folder=None)
    beside.config.update(app.config)
    beside.config.update(_secrets(app))
    for name, value in (SETTINGS | MESSAGES).items():
        beside.config.setdefault(name, value)
    beside.config["SECURITY_WAN_RP_NAME"] = beside.config["SECURITY_TOTP_ISSUER"]
    CSRFProtect(beside)
    security = Accounts(password_util_cls=Passwords, totp_cls=Codes, webauthn_util_cls=Passkeys, **FORMS)
    security.init_app(beside, Store())
    security.want_json(lambda _request: False)
    security.login_manager.user_loader(load_account)
    security.login_manager.request_loader(None)
    app.config.update(
        {name: value for name, value in beside.config.items() if name.startswith(("SECURITY_", "WTF_", "SECRET_KEY"))}
    )
    app.extensions["csrf"], app.extensions["security"] = beside.extensions["csrf"], security
    app.login_manager = security.login_manager  # type: ignore[attr-defined]
    connect(app)
    return beside


def _secrets(app: Flask) -> dict[str, Any]:
    """Return what things are signed and encrypted with: each derived from the one key, for one purpose."""
    key = secret_key(app.extensions["config"])
    recovery = bytes.fromhex(signature(key, "recovery codes", ""))
    return {
        "SECRET_KEY": signature(key, "desk sessions", ""),
        "SECURITY_PASSWORD_SALT": signature(key, "passwords", ""),
        "SECURITY_TOTP_SECRETS": {"1": signature(key, "authenticator secrets", "")},
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [urlsafe_b64encode(recovery)],
    }


class DeskCookies(SecureCookieSessionInterface):
    """Flask's own signed cookie, for the desk's addresses only."""

    salt = "desk"
    digest_method = staticmethod(sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie of a request to the desk; the machinery of sign-in, and its key, are made ready first."""
        if not is_desk(request.path):
            return None
        ready(app)
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie; it holds who somebody is, so no cache may keep the answer."""
        super().save_session(app, session, response)
        response.headers["Cache-Control"] = "no-store"


def init_app(app: Flask) -> None:
    config: Config = app.extensions["config"]
    secure = config.base_url.startswith("https:")
    settings: dict[str, Any] = {
        # A browser takes a name with this beginning over HTTPS only.
        "SESSION_COOKIE_NAME": "__Secure-desk" if secure else "desk",
        "SESSION_COOKIE_PATH": DESK,
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": LONGEST,
    }
    app.config.update(settings)
    app.session_interface = DeskCookies()
