"""Take up what people asked for in the form: make it wait for confirmation, and ask for that by mail, sparingly.

The form writes one row whatever is known of an address, so neither its answer nor its time says who follows what. All
that differs happens here, at the next tick. A mailbox is asked at most once in 24 hours, and three times in all while
nobody confirms, however its address is spelt; another spelling has its turn a day later
(docs/decisions/alerts.md#signing-up).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from tracker.keys import signature
from tracker.models import Mailbox, Message, Notification, Signup, Subscriber, Subscription
from tracker.operations.notify.changes import notify_one
from tracker.rules.mailboxes import fold
from tracker.rules.notification_rules import EVERYTHING, demand_target, motion_target
from tracker.vocabulary import FINAL, STOPPABLE, MessageState, NotificationKind

BATCH = 500
WORDING = "2026-11"
"""The version of the words of consent beside the form (templates/macros/follow.html); change it when they change."""

ASK_AGAIN_AFTER = timedelta(hours=24)
MOST_ASKED = 3
QUIET_AFTER_STOP = timedelta(days=28)
"""For how long we do not ask a mailbox again whose owner stopped before ever confirming."""


def target_of(motion_id: int | None, demand_id: int | None) -> str:
    """Return the word for what is followed: a demand, a motion, or everything."""
    if demand_id is not None:
        return demand_target(demand_id)
    return EVERYTHING if motion_id is None else motion_target(motion_id)


def take_signups(session: Session, key: bytes, now: datetime) -> int:
    """Take up to 500 sign-ups, the oldest first, in the caller's transaction; return how many.

    Each becomes a subscription that waits, unless it is followed already. Nothing here is active before its owner says
    so. The rows of the form are deleted.
    """
    asked = list(session.scalars(select(Signup).order_by(Signup.id).limit(BATCH).with_for_update()))
    if not asked:
        return 0
    known = _subscribers(session, key, asked, now)
    held = _subscriptions(session, known.values())
    waiting: dict[int, Subscriber] = {}
    for signup in asked:
        subscriber = known[signup.address]
        if _wait(session, subscriber, signup, held):
            # Signed anew: an address whose signature was forgotten has one again.
            subscriber.mailbox = subscriber.mailbox or _mailbox(key, signup.address)
            waiting[subscriber.id] = subscriber
    session.flush()
    session.execute(delete(Signup).where(Signup.id.in_([signup.id for signup in asked])))
    for subscriber in waiting.values():
        _ask(session, subscriber, now)
    return len(asked)


def _mailbox(key: bytes, address: str) -> str:
    return signature(key, "mailbox", fold(address))


def _subscribers(session: Session, key: bytes, asked: Iterable[Signup], now: datetime) -> dict[str, Subscriber]:
    addresses = dict.fromkeys(signup.address for signup in asked)
    found = session.scalars(select(Subscriber).where(Subscriber.address.in_(addresses)).with_for_update(key_share=True))
    known = {subscriber.address: subscriber for subscriber in found if subscriber.address}
    for address in addresses:
        if address not in known:
            known[address] = Subscriber(address=address, mailbox=_mailbox(key, address), created_at=now)
            session.add(known[address])
    session.flush()
    return known


def _subscriptions(session: Session, subscribers: Iterable[Subscriber]) -> dict[tuple[int, str], Subscription]:
    ids = [subscriber.id for subscriber in subscribers]
    found = session.scalars(select(Subscription).where(Subscription.subscriber_id.in_(ids)))
    return {(row.subscriber_id, row.target): row for row in found}


def _wait(session: Session, subscriber: Subscriber, asked: Signup, held: dict[tuple[int, str], Subscription]) -> bool:
    """Let what was asked for wait for its confirmation; False where it is followed already.

    The person who types an address may not own it. So a subscription that its owner confirmed is left as it is, its
    pace included: the owner changes it by the link in any mail. One that has ended waits like a new one.
    """
    target = target_of(asked.motion_id, asked.demand_id)
    found = held.get((subscriber.id, target))
    if found is None:
        found = held[subscriber.id, target] = Subscription(subscriber_id=subscriber.id, target=target)
        session.add(found)
    elif found.confirmed_at is not None and found.ended_at is None and subscriber.bounced_at is None:
        return False
    found.motion_id, found.demand_id, found.pace = asked.motion_id, asked.demand_id, asked.pace
    found.page, found.wording, found.browser, found.asked_at = asked.page, WORDING, asked.browser, asked.asked_at
    found.confirmed_at, found.ended_at, found.live = None, None, False
    return True


def _ask(session: Session, subscriber: Subscriber, now: datetime) -> None:
    """Queue the mail that asks for confirmation, as far as the mailbox may be written to."""
    key = subscriber.mailbox or ""
    box = session.get(Mailbox, key, with_for_update=True)
    if box is None:
        box = Mailbox(key=key, asked=0)
        session.add(box)
    if box.asked >= MOST_ASKED or (box.stopped_at is not None and now - box.stopped_at < QUIET_AFTER_STOP):
        return
    if session.scalar(_asking(key).where(Subscriber.id == subscriber.id, Message.state.not_in(FINAL)).limit(1)):
        return  # It lists all that waits when its turn comes.
    went = _asking(key).where(Message.state.in_((MessageState.SENT, MessageState.FAILED)))
    last = session.scalar(went.with_only_columns(func.max(Message.settled_at)))
    earlier = [at for at in (box.asked_at, last) if at is not None]
    due_at = max([now, *(at + ASK_AGAIN_AFTER for at in earlier)])
    notify_one(session, subscriber.id, NotificationKind.CONFIRM, now, due_at=due_at)
    box.asked, box.asked_at = box.asked + 1, due_at
    session.flush()


def space_out(session: Session, subscriber_id: int, now: datetime) -> None:
    """Let what else would ask the mailbox of a subscriber wait for a day from now, when a mail has asked it."""
    key = session.scalar(select(Subscriber.mailbox).where(Subscriber.id == subscriber_id))
    others = _asking(key).where(Message.state.in_(STOPPABLE), Message.subscriber_id != subscriber_id)
    later = now + ASK_AGAIN_AFTER
    session.execute(update(Message).where(Message.id.in_(others), Message.due_at < later).values(due_at=later))


def _asking(mailbox: str | None) -> Select[int]:
    """Return the query for the mails that ask one mailbox to confirm, by any spelling of its address."""
    return (
        select(Message.id)
        .join(Notification, Notification.id == Message.notification_id)
        .join(Subscriber, Subscriber.id == Message.subscriber_id)
        .where(Subscriber.mailbox == mailbox, Notification.kind == NotificationKind.CONFIRM)
    )
