"""Append an entry to a motion's log. Nothing else writes it, and the database lets nobody rewrite it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tracker.models import Change, Motion
from tracker.rules.hash_chain import canonical_json, seal_of
from tracker.vocabulary import ChangeKind, Role


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry says beside when: kind, subject, before and after, why, and the demand it is about."""

    kind: ChangeKind
    subject: str
    before: Any = None
    after: Any = None
    reason: str = ""
    demand_number: int | None = None
    once: str | None = None


def lock_logs(session: Session) -> None:
    """Be the only writer of logs until the transaction ends, as SQLite's write transaction is by itself.

    Entries are then committed in the order of their ids, so that whoever has seen the newest id has seen them all.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE change IN SHARE ROW EXCLUSIVE MODE"))


def lock_motion(session: Session, motion_id: int) -> Motion:
    """Return a motion with its row locked, so that its log grows one entry at a time."""
    lock_logs(session)
    return session.execute(
        select(Motion).where(Motion.id == motion_id).with_for_update().execution_options(populate_existing=True)
    ).scalar_one()


def append(
    session: Session, motion: Motion, told: Told, *, happened_at: datetime, recorded_at: datetime, role: Role
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
    return change
