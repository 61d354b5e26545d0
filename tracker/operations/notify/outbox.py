"""What stops a message, and what an operator may do with the queue: look, try again, cancel, hold back, release."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, CursorResult, Row, and_, select, update
from sqlalchemy.orm import Session

from tracker.db import insert_or
from tracker.models import MailBatch, Message, Motion, Notification, Outlet
from tracker.models.message import OUTLET
from tracker.vocabulary import FINAL, STOPPABLE, MessageState, NotificationKind

BY_OPERATOR = "cancelled by an operator"


class OutboxRefusedError(Exception):
    """Something that cannot be done with the outbox; the message says what can."""


def cancel_messages(session: Session, reason: str, now: datetime, *which: ColumnElement[bool]) -> int:
    """Cancel those of some messages that can still be stopped, in the caller's transaction; return how many."""
    values = {"state": MessageState.CANCELLED, "due_at": None, "settled_at": now, "outcome": reason}
    return _set(session, Message.state.in_(STOPPABLE) & and_(*which), values)


def lines(session: Session, state: MessageState | None, limit: int) -> Sequence[Row[Any]]:
    """Return the messages in a state, the newest first; without a state, those that are not settled.

    Of each what an operator may see: no address, for that is its recipient's business.
    """
    columns = (Message.id, Message.notification_id, Message.state, Message.due_at, Message.attempts, Message.outcome)
    query = (
        select(*columns)
        .add_columns(Message.letter_kind, Notification.kind, Notification.subject, Motion.slug)
        .outerjoin(Notification, Notification.id == Message.notification_id)
        .outerjoin(Motion, Motion.id == Notification.motion_id)
        .where(Message.state == state if state else Message.state.not_in(FINAL))
        .order_by(Message.id.desc())
        .limit(limit)
    )
    return session.execute(query).all()


def waiting_findings(session: Session, now: datetime) -> list[tuple[int, str, datetime]]:
    """Return the findings recorded at an instant that wait to be mailed: notification, subject, until when."""
    query = select(Notification.id, Notification.subject, MailBatch.due_at)
    query = query.join(MailBatch, MailBatch.id == Notification.batch_id).order_by(Notification.id)
    kinds = (NotificationKind.FINDING_MADE, NotificationKind.CORRECTION)
    which = (MailBatch.recorded_at == now, MailBatch.due_at > now, Notification.kind.in_(kinds))
    return [(row[0], row[1], row[2]) for row in session.execute(query.where(*which))]


def retry(session: Session, ids: Sequence[int], now: datetime) -> int:
    """Try again from the start what failed; without ids, all of it. Return how many. An erased letter stays."""
    chosen = _chosen(session, ids, (MessageState.FAILED,), "Only what has failed can be tried again")
    chosen &= Message.letter_kind.is_(None) | Message.recipient.is_not(None)
    values = {"state": MessageState.PENDING, "due_at": now, "first_tried_at": None, "attempts": 0, "unknowns": 0}
    return _set(session, chosen, values | {"settled_at": None, "outcome": None})


def cancel(session: Session, ids: Sequence[int], now: datetime) -> int:
    """Cancel alerts that have not gone out; return how many. What is being sent can no longer be stopped."""
    if not ids:
        raise OutboxRefusedError("Say which: `outbox cancel 12 13`. `outbox list` shows their numbers.")
    chosen = _chosen(session, ids, STOPPABLE, "Only what has not gone out can be cancelled")
    return cancel_messages(session, BY_OPERATOR, now, chosen)


def cancel_notification(session: Session, notification_id: int, now: datetime) -> int:
    """Cancel the messages of a notification that have not gone out yet; return how many alerts that were."""
    if session.get(Notification, notification_id) is None:
        raise OutboxRefusedError(f"There is no notice {notification_id}.")
    session.execute(update(Notification).where(Notification.id == notification_id).values(cancelled_at=now))
    return cancel_messages(session, BY_OPERATOR, now, Message.notification_id == notification_id)


def hold(session: Session, now: datetime) -> None:
    """Hold everything back until it is released: a restored database must not mail everyone again."""
    outlet = _outlet(session)
    outlet.held_at = outlet.held_at or now


def release(session: Session) -> None:
    """Let mail go out again, and try a server that was being rested at once."""
    outlet = _outlet(session)
    outlet.held_at = outlet.paused_until = outlet.trouble = outlet.trouble_since = None
    outlet.pauses = outlet.failures_in_row = 0


def open_outlet(connection: Connection) -> None:
    """Make the row that says how sending goes, unless it is there."""
    insert_or(connection, Outlet, {"name": OUTLET})


def _outlet(session: Session) -> Outlet:
    open_outlet(session.connection())
    return session.get_one(Outlet, OUTLET)


def _chosen(session: Session, ids: Sequence[int], states: Sequence[MessageState], refusal: str) -> ColumnElement[bool]:
    """Return the condition for the alerts that are meant; raise OutboxRefusedError for one in no such state."""
    wanted = Message.state.in_(states)
    if not ids:
        return wanted
    found = set(session.scalars(select(Message.id).where(Message.id.in_(ids), wanted)))
    if missing := sorted(set(ids) - found):
        raise OutboxRefusedError(f"{refusal}; this is not so of {', '.join(map(str, missing))}.")
    return Message.id.in_(ids) & wanted


def _set(session: Session, chosen: ColumnElement[bool], values: dict[str, Any]) -> int:
    result = session.execute(update(Message).where(chosen).values(values))
    return result.rowcount if isinstance(result, CursorResult) else 0
