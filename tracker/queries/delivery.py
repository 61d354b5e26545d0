"""What is to be mailed and what could not be."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models import IS_FAILED, Message, Notification


def failed_alerts(session: Session, since: datetime) -> int:
    """Return how many alerts could not be delivered after an instant."""
    query = select(func.count()).where(IS_FAILED, Message.letter_kind.is_(None))
    return session.scalar(query.where(Message.settled_at > since)) or 0


def notices(session: Session) -> list[Notification]:
    """Return every notice, in the order in which they were made: for a copy of one motion in memory."""
    return list(session.scalars(select(Notification).order_by(Notification.id)))
