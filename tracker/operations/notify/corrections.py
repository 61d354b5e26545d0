"""Notify those who were sent something wrong, and only them; and stop what was wrong where it has not gone out yet."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from tracker.models import Change, Message, Notification
from tracker.operations.notify.outbox import cancel_messages
from tracker.rules.notification_rules import is_correction_of_finding
from tracker.vocabulary import ChangeKind, Frequency, MessageState, NotificationKind

JUDGED = (NotificationKind.FINDING_MADE, NotificationKind.CORRECTION)
SAID_BY = {
    ChangeKind.DEADLINE_PASSED: (NotificationKind.DEADLINE_PASSED,),
    ChangeKind.OVERDUE: (NotificationKind.OVERDUE, NotificationKind.STILL_OVERDUE),
}
"""The notifications that say what an entry of the clock says."""
OUT = (MessageState.SENDING, MessageState.UNKNOWN, MessageState.SENT)
MAY_BE_READ = Message.state.in_(OUT) | (Message.unknowns > 0)
"""That a reader may have seen it: one try that may have arrived is enough, whatever came after it."""


def wrong_notifications(session: Session, change: Change) -> list[int]:
    """Return the notifications that a change shows to have been wrong, the latest first."""
    query = select(Notification.id).where(
        Notification.motion_id == change.motion_id, Notification.subject == change.subject
    )
    if is_correction_of_finding(change):
        query = query.where(Notification.kind.in_(JUDGED))
    elif change.kind is ChangeKind.CORRECTION:
        # The reminders that followed from the entry said the same.
        entry = session.get_one(Change, int((change.once or "").rpartition(":")[2]))
        kinds = SAID_BY[entry.kind]
        query = query.where(Notification.kind.in_(kinds), Notification.recorded_at >= entry.recorded_at)
    else:
        return []
    return list(session.scalars(query.order_by(Notification.id.desc())))


def stop(session: Session, wrong: Sequence[int], change: Change) -> None:
    """Cancel what has not gone out yet.

    One whose outcome is unknown may have been read: it is followed by the correction.
    """
    unread = (Message.notification_id.in_(wrong), Message.state != MessageState.UNKNOWN)
    cancel_messages(session, "corrected before it was sent", change.recorded_at, *unread)
    session.execute(update(Notification).where(Notification.id.in_(wrong)).values(cancelled_at=change.recorded_at))


def versions_sent(session: Session, wrong: Sequence[int], judged: Any) -> list[tuple[Any, list[int], list[int]]]:
    """Return what readers were sent last that differs from what is judged now, with who they are.

    Each version comes with the notifications that said it, and with the later ones: anyone who was sent one of those as
    well is among their readers. Anyone who was last sent what is true again needs no correction.
    """
    found: list[tuple[Any, list[int], list[int]]] = []
    for place, notification in enumerate(wrong):
        said = json.loads(session.get_one(Notification, notification).facts).get("after")
        if said != judged:
            found.append((said, [notification], list(wrong[:place])))
    return found


def was_sent(session: Session, notifications: Sequence[int], later: Sequence[int]) -> bool:
    return session.scalar(_recipients(notifications, later).limit(1)) is not None


def _recipients(notifications: Sequence[int], later: Sequence[int]) -> Select[Any]:
    """Return the query for those to whom some notifications went out, or may have, and no later one did."""
    sent = select(Message.subscriber_id).where(MAY_BE_READ)
    newer = sent.where(Message.notification_id.in_(later))
    return sent.where(Message.notification_id.in_(notifications), Message.subscriber_id.not_in(newer))


def correct_recipients(
    session: Session, notification: Notification, wrong: Sequence[int], due_at: datetime, later: Sequence[int] = ()
) -> None:
    """Queue a correction for exactly those to whom what was wrong went out, or may have, and nothing later did."""
    values = {
        Message.notification_id: notification.id,
        Message.batch_id: notification.batch_id,
        Message.pace: Frequency.AT_ONCE,
        Message.state: MessageState.PENDING,
        Message.due_at: due_at,
        Message.attempts: 0,
        Message.unknowns: 0,
    }
    constants = [literal(value, column.type) for column, value in values.items()]
    recipients = _recipients(wrong, later).add_columns(*constants).distinct()
    session.execute(insert(Message).from_select([Message.subscriber_id, *values], recipients, include_defaults=False))


def leave_out_recipients(session: Session, change: Change, batch_id: int) -> None:
    """Take the plain alert of a batch from anyone sent an earlier version: they get the correction, or know it."""
    earlier = select(Notification.id).where(Notification.id.in_(wrong_notifications(session, change)))
    earlier = earlier.where(Notification.batch_id < batch_id)
    readers = select(Message.subscriber_id).where(Message.notification_id.in_(earlier), MAY_BE_READ)
    plain = select(Notification.id).where(
        Notification.change_id == change.id, Notification.kind != NotificationKind.CORRECTION
    )
    session.execute(delete(Message).where(Message.notification_id.in_(plain), Message.subscriber_id.in_(readers)))
