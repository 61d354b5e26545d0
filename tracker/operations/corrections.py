"""Tell those who were told something wrong, and only them; and stop what was wrong where it has not gone out yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, literal, select, update
from sqlalchemy.orm import Session

from tracker.models import Alert, Change, Notice
from tracker.rules.audience import is_correction_of_finding
from tracker.vocabulary import AlertState, ChangeKind, NoticeKind, Pace

STOPPABLE = (AlertState.HELD, AlertState.WAITING, AlertState.PENDING)
TOLD = Alert.state.in_((AlertState.SENDING, AlertState.UNKNOWN, AlertState.SENT)) | (Alert.unknowns > 0)
"""That a reader may have seen it: one try that may have arrived is enough, whatever came after it."""


def wrong_notices(session: Session, change: Change) -> list[int]:
    """Return the notices that a change shows to have been wrong, the latest first."""
    query = select(Notice.id).where(Notice.motion_id == change.motion_id, Notice.subject == change.subject)
    if is_correction_of_finding(change):
        query = query.where(Notice.kind.in_((NoticeKind.FINDING_MADE, NoticeKind.CORRECTION)))
    elif change.kind is ChangeKind.CORRECTION:
        # The reminders that followed from the entry said the same.
        entry = int((change.once or "").rpartition(":")[2])
        first = select(Notice.id).where(Notice.change_id == entry).scalar_subquery()
        query = query.where(Notice.kind.in_((NoticeKind.OVERDUE, NoticeKind.STILL_OVERDUE)), Notice.id >= first)
    else:
        return []
    return list(session.scalars(query.order_by(Notice.id.desc())))


def stop(session: Session, wrong: Sequence[int], change: Change) -> None:
    """Cancel what has not gone out yet. One whose outcome is unknown may have been read: it is told of the rest."""
    values = {"state": AlertState.CANCELLED, "due_at": None, "settled_at": change.recorded_at}
    reason = {"outcome": "corrected before it was sent"}
    session.execute(update(Alert).where(Alert.notice_id.in_(wrong), Alert.state.in_(STOPPABLE)).values(values | reason))
    session.execute(update(Notice).where(Notice.id.in_(wrong)).values(cancelled_at=change.recorded_at))


def tell_those_told(session: Session, notice: Notice, wrong: Sequence[int], due_at: datetime) -> None:
    """Queue a correction for exactly those to whom what was wrong went out, or may have."""
    values = {
        Alert.notice_id: notice.id,
        Alert.moment_id: notice.moment_id,
        Alert.pace: Pace.AT_ONCE,
        Alert.state: AlertState.PENDING,
        Alert.due_at: due_at,
        Alert.attempts: 0,
        Alert.unknowns: 0,
    }
    constants = [literal(value, column.type) for column, value in values.items()]
    told = select(Alert.subscriber_id, *constants).where(Alert.notice_id.in_(wrong), TOLD).distinct()
    session.execute(insert(Alert).from_select([Alert.subscriber_id, *values], told, include_defaults=False))


def leave_out_the_corrected(session: Session, change: Change) -> None:
    """Take the plain alert away from whoever gets the correction: both tell the same change."""
    notices = select(Notice.id).where(Notice.change_id == change.id)
    corrected = select(Alert.subscriber_id).where(
        Alert.notice_id.in_(notices.where(Notice.kind == NoticeKind.CORRECTION))
    )
    plain = notices.where(Notice.kind != NoticeKind.CORRECTION)
    session.execute(delete(Alert).where(Alert.notice_id.in_(plain), Alert.subscriber_id.in_(corrected)))
