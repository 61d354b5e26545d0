"""When followers are reminded: before the deadline, and while a demand is overdue; at both clock changes as well."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import utc
from tracker.rules.dates import day_close, local_time
from tracker.rules.reminders import next_reminder, reminder_kind
from tracker.vocabulary import NotificationKind

LONDON = "Europe/London"
CLOSE = utc(2026, 11, 9)  # a deadline on Sunday 8 November
OVERDUE = utc(2026, 11, 9, 10)
START, END = (utc(year, 1, 1).replace(tzinfo=None) for year in (2019, 2045))

NEXT = [
    (utc(2026, 10, 20), utc(2026, 11, 1, 7)),
    (utc(2026, 11, 1, 6, 59), utc(2026, 11, 1, 7)),
    (utc(2026, 11, 1, 7), utc(2026, 11, 7, 7)),
    (utc(2026, 11, 7, 7), utc(2026, 11, 8, 7)),
    (utc(2026, 11, 8, 7), utc(2026, 11, 16, 7)),
    (utc(2026, 11, 16, 7), utc(2026, 11, 23, 7)),
    (utc(2026, 12, 6, 7), utc(2026, 12, 7, 7)),  # four weeks after
    (utc(2026, 12, 7, 7), utc(2027, 1, 7, 7)),  # then monthly
    (utc(2027, 3, 7, 7), utc(2027, 4, 7, 6)),  # 07:00 on the wall, in summer
    (utc(2036, 7, 20), utc(2036, 8, 7, 6)),
]


@pytest.mark.parametrize(("after", "expected"), NEXT)
def test_the_next_reminder(after: datetime, expected: datetime) -> None:
    assert next_reminder(CLOSE, OVERDUE, LONDON, after) == expected


def test_nothing_is_reminded_of_when_nothing_is_awaited() -> None:
    assert next_reminder(None, None, LONDON, utc(2026, 11, 1)) is None


def test_a_month_without_that_day_reminds_on_its_last() -> None:
    overdue = utc(2027, 1, 3, 10)  # four weeks later is the 31st
    assert next_reminder(None, overdue, LONDON, utc(2027, 1, 31, 8)) == utc(2027, 2, 28, 7)


def test_a_deadline_before_seven_in_the_morning_has_no_reminder_on_its_day() -> None:
    closes = utc(2026, 11, 8, 6)
    assert next_reminder(closes, None, LONDON, utc(2026, 11, 7, 8)) is None


KINDS = [
    (utc(2026, 11, 1, 7), utc(2026, 11, 1, 7), NotificationKind.DUE_IN_7_DAYS),
    (utc(2026, 11, 1, 7), utc(2026, 11, 4, 12), NotificationKind.DUE_IN_7_DAYS),  # made good after three days' silence
    (utc(2026, 11, 1, 7), utc(2026, 11, 7, 12), NotificationKind.DUE_TOMORROW),
    (utc(2026, 11, 7, 7), utc(2026, 11, 8, 23, 59), NotificationKind.DUE_TODAY),
    (utc(2026, 11, 7, 7), utc(2026, 11, 8, 6), None),  # that day's own comes in an hour
    (utc(2026, 11, 1, 7), utc(2026, 11, 7, 6, 59), None),
    (utc(2026, 11, 16, 7), utc(2026, 11, 23, 6), None),
    (utc(2026, 11, 8, 7), utc(2026, 11, 9), None),  # too late: it has passed
    (utc(2026, 11, 16, 7), utc(2026, 11, 18), NotificationKind.STILL_OVERDUE),
]


@pytest.mark.parametrize(("due", "now", "expected"), KINDS)
def test_f10_what_a_reminder_says_when_its_turn_comes(
    due: datetime, now: datetime, expected: NotificationKind | None
) -> None:
    then = next_reminder(CLOSE, OVERDUE, LONDON, now)
    assert reminder_kind(due, CLOSE, LONDON, now, then) == expected


def test_a_late_reminder_stands_where_the_day_has_none_of_its_own() -> None:
    closes = utc(2026, 11, 8, 6)
    then = next_reminder(closes, None, LONDON, utc(2026, 11, 8, 5))
    assert reminder_kind(utc(2026, 11, 7, 7), closes, LONDON, utc(2026, 11, 8, 5), then) is NotificationKind.DUE_TODAY


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.datetimes(START, END))
def test_every_reminder_is_at_seven_and_later_than_asked(day: date, naive: datetime) -> None:
    closes, after = day_close(day, LONDON), naive.replace(tzinfo=UTC)
    at = next_reminder(closes, closes + timedelta(hours=10), LONDON, after)
    assert at is not None
    assert at > after
    assert f"{local_time(at, LONDON):%H:%M}" == "07:00"
    assert at - after < timedelta(days=32) or at < closes
