"""Append an entry to a motion's log. Nothing else writes it, and the database lets nobody rewrite it."""

from datetime import datetime
from typing import Any

from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from tracker.db import insert_or
from tracker.models import Change, ListRevision, Motion
from tracker.rules.hash_chain import canonical_json, seal_of
from tracker.vocabulary import ActorKind, ChangeKind

LISTS = "lists"
NEW_MOTION = 7_002_021  # any number of our own: on PostgreSQL, one transaction at a time begins a motion
_GREW = "a log grew"


def lock_record(session: Session, slug: str) -> None:
    """Be the only writer of one motion's record until the transaction ends, whether it is there already or not.

    SQLite has one writer at a time by itself.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    mine = select(Motion.id).where(Motion.slug == slug).with_for_update(key_share=True)
    if session.scalar(mine) is None:
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": NEW_MOTION})
        session.scalar(mine)  # The holder of that lock may have begun it.


def lock_motion(session: Session, motion_id: int) -> Motion:
    """Return a motion with its row locked, so that its log grows one entry at a time."""
    mine = select(Motion).where(Motion.id == motion_id).with_for_update(key_share=True)
    return session.execute(mine.execution_options(populate_existing=True)).scalar_one()


def note_growth(session: Session) -> None:
    """Let the list revision move when this transaction is committed."""
    session.info[_GREW] = True


@event.listens_for(Session, "before_commit")
def _move_the_revision(session: Session) -> None:
    """Count that a log grew: the very last act of a transaction, because others that did wait from here on."""
    if session.in_nested_transaction() or not session.info.pop(_GREW, False):
        return
    session.flush()
    first = {"name": LISTS, "number": 1}
    insert_or(session.connection(), ListRevision, first, lambda _: {"number": ListRevision.number + 1})


def append(
    session: Session,
    motion: Motion,
    kind: ChangeKind,
    subject: str,
    now: datetime,
    role: ActorKind,
    *,
    happened_at: datetime | None = None,
    before: Any = None,
    after: Any = None,
    reason: str = "",
    demand_number: int | None = None,
    once: str | None = None,
) -> Change:
    """Add one sealed entry to the end of a motion's log and move the motion's head to it.

    It is recorded `now`, and happened then unless `happened_at` says when. `before` and `after` can be written as
    JSON. The database refuses a second entry with the same `once`.
    """
    change = Change(
        motion_id=motion.id,
        sequence=motion.log_sequence + 1,
        kind=kind,
        happened_at=happened_at or now,
        recorded_at=now,
        actor_role=role,
        subject=subject,
        demand_number=demand_number,
        before=canonical_json(before),
        after=canonical_json(after),
        reason=canonical_json(reason),
        previous_hash=motion.log_head,
        once=once,
    )
    change.hash = seal_of(change, motion.slug)
    motion.log_sequence, motion.log_head = change.sequence, change.hash
    session.add(change)
    note_growth(session)
    return change
