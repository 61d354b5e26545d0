"""Deadlines as other people's bug reports had them: a reader of each was misled, or its clerk was stuck."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.builders import load, utc
from tests.repeated import times
from tracker.db import reading
from tracker.queries.motions import motion_by_slug
from tracker.record.entries import flatten
from tracker.record.faults import RecordFaultsError
from tracker.record.reading import read_record
from tracker.record.writing import write_record
from tracker.rules.status import Standing, motion_standing
from tracker.vocabulary import Clock, Status

HEAD = """\
motion: {slug: m, title: River, body: A, addressee: B, adopted_on: 2026-11-02, visibility: public, time_zone: %s}
sources:
  - {id: minutes, publisher: Northgate, title: Minutes, published_on: 2026-11-02, url: "https://example.org/m"}
demands:
  - number: 1
    title: Results
    asks: Publish.
    sources: [minutes]
    deadlines:
"""
ROW = '      - {due: "%s", set_on: 2026-11-02, set_by: the motion, basis: a date, sources: [minutes]}\n'
LONDON = HEAD % "Europe/London"
LATE_REPLY = (
    LONDON
    + ROW % "2026-11-06"
    + """\
responses:
  - {id: r1, from: Cabinet, form: email, received_on: 2026-11-07, summary: A day late., sources: [minutes]}
"""
)


def stands(engine: Engine, text: str, at: datetime) -> Standing:
    """Return where the only demand of a record stands at an instant."""
    load(engine, text, utc(2026, 12, 31))
    with reading(engine) as session:
        motion = motion_by_slug(session, "m")
        assert motion is not None
        return motion_standing(motion, at).demands[0]


def faults(text: str) -> list[str]:
    """Return the cures of a record that is refused."""
    with pytest.raises(RecordFaultsError) as found:
        read_record(text, "m.yaml", date(2030, 1, 1))
    return [fault.cure for fault in found.value.faults]


FROZEN = [
    ("America/St_Johns", "2026-11-09T23:59-03:30"),
    ("America/New_York", "2026-11-09T23:59-05:00"),
    ("Pacific/Auckland", "2026-11-09T12:00+13:00"),
    ("Asia/Kathmandu", "2026-11-09T05:00+05:45"),
    ("Australia/Sydney", "2026-11-02T09:00+11:00"),  # set and due on the same day
]


@pytest.mark.parametrize(("zone", "due"), FROZEN)
def test_f1_an_hour_in_any_zone_loads_from_its_own_dump(zone: str, due: str) -> None:
    rule = f"rule: {(date.fromisoformat(due[:10]) - date(2026, 11, 2)).days} days, basis"
    record = read_record(HEAD % zone + (ROW % due).replace("basis", rule), "m.yaml", date(2030, 1, 1))
    assert flatten(read_record(write_record(record), "m.yaml", date(2030, 1, 1))) == flatten(record)


@settings(max_examples=times(150), deadline=None)
@given(
    zone=st.sampled_from(sorted(available_timezones())),
    day=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    hour=st.times(),
    days=st.integers(0, 400),
)
def test_f1_every_zone_hour_and_day_survives_the_round_trip(zone: str, day: date, hour: time, days: int) -> None:
    due = datetime.combine(day, hour.replace(second=0, microsecond=0, fold=0), ZoneInfo(zone))
    made = day - timedelta(days)
    row = (ROW % due.isoformat()).replace("2026-11-02, set_by", f"{made}, rule: {days} days, set_by")
    text = (HEAD % zone).replace("adopted_on: 2026-11-02", f"adopted_on: {made}") + row
    record = read_record(text, "m.yaml", date(2100, 1, 1))
    assert flatten(read_record(write_record(record), "m.yaml", date(2100, 1, 1))) == flatten(record)


def test_f2_a_second_deadline_on_one_ledger_is_refused_with_the_cure() -> None:
    (cure,) = faults(LONDON + ROW % "2026-11-10" + ROW % "2027-02-10")
    assert "give each date a part of its own (`parts`, or `repeats` for a duty that recurs)" in cure


def test_f2_a_missed_quarter_stays_missed_when_the_next_falls_due(sqlite: Engine) -> None:
    quarters = "repeats: {every: 3 months, first: 2026-11-10, times: 8, set_by: the motion}"
    there = stands(sqlite, LONDON.replace("    deadlines:\n", f"    {quarters}\n"), utc(2027, 2, 12, 12))
    assert [(part.clock, part.days_late) for part in there.parts[:3]] == [
        (Clock.OVERDUE, 94), (Clock.OVERDUE, 2), (Clock.RUNNING, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("at", [utc(2026, 11, 7, 12), utc(2026, 11, 23), utc(2026, 12, 24)])
def test_f3_a_late_reply_that_waits_for_us_stops_their_lateness(sqlite: Engine, at: datetime) -> None:
    there = stands(sqlite, LATE_REPLY, at)
    assert (there.status, there.clock, there.days_overdue) == (Status.BEING_ASSESSED, Clock.STOPPED, 0)
    assert [part.days_late for part in there.parts] == [1]


def test_f3_a_reply_inside_the_grace_is_no_overdue_mark(sqlite: Engine) -> None:
    inside = LATE_REPLY.replace("received_on: 2026-11-07", 'received_at: "2026-11-09T09:30Z"')
    assert stands(sqlite, inside, utc(2026, 11, 9, 10)).clock is Clock.STOPPED
    assert stands(sqlite, LONDON + ROW % "2026-11-06", utc(2026, 11, 9, 10)).clock is Clock.OVERDUE


def test_f6_a_deadline_of_friday_evening_is_overdue_on_monday_morning(sqlite: Engine) -> None:
    text = LONDON + ROW % "2026-11-06T17:00Z"
    found = [stands(sqlite, text, at).clock for at in (utc(2026, 11, 9, 9, 59), utc(2026, 11, 9, 10))]
    assert found == [Clock.CHECKING, Clock.OVERDUE]
