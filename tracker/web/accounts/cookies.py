"""The desk's session: a signed cookie under /editor and nowhere else. Public pages never see one, nor set one."""

from hashlib import sha256
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from tracker.config import Config
from tracker.operations.accounts.sign_ins import LONGEST
from tracker.web.accounts.machinery import ready
from tracker.web.core.current import DESK, is_desk


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
