"""What a person may do with the outbox: look, try again, cancel, hold everything back and release it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, select, update
from sqlalchemy.orm import Session

from tracker.models import Alert, Moment, Motion, Notice, Outlet
from tracker.vocabulary import STOPPABLE, AlertState, NoticeKind

OUTLET = "smtp"
FINAL = (AlertState.SENT, AlertState.FAILED, AlertState.CANCELLED)


class OutboxRefusedError(Exception):
    """Something that cannot be done with the outbox; the message says what can."""


@dataclass(frozen=True, slots=True)
class Line:
    """One alert as an operator sees it: no address, for that is its reader's business."""

    id: int
    notice_id: int
    state: AlertState
    kind: NoticeKind
    about: str
    due_at: datetime | None
    attempts: int
    outcome: str | None


def lines(session: Session, state: AlertState | None, limit: int) -> list[Line]:
    """Return the alerts in a state, the newest first; without a state, those that are not settled."""
    query = (
        select(Alert, Notice.kind, Notice.subject, Motion.slug)
        .join(Notice, Notice.id == Alert.notice_id)
        .outerjoin(Motion, Motion.id == Notice.motion_id)
        .where(Alert.state == state if state else Alert.state.not_in(FINAL))
        .order_by(Alert.id.desc())
        .limit(limit)
    )
    return [_line(row) for row in session.execute(query)]


def _line(row: Row[Alert, NoticeKind, str, str]) -> Line:
    alert, kind, subject, slug = row
    about = f"{slug}, {subject}" if slug else "own alerts"
    return Line(alert.id, alert.notice_id, alert.state, kind, about, alert.due_at, alert.attempts, alert.outcome)


def waiting_findings(session: Session, now: datetime) -> list[tuple[int, str, datetime]]:
    """Return the findings recorded at an instant that wait before they are mailed: notice, subject, until when."""
    query = select(Notice.id, Notice.subject, Moment.due_at).join(Moment, Moment.id == Notice.moment_id)
    kinds = (NoticeKind.FINDING_MADE, NoticeKind.CORRECTION)
    which = (Moment.recorded_at == now, Moment.due_at > now, Notice.kind.in_(kinds))
    return [(row[0], row[1], row[2]) for row in session.execute(query.where(*which).order_by(Notice.id))]


def retry(session: Session, ids: Sequence[int], now: datetime) -> int:
    """Try failed alerts again from the start; without ids, all of them. Return how many."""
    chosen = _chosen(session, ids, (AlertState.FAILED,), "Only what has failed can be tried again")
    values = {"state": AlertState.PENDING, "due_at": now, "first_tried_at": None, "attempts": 0, "unknowns": 0}
    return _set(session, chosen, values | {"settled_at": None, "outcome": None})


def cancel(session: Session, ids: Sequence[int], now: datetime) -> int:
    """Cancel alerts that have not gone out; return how many. What is being sent can no longer be stopped."""
    if not ids:
        raise OutboxRefusedError("Say which: `outbox cancel 12 13`. `outbox list` shows their numbers.")
    chosen = _chosen(session, ids, STOPPABLE, "Only what has not gone out can be cancelled")
    return _set(session, chosen, _cancelled("cancelled by an operator", now))


def cancel_notice(session: Session, notice_id: int, now: datetime) -> int:
    """Cancel what a notice tells, for everybody who has not been told yet; return how many alerts that were."""
    if session.get(Notice, notice_id) is None:
        raise OutboxRefusedError(f"There is no notice {notice_id}.")
    session.execute(update(Notice).where(Notice.id == notice_id).values(cancelled_at=now))
    chosen = (Alert.notice_id == notice_id) & Alert.state.in_(STOPPABLE)
    return _set(session, chosen, _cancelled("cancelled by an operator", now))


def hold(session: Session, now: datetime) -> None:
    """Hold everything back until it is released: a restored database must not mail everyone again."""
    outlet = _outlet(session)
    outlet.held_at = outlet.held_at or now


def release(session: Session) -> None:
    """Let mail go out again, and try a server that was being rested at once."""
    outlet = _outlet(session)
    outlet.held_at = outlet.paused_until = outlet.trouble = outlet.trouble_since = None
    outlet.pauses = outlet.failures_in_row = 0


def _outlet(session: Session) -> Outlet:
    found = session.get(Outlet, OUTLET)
    if found is None:
        found = Outlet(name=OUTLET, pauses=0, failures_in_row=0)
        session.add(found)
    return found


def _chosen(session: Session, ids: Sequence[int], states: Sequence[AlertState], refusal: str) -> ColumnElement[bool]:
    """Return the condition for the alerts that are meant; raise OutboxRefusedError where one is in no such state."""
    wanted = Alert.state.in_(states)
    if not ids:
        return wanted
    found = set(session.scalars(select(Alert.id).where(Alert.id.in_(ids), wanted)))
    if missing := sorted(set(ids) - found):
        raise OutboxRefusedError(f"{refusal}; this is not so of {', '.join(map(str, missing))}.")
    return Alert.id.in_(ids) & wanted


def _cancelled(reason: str, now: datetime) -> dict[str, object]:
    return {"state": AlertState.CANCELLED, "due_at": None, "settled_at": now, "outcome": reason}


def _set(session: Session, chosen: ColumnElement[bool], values: dict[str, object]) -> int:
    return session.connection().execute(update(Alert).where(chosen).values(values)).rowcount
