"""Who may come to the desk: signing in, one's own account, and the accounts of others."""

from typing import Any

from flask import Flask, current_app, g, request

from tracker.models import Editor
from tracker.rules.dates import HOUSE_ZONE
from tracker.vocabulary import Role
from tracker.web.core.current import current_editor, is_desk
from tracker.web.core.policy import may


def init_app(app: Flask) -> None:
    """Give the application the desk's sign-in. What it needs of libraries is loaded at the first visit to the desk."""
    from tracker.web.accounts import account, machinery, people, routes

    machinery.init_app(app)
    for room in (routes, account, people):
        app.register_blueprint(room.bp)
    app.jinja_env.globals |= {"may": _may, "csrf_token": _token, "qr_square": _square, "house_zone": HOUSE_ZONE}
    app.context_processor(_signed_in)
    app.teardown_appcontext(_close)


def _may(role: Role | None, endpoint: str, method: str = "GET") -> bool:
    return endpoint in current_app.view_functions and may(role, endpoint, method)


def _token() -> str:
    from flask_wtf.csrf import generate_csrf

    return str(generate_csrf())


def _square(address: str) -> Any:
    from tracker.web.accounts.adapters import square

    return square(address)


def _signed_in() -> dict[str, Any]:
    """Tell templates of the desk who is signed in; public pages are the same for everybody."""
    editor: Editor | None = current_editor() if request and is_desk(request.path) else None
    return {"editor": editor}


def _close(_error: BaseException | None) -> None:
    session = g.pop("account_session", None)
    if session is not None:
        session.close()
