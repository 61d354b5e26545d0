"""People who sign up, as the form would write them down; and what was queued for them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from tests.builders import CLEAN_RIVER, load, utc
from tracker.db import transaction
from tracker.models import Link, Message, Notification, Signup, Subscriber, Subscription
from tracker.operations.people.followers import confirm, issue_link
from tracker.operations.people.signups import take_signups
from tracker.vocabulary import Frequency, LinkPurpose, MessageState, NotificationKind

KEY = b"a key for tests that is long enough"
NOW = utc(2026, 11, 5, 12)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
READER = "reader@example.org"


def ask(engine: Engine, *addresses: str, at: datetime = NOW, **values: Any) -> None:
    """Let addresses be typed into the form, by default for everything, as it happens."""
    plain = {"motion_id": None, "demand_id": None, "pace": Frequency.AT_ONCE, "page": "/subscribe", "browser": "b" * 64}
    with transaction(engine) as session:
        session.execute(insert(Signup), [plain | {"address": box, "asked_at": at} | values for box in addresses])


def take(engine: Engine, at: datetime = NOW) -> int:
    """Take up all that was asked, tick after tick; return how many."""
    found = 0
    while True:
        with transaction(engine) as session:
            taken = take_signups(session, KEY, at)
        if not taken:
            return found
        found += taken


def confirmed(engine: Engine, address: str = READER, at: datetime = NOW, **values: Any) -> int:
    """Let an address sign up and confirm; return the subscriber's id."""
    ask(engine, address, at=at, **values)
    take(engine, at)
    with transaction(engine) as session:
        reader = who(session, address)
        token = issue_link(session, reader.id, LinkPurpose.CONFIRM, at)
        assert token
        link = session.scalars(select(Link).order_by(Link.id.desc())).first()
        assert link is not None
        waiting = [subscription.id for subscription in follows(session) if subscription.confirmed_at is None]
        confirm(session, link, waiting, at)
        return reader.id


def who(session: Session, address: str = READER) -> Subscriber:
    """Return the subscriber with an address."""
    return session.scalars(select(Subscriber).where(Subscriber.address == address)).one()


def follows(session: Session) -> list[Subscription]:
    """Return every subscription there is."""
    return list(session.scalars(select(Subscription).order_by(Subscription.id)))


def asked(engine: Engine) -> list[Message]:
    """Return the mails queued that ask for a confirmation, in order."""
    query = (
        select(Message)
        .join(Notification, Notification.id == Message.notification_id)
        .where(Notification.kind == NotificationKind.CONFIRM)
    )
    with Session(engine) as session:
        return list(session.scalars(query.order_by(Message.id)))


def send(engine: Engine, at: datetime) -> list[datetime]:
    """Send all that is due; return when each went out."""
    with transaction(engine) as session:
        due = list(session.scalars(select(Message).where(Message.due_at <= at)))
        for message in due:
            message.state, message.settled_at, message.due_at = MessageState.SENT, at, None
        return [at for _ in due]


def river(engine: Engine) -> None:
    """Load the small motion."""
    load(engine, CLEAN_RIVER, NOW)
