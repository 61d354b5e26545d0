"""The ledgers of deadlines: which row is in force, when it closes, until when the post is checked.

Rule: docs/decisions/deadlines.md#ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tracker.models import Deadline, Demand, Motion
from tracker.rules.calendars import next_working_day
from tracker.rules.date_rules import calendar_of
from tracker.rules.dates import MICROSECOND, ONE_DAY, day_close, day_start, hours_into_day, local_day, local_time
from tracker.rules.findings import letter_order
from tracker.vocabulary import MOVING, DeadlineKind

MORNING = Decimal(10)
"""The hour at which the post of a working morning has been read."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of a ledger's clock: the place of its row, the day from which the clock stands, and that of its end."""

    position: int
    since: date
    ended: date | None = None

    def days_by(self, day: date) -> int:
        """Return for how many days the clock had stood by a day."""
        return max(0, (min(self.ended or day, day) - self.since).days)


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline in force on one ledger: its row, the day and instant it closes, and when the checking ends.

    Day and instants are None while an event or the end of a pause is awaited. `stood_for` is by how many days pauses
    moved it, `paused_on` since when it stands, `made_at` when the row was made, `pauses` all of the ledger's. A pause
    that began after it had closed did not move it.
    """

    row: Deadline
    first: Deadline
    day: date | None
    closes_at: datetime | None
    checked_until: datetime | None
    made_at: datetime
    stood_for: int = 0
    paused_on: date | None = None
    pauses: tuple[Pause, ...] = ()


def all_ledgers(demand: Demand) -> list[str]:
    """Return the letters of a demand's ledgers; that of the demand itself has none and comes first."""
    return sorted({"", *(row.letter or "" for row in demand.deadlines if not row.withdrawn)}, key=letter_order)


def ledger(demand: Demand, at: datetime, letter: str = "") -> list[Deadline]:
    """Return the rows of a ledger that had been made by an instant, in order; without a letter the demand's own."""
    zone = demand.motion.time_zone
    of_it = [row for row in demand.deadlines if (row.letter or "") == letter and not row.withdrawn]
    return sorted((row for row in of_it if day_start(row.set_on, zone) <= at), key=lambda row: row.position)


def ledger_of_part(demand: Demand, letter: str, at: datetime) -> list[Deadline]:
    """Return the rows that count for a part: those of its own ledger, else of its demand's.

    A ledger with nothing but a promise sets no deadline: the promise then stands beside that of the demand.
    """
    own = ledger(demand, at, letter)
    return own if not letter or any(row.kind in MOVING for row in own) else [*ledger(demand, at), *own]


def due_of(rows: Sequence[Deadline], motion: Motion) -> Due | None:
    """Return the deadline in force by some rows of one ledger, or None where none was set.

    The last row that set or moved it counts. Asking again and a promise never move it; a pause moves it by the days it
    stood.
    """
    moving = [row for row in rows if row.kind in MOVING]
    if not moving:
        return None
    row, zone = moving[-1], motion.time_zone
    first = next((other for other in moving if other.event is None), moving[0])
    pauses = pauses_of(rows)
    last = pauses[-1] if pauses and pauses[-1].position > row.position else None
    stood, closing = moved_by(row, pauses, zone)
    return Due(
        row,
        first,
        day=due_day(row, zone) + timedelta(days=stood) if closing else None,
        closes_at=closing,
        checked_until=checked_until(closing, row, motion) if closing else None,
        made_at=day_start(row.set_on, zone),
        stood_for=stood,
        paused_on=last.since if last and last.ended is None else None,
        pauses=pauses,
    )


def days_late(due: Due, row: Deadline, until: date, zone: str) -> int:
    """Return by how many days one of a ledger's rows had passed by a local day, without those the clock stood."""
    if row.event is not None:
        return 0
    return max(0, (until - due_day(row, zone)).days - days_stood(due, row, until))


def days_stood(due: Due, row: Deadline, until: date) -> int:
    """Return for how many days the clock had stood by a local day since one of a ledger's rows was made."""
    return sum(pause.days_by(until) for pause in due.pauses if pause.position > row.position)


def promised(rows: Sequence[Deadline]) -> Deadline | None:
    """Return the latest promise in a ledger: the day that those who were asked named themselves."""
    return next((row for row in reversed(rows) if row.kind is DeadlineKind.EXPECTED), None)


def moved_by(row: Deadline, pauses: Sequence[Pause], zone: str) -> tuple[int, datetime | None]:
    """Return by how many days the pauses after a row moved it, and when it closes; None while nobody knows.

    A pause that begins after the deadline had closed moves nothing: it only stops the count of days.
    """
    stood = 0
    closing = None if row.event is not None else closes_at(row, zone)
    for pause in pauses:
        if pause.position < row.position:
            continue
        if closing is None or day_start(pause.since, zone) >= closing:
            break
        if pause.ended is None:
            return stood, None
        stood += pause.days_by(pause.ended)
        closing = _closes_later(row, stood, zone)
    return stood, closing


def _closes_later(row: Deadline, days: int, zone: str) -> datetime:
    if row.due_on:
        return day_close(row.due_on + timedelta(days=days), zone)
    # Within one zone the sum is of the wall clock: five o'clock stays five o'clock when the clocks change.
    return (local_time(_instant(row), zone) + timedelta(days=days)).astimezone(UTC)


def pauses_of(rows: Sequence[Deadline]) -> tuple[Pause, ...]:
    """Return the pauses that the rows of one ledger make, in their order."""
    found: list[Pause] = []
    for row in rows:
        stands = bool(found) and found[-1].ended is None
        if row.kind is DeadlineKind.PAUSED and not stands:
            found.append(Pause(row.position, row.set_on))
        elif row.kind is DeadlineKind.RESUMED and stands:
            found[-1] = replace(found[-1], ended=row.set_on)
    return tuple(found)


def due_day(deadline: Deadline, zone: str) -> date:
    """Return the local day of a row; raise ValueError for one that has none."""
    return deadline.due_on or local_day(_instant(deadline), zone)


def closes_at(deadline: Deadline, zone: str) -> datetime:
    """Return the instant from which a row's deadline has passed: 00:00 of the next local day, or the stated instant."""
    return day_close(deadline.due_on, zone) if deadline.due_on else _instant(deadline)


def first_closes_at(due: Due | None, zone: str) -> datetime | None:
    """Return when the first deadline of a ledger closed; None where none had a day."""
    return closes_at(due.first, zone) if due and due.first.event is None else None


def checked_until(closing: datetime, deadline: Deadline, motion: Motion) -> datetime:
    """Return when the grace after a deadline's close ends (docs/decisions/deadlines.md#grace).

    It ends at 10:00 of the next working morning; where the motion gives hours, these count instead: by the wall clock
    after a whole day, as elapsed hours after an instant.
    """
    zone = motion.time_zone
    next_day = local_day(closing - MICROSECOND, zone) + ONE_DAY
    if motion.grace_hours is None:
        return hours_into_day(next_working_day(next_day, calendar_of(motion)), MORNING, zone)
    if deadline.due_on is not None:
        return hours_into_day(next_day, motion.grace_hours, zone)
    return closing + timedelta(seconds=int(motion.grace_hours * 3600))


def _instant(deadline: Deadline) -> datetime:
    if deadline.due_at is None:
        raise ValueError("the row has neither a day nor an instant")
    return deadline.due_at
