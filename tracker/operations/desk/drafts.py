"""Drafts: begun, saved as often as one likes, read by a second person, put on record exactly once."""

import json
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.models import Draft, Editor, Motion
from tracker.operations.desk import audit
from tracker.vocabulary import DraftKind, DraftState

LIVE = (DraftState.OPEN, DraftState.SUBMITTED)
"""The states in which a draft can still be worked on."""
LONGEST_TITLE = 300


class ConflictError(Exception):
    """Somebody saved the draft in between, or it is not a draft any more; `stored` is how it stands now."""

    def __init__(self, stored: Draft) -> None:
        super().__init__(f"The draft is at version {stored.version}, {stored.state.label.lower()}.")
        self.stored = stored


def begin(
    session: Session,
    who: Editor,
    kind: DraftKind,
    title: str,
    data: dict[str, Any],
    now: datetime,
    motion: Motion | None = None,
) -> Draft:
    """Begin a draft; `data` is the form as it stands, and can be written as JSON."""
    draft = Draft(
        key=secrets.token_urlsafe(16),
        kind=kind,
        motion_id=motion.id if motion else None,
        title=title[:LONGEST_TITLE],
        data=_text(data),
        base_sequence=motion.log_sequence if motion else 0,
        author_id=who.id,
        saved_by_id=who.id,
        begun_at=now,
        saved_at=now,
    )
    session.add(draft)
    session.flush()
    audit.record(session, who, "began a draft", f"draft/{draft.key}", now)
    return draft


def find(session: Session, key: str) -> Draft | None:
    return session.scalar(select(Draft).where(Draft.key == key))


def data_of(draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(draft.data)
    return found


def save(
    session: Session,
    key: str,
    version: int,
    data: dict[str, Any],
    who: Editor,
    now: datetime,
    title: str | None = None,
) -> Draft:
    """Save a draft over the version that the editor had before them.

    Raise ConflictError when somebody else saved in between, or when it is no draft any more; nothing is written then.
    A draft that waited for a second person is open again: what they would read has changed.
    """
    values: dict[str, Any] = {"data": _text(data), "version": version + 1, "saved_by_id": who.id, "saved_at": now}
    values |= {"state": DraftState.OPEN, "submitted_at": None}
    if title is not None:
        values["title"] = title[:LONGEST_TITLE]
    return _change(session, key, "saved a draft", who, now, values, Draft.version == version)


def submit(session: Session, key: str, version: int, who: Editor, now: datetime) -> Draft:
    """Hand a draft to a second person, in the version that its editor had before them; raise ConflictError else."""
    values = {"state": DraftState.SUBMITTED, "submitted_at": now, "returned": None}
    return _change(session, key, "handed a draft to a second person", who, now, values, Draft.version == version)


def send_back(session: Session, key: str, words: str, who: Editor, now: datetime) -> Draft:
    """Give a draft back to its author with a word on why; raise ConflictError when it does not wait any more."""
    values = {"state": DraftState.OPEN, "submitted_at": None, "returned": words}
    return _change(session, key, "sent a draft back", who, now, values, Draft.state == DraftState.SUBMITTED)


def discard(session: Session, key: str, who: Editor, now: datetime) -> Draft:
    """Put a draft aside for good; its text is kept. Raise ConflictError when it is on record already."""
    return _change(session, key, "discarded a draft", who, now, {"state": DraftState.DISCARDED})


def take(session: Session, key: str, who: Editor, now: datetime, version: int | None = None) -> Draft | None:
    """Mark a draft as put on record, and return it; None where it was already, by another press or another person.

    With a version, raise ConflictError where the draft has changed since: nobody publishes what they have not read.
    The caller puts it on record in the same transaction and sets `result` to the page that shows it.
    """
    values = {"state": DraftState.PUBLISHED, "published_by_id": who.id, "published_at": now}
    same = (Draft.version == version,) if version is not None else ()
    try:
        return _change(session, key, "published a draft", who, now, values, *same)
    except ConflictError as conflict:
        if conflict.stored.state is DraftState.PUBLISHED:
            return None
        raise


def open_drafts(session: Session, state: DraftState | None = None, motion_id: int | None = None) -> list[Draft]:
    """Return the drafts that are still worked on, the latest first; of one state or one motion, if so asked."""
    query = select(Draft).where(Draft.state.in_(LIVE if state is None else (state,)))
    if motion_id is not None:
        query = query.where(Draft.motion_id == motion_id)
    return list(session.scalars(query.order_by(Draft.saved_at.desc(), Draft.id.desc())))


def _change(
    session: Session, key: str, act: str, who: Editor, now: datetime, values: dict[str, Any], *conditions: Any
) -> Draft:
    """Change a live draft where the conditions hold, by one statement: of two that try at once, one is refused."""
    statement = update(Draft).where(Draft.key == key, Draft.state.in_(LIVE), *conditions).values(values)
    changed = session.execute(statement.returning(Draft.id)).scalar()
    query = select(Draft).where(Draft.key == key).execution_options(populate_existing=True)
    draft = session.scalars(query).one()
    if changed is None:
        raise ConflictError(draft)
    audit.record(session, who, act, f"draft/{key}", now)
    return draft


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
