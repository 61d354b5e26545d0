"""What is held about one subscriber, whole, for the mail that they can ask for; and until when each thing is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Bounce, Demand, Mailbox, Message, Motion, Notification, Subscriber, Subscription
from tracker.vocabulary import Frequency
from tracker.wording.text import isolated

MOST_MAILS = 1_000
_ABOUT = ("address", "confirmed_at", "paused_at", "stopped_at", "bounced_at")
_CONSENT = ("pace", "page", "wording", "asked_at", "confirmed_at", "ended_at")

KEPT = (
    "Your address and what you follow: while you follow something. 28 days after you stop, the address is deleted.",
    "When, where and with which words you agreed: 12 months after you stop following, as proof that you did.",
    "Which mails went to you and how that went: 90 days. The mails themselves, where they are kept: 7 days.",
    "Mails that came back: 90 days.",
    "How often your mailbox was asked to confirm: a number beside a signature from which no address can be read.",
    "Erasing deletes all of it at once, but for that signature where you had asked to be left alone.",
)
"""What is kept, and until when; `retention.tidy` does it, and the page about privacy says it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that somebody follows or was asked to confirm, in words, and where its page is."""

    id: int
    target: str
    what: str
    pace: Frequency
    slug: str | None
    number: int | None
    browser: str | None
    confirmed_at: datetime | None


def followed(session: Session, subscriber_id: int) -> list[Followed]:
    """Return what a subscriber follows or was asked to confirm, and has not ended."""
    return [
        Followed(row.id, row.target, what, row.pace, slug, number, row.browser, row.confirmed_at)
        for row, what, slug, number in _subscriptions(session, subscriber_id)
        if row.ended_at is None
    ]


def held_about(session: Session, subscriber_id: int) -> dict[str, Any]:
    """Return all that is held about a subscriber: instants are aware, words are those of the record."""
    subscriber = session.get_one(Subscriber, subscriber_id)
    box = session.get(Mailbox, subscriber.mailbox) if subscriber.mailbox else None
    came_back = select(Bounce.at, Bounce.hard.label("for_good"), Bounce.status).order_by(Bounce.id)
    came_back = came_back.where(Bounce.subscriber_id == subscriber_id)
    return {
        **{name: getattr(subscriber, name) for name in _ABOUT},
        "since": subscriber.created_at,
        "follows": [
            {"what": what, **{name: getattr(row, name) for name in _CONSENT}}
            for row, what, _, _ in _subscriptions(session, subscriber_id)
        ],
        "mails": _mails(session, subscriber_id),
        "bounces": [dict(row) for row in session.execute(came_back).mappings()],
        "asked": {"times": box.asked if box else 0, "last_at": box.asked_at if box else None},
        "kept": KEPT,
    }


def what_is_followed(motion: str | None, number: int | None, demand: str | None) -> str:
    """Name what a subscription follows, in words of the record."""
    if number is not None:
        return f"demand {number} of “{isolated(motion or '')}”: {isolated(demand or '')}"
    return f"the motion “{isolated(motion)}”" if motion else "every motion on record"


def _subscriptions(session: Session, subscriber_id: int) -> list[tuple[Subscription, str, str | None, int | None]]:
    """Return every subscription of a subscriber with its words, the motion's slug and the demand's number."""
    query = select(Subscription, Motion.title, Demand.number, Demand.title, Motion.slug).select_from(Subscription)
    query = query.outerjoin(Motion, Motion.id == Subscription.motion_id)
    query = query.outerjoin(Demand, Demand.id == Subscription.demand_id)
    rows = session.execute(query.where(Subscription.subscriber_id == subscriber_id).order_by(Subscription.id))
    return [(row, what_is_followed(motion, number, demand), slug, number) for row, motion, number, demand, slug in rows]


def _mails(session: Session, subscriber_id: int) -> list[dict[str, Any]]:
    about = (Notification.kind, Motion.title.label("motion"), Notification.demands, Notification.recorded_at)
    query = select(*about, Message.state, Message.settled_at, Message.outcome).select_from(Message)
    query = query.join(Notification, Notification.id == Message.notification_id)
    query = query.outerjoin(Motion, Motion.id == Notification.motion_id)
    newest = query.where(Message.subscriber_id == subscriber_id).order_by(Message.id.desc()).limit(MOST_MAILS)
    return [dict(row) for row in session.execute(newest).mappings()]
