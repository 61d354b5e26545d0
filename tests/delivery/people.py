"""Followers for tests, and what they were told."""

from datetime import datetime

from sqlalchemy import Engine, func, select

from tests.builders import utc
from tracker.db import reading, transaction
from tracker.models import Message, Notification, Subscriber, Subscription
from tracker.vocabulary import Frequency, MessageState, NotificationKind

SINCE = utc(2026, 1, 1)


def follow(engine: Engine, name: str, *targets: str, pace: Frequency = Frequency.AT_ONCE, at: datetime = SINCE) -> int:
    """Let somebody at example.org follow something, confirmed; return their number."""
    address = f"{name}@example.org"
    with transaction(engine) as session:
        person = session.scalar(select(Subscriber).where(Subscriber.address == address))
        if person is None:
            person = Subscriber(address=address, mailbox=f"box-{name}", created_at=at, confirmed_at=at)
            session.add(person)
            session.flush()
        for target in targets:
            plain = {"page": "/", "wording": "1", "asked_at": at, "confirmed_at": at, "live": True}
            session.add(Subscription(subscriber_id=person.id, target=target, pace=pace, **plain))
        return person.id


def told(engine: Engine, name: str) -> list[NotificationKind]:
    """Return what somebody's alerts tell, in the order of their making; what was cancelled was not told."""
    query = select(Notification.kind).join(Message, Message.notification_id == Notification.id)
    query = query.join(Subscriber, Subscriber.id == Message.subscriber_id).where(
        Message.state != MessageState.CANCELLED
    )
    query = query.order_by(Notification.recorded_at, Notification.id)
    with reading(engine) as session:
        return list(session.scalars(query.where(Subscriber.address == f"{name}@example.org")))


def count(engine: Engine, *conditions: object) -> int:
    """Return how many alerts there are, of some kind."""
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(Message).where(*conditions)) or 0  # type: ignore[arg-type]
