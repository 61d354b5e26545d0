"""What is to be mailed and what could not be."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models import Message, Notification
from tracker.vocabulary import MessageState


def failed_alerts(session: Session, since: datetime) -> int:
    """Return how many alerts could not be delivered after an instant."""
    query = select(func.count()).where(Message.state == MessageState.FAILED, Message.letter_kind.is_(None))
    return session.scalar(query.where(Message.settled_at > since)) or 0


def notices(session: Session) -> list[Notification]:
    """Return every notice, in the order in which they were made: for a copy of one motion in memory."""
    return list(session.scalars(select(Notification).order_by(Notification.id)))
