"""What is to be mailed and what could not be."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models import Alert, Notice
from tracker.vocabulary import AlertState


def failed_alerts(session: Session, since: datetime) -> int:
    """Return how many alerts could not be delivered after an instant."""
    query = select(func.count()).select_from(Alert).where(Alert.state == AlertState.FAILED)
    return session.scalar(query.where(Alert.settled_at > since)) or 0


def notices(session: Session) -> list[Notice]:
    """Return every notice, in the order in which they were made: for a copy of one motion in memory."""
    return list(session.scalars(select(Notice).order_by(Notice.id)))
