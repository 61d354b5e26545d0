"""The alerts of the clock itself: deadlines that passed, demands overdue, reminders. All of it set by set."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, insert, or_, select, text, update
from sqlalchemy.orm import Session

from tracker.db import UTCDateTime
from tracker.models import Demand, MailBatch, Message, Motion, Notification, Projection
from tracker.operations.notify.changes import anyone_follows, new_batch, wait_for_what_waits
from tracker.operations.notify.fan_out import fan_out
from tracker.operations.notify.outbox import cancel_messages
from tracker.rules.notification_rules import EVERYTHING, STALE_AFTER
from tracker.rules.reminders import next_reminder, reminder_kind
from tracker.vocabulary import ActorKind, ChangeKind, NotificationKind, Visibility

REMINDERS = (
    NotificationKind.DUE_IN_7_DAYS,
    NotificationKind.DUE_TOMORROW,
    NotificationKind.DUE_TODAY,
    NotificationKind.STILL_OVERDUE,
)
_MARKS = """
INSERT INTO notification (batch_id, kind, motion_id, demands, change_id, subject, happened_at, recorded_at, facts)
SELECT CAST(:batch AS INTEGER), c.kind, c.motion_id, {demands}, c.id, c.subject, c.happened_at, c.recorded_at, '{{}}'
FROM change c JOIN motion m ON m.id = c.motion_id
WHERE c.id > :last AND c.recorded_at = :now AND c.actor_role = :clock AND c.kind IN (:passed, :overdue)
  AND m.visibility = :public AND c.happened_at >= :stale
"""
_TARGETS = f"""
INSERT INTO notification_target (notification_id, target)
SELECT n.id, '{EVERYTHING}' FROM notification n WHERE n.batch_id = :batch
UNION ALL SELECT n.id, 'motion:' || n.motion_id FROM notification n WHERE n.batch_id = :batch
UNION ALL SELECT n.id, 'demand:' || d.id FROM notification n JOIN demand d
  ON d.motion_id = n.motion_id AND (n.subject = 'demand/' || d.number OR n.subject IN
  (SELECT 'question/' || q.key FROM question q WHERE q.demand_id = d.id)) WHERE n.batch_id = :batch
"""


def announce_clock(session: Session, now: datetime, last_change: int, mine: ColumnElement[bool]) -> None:
    """Queue the alerts for what the clock recorded after a change of the log, and for the reminders that are due.

    `mine` is the condition for the projections of the motions that the caller has locked. Reminders move on to their
    next instant whether anybody follows or not. In the caller's transaction.
    """
    reminders = _take_reminders(session, now, mine)
    if not anyone_follows(session):
        return
    batch = new_batch(session, now, now)
    if reminders:
        session.execute(insert(Notification), [reminder | {"batch_id": batch.id} for reminder in reminders])
    _insert_marks(session, batch, last_change)
    session.execute(text(_TARGETS), {"batch": batch.id})
    wait_for_what_waits(session, batch)
    fan_out(session, batch)


def recompute_reminders(session: Session, now: datetime) -> None:
    """Work out anew every reminder that is not due yet, and stop those sent out by a clock that was ahead.

    In the caller's transaction; right after a wrong clock, when what it had moved on lies too far ahead.
    """
    clock = (Projection.pass_due_at, Projection.overdue_from, Projection.outstanding, Projection.remind_at)
    query = select(Projection.demand_id, Projection.letter, *clock, Motion.time_zone)
    query = query.join(Motion, Motion.id == Projection.motion_id)
    ahead = session.execute(query.where(or_(Projection.remind_at.is_(None), Projection.remind_at > now))).all()
    _move(session, [(row.demand_id, row.letter, at) for row in ahead if (at := _next(row, now)) != row.remind_at])
    early = (Notification.kind.in_(REMINDERS), Notification.recorded_at > now, Notification.cancelled_at.is_(None))
    told = select(Notification.id).where(*early)
    cancel_messages(session, "the clock was wrong", now, Message.notification_id.in_(told))
    session.execute(update(Notification).where(*early).values(cancelled_at=now))


def _move(session: Session, moves: list[tuple[int, str, datetime | None]]) -> None:
    """Set when followers of demands, by the letter of the ledger, are next to be reminded."""
    if not moves:
        return
    table = Projection.__table__
    of_row = (table.c.demand_id == bindparam("of"), table.c.letter == bindparam("part"))
    move = update(table).where(*of_row).values(remind_at=bindparam("next_at"))  # type: ignore[arg-type]
    session.flush()
    rows = [{"of": demand, "part": letter, "next_at": at} for demand, letter, at in moves]
    session.connection().execute(move, rows)
    session.expire_all()


def _insert_marks(session: Session, batch: MailBatch, last_change: int) -> None:
    numbers = "'[' || c.demand_number || ']'"
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    statement = text(_MARKS.format(demands=f"CAST({numbers} AS JSON)" if on_postgresql else numbers))
    given = {
        "batch": batch.id,
        "last": last_change,
        "passed": ChangeKind.DEADLINE_PASSED.value,
        "overdue": ChangeKind.OVERDUE.value,
        "public": Visibility.PUBLIC.value,
        "clock": ActorKind.CLOCK.value,
        "now": batch.recorded_at,
        "stale": batch.recorded_at - STALE_AFTER,
    }
    typed = (bindparam(name, type_=UTCDateTime) for name in ("now", "stale"))
    session.execute(statement.bindparams(*typed), given)


def _take_reminders(session: Session, now: datetime, mine: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return the notifications of the reminders that are due and still true, and set when each is next due."""
    clock = (Projection.remind_at, Projection.closes_at, Projection.pass_due_at, Projection.overdue_from)
    due = session.execute(
        select(Projection.demand_id, Projection.letter, Projection.motion_id, Projection.outstanding, *clock)
        .add_columns(Demand.number, Motion.time_zone, Motion.visibility)
        .join(Demand, Demand.id == Projection.demand_id)
        .join(Motion, Motion.id == Projection.motion_id)
        .where(Projection.remind_at <= now, mine)
        .order_by(Projection.motion_id, Demand.number, Projection.letter)
    ).all()
    if not due:
        return []
    next_at = [_next(row, now) for row in due]
    _move(session, [(row.demand_id, row.letter, then) for row, then in zip(due, next_at, strict=True)])
    public = ((row, then) for row, then in zip(due, next_at, strict=True) if row.visibility is Visibility.PUBLIC)
    notifications = (_reminder(row, now, then) for row, then in public)
    return [notification for notification in notifications if notification]


def _next(row: Row[*tuple[Any, ...]], now: datetime) -> datetime | None:
    return next_reminder(row.pass_due_at, row.overdue_from if row.outstanding else None, row.time_zone, now)


def _reminder(row: Row[Any], now: datetime, then: datetime | None) -> dict[str, Any] | None:
    kind = reminder_kind(row.remind_at, row.closes_at, row.time_zone, now, then)
    if kind is None:
        return None
    subject = f"question/{row.number}{row.letter}" if row.letter else f"demand/{row.number}"
    about = {"motion_id": row.motion_id, "demands": [row.number], "subject": subject}
    return about | {"kind": kind, "happened_at": now, "recorded_at": now, "facts": "{}"}
