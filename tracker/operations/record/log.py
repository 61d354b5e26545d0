"""Append an entry to a motion's log. Nothing else writes it, and the database lets nobody rewrite it."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What an entry says beside when: kind, subject, before and after, why, and the demand it is about."""

    kind: ChangeKind
    subject: str
    before: Any = None
    after: Any = None
    reason: str = ""
    demand_number: int | None = None
    once: str | None = None


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
    """Count that a log grew: the very last act of a transaction, for the next one that did waits from here on."""
    if session.in_nested_transaction() or not session.info.pop(_GREW, False):
        return
    session.flush()
    first = {"name": LISTS, "number": 1}
    insert_or(session.connection(), ListRevision, first, lambda _: {"number": ListRevision.number + 1})


def append(
    session: Session, motion: Motion, told: NewEntry, *, happened_at: datetime, recorded_at: datetime, role: ActorKind
) -> Change:
    """Add one sealed entry to the end of a motion's log and move the motion's head to it."""
    change = Change(
        motion_id=motion.id,
        sequence=motion.log_sequence + 1,
        kind=told.kind,
        happened_at=happened_at,
        recorded_at=recorded_at,
        actor_role=role,
        subject=told.subject,
        demand_number=told.demand_number,
        before=canonical_json(told.before),
        after=canonical_json(told.after),
        reason=canonical_json(told.reason),
        previous_hash=motion.log_head,
        once=told.once,
    )
    change.hash = seal_of(change, motion.slug)
    motion.log_sequence, motion.log_head = change.sequence, change.hash
    session.add(change)
    note_growth(session)
    return change
