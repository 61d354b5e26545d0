"""Make the alerts of a batch: one for each notification and follower, some hundreds of subscribers at a time.

The first slice is made with its notifications, so that it is all where few follow. The rest is made after the commit,
slice by slice, each a short transaction of its own, so that nobody who records waits for it. `MailBatch.fanned_to` says
how far it is: what dies midway goes on from there, and the unique key makes a second alert impossible.
"""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, literal, null, select, union_all
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.models import Change, MailBatch, Message, Notification, NotificationTarget, Subscriber, Subscription
from tracker.operations.notify.corrections import JUDGED, leave_out_recipients
from tracker.rules.notification_rules import is_correction_of_finding
from tracker.vocabulary import Frequency, MessageState

FIRST = 1_000
"""How many subscribers are looked at in the transaction that records: it takes a few hundredths of a second."""
SLICE = 2_000
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
    looked_at = session.scalars(select(ids.c.id)).all()
    if looked_at:
        values = {"batch": batch.id, "due": batch.due_at, "after": batch.fanned_to, "upto": looked_at[-1]}
        session.connection().execute(_statement(session.get_bind().dialect.name), values)
        _leave_out(session, batch)
    batch.fanned_to = looked_at[-1] if len(looked_at) == size else None
    session.flush()
    return len(looked_at)


def _leave_out(session: Session, batch: MailBatch) -> None:
    """Take the alert of a corrected finding from everyone who was sent an earlier version of it."""
    query = select(Change).join(Notification, Notification.change_id == Change.id)
    judged = (Notification.batch_id == batch.id, Notification.kind.in_(JUDGED))
    for change in session.scalars(query.where(*judged).distinct()).all():
        if is_correction_of_finding(change):
            leave_out_recipients(session, change, batch.id)


@cache
def _statement(dialect: str) -> Any:
    """Return one INSERT … SELECT, whatever the number of followers.

    Frequency after frequency, the fastest first: the unique key lets only the first of a person's subscriptions
    through. What was cancelled meanwhile goes to nobody.
    """
    branches, this = [], bindparam("batch", type_=Message.batch_id.type)
    for pace in Frequency:
        at_once = pace is Frequency.AT_ONCE
        state = MessageState.PENDING if at_once else MessageState.WAITING
        branches.append(
            select(
                NotificationTarget.notification_id,
                Subscription.subscriber_id,
                this if at_once else null(),
                Subscription.pace,
                literal(state, Message.state.type),
                bindparam("due", type_=Message.due_at.type) if at_once else null(),
                literal(0),
                literal(0),
            )
            .join(Notification, Notification.id == NotificationTarget.notification_id)
            .join(Subscription, Subscription.target == NotificationTarget.target)
            .where(
                Notification.batch_id == this,
                Notification.cancelled_at.is_(None),
            )
            .where(Subscription.live, Subscription.pace == literal(pace, Subscription.pace.type))
            .where(Subscription.subscriber_id > bindparam("after"), Subscription.subscriber_id <= bindparam("upto"))
        )
    insert_here: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    made = insert_here(Message).from_select(_COLUMNS, union_all(*branches), include_defaults=False)
    return made.on_conflict_do_nothing()
