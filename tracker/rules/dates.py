"""Days and instants. A local date stays a date until one of these functions opens or closes it.

Instants are aware and in UTC; days are dates in the motion's own zone (docs/decisions/deadlines.md#days).
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

MICROSECOND = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)
HOUSE_ZONE = "Europe/London"
"""Whose clock the site itself goes by: its digests, its figures, and pages and mails over several motions."""


def day_start(day: date, zone: str) -> datetime:
    """Return the instant at which a local day begins: 00:00 in its zone, in UTC."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def day_close(day: date, zone: str) -> datetime:
    """Return the instant at which a local day has closed: 00:00 of the next day, in UTC."""
    return day_start(day + ONE_DAY, zone)


def day_last_instant(day: date, zone: str) -> datetime:
    """Return the last microsecond of a local day, in UTC: the instant that `?on=` means."""
    return day_close(day, zone) - MICROSECOND


def local_day(instant: datetime, zone: str) -> date:
    """Return the local date on which an aware instant falls."""
    return instant.astimezone(ZoneInfo(zone)).date()


def local_time(instant: datetime, zone: str) -> datetime:
    """Return an aware instant as the wall clock of a zone shows it."""
    return instant.astimezone(ZoneInfo(zone))


def hours_into_day(day: date, hours: Decimal, zone: str) -> datetime:
    """Return the instant at which the wall clock of a local day shows `hours` after midnight, in UTC.

    Ten hours means 10:00 on the wall, on the days the clocks change as well. Hours past 24 run into the next days.
    """
    wall = datetime.combine(day, time.min) + timedelta(seconds=int(hours * 3600))
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
