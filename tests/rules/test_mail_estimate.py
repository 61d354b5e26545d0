"""About how many mails following something means: counted from what was told and from what is certain ahead."""

from datetime import datetime, timedelta

import pytest

from tests.builders import utc
from tracker.rules.mail_estimate import DeadlineAhead, mails_a_month, notices_ahead
from tracker.vocabulary import Frequency

NOW = utc(2026, 11, 5)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MONDAY = utc(2026, 11, 2)

COUNTED: list[tuple[str, list[datetime], list[datetime], tuple[int, int, int]]] = [
    ("nothing", [], [], (0, 0, 0)),
    ("one change in three months", [NOW], [], (0, 0, 0)),
    ("three changes, a month apart", [NOW, NOW - 30 * DAY, NOW - 60 * DAY], [], (1, 1, 1)),
    ("nine changes on one day", [NOW + n * HOUR for n in range(9)], [], (3, 0, 0)),
    ("nine changes at one instant", [NOW] * 9, [], (0, 0, 0)),
    ("six days of one week", [MONDAY + n * DAY for n in range(6)], [], (2, 2, 0)),
    ("a day of London, not of UTC", [], [utc(2026, 7, 1, 22), utc(2026, 7, 1, 23)], (2, 2, 1)),
    ("what is ahead counts whole", [], [NOW, NOW + DAY, NOW + 8 * DAY], (3, 3, 2)),
    ("both", [NOW - 60 * DAY, NOW - 30 * DAY, NOW], [NOW + DAY], (2, 2, 2)),
]


@pytest.mark.parametrize(("_name", "past", "ahead", "mails"), COUNTED, ids=[row[0] for row in COUNTED])
def test_mails_are_counted_as_they_would_go_out(
    _name: str, past: list[datetime], ahead: list[datetime], mails: tuple[int, int, int]
) -> None:
    assert tuple(mails_a_month(past, ahead).values()) == mails


def test_a_deadline_ahead_tells_five_times_and_then_weekly() -> None:
    ahead = notices_ahead([DeadlineAhead(utc(2026, 11, 15), utc(2026, 11, 15, 10), "Europe/London")], NOW)
    before = [utc(2026, 11, 7, 7), utc(2026, 11, 13, 7), utc(2026, 11, 14, 7)]
    after = [utc(2026, 11, 15), utc(2026, 11, 15, 10), utc(2026, 11, 22, 7), utc(2026, 11, 29, 7)]
    assert sorted(ahead) == before + after


def test_what_is_long_overdue_is_told_monthly() -> None:
    ahead = notices_ahead([DeadlineAhead(None, utc(2019, 2, 12, 10), "Europe/London")] * 11, NOW)
    assert mails_a_month([], ahead) == {Frequency.AT_ONCE: 1, Frequency.DAILY: 1, Frequency.WEEKLY: 1}


def test_a_demand_without_a_deadline_promises_nothing() -> None:
    assert notices_ahead([DeadlineAhead(None, None, "Europe/London")], NOW) == set()
