"""About how many mails following something means, so that people know before they subscribe.

It counts the notices of the last 90 days and what the deadlines make certain for the next 30. Replies are not forecast.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.rules.reminders import next_reminder
from tracker.vocabulary import Frequency

BACK_DAYS, AHEAD_DAYS = 90, 30
BACK, AHEAD = timedelta(days=BACK_DAYS), timedelta(days=AHEAD_DAYS)


@dataclass(frozen=True, slots=True)
class DeadlineAhead:
    """When the clock will notify about one demand: its deadline passes, it becomes overdue; None for never."""

    passes_at: datetime | None
    overdue_from: datetime | None
    zone: str


def notices_ahead(deadlines: Iterable[DeadlineAhead], start: datetime) -> set[datetime]:
    """Return the instants of the next 30 days at which the clock will notify."""
    found: set[datetime] = set()
    for deadline in deadlines:
        ends = (end for end in (deadline.passes_at, deadline.overdue_from) if end and start <= end < start + AHEAD)
        found |= {*ends, *_reminders(deadline, start)}
    return found


def _reminders(deadline: DeadlineAhead, start: datetime) -> Iterable[datetime]:
    at = next_reminder(deadline.passes_at, deadline.overdue_from, deadline.zone, start)
    while at is not None and at < start + AHEAD:
        yield at
        at = next_reminder(deadline.passes_at, deadline.overdue_from, deadline.zone, at)


def mails_a_month(past: Iterable[datetime], ahead: Iterable[datetime]) -> dict[Frequency, int]:
    """Return for each pace how many mails a month to expect.

    `past` has the instants of notices in the last 90 days, `ahead` those that are certain in the next 30. Notices of
    one instant are one immediate mail; those of one day, or of one week, are one digest.
    """
    past, ahead = list(past), list(ahead)
    return {pace: round(_count(past, key) * AHEAD_DAYS / BACK_DAYS + _count(ahead, key)) for pace, key in _KEYS.items()}


def _count(instants: Iterable[datetime], key: Callable[[datetime], Hashable]) -> int:
    return len({key(at) for at in instants})


_KEYS: dict[Frequency, Callable[[datetime], Hashable]] = {
    Frequency.AT_ONCE: lambda at: at,
    Frequency.DAILY: lambda at: local_day(at, HOUSE_ZONE),
    Frequency.WEEKLY: lambda at: local_day(at, HOUSE_ZONE).isocalendar()[:2],
}
