"""About how many mails following something means, told before anybody says yes.

It goes by what was told in the last 90 days and by what the deadlines make certain for the next 30: a plain count, and
no forecast of replies.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.rules.instants import HOUSE_ZONE, local_day
from tracker.rules.reminders import next_reminder
from tracker.vocabulary import Frequency

BACK_DAYS, AHEAD_DAYS = 90, 30
BACK, AHEAD = timedelta(days=BACK_DAYS), timedelta(days=AHEAD_DAYS)


@dataclass(frozen=True, slots=True)
class DeadlineAhead:
    """What the clock will tell of one demand: when its deadline passes, and when it is overdue; None for never."""

    passes_at: datetime | None
    overdue_from: datetime | None
    zone: str


def told_ahead(deadlines: Iterable[DeadlineAhead], start: datetime) -> set[datetime]:
    """Return the instants of the next 30 days at which the clock has something to tell."""
    found: set[datetime] = set()
    for one in deadlines:
        ends = (end for end in (one.passes_at, one.overdue_from) if end and start <= end < start + AHEAD)
        found |= {*ends, *_reminders(one, start)}
    return found


def _reminders(one: DeadlineAhead, start: datetime) -> Iterable[datetime]:
    at = next_reminder(one.passes_at, one.overdue_from, one.zone, start)
    while at is not None and at < start + AHEAD:
        yield at
        at = next_reminder(one.passes_at, one.overdue_from, one.zone, at)


def mails_a_month(past: Iterable[datetime], ahead: Iterable[datetime]) -> dict[Frequency, int]:
    """Return for each pace how many mails a month to expect.

    `past` is when something was told in the last 90 days, `ahead` when something is sure to be in the next 30. What is
    told at one instant is one mail at once; what is told on one day, or in one week, is one mail of a digest.
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


def expected_words(pace: Frequency, mails: int) -> str:
    """Say what a number of mails a month means at a pace: "at most one a day, about 2 a month"."""
    if mails == 0:
        return "hardly any: going by the last three months, fewer than one a month"
    limit = {Frequency.DAILY: "at most one a day, ", Frequency.WEEKLY: "at most one a week, "}.get(pace, "")
    number = f"{mails:,}" if mails < 1_000 else "more than 1,000"
    return f"{limit}about {number} {'a month' if limit else 'mail a month' if mails == 1 else 'mails a month'}"
