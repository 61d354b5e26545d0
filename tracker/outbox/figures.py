"""How sending goes, in numbers only: for the status page, for machines that ask, and for the operator's daily mail."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models import Alert, Letter, MailDay, Notice, Outlet
from tracker.operations import letters
from tracker.operations.outbox import OUTLET
from tracker.vocabulary import AlertState, NoticeKind

RED_AFTER = timedelta(minutes=4, seconds=30)
"""How long mail may be due with none going out before that counts as broken: five minutes, less a tick or two."""

NOTICED_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
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


def figures(session: Session, now: datetime, today: date) -> Figures:
    """Return how sending goes at an aware instant; `today` is its London day."""
    outlet = session.get(Outlet, OUTLET) or Outlet(name=OUTLET)
    oldest = session.scalar(select(func.min(Alert.due_at)).where(Alert.due_at.is_not(None), Alert.due_at <= now))
    letter = session.scalar(select(func.min(Letter.due_at)).where(Letter.due_at.is_not(None), Letter.due_at <= now))
    oldest = min((at for at in (oldest, letter) if at), default=None)
    day = session.get(MailDay, today)
    unsettled = select(func.count()).select_from(Alert).where(Alert.due_at.is_not(None))
    waiting = (session.scalar(unsettled) or 0) + letters.waiting(session)
    failed = select(func.count()).select_from(Alert).where(Alert.state == AlertState.FAILED)
    return Figures(
        ran_at=outlet.ran_at,
        sent_at=outlet.sent_at,
        waiting=waiting,
        failed=(session.scalar(failed) or 0) + len(letters.failed(session)),
        sent_today=day.sent if day else 0,
        oldest_due=oldest,
        held_at=outlet.held_at,
        trouble=outlet.trouble,
        trouble_since=outlet.trouble_since,
        stuck=is_stuck(outlet, oldest, waiting, now),
    )


def is_stuck(outlet: Outlet, oldest_due: datetime | None, waiting: int, now: datetime) -> bool:
    """Tell whether mail is due and none goes out. What a person holds back is not stuck.

    Trouble over which nothing waits any more counts for a day, so that somebody notices, and is then over.
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
    waiting = session.scalar(select(func.count()).select_from(Alert).where(Alert.due_at <= now)) or 0
    waiting += letters.waiting(session, due_by=now)
    return {"sent": row.sent if row else 0, "failed": row.failed if row else 0, "waiting": waiting}


def canary_sent_at(session: Session) -> datetime | None:
    """Return when the operator's daily mail was last accepted by the mail server."""
    query = select(func.max(Alert.settled_at)).join(Notice, Notice.id == Alert.notice_id)
    return session.scalar(query.where(Notice.kind == NoticeKind.CANARY, Alert.state == AlertState.SENT))
