"""The digests: daily and weekly mails, each over a stored half-open window, at 07:30 London time.

A window ends a quarter of an hour before its digest, so that what must be able to be stopped has had its wait.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tracker.models import Alert, Moment, Notice
from tracker.operations.record.log import lock_logs
from tracker.operations.telling import new_moment, waits_until
from tracker.rules.audience import ADVERSE_WAIT
from tracker.rules.dates import HOUSE_ZONE, hours_into_day, local_day
from tracker.vocabulary import AlertState, Pace

HOUR = Decimal("7.5")
LENGTHS = {Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}


def digest_day(pace: Pace, now: datetime) -> date:
    """Return the London day of the latest digest that should have gone by an aware instant."""
    day = local_day(now, HOUSE_ZONE)
    if pace is Pace.WEEKLY:
        day -= timedelta(days=day.weekday())
    return day if hours_into_day(day, HOUR, HOUSE_ZONE) <= now else day - LENGTHS[pace]


def run_digests(session: Session, now: datetime) -> int:
    """Queue the digests that are due and have not run, in the caller's transaction; return how many alerts are in them.

    What was missed while nothing ran is in one digest: its window begins where the last one ended.
    """
    return sum(_run(session, pace, now) for pace in LENGTHS)


def _run(session: Session, pace: Pace, now: datetime) -> int:
    day = digest_day(pace, now)
    once = f"{pace.value}:{day.isoformat()}"
    if session.scalar(select(Moment.id).where(Moment.once == once)) is not None:
        return 0
    lock_logs(session)  # Nothing may be recorded into the window after it was read.
    if session.scalar(select(Moment.id).where(Moment.once == once)) is not None:
        return 0
    end = hours_into_day(day, HOUR, HOUSE_ZONE) - ADVERSE_WAIT
    due_at = waits_until(session, now) or now
    moment = new_moment(session, now, due_at, pace, window_from=_begin(session, pace, end), window_to=end, once=once)
    inside = select(Notice.id).where(Notice.recorded_at >= moment.window_from, Notice.recorded_at < end)
    waiting = (Alert.state == AlertState.WAITING, Alert.pace == pace, Alert.notice_id.in_(inside))
    values = {"moment_id": moment.id, "state": AlertState.PENDING, "due_at": due_at}
    return session.connection().execute(update(Alert).where(*waiting).values(values)).rowcount


def _begin(session: Session, pace: Pace, end: datetime) -> datetime:
    """Return where the last window of this pace ended; the first begins with the first notice there is."""
    # A window that ends later than this one was made by a clock that was wrong.
    last = session.scalar(select(func.max(Moment.window_to)).where(Moment.pace == pace, Moment.window_to <= end))
    if last is not None:
        return last
    first = session.scalar(select(func.min(Notice.recorded_at)))
    return min(end - LENGTHS[pace], first or end)
