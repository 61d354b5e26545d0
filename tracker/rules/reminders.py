"""When followers are reminded of a demand: before its deadline, and while it is overdue.

At 07:00 by the wall clock of the motion's own zone: seven days before, the day before and on the day; then, while parts
are overdue, weekly for four weeks and monthly after that. One that was missed is made good only while it is still true,
and not on the day of the next one, which says the same.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count

from tracker.rules.dates import MICROSECOND, hours_into_day, local_day
from tracker.vocabulary import NotificationKind

HOUR = Decimal(7)
BEFORE_DAYS = (7, 1, 0)
WEEKS = 4


def next_reminder(
    passes_at: datetime | None, overdue_from: datetime | None, zone: str, after: datetime
) -> datetime | None:
    """Return the first instant after an aware instant at which a reminder is due, or None.

    `passes_at` is when the deadline closes with something still awaited, None when nothing will be; `overdue_from` when
    the clock first says overdue, None when it never will.
    """
    ahead = [at for at in (*_before(passes_at, zone), _next_while_overdue(overdue_from, zone, after)) if at]
    return min((at for at in ahead if at > after), default=None)


def reminder_kind(
    due_at: datetime, closes_at: datetime, zone: str, now: datetime, then: datetime | None
) -> NotificationKind | None:
    """Return what a reminder that was due at an instant says now; None when it says nothing of its own.

    `then` is when the next one is due.
    """
    if then is not None and local_day(then, zone) == local_day(now, zone):
        return None
    if due_at >= closes_at:
        return NotificationKind.STILL_OVERDUE
    if now >= closes_at:
        return None
    days = (last_day(closes_at, zone) - local_day(now, zone)).days
    return {0: NotificationKind.DUE_TODAY, 1: NotificationKind.DUE_TOMORROW}.get(days, NotificationKind.DUE_IN_7_DAYS)


def last_day(closes_at: datetime, zone: str) -> date:
    """Return the local day of the last moment before a deadline closes."""
    return local_day(closes_at - MICROSECOND, zone)


def _before(passes_at: datetime | None, zone: str) -> list[datetime]:
    if passes_at is None:
        return []
    days = (last_day(passes_at, zone) - timedelta(days=days) for days in BEFORE_DAYS)
    instants = (hours_into_day(day, HOUR, zone) for day in days)
    return [at for at in instants if at < passes_at]


def _next_while_overdue(overdue_from: datetime | None, zone: str, after: datetime) -> datetime | None:
    if overdue_from is None:
        return None
    since = local_day(overdue_from, zone)
    instants = (hours_into_day(day, HOUR, zone) for day in _overdue_days(since, local_day(after, zone)))
    return next(at for at in instants if at > max(after, overdue_from))


def _overdue_days(since: date, near: date) -> Iterator[date]:
    """Yield the days of reminders while overdue: the four weekly ones, then the monthly ones from a given day on."""
    yield from (since + timedelta(weeks=week) for week in range(1, WEEKS + 1))
    last = since + timedelta(weeks=WEEKS)
    passed = (near.year - last.year) * 12 + near.month - last.month
    yield from (_months_after(last, months) for months in count(max(1, passed)))


def _months_after(day: date, months: int) -> date:
    """Return the same day some months later, or that month's last where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
