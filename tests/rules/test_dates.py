"""When a day closes: a table of London days, every date to 2040, and both clock changes.

Rule: docs/decisions/deadlines.md#days.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.builders import deadline, demand, motion, utc
from tracker.rules.dates import day_close, day_last_instant, day_start, hours_into_day, local_day, local_time
from tracker.rules.deadlines import checked_until, closes_at
from tracker.rules.status import standing
from tracker.vocabulary import Clock

LONDON = [
    (date(2026, 1, 15), utc(2026, 1, 16)),
    (date(2026, 3, 28), utc(2026, 3, 29)),
    (date(2026, 3, 29), utc(2026, 3, 29, 23)),  # 23 hours
    (date(2026, 3, 30), utc(2026, 3, 30, 23)),
    (date(2026, 6, 1), utc(2026, 6, 1, 23)),
    (date(2026, 10, 24), utc(2026, 10, 24, 23)),
    (date(2026, 10, 25), utc(2026, 10, 26)),  # 25 hours
    (date(2026, 10, 26), utc(2026, 10, 27)),
    (date(2026, 12, 31), utc(2027, 1, 1)),
    (date(2027, 2, 28), utc(2027, 3, 1)),
    (date(2027, 3, 28), utc(2027, 3, 28, 23)),
    (date(2027, 10, 31), utc(2027, 11, 1)),
    (date(2028, 2, 28), utc(2028, 2, 29)),
    (date(2028, 2, 29), utc(2028, 3, 1)),
    (date(2028, 3, 26), utc(2028, 3, 26, 23)),
    (date(2028, 10, 29), utc(2028, 10, 30)),
]
STEPS = [
    (timedelta(seconds=-1), Clock.DUE_TODAY),
    (timedelta(microseconds=-1), Clock.DUE_TODAY),
    (timedelta(0), Clock.CHECKING),
    (timedelta(seconds=1), Clock.CHECKING),
]


@pytest.mark.parametrize(("day", "closing"), LONDON)
def test_a_day_in_london_closes_at_midnight(day: date, closing: datetime) -> None:
    assert day_close(day, "Europe/London") == closing


@pytest.mark.parametrize(("step", "clock"), STEPS)
@pytest.mark.parametrize(("day", "closing"), LONDON)
def test_the_clock_turns_exactly_at_the_close(day: date, closing: datetime, step: timedelta, clock: Clock) -> None:
    one = demand(None, deadlines=[deadline(day)])
    assert standing(one, closing + step).clock is clock


@pytest.mark.parametrize(
    ("step", "clock"), [(step, Clock.CHECKING if step < timedelta(0) else Clock.OVERDUE) for step, _ in STEPS]
)
@pytest.mark.parametrize(("day", "_closing"), LONDON)
def test_overdue_begins_exactly_at_ten_in_the_morning(
    day: date, _closing: datetime, step: timedelta, clock: Clock
) -> None:
    one = demand(None, deadlines=[deadline(day)])
    ten = hours_into_day(day + timedelta(days=1), Decimal(10), "Europe/London")
    assert local_time(ten, "Europe/London").hour == 10
    assert standing(one, ten + step).clock is clock


def test_every_day_to_2040_closes_when_the_next_begins() -> None:
    day, zone = date(2024, 1, 1), "Europe/London"
    while day.year < 2041:
        last, closing = day_last_instant(day, zone), day_close(day, zone)
        assert (local_day(last, zone), local_day(closing, zone)) == (day, day + timedelta(days=1))
        assert closing == day_start(day + timedelta(days=1), zone)
        day += timedelta(days=1)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)])
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    zone = "Europe/London"
    assert day_close(day, zone) - day_start(day, zone) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "closing"),
    [("Pacific/Auckland", utc(2026, 6, 1, 12)), ("America/New_York", utc(2026, 6, 2, 4)), ("UTC", utc(2026, 6, 2))],
)
def test_a_day_closes_in_the_motions_own_zone(zone: str, closing: datetime) -> None:
    assert closes_at(deadline(date(2026, 6, 1)), zone) == closing


def test_a_stated_instant_closes_then_and_is_checked_for_so_many_hours() -> None:
    five = utc(2026, 10, 24, 16)  # 17:00 in London, the evening before the clocks go back
    row = deadline(five)
    assert closes_at(row, "Europe/London") == five
    assert checked_until(five, row, motion()) == five + timedelta(hours=10)


def test_seven_days_at_five_stays_at_five_on_the_wall() -> None:
    assert hours_into_day(date(2026, 4, 1), Decimal(17), "Europe/London") == utc(2026, 4, 1, 16)
