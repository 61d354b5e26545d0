"""Letters: mails to one person that are no alerts. Queued in the transaction of what they tell; sent by the postman."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from tracker.models import Letter
from tracker.vocabulary import STOPPABLE, AlertState, LetterKind


def queue(
    session: Session,
    kind: LetterKind,
    recipient: str,
    facts: Mapping[str, Any],
    now: datetime,
    key: str | None = None,
) -> Letter:
    """Queue a letter in the caller's transaction and return it; where its key is there already, the one of old.

    `facts` can be written as JSON and hold no secret and nothing that a stranger typed: what a mail says and its links
    are made when it is written (outbox/letter_words.py).
    """
    key = key or f"{kind.value}:{secrets.token_urlsafe(16)}"
    found = find(session, key)
    if found is None:
        _add(session, kind, recipient, json.dumps(dict(facts), sort_keys=True), now, key)
        found = find(session, key)
    assert found is not None
    return found


def find(session: Session, key: str) -> Letter | None:
    """Return a letter by its key."""
    return session.scalar(select(Letter).where(Letter.key == key))


def failed(session: Session) -> list[Letter]:
    """Return the letters that could not be delivered, the newest first, while they are kept."""
    return list(session.scalars(select(Letter).where(Letter.state == AlertState.FAILED).order_by(Letter.id.desc())))


def waiting(session: Session, due_by: datetime | None = None) -> int:
    """Return how many letters have not gone out; only those due by an instant, where one is given."""
    which: ColumnElement[bool] = Letter.due_at.is_not(None)
    if due_by is not None:
        which &= Letter.due_at <= due_by
    return session.scalar(select(func.count()).select_from(Letter).where(which)) or 0


def retry(session: Session, letter_id: int, now: datetime) -> bool:
    """Try a letter that failed again from the start; tell whether there was one, with its address still known."""
    values: dict[str, Any] = {"state": AlertState.PENDING, "due_at": now, "first_tried_at": None, "owner": None}
    values |= {"attempts": 0, "unknowns": 0, "settled_at": None, "outcome": None}
    which = (Letter.id == letter_id, Letter.state == AlertState.FAILED, Letter.recipient.is_not(None))
    return session.execute(update(Letter).where(*which).values(values).returning(Letter.id)).scalar() is not None


def cancel(session: Session, key: str, reason: str, now: datetime) -> bool:
    """Cancel a letter that has not gone out; tell whether it could be. One that is being sent cannot."""
    values = {"state": AlertState.CANCELLED, "due_at": None, "settled_at": now, "outcome": reason}
    which = (Letter.key == key, Letter.state.in_(STOPPABLE))
    return session.execute(update(Letter).where(*which).values(values).returning(Letter.id)).scalar() is not None


def _add(session: Session, kind: LetterKind, recipient: str, facts: str, now: datetime, key: str) -> None:
    """Add a letter, unless another transaction with its key was quicker."""
    values: dict[str, Any] = {"key": key, "kind": kind, "recipient": recipient, "facts": facts, "queued_at": now}
    values |= {"state": AlertState.PENDING, "due_at": now, "attempts": 0, "unknowns": 0}
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_here
    else:
        from sqlalchemy.dialects.sqlite import insert as insert_here  # type: ignore[assignment]
    session.execute(insert_here(Letter).values(values).on_conflict_do_nothing(index_elements=["key"]))
