"""Tell those who were told something wrong, and only them; and stop what was wrong where it has not gone out yet."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from tracker.models import Alert, Change, Notice
from tracker.rules.audience import is_correction_of_finding
from tracker.vocabulary import AlertState, ChangeKind, NoticeKind, Pace

NOT_READ = (AlertState.HELD, AlertState.WAITING, AlertState.PENDING)
TOLD = Alert.state.in_((AlertState.SENDING, AlertState.UNKNOWN, AlertState.SENT)) | (Alert.unknowns > 0)
"""That a reader may have seen it: one try that may have arrived is enough, whatever came after it."""


def wrong_notices(session: Session, change: Change) -> list[int]:
    """Return the notices that a change shows to have been wrong, the latest first."""
    query = select(Notice.id).where(Notice.motion_id == change.motion_id, Notice.subject == change.subject)
    if is_correction_of_finding(change):
        query = query.where(Notice.kind.in_((NoticeKind.FINDING_MADE, NoticeKind.CORRECTION)))
    elif change.kind is ChangeKind.CORRECTION:
        # The reminders that followed from the entry said the same.
        entry = session.get_one(Change, int((change.once or "").rpartition(":")[2]))
        kinds = (NoticeKind.OVERDUE, NoticeKind.STILL_OVERDUE)
        query = query.where(Notice.kind.in_(kinds), Notice.recorded_at >= entry.recorded_at)
    else:
        return []
    return list(session.scalars(query.order_by(Notice.id.desc())))


def stop(session: Session, wrong: Sequence[int], change: Change) -> None:
    """Cancel what has not gone out yet. One whose outcome is unknown may have been read: it is told of the rest."""
    values = {"state": AlertState.CANCELLED, "due_at": None, "settled_at": change.recorded_at}
    reason = {"outcome": "corrected before it was sent"}
    session.execute(update(Alert).where(Alert.notice_id.in_(wrong), Alert.state.in_(NOT_READ)).values(values | reason))
    session.execute(update(Notice).where(Notice.id.in_(wrong)).values(cancelled_at=change.recorded_at))


def versions_told(session: Session, wrong: Sequence[int], judged: Any) -> list[tuple[Any, list[int], list[int]]]:
    """Return what readers were told last that differs from what is judged now, with who they are.

    Each version comes with the notices that told it, and with the later ones: whoever was told one of those as well is
    among their readers. Whoever was last told what is true again needs no correction.
    """
    found: list[tuple[Any, list[int], list[int]]] = []
    for place, notice in enumerate(wrong):
        said = json.loads(session.get_one(Notice, notice).facts).get("after")
        if said != judged:
            found.append((said, [notice], list(wrong[:place])))
    return found


def anyone_told(session: Session, notices: Sequence[int], later: Sequence[int]) -> bool:
    """Tell whether anybody may have read one of these notices, and none of the later ones."""
    return session.scalar(_told(notices, later).limit(1)) is not None


def _told(notices: Sequence[int], later: Sequence[int]) -> Select[Any]:
    told = select(Alert.subscriber_id).where(Alert.notice_id.in_(notices), TOLD)
    return told.where(Alert.subscriber_id.not_in(select(Alert.subscriber_id).where(Alert.notice_id.in_(later), TOLD)))


def tell_those_told(
    session: Session, notice: Notice, wrong: Sequence[int], due_at: datetime, later: Sequence[int] = ()
) -> None:
    """Queue a correction for exactly those to whom what was wrong went out, or may have, and nothing later did."""
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
    told = _told(wrong, later).add_columns(*constants).distinct()
    session.execute(insert(Alert).from_select([Alert.subscriber_id, *values], told, include_defaults=False))


def leave_out_those_told(session: Session, change: Change) -> None:
    """Take the plain alert from whoever was told an earlier version: they get the correction, or know it already."""
    told = select(Alert.subscriber_id).where(Alert.notice_id.in_(wrong_notices(session, change)), TOLD)
    plain = select(Notice.id).where(Notice.change_id == change.id, Notice.kind != NoticeKind.CORRECTION)
    session.execute(delete(Alert).where(Alert.notice_id.in_(plain), Alert.subscriber_id.in_(told)))
