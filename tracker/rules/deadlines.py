"""The ledger of deadlines: which row counts, when it closes, until when the post is checked.

Rule: docs/decisions/deadlines.md#ledger.
"""

from datetime import date, datetime, timedelta

from tracker.models import Deadline, Demand, Motion
from tracker.rules.dates import ONE_DAY, day_close, day_start, hours_into_day, local_day
from tracker.vocabulary import DeadlineKind


def ledger(demand: Demand, at: datetime) -> list[Deadline]:
    """Return the rows that had been made by an instant, in order."""
    zone = demand.motion.time_zone
    rows = [row for row in demand.deadlines if not row.withdrawn and day_start(row.set_on, zone) <= at]
    return sorted(rows, key=lambda row: row.position)


def first_deadline(demand: Demand, at: datetime) -> Deadline | None:
    return next((row for row in ledger(demand, at) if row.kind is not DeadlineKind.ASKED_AGAIN), None)


def current_deadline(demand: Demand, at: datetime) -> Deadline | None:
    """Return the deadline in force: the last row that set or moved it. Asking again never moves the clock."""
    rows = [row for row in ledger(demand, at) if row.kind is not DeadlineKind.ASKED_AGAIN]
    return rows[-1] if rows else None


def due_day(deadline: Deadline, zone: str) -> date:
    if deadline.due_on is not None:
        return deadline.due_on
    return local_day(_due_instant(deadline), zone)


def closes_at(deadline: Deadline, zone: str) -> datetime:
    """Return the instant from which the deadline has passed: 00:00 of the next local day, or the stated instant."""
    if deadline.due_on is not None:
        return day_close(deadline.due_on, zone)
    return _due_instant(deadline)


def checked_until(deadline: Deadline, motion: Motion) -> datetime:
    """Return when the grace ends: by the wall clock after a whole day, in elapsed hours after an instant."""
    if deadline.due_on is not None:
        return hours_into_day(deadline.due_on + ONE_DAY, motion.grace_hours, motion.time_zone)
    return _due_instant(deadline) + timedelta(seconds=int(motion.grace_hours * 3600))


def days_late(day: date, deadline: Deadline, zone: str) -> int:
    """Return by how many days a local day lies after the deadline's day; 0 when it does not."""
    return max(0, (day - due_day(deadline, zone)).days)


def _due_instant(deadline: Deadline) -> datetime:
    if deadline.due_at is None:
        raise ValueError("a deadline needs a day or an instant")
    return deadline.due_at
