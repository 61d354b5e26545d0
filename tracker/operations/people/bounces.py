"""Take up that a mail came back or was refused, once for each alert, and stop an address that takes or wants no mail.

The caller has checked the signature of the address to which a report came (`delivery/channels/email/verp.py`).
"""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.models import Bounce, Message, Subscriber, Subscription
from tracker.operations.notify.outbox import cancel_messages
from tracker.operations.people.followers import stop_all
from tracker.rules.delivery import SOFT_WINDOW, BounceKind, should_stop

REPORTED_WITHIN = timedelta(days=7)
"""How long after a mail its report is believed: servers give up after five days, and old reports may be replayed."""
STOPPED = "address stopped"
COMPLAINED = "stopped for its reader, who complained"


def take_bounce(session: Session, message_id: int, kind: BounceKind, status: str, now: datetime) -> str:
    """Record that an alert's mail came back, and stop its address where that is due. Return what was done, for the log.

    In the caller's transaction. What cannot have bounced changes nothing. A complaint stops all alerts, as its reader's
    own press on "stop" would.
    """
    if kind is BounceKind.NONE:
        return "no bounce"
    alert = session.get(Message, message_id)
    if alert is None or alert.subscriber_id is None:
        return "unknown alert"
    if alert.first_tried_at is None:
        return "never sent"
    if kind is BounceKind.COMPLAINT:
        stop_all(session, alert.subscriber_id, now)
        return COMPLAINED
    # An alert that is not settled may be on its way again.
    if now - (alert.settled_at or now) > REPORTED_WITHIN:
        return "too old"
    # Two reports on one reader wait for each other.
    subscriber = session.get_one(Subscriber, alert.subscriber_id, with_for_update={"key_share": True})
    bounce, hard = session.scalar(select(Bounce).where(Bounce.message_id == message_id)), kind is BounceKind.HARD
    if bounce is not None and (bounce.hard or not hard):
        return "already recorded"
    bounce = bounce or Bounce(subscriber_id=subscriber.id, message_id=message_id)
    bounce.at, bounce.hard, bounce.status = now, hard, status
    session.add(bounce)
    session.flush()
    if subscriber.bounced_at is not None or not should_stop(_bounces(session, subscriber, now), now):
        return "recorded"
    stop_address(session, subscriber, now)
    return STOPPED


def _bounces(session: Session, subscriber: Subscriber, now: datetime) -> list[tuple[datetime, bool]]:
    """Return the bounces that count: not those from before the reader last confirmed that mail arrives."""
    since = max(now - SOFT_WINDOW, subscriber.confirmed_at or subscriber.created_at)
    query = select(Bounce.at, Bounce.hard).where(Bounce.subscriber_id == subscriber.id, Bounce.at >= since)
    return [(row.at, row.hard) for row in session.execute(query)]


def stop_address(session: Session, subscriber: Subscriber, now: datetime) -> None:
    """Send nothing more to an address. A mail that is being sent at this moment may still go."""
    subscriber.bounced_at = now
    following = update(Subscription).where(Subscription.subscriber_id == subscriber.id)
    session.execute(following.values(live=False))
    cancel_messages(session, STOPPED, now, Message.subscriber_id == subscriber.id)
