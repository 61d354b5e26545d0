"""Who is signed in now, as the browser's cookie and our own table of sign-ins tell. Looked up once for a request."""

from dataclasses import dataclass

from flask import abort, g, has_request_context, request, session

from tracker.clock import now
from tracker.models import Editor, SignIn
from tracker.operations.accounts import sign_ins
from tracker.web.core.context import read

DESK = "/editor"
"""The path under which the cookie is set, read and needed; nowhere else is there a session."""
KEY = "key"
USER = "_user_id"
PROVED = "fs_paa"
"""The session's names: of the sign-in's key (ours), of the account and of when it was proved (Flask-Security's)."""
FRESH_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Found:
    """A sign-in that is good now, with its account; both detached, to be read only."""

    sign_in: SignIn
    editor: Editor


def is_desk(path: str) -> bool:
    return path == DESK or path.startswith(f"{DESK}/")


def current_editor() -> Editor | None:
    """Return the account that is signed in, detached and to be read only, or None."""
    found = current_sign_in()
    return found.editor if found else None


def signed_in() -> Editor:
    """Return the account that is signed in; answer 403 where there is none."""
    return current_editor() or abort(403)


def current_sign_in() -> Found | None:
    if not has_request_context() or not is_desk(request.path):
        return None
    if "desk_sign_in" not in g:
        g.desk_sign_in = _look()
    found: Found | None = g.desk_sign_in
    return found


def forget_lookup() -> None:
    """Let the next question look again: somebody has just signed in or out."""
    g.pop("desk_sign_in", None)


def is_fresh() -> bool:
    """Tell whether the account that is signed in proved it within the last 15 minutes."""
    return 0 <= now().timestamp() - float(session.get(PROVED, 0)) <= FRESH_SECONDS


def _look() -> Found | None:
    key, user = session.get(KEY), session.get(USER)
    if not key or not user:
        return None
    with read() as database:
        found = sign_ins.find(database, key, now())
        database.expunge_all()
    if found is None or found[1].fs_uniquifier != user:
        return None
    return Found(*found)
