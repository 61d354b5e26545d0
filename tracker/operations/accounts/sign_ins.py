"""Where editors are signed in: begun, looked up at each request, ended. The cookie has the key, the row its hash."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from tracker.keys import token_hash
from tracker.models import AccountLink, Editor, SignIn

IDLE = timedelta(minutes=60)
"""After so long without a request, a browser is signed out."""
LONGEST = timedelta(hours=12)
"""After so long it is signed out, whatever was done in it."""
SEEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=30)
"""How long what ended is kept, for who asks where they were signed in."""


def begin(session: Session, editor_id: int, now: datetime) -> tuple[SignIn, str]:
    """Begin a sign-in, and return it with the key that the browser is to keep."""
    key = secrets.token_urlsafe(32)
    row = SignIn(key_hash=token_hash(key), editor_id=editor_id, began_at=now, seen_at=now)
    session.add(row)
    session.flush()
    return row, key


def find(session: Session, key: str, now: datetime) -> tuple[SignIn, Editor] | None:
    """Return the sign-in that a key stands for, with its account, where both are good now."""
    which = select(SignIn, Editor).join(Editor, Editor.id == SignIn.editor_id)
    found = session.execute(which.where(SignIn.key_hash == token_hash(key))).one_or_none()
    if found is None or not found[1].active or not is_live(found[0], now):
        return None
    return found[0], found[1]


def is_live(row: SignIn, now: datetime) -> bool:
    return row.ended_at is None and now < row.seen_at + IDLE and now < row.began_at + LONGEST


def live(session: Session, editor_id: int, now: datetime) -> list[SignIn]:
    mine = (SignIn.editor_id == editor_id, SignIn.ended_at.is_(None))
    rows = session.scalars(select(SignIn).where(*mine).order_by(SignIn.id.desc()))
    return [row for row in rows if is_live(row, now)]


def see(session: Session, row_id: int, now: datetime) -> bool:
    """Note that a browser came; return whether its sign-in still stands. What was ended is never revived."""
    return _update(session, SignIn.id == row_id, seen_at=now) > 0


def renew(session: Session, row_id: int) -> str | None:
    """Give a sign-in a new key, so that the old one is worth nothing; None where it was ended."""
    key = secrets.token_urlsafe(32)
    return key if _update(session, SignIn.id == row_id, key_hash=token_hash(key)) else None


def end(session: Session, row_id: int, now: datetime, why: str) -> None:
    _update(session, SignIn.id == row_id, ended_at=now, ended_by=why)


def end_sign_ins(session: Session, editor_id: int, now: datetime, why: str, but: int | None = None) -> int:
    """End every sign-in of an account, but for the row `but`; return how many."""
    which = SignIn.editor_id == editor_id
    if but is not None:
        which &= SignIn.id != but
    return _update(session, which, ended_at=now, ended_by=why)


def forget(session: Session, now: datetime) -> int:
    """Delete the sign-ins and the links that ended 30 days ago; return how many."""
    ended = or_(SignIn.ended_at <= now - KEPT, SignIn.began_at <= now - KEPT - LONGEST)
    over = AccountLink.expires_at <= now - KEPT
    rows = _changed(session, delete(SignIn).where(ended).returning(SignIn.id))
    return rows + _changed(session, delete(AccountLink).where(over).returning(AccountLink.id))


def _update(session: Session, which: ColumnElement[bool], **values: Any) -> int:
    """Set values of sign-ins that were not ended; return of how many."""
    return _changed(session, update(SignIn).where(which, SignIn.ended_at.is_(None)).values(values).returning(SignIn.id))


def _changed(session: Session, statement: object) -> int:
    return len(session.execute(statement).all())  # type: ignore[call-overload]
