"""The digests: daily and weekly mails, each over a stored half-open window, at 07:30 London time.

A window ends a quarter of an hour before its digest, so that what must be able to be stopped has had its wait.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tracker.models import MailBatch, Message, Notification
from tracker.operations.notify.changes import new_batch, waits_until
from tracker.rules.dates import HOUSE_ZONE, hours_into_day, local_day
from tracker.rules.notification_rules import ADVERSE_WAIT
from tracker.vocabulary import Frequency, MessageState

HOUR = Decimal("7.5")
LATEST = timedelta(days=1)
"""How long before its commit something may have been recorded, at the very most."""
LENGTHS = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}


def digest_day(pace: Frequency, now: datetime) -> date:
    """Return the London day of the latest digest that should have gone by an aware instant."""
    day = local_day(now, HOUSE_ZONE)
    if pace is Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    return day if hours_into_day(day, HOUR, HOUSE_ZONE) <= now else day - LENGTHS[pace]


def run_digests(session: Session, now: datetime) -> int:
    """Queue the digests that are due and have not run, in the caller's transaction; return how many alerts are in them.

    What was missed while nothing ran is in one digest: its window begins where the last one ended.
    """
    return sum(_run(session, pace, now) for pace in LENGTHS)


def _run(session: Session, pace: Frequency, now: datetime) -> int:
    day = digest_day(pace, now)
    once = f"{pace.value}:{day.isoformat()}"
    if session.scalar(select(MailBatch.id).where(MailBatch.once == once)) is not None:
        return 0
    end = hours_into_day(day, HOUR, HOUSE_ZONE) - ADVERSE_WAIT
    if session.scalar(select(MailBatch.id).where(MailBatch.fanned_to.is_not(None), MailBatch.recorded_at < end)):
        return 0  # Alerts of the window are still being made: the next round asks again.
    due_at = waits_until(session, now) or now
    batch = new_batch(session, now, due_at, pace, window_from=_begin(session, pace, end), window_to=end, once=once)
    # What still waits from shortly before goes along: its transaction may have ended after the last digest was made.
    begin = (batch.window_from or end) - LATEST
    inside = select(Notification.id).where(Notification.recorded_at >= begin, Notification.recorded_at < end)
    waiting = (Message.state == MessageState.WAITING, Message.pace == pace, Message.notification_id.in_(inside))
    values = {"batch_id": batch.id, "state": MessageState.PENDING, "due_at": due_at}
    return session.connection().execute(update(Message).where(*waiting).values(values)).rowcount


def _begin(session: Session, pace: Frequency, end: datetime) -> datetime:
    """Return where the last window of this pace ended; the first begins with the first notification there is."""
    # A window that ends later than this one was made by a clock that was wrong.
    last = session.scalar(
        select(func.max(MailBatch.window_to)).where(MailBatch.pace == pace, MailBatch.window_to <= end)
    )
    if last is not None:
        return last
    first = session.scalar(select(func.min(Notification.recorded_at)))
    return min(end - LENGTHS[pace], first or end)
