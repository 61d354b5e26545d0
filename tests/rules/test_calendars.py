"""Whose working days count: any country or part of one, and the union that the law on information counts by."""

from datetime import date

import pytest

from tests.builders import motion
from tracker.rules.calendars import calendar_of_zone, is_calendar, is_working_day, next_working_day
from tracker.rules.date_rules import apply_rule, calendar_of, read_rule
from tracker.vocabulary import Roll


@pytest.mark.parametrize(("calendar", "end"), [("GB", date(2027, 1, 7)), ("GB-ENG", date(2027, 1, 6))])
def test_ten_working_days_over_christmas_end_by_the_calendar(calendar: str, end: date) -> None:
    assert apply_rule(date(2026, 12, 18), read_rule("10 working days"), calendar) == end


@pytest.mark.parametrize(
    ("zone", "calendar"),
    [
        ("Europe/London", "GB-ENG"),
        ("Pacific/Auckland", "NZ"),
        ("America/St_Johns", "CA"),
        ("UTC", "weekdays"),
        ("Asia/Calcutta", "IN"),
    ],
)
def test_a_motion_without_a_calendar_has_that_of_its_time_zone(zone: str, calendar: str) -> None:
    assert calendar_of(motion(time_zone=zone)) == calendar_of_zone(zone) == calendar
    assert calendar_of(motion(time_zone=zone, calendar="GB")) == "GB"


@pytest.mark.parametrize("name", ["FR", "GB", "GB-SCT", "US-NY", "weekdays"])
def test_countries_and_their_parts_are_calendars(name: str) -> None:
    assert is_calendar(name)


@pytest.mark.parametrize("name", ["", "XX", "GB-XYZ", "England", "gb", "UK", "UK-ENG", "GB-"])
def test_what_is_no_country_is_no_calendar(name: str) -> None:
    assert not is_calendar(name)


def test_weekends_are_those_of_the_country() -> None:
    friday, sunday = date(2026, 5, 8), date(2026, 5, 10)
    assert [is_working_day(day, "SA") for day in (friday, sunday)] == [False, True]
    assert [is_working_day(day, "weekdays") for day in (friday, sunday)] == [True, False]


def test_a_day_without_work_rolls_to_the_next_working_day() -> None:
    christmas = date(2026, 12, 25)
    assert next_working_day(christmas, "GB-ENG") == date(2026, 12, 29)
    assert apply_rule(date(2026, 11, 25), read_rule("1 month"), "GB-ENG", Roll.NEXT_WORKING_DAY) == date(2026, 12, 29)
