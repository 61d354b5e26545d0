"""What followers decide about their own alerts: confirm, change, pause, stop, see what is held, be erased.

Each is one act in the caller's transaction. Stopping leaves nothing that could still go out: its alerts are cancelled
in the same commit. What may be mailed is `Subscription.live`, which follows from the other columns and is set here.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, false, select, update
from sqlalchemy.orm import Session

from tracker.keys import new_token, token_hash
from tracker.models import (
    Bounce,
    Link,
    MailBatch,
    Mailbox,
    Message,
    Notification,
    NotificationTarget,
    Signup,
    Subscriber,
    Subscription,
)
from tracker.operations.notify.changes import notify_one
from tracker.operations.notify.outbox import cancel_messages
from tracker.operations.people.signups import WORDING, target_of
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.vocabulary import Frequency, LinkPurpose, NotificationKind

LOCK = {"key_share": True}
"""How a subscriber's row is locked: against others who decide, and not against an alert that is just being made."""
CONFIRM_WITHIN = timedelta(days=7)
SERVICE = tuple(kind for kind in NotificationKind if kind.is_service)


def issue_link(session: Session, subscriber_id: int, purpose: LinkPurpose, now: datetime) -> str:
    """Return a new secret that opens one door for a subscriber; only its hash is kept."""
    token, kept = new_token()
    expires_at = now + CONFIRM_WITHIN if purpose is LinkPurpose.CONFIRM else None
    session.add(
        Link(token_hash=kept, purpose=purpose, subscriber_id=subscriber_id, issued_at=now, expires_at=expires_at)
    )
    session.flush()
    return token


def find_link(session: Session, token: str, purpose: LinkPurpose) -> Link | None:
    """Return the link that a secret opens, or None where it is unknown or made for another door."""
    return session.scalar(select(Link).where(Link.token_hash == token_hash(token), Link.purpose == purpose))


def subscriptions(session: Session, subscriber_id: int) -> list[Subscription]:
    """Return what a subscriber follows or was asked to confirm, and has not ended."""
    return list(session.scalars(select(Subscription).where(*_open(subscriber_id)).order_by(Subscription.id)))


def confirm(session: Session, link: Link, chosen: Collection[int], now: datetime) -> list[Subscription]:
    """Make the chosen subscriptions live, once; return those that now are, none where the link was used or is too old.

    To confirm is to say that the address works and is wanted: what a bounce, a stop or a pause had switched off is
    lifted, for what was confirmed before as well.
    """
    fresh = (Link.id == link.id, Link.used_at.is_(None), Link.expires_at > now)
    waiting = select(Subscription.id).where(*_open(link.subscriber_id), Subscription.confirmed_at.is_(None))
    ids = list(session.scalars(waiting.where(Subscription.id.in_(chosen))))
    if not ids or session.connection().execute(update(Link).where(*fresh).values(used_at=now)).rowcount != 1:
        return []
    session.execute(update(Subscription).where(Subscription.id.in_(ids)).values(confirmed_at=now, browser=None))
    subscriber = _locked(session, link.subscriber_id)
    subscriber.confirmed_at = now
    subscriber.bounced_at = subscriber.stopped_at = subscriber.paused_at = None
    session.execute(delete(Bounce).where(Bounce.subscriber_id == subscriber.id))
    session.execute(update(Mailbox).where(Mailbox.key == subscriber.mailbox).values(asked=0, stopped_at=None))
    _set_live(session, subscriber)
    return [row for row in subscriptions(session, subscriber.id) if row.id in ids]


def change(session: Session, subscriber_id: int, subscription_id: int, pace: Frequency) -> bool:
    """Set how often a subscriber hears of one thing; False where it is not theirs or not confirmed."""
    mine = (*_open(subscriber_id), Subscription.id == subscription_id, Subscription.confirmed_at.is_not(None))
    return session.connection().execute(update(Subscription).where(*mine).values(pace=pace)).rowcount == 1


def follow(
    session: Session, subscriber_id: int, motion_id: int | None, pace: Frequency, page: str, now: datetime
) -> Subscription | None:
    """Let a confirmed subscriber follow one more motion, or everything; None where they have stopped all.

    Anyone who holds the link of a mail has the mailbox, so this needs no second mail.
    """
    subscriber = _locked(session, subscriber_id)
    if subscriber.confirmed_at is None or subscriber.stopped_at is not None:
        return None
    target = target_of(motion_id, None)
    mine = (Subscription.subscriber_id == subscriber_id, Subscription.target == target)
    found = session.scalar(select(Subscription).where(*mine))
    if found is None:
        found = Subscription(subscriber_id=subscriber_id, target=target)
        session.add(found)
    found.motion_id, found.pace, found.page, found.wording = motion_id, pace, page, WORDING
    found.browser, found.asked_at, found.confirmed_at, found.ended_at = None, now, now, None
    session.flush()
    _set_live(session, subscriber)
    return found


def pause(session: Session, subscriber_id: int, now: datetime) -> None:
    """Send nothing until the subscriber resumes; what happens meanwhile is not mailed later."""
    subscriber = _locked(session, subscriber_id)
    subscriber.paused_at = subscriber.paused_at or now
    _set_live(session, subscriber)
    _cancel(session, subscriber_id, "paused by the reader", now, keep_service=True)


def resume(session: Session, subscriber_id: int) -> None:
    subscriber = _locked(session, subscriber_id)
    subscriber.paused_at = None
    _set_live(session, subscriber)


def stop_one(session: Session, subscriber_id: int, subscription_id: int, now: datetime) -> bool:
    """Stop following one thing, with what was on its way for it alone; False where it is not theirs."""
    _locked(session, subscriber_id)
    gone = sum(_end(session, now, *_open(subscriber_id), Subscription.id == subscription_id))
    if not subscriptions(session, subscriber_id):
        stop_all(session, subscriber_id, now)
    else:
        _cancel_unfollowed(session, subscriber_id, now)
    session.expire_all()
    return gone > 0


def stop_all(session: Session, subscriber_id: int, now: datetime) -> None:
    """Stop every alert at once: nothing goes out after the commit but what a sender already has in hand.

    Somebody who stops what only waited was probably signed up by another: the mailbox is left alone for four weeks.
    """
    subscriber = _locked(session, subscriber_id)
    waited, followed = _end(session, now, *_open(subscriber_id))
    if waited and not followed:
        session.execute(update(Mailbox).where(Mailbox.key == subscriber.mailbox).values(stopped_at=now))
        spellings = select(Subscriber.id).where(Subscriber.mailbox == subscriber.mailbox)
        asking = Message.subscriber_id.in_(spellings) & _says((NotificationKind.CONFIRM,))
        cancel_messages(session, "stopped by the reader", now, asking)
    subscriber.stopped_at = subscriber.stopped_at or now
    subscriber.paused_at = None
    _cancel(session, subscriber_id, "stopped by the reader", now)
    session.expire_all()


def ask_for_held(session: Session, subscriber_id: int, now: datetime) -> bool:
    """Queue the mail that says what is held about a subscriber, once a day; False where today's is queued already."""
    if _locked(session, subscriber_id).address is None:
        return False
    once = f"held:{subscriber_id}:{local_day(now, HOUSE_ZONE).isoformat()}"
    if session.scalar(select(exists().where(MailBatch.once == once))):
        return False
    notify_one(session, subscriber_id, NotificationKind.HELD_DATA, now, once=once)
    return True


def erase(session: Session, subscriber_id: int, now: datetime) -> None:
    """Delete all that is held about a subscriber but a row without anything personal, so that counts stay true."""
    subscriber = _locked(session, subscriber_id)
    _cancel(session, subscriber_id, "erased by the reader", now)
    for noun in (Subscription, Link, Bounce):
        session.execute(delete(noun).where(noun.subscriber_id == subscriber_id))
    session.execute(delete(Signup).where(Signup.address == subscriber.address))
    mailbox, subscriber.address, subscriber.mailbox, subscriber.erased_at = subscriber.mailbox, None, None, now
    subscriber.stopped_at = subscriber.stopped_at or now
    session.flush()
    shared = exists().where(Subscriber.mailbox == mailbox)
    if not session.scalar(select(shared)):
        # One that asked to be left alone stays, as a signature from which no address can be read.
        session.execute(delete(Mailbox).where(Mailbox.key == mailbox, Mailbox.stopped_at.is_(None)))


def _locked(session: Session, subscriber_id: int) -> Subscriber:
    return session.get_one(Subscriber, subscriber_id, with_for_update=LOCK, populate_existing=True)


def _open(subscriber_id: int) -> tuple[ColumnElement[bool], ...]:
    return Subscription.subscriber_id == subscriber_id, Subscription.ended_at.is_(None)


def _end(session: Session, now: datetime, *which: ColumnElement[bool]) -> tuple[int, int]:
    """Delete subscriptions that only waited and end those that were confirmed; return how many of each."""
    run = session.connection().execute
    waited = run(delete(Subscription).where(*which, Subscription.confirmed_at.is_(None))).rowcount
    return waited, run(update(Subscription).where(*which).values(ended_at=now, live=False)).rowcount


def _set_live(session: Session, subscriber: Subscriber) -> None:
    """Let mail follow from what is confirmed and not ended, unless the subscriber has paused, stopped or bounced."""
    session.flush()
    silent = (subscriber.paused_at, subscriber.stopped_at, subscriber.bounced_at) != (None, None, None)
    wanted = Subscription.confirmed_at.is_not(None) & Subscription.ended_at.is_(None)
    mine = update(Subscription).where(Subscription.subscriber_id == subscriber.id)
    session.execute(mine.values(live=False if silent else wanted))
    session.expire_all()


def _cancel(session: Session, subscriber_id: int, outcome: str, now: datetime, *, keep_service: bool = False) -> None:
    """Cancel every alert of a subscriber that could still go out; words about their own alerts may be kept."""
    kept = _says(SERVICE) if keep_service else false()
    cancel_messages(session, outcome, now, Message.subscriber_id == subscriber_id, ~kept)


def _cancel_unfollowed(session: Session, subscriber_id: int, now: datetime) -> None:
    """Cancel what no subscription of theirs asks for any more.

    Corrections go to all who were sent the error, followed or not.
    """
    followed = (
        exists()
        .where(
            NotificationTarget.notification_id == Message.notification_id,
            NotificationTarget.target == Subscription.target,
            *_open(subscriber_id),
        )
        .correlate(Message)
    )
    kept = _says((*SERVICE, NotificationKind.CORRECTION))
    cancel_messages(session, "stopped by the reader", now, Message.subscriber_id == subscriber_id, ~followed, ~kept)


def _says(kinds: Collection[NotificationKind]) -> ColumnElement[bool]:
    return exists().where(Notification.id == Message.notification_id, Notification.kind.in_(kinds)).correlate(Message)
