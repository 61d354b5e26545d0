"""Lives at random: whatever people do in whatever order, nobody may be mailed who is unconfirmed or gone (P15)."""

import os
import random
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Engine, event, select, text, update
from sqlalchemy.orm import Session

from tests.operations.asking import DAY, HOUR, KEY, NOW
from tracker.db import transaction
from tracker.models import Link, Message, Notification, Signup, Subscriber, Subscription
from tracker.operations.people import followers
from tracker.operations.people.retention import tidy
from tracker.operations.people.signups import take_signups
from tracker.vocabulary import Frequency, LinkPurpose, MessageState, NotificationKind

LIVES, ACTS = int(os.environ.get("ANSWERABLE_LIVES", "40")), 25
"""How many lives are lived: 10,000 at night."""
ADDRESSES = ("reader@example.org", "rea.der+tag@example.org", "other@example.org")
SILENT = ("paused_at", "stopped_at", "bounced_at", "erased_at")

NOUNS = ("message", "link", "subscription", "signup", "subscriber", "notification", "mail_batch", "mailbox")


class Life:
    """One installation, a few addresses, and acts at random moments."""

    def __init__(self, engine: Engine, seed: int) -> None:
        """Begin with nobody."""
        self.engine, self.now, self.random = engine, NOW, random.Random(seed)
        self.asked: dict[str, list[datetime]] = {}

    def act(self) -> None:
        """Let some time pass, and let somebody do something."""
        self.now += self.random.choice([HOUR, HOUR, DAY, 8 * DAY])
        with transaction(self.engine) as session:
            readers = list(session.scalars(select(Subscriber).where(Subscriber.address.is_not(None))))
            act = self.random.choice(
                [self.ask, self.ask, self.take, self.confirm, self.confirm, self.decide, self.tidy]
            )
            act(session, self.random.choice(readers) if readers else None)

    def ask(self, session: Session, _reader: Subscriber | None) -> None:
        """Let somebody fill in the form."""
        row = Signup(address=self.random.choice(ADDRESSES), pace=self.random.choice(list(Frequency)), asked_at=self.now)
        row.page, row.browser = "/subscribe", "b"
        session.add(row)

    def take(self, session: Session, _reader: Subscriber | None) -> None:
        """Let the clock tick, and the sender send."""
        take_signups(session, KEY, self.now)
        due = select(Message, Notification.kind, Subscriber.mailbox).join(
            Notification, Notification.id == Message.notification_id
        )
        due = due.join(Subscriber, Subscriber.id == Message.subscriber_id).where(Message.due_at <= self.now)
        for alert, kind, mailbox in session.execute(due).all():
            alert.state, alert.due_at, alert.settled_at = MessageState.SENT, None, self.now
            if kind is NotificationKind.CONFIRM:
                self.asked.setdefault(str(mailbox), []).append(self.now)
                followers.issue_link(session, alert.subscriber_id or 0, LinkPurpose.CONFIRM, self.now)

    def confirm(self, session: Session, reader: Subscriber | None) -> None:
        """Let somebody press the newest link that they were sent."""
        mine = select(Link).where(Link.subscriber_id == (reader.id if reader else 0)).order_by(Link.id.desc())
        link = session.scalars(mine).first()
        if link is not None:
            ids = list(session.scalars(select(Subscription.id)))
            if followers.confirm(session, link, ids, self.now):
                self.asked.pop(session.get_one(Subscriber, link.subscriber_id).mailbox or "", None)

    def decide(self, session: Session, reader: Subscriber | None) -> None:
        """Let somebody pause, resume, stop or be erased; or let their mail bounce."""
        if reader is None:
            return
        acts: dict[str, Callable[[], object]] = {
            "pause": lambda: followers.pause(session, reader.id, self.now),
            "resume": lambda: followers.resume(session, reader.id),
            "stop": lambda: followers.stop_all(session, reader.id, self.now),
            "follow": lambda: followers.follow(session, reader.id, None, Frequency.DAILY, "manage", self.now),
            "bounce": lambda: self.bounce(session, reader.id),
            "erase": lambda: followers.erase(session, reader.id, self.now),
        }
        acts[self.random.choice(list(acts))]()

    def bounce(self, session: Session, reader: int) -> None:
        """Let a mail come back for good."""
        session.execute(update(Subscriber).where(Subscriber.id == reader).values(bounced_at=self.now))
        session.execute(update(Subscription).where(Subscription.subscriber_id == reader).values(live=False))

    def tidy(self, session: Session, _reader: Subscriber | None) -> None:
        """Let the day's tidying be done."""
        tidy(session, self.now)

    def assert_as_promised(self) -> None:
        """Nobody may be mailed who did not confirm, or has paused, stopped, bounced or gone; nor asked too often."""
        with Session(self.engine) as session:
            pairs = select(Subscription, Subscriber).join(Subscriber, Subscriber.id == Subscription.subscriber_id)
            for subscription, reader in session.execute(pairs.where(Subscription.live)):
                assert subscription.confirmed_at
                assert reader.confirmed_at
                assert reader.address
                assert subscription.ended_at is None
                assert [name for name in SILENT if getattr(reader, name)] == []
        for times in self.asked.values():
            assert all(after - before >= DAY for before, after in pairwise(times))


def test_nobody_is_mailed_who_is_unconfirmed_or_gone(sqlite: Engine) -> None:
    # Nothing here survives the test, so nothing has to reach the disk.
    event.listen(sqlite, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    sqlite.dispose()
    for seed in range(LIVES):
        life = Life(sqlite, seed)
        for _ in range(ACTS):
            life.act()
            life.assert_as_promised()
        with transaction(sqlite) as session:
            for noun in NOUNS:
                session.execute(text(f"DELETE FROM {noun}"))
