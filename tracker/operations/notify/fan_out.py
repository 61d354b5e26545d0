"""Make the alerts of a batch: one for each notification and follower, some hundreds of subscribers at a time.

The first slice is made with its notifications, so that it is all where few follow. The rest is made after the commit,
slice by slice, each a short transaction of its own, so that nobody who records waits for it. `MailBatch.fanned_to` says
how far it is: what dies midway goes on from there, and the unique key makes a second alert impossible.
"""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, literal, null, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.models import (
    IS_LIVE,
    Change,
    MailBatch,
    Message,
    Notification,
    NotificationTarget,
    Subscriber,
    Subscription,
)
from tracker.operations.notify.corrections import JUDGED, leave_out_recipients
from tracker.rules.notification_rules import is_correction_of_finding
from tracker.vocabulary import Frequency, MessageState

FIRST = 1_000
"""How many subscribers are looked at in the transaction that records: it takes a few hundredths of a second."""
SLICE = 10_000
"""How many are looked at in each transaction after it."""
_COLUMNS = ("notification_id", "subscriber_id", "batch_id", "pace", "state", "due_at", "attempts", "unknowns")


def fan_out(session: Session, batch: MailBatch) -> None:
    """Make the alerts of a batch for the first subscribers, in the caller's transaction; the rest comes later."""
    batch.fanned_to = 0
    _make_slice(session, batch, FIRST)


def fan_out_more(session: Session) -> int | None:
    """Make the next alerts of the oldest batch that lacks some, in the caller's transaction.

    Return how many subscribers were looked at, None where no batch lacks any.
    """
    unfinished = select(MailBatch).where(MailBatch.fanned_to.is_not(None)).order_by(MailBatch.id).limit(1)
    batch = session.scalar(unfinished.with_for_update(skip_locked=True, key_share=True))
    return None if batch is None else _make_slice(session, batch, SLICE)


def _make_slice(session: Session, batch: MailBatch, size: int) -> int:
    session.flush()
    ids = select(Subscriber.id).where(Subscriber.id > batch.fanned_to).order_by(Subscriber.id).limit(size).subquery()
    looked_at, last = session.execute(select(func.count(), func.max(ids.c.id)).select_from(ids)).one()
    if looked_at:
        this = (Notification.batch_id == batch.id, Notification.cancelled_at.is_(None))
        query = select(NotificationTarget.notification_id, NotificationTarget.target).join(Notification).where(*this)
        values = {"batch": batch.id, "due": batch.due_at, "after": batch.fanned_to, "upto": last}
        each = [
            values | {"notification": row.notification_id, "followed": row.target} for row in session.execute(query)
        ]
        for pace in Frequency if each else ():
            session.connection().execute(_statement(session.get_bind().dialect.name, pace), each)
        _leave_out(session, batch)
    batch.fanned_to = last if looked_at == size else None
    session.flush()
    return int(looked_at)


def _leave_out(session: Session, batch: MailBatch) -> None:
    """Take the alert of a corrected finding from everyone who was sent an earlier version of it."""
    query = select(Change).join(Notification, Notification.change_id == Change.id)
    judged = (Notification.batch_id == batch.id, Notification.kind.in_(JUDGED))
    for change in session.scalars(query.where(*judged).distinct()).all():
        if is_correction_of_finding(change):
            leave_out_recipients(session, change, batch.id)


@cache
def _statement(dialect: str, pace: Frequency) -> Any:
    """Return the INSERT … SELECT for one notification and those who follow one target at one frequency.

    The fastest frequency comes first: the unique key lets only the first of a person's subscriptions through. Each is
    one range of the index of live subscriptions; by a join, SQLite would look at all subscriptions of a slice.
    """
    at_once = pace is Frequency.AT_ONCE
    followers = select(
        bindparam("notification", type_=Message.notification_id.type),
        Subscription.subscriber_id,
        bindparam("batch", type_=Message.batch_id.type) if at_once else null(),
        Subscription.pace,
        literal(MessageState.PENDING if at_once else MessageState.WAITING, Message.state.type),
        bindparam("due", type_=Message.due_at.type) if at_once else null(),
        literal(0),
        literal(0),
    ).where(
        Subscription.target == bindparam("followed"),
        IS_LIVE,
        Subscription.pace == literal(pace, Subscription.pace.type),
        Subscription.subscriber_id > bindparam("after"),
        Subscription.subscriber_id <= bindparam("upto"),
    )
    insert_here: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert_here(Message).from_select(_COLUMNS, followers, include_defaults=False).on_conflict_do_nothing()
