"""Let go of what is no longer needed, on the day that the page about privacy names.

Rule: docs/decisions/privacy.md#retention.

Set by set, and the same however often it runs. The promises are in words in `data_export.KEPT` and on that page.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, Delete, Update, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from tracker.models import (
    Bounce,
    CorrectionRequest,
    Link,
    MailBatch,
    Mailbox,
    Message,
    Notification,
    NotificationTarget,
    ReplyOffer,
    Signup,
    Subscriber,
    Subscription,
)
from tracker.operations.accounts import sign_ins
from tracker.operations.people.followers import SERVICE
from tracker.operations.people.signups import ASK_AGAIN_AFTER, QUIET_AFTER_STOP
from tracker.vocabulary import LinkPurpose, MessageState

SIGNUP = timedelta(days=1)
UNCONFIRMED = timedelta(days=7)
ADDRESS = timedelta(days=28)
USED_LINK = timedelta(days=28)
"""For how long a link that confirms can still say that it was used, or is too old."""
MAILS = timedelta(days=90)
BODY_DAYS = 7
"""For how many days the files of mails are kept; the sender removes them."""
PROOF = timedelta(days=365)
LETTER_ADDRESS = timedelta(days=7)
"""After a letter was settled; its row stays as long as those of other mails."""
REQUEST_ADDRESS = timedelta(days=28)
REQUEST_WORDS = timedelta(days=365)
"""After a request was decided: long enough to answer a complaint about the decision."""
OFFER_ADDRESS = timedelta(days=28)
"""After an addressee's days ended, or the offer was withdrawn."""
MOST_MESSAGES = 100_000
"""How many messages go in one transaction: other writers wait for it."""


def tidy(session: Session, now: datetime) -> dict[str, int]:
    """Delete what has been kept for as long as promised, in the caller's transaction; return how many rows of each."""
    return {
        "signups": _run(session, delete(Signup).where(Signup.asked_at <= now - SIGNUP)),
        "unconfirmed": _forget_unconfirmed(session, now),
        "addresses": _forget_addresses(session, now),
        "proofs": _run(session, delete(Subscription).where(Subscription.ended_at <= now - PROOF)),
        "links": _forget_links(session, now),
        "messages": _forget_messages(session, now),
        "bounces": _run(session, delete(Bounce).where(Bounce.at <= now - MAILS)),
        "mailboxes": _forget_mailboxes(session, now),
        "requests": _forget_requests(session, now),
        "offers": _forget_offers(session, now),
        "sign_ins": sign_ins.forget(session, now),
    }


def _run(session: Session, statement: Delete | Update) -> int:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, CursorResult) else 0


def _forget_unconfirmed(session: Session, now: datetime) -> int:
    """Delete what nobody confirmed in seven days, and those who are left with nothing, as if they had never come."""
    unused = (Link.purpose == LinkPurpose.CONFIRM, Link.used_at.is_(None), Link.expires_at > now)
    can_confirm = exists().where(Link.subscriber_id == Subscription.subscriber_id, *unused)
    late = Subscription.asked_at <= now - UNCONFIRMED
    _run(session, delete(Subscription).where(Subscription.confirmed_at.is_(None), late, ~can_confirm))
    since = func.coalesce(Subscriber.stopped_at, Subscriber.created_at)
    gone = (
        select(Subscriber.id)
        .where(Subscriber.confirmed_at.is_(None), Subscriber.erased_at.is_(None), ~Subscriber.is_operator)
        .where(since <= now - UNCONFIRMED, ~_has(Subscription))
        .where(~_has(Message, Message.state == MessageState.SENDING))
    )
    ids = list(session.scalars(gone))
    for start in range(0, len(ids), 500):
        _delete_subscribers(session, ids[start : start + 500])
    return len(ids)


def _has(noun: type[Subscription] | type[Message], *which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(noun.subscriber_id == Subscriber.id, *which)


def _delete_subscribers(session: Session, ids: list[int]) -> None:
    _run(session, delete(Message).where(Message.subscriber_id.in_(ids)))
    subjects = [f"subscriber/{number}" for number in ids]
    _delete_notifications(
        session, list(session.scalars(select(Notification.id).where(Notification.subject.in_(subjects))))
    )
    for noun in (Link, Bounce):
        _run(session, delete(noun).where(noun.subscriber_id.in_(ids)))
    _run(session, delete(Subscriber).where(Subscriber.id.in_(ids)))


def _delete_notifications(session: Session, ids: list[int]) -> None:
    """Delete notifications to one reader that nothing refers to any more, and their batches."""
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        batches = list(session.scalars(select(Notification.batch_id).where(Notification.id.in_(some))))
        _run(session, delete(NotificationTarget).where(NotificationTarget.notification_id.in_(some)))
        _run(session, delete(Notification).where(Notification.id.in_(some)))
        _run(session, delete(MailBatch).where(MailBatch.id.in_(batches)))


def _forget_addresses(session: Session, now: datetime) -> int:
    """Null the addresses of those who stopped four weeks ago; of one that bounced the mailbox's signature stays."""
    quiet = or_(Subscriber.stopped_at <= now - ADDRESS, Subscriber.bounced_at <= now - ADDRESS)
    open_ = _has(Subscription, or_(Subscription.live, Subscription.confirmed_at.is_(None)))
    which = (Subscriber.address.is_not(None), quiet, ~Subscriber.is_operator, ~open_)
    _run(session, update(Subscriber).where(*which, Subscriber.bounced_at.is_(None)).values(mailbox=None))
    found = _run(session, update(Subscriber).where(*which).values(address=None))
    # Without an address nothing is followed any more: from here the proof of consent has its year.
    gone = exists().where(Subscriber.id == Subscription.subscriber_id, Subscriber.address.is_(None))
    left = update(Subscription).where(Subscription.ended_at.is_(None), ~Subscription.live, gone)
    _run(session, left.values(ended_at=now))
    return found


def _forget_links(session: Session, now: datetime) -> int:
    """Delete links that confirm once they are long used or expired, and those of readers who are long gone."""
    spent = (Link.purpose == LinkPurpose.CONFIRM, Link.expires_at <= now - USED_LINK)
    gone = exists().where(
        Subscriber.id == Link.subscriber_id,
        Subscriber.address.is_(None),
        func.coalesce(Subscriber.stopped_at, Subscriber.bounced_at) <= now - PROOF,
    )
    return _run(session, delete(Link).where(*spent)) + _run(session, delete(Link).where(gone))


def _forget_messages(session: Session, now: datetime) -> int:
    """Null the addresses of letters settled a week ago; delete what was settled 90 days ago.

    Of the words to one reader about their own alerts the notification goes as well.
    """
    letters = (Message.settled_at <= now - LETTER_ADDRESS, Message.recipient.is_not(None))
    _run(session, update(Message).where(*letters).values(recipient=None))
    old = select(Message.id).where(Message.settled_at <= now - MAILS).order_by(Message.id).limit(MOST_MESSAGES)
    found = _run(session, delete(Message).where(Message.id.in_(old)))
    left = exists().where(Message.notification_id == Notification.id)
    stale = (Notification.kind.in_(SERVICE), Notification.recorded_at <= now - MAILS, ~left)
    _delete_notifications(session, list(session.scalars(select(Notification.id).where(*stale))))
    return found


def _forget_mailboxes(session: Session, now: datetime) -> int:
    """Delete counts that no longer hold anything back: none outstanding, none of the last day, nobody to be left alone.

    A count of unconfirmed askings stays: without it a mailbox could be written to three times again and again.
    """
    idle = or_(Mailbox.asked_at.is_(None), Mailbox.asked_at <= now - ASK_AGAIN_AFTER)
    free = or_(Mailbox.stopped_at.is_(None), Mailbox.stopped_at <= now - QUIET_AFTER_STOP)
    return _run(session, delete(Mailbox).where(Mailbox.asked == 0, idle, free))


def _forget_requests(session: Session, now: datetime) -> int:
    """Null the address of the person who asked four weeks after the decision, and what they wrote a year after it."""
    decided = CorrectionRequest.decided_at
    asked = update(CorrectionRequest)
    address = (decided <= now - REQUEST_ADDRESS, CorrectionRequest.address.is_not(None))
    words = (decided <= now - REQUEST_WORDS, CorrectionRequest.wrong.is_not(None))
    return _run(session, asked.where(*address).values(address=None)) + _run(
        session, asked.where(*words).values(wrong=None, evidence=None)
    )


def _forget_offers(session: Session, now: datetime) -> int:
    """Null the address of an offer whose days ended four weeks ago, or that was withdrawn then; a year old, of any."""
    before = now - OFFER_ADDRESS
    over = or_(ReplyOffer.due_on < before.date(), ReplyOffer.cancelled_at <= before, ReplyOffer.made_at <= now - PROOF)
    return _run(session, update(ReplyOffer).where(over, ReplyOffer.address.is_not(None)).values(address=None))
