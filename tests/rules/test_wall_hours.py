"""Hours on the wall: one instant where there is one, and a question where there is none or two."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import utc
from tracker.rules.dates import local_day
from tracker.rules.wall_hours import HourError, HourFault, hour_of, instant_of

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


def test_an_hour_is_one_instant_on_a_plain_day() -> None:
    assert instant_of(date(2026, 7, 1), "17:00", "Europe/London") == utc(2026, 7, 1, 16)


@pytest.mark.parametrize(("offset", "hour"), [("+01:00", 0), ("+00:00", 1)])
def test_an_hour_that_comes_twice_is_told_apart_by_its_offset(offset: str, hour: int) -> None:
    assert instant_of(AUTUMN, f"01:30{offset}", "Europe/London") == utc(2026, 10, 25, hour, 30)


@pytest.mark.parametrize(
    ("day", "hour", "fault", "offsets"),
    [
        (SPRING, "01:30", HourFault.LEFT_OUT, ()),
        (AUTUMN, "01:30", HourFault.COMES_TWICE, ("+01:00", "+00:00")),
        (SPRING, "17:00+05:00", HourFault.OTHER_OFFSET, ("+01:00",)),
    ],
)
def test_f15_an_hour_that_is_no_one_instant_is_refused(
    day: date, hour: str, fault: HourFault, offsets: tuple[str, ...]
) -> None:
    with pytest.raises(HourError) as refused:
        instant_of(day, hour, "Europe/London")
    assert (refused.value.fault, refused.value.offsets) == (fault, offsets)


@given(
    minute=st.integers(0, 2 * 365 * 24 * 60),
    zone=st.sampled_from(["Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/New_York"]),
)
def test_the_hour_of_an_instant_means_that_instant(minute: int, zone: str) -> None:
    at = utc(2026, 1, 1) + timedelta(minutes=minute)
    assert instant_of(local_day(at, zone), hour_of(at, zone), zone) == at
