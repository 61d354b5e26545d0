"""How sending goes, in numbers only: for the status page, for machines that ask, and for the operator's daily mail."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models import IS_FAILED, MailDay, Message, Notification, Outlet
from tracker.models.message import OUTLET
from tracker.vocabulary import MessageState, NotificationKind

RED_AFTER = timedelta(minutes=4, seconds=30)
"""How long mail may be due with none going out before that counts as broken: five minutes, less a tick or two."""

NOTICED_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DeliveryStats:
    """How sending goes at one instant."""

    ran_at: datetime | None
    sent_at: datetime | None
    waiting: int
    failed: int
    sent_today: int
    oldest_due: datetime | None
    held_at: datetime | None
    trouble: str | None
    trouble_since: datetime | None
    stuck: bool


def figures(session: Session, now: datetime, today: date) -> DeliveryStats:
    """Return how sending goes at an aware instant; `today` is its London day."""
    outlet = session.get(Outlet, OUTLET) or Outlet(name=OUTLET)
    oldest = session.scalar(select(func.min(Message.due_at)).where(Message.due_at <= now))
    day = session.get(MailDay, today)
    waiting = session.scalar(select(func.count()).where(Message.due_at.is_not(None))) or 0
    return DeliveryStats(
        ran_at=outlet.ran_at,
        sent_at=outlet.sent_at,
        waiting=waiting,
        failed=session.scalar(select(func.count()).where(IS_FAILED)) or 0,
        sent_today=day.sent if day else 0,
        oldest_due=oldest,
        held_at=outlet.held_at,
        trouble=outlet.trouble,
        trouble_since=outlet.trouble_since,
        stuck=is_stuck(outlet, oldest, waiting, now),
    )


def is_stuck(outlet: Outlet, oldest_due: datetime | None, waiting: int, now: datetime) -> bool:
    """Tell whether mail is due and none goes out. What a person holds back is not stuck.

    Trouble over which nothing waits any more counts for a day, so that somebody notices it, and is then over.
    """
    if outlet.held_at is not None:
        return False
    limit = now - RED_AFTER
    silent = outlet.sent_at is None or outlet.sent_at < limit
    since = outlet.trouble_since
    troubled = since is not None and since < limit and (waiting > 0 or now - since < NOTICED_WITHIN)
    overdue = oldest_due is not None and oldest_due < limit
    return silent and (troubled or overdue)


def last_day(session: Session, day: date, now: datetime) -> dict[str, int]:
    """Return how many mails went out on a London day, how many could not, and how many wait now."""
    row = session.get(MailDay, day)
    waiting = session.scalar(select(func.count()).where(Message.due_at <= now)) or 0
    return {"sent": row.sent if row else 0, "failed": row.failed if row else 0, "waiting": waiting}


def canary_sent_at(session: Session) -> datetime | None:
    """Return when the operator's daily mail was last accepted by the mail server."""
    query = select(func.max(Message.settled_at)).join(Notification, Notification.id == Message.notification_id)
    return session.scalar(query.where(Notification.kind == NotificationKind.CANARY, Message.state == MessageState.SENT))
