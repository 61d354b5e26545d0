"""The calendar file of a deadline: the right day, one event a demand, and nothing that a title could smuggle in."""

from datetime import date, datetime
from typing import Any

from icalendar import Calendar

from tests import builders
from tests.builders import utc
from tests.formats.notices import NOW, whole
from tracker.formats.calendar import dates_of, deadline_calendar
from tracker.models import Change, Demand, Motion
from tracker.rules.status import motion_standing
from tracker.vocabulary import ChangeKind

SITE = "https://answerable.example"


def written(motion: Motion) -> bytes:
    """Return the calendar of a motion's demands."""
    found = [date for one in motion_standing(motion, NOW).demands for date in dates_of(one)]
    return deadline_calendar([one for one in found if one], SITE, NOW)


def event(demand: Demand, **values: Any) -> Any:
    """Return the event of a motion's only demand, as a calendar reads it."""
    (found,) = Calendar.from_ical(written(whole(demand, **values)).decode("utf-8")).walk("VEVENT")
    return found


def test_a_whole_day_is_a_day_and_ends_with_the_next() -> None:
    found = event(builders.demand(None))
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2019, 2, 11), date(2019, 2, 12))


def test_a_timed_deadline_is_an_instant_in_utc() -> None:
    found = event(builders.demand(None, deadlines=[builders.deadline(utc(2019, 7, 1, 16))]))
    assert found.decoded("dtstart") == utc(2019, 7, 1, 16)
    assert "dtend" not in found


def test_an_event_keeps_its_name_whatever_else_the_log_records() -> None:
    found = [event(builders.demand(None, moves=[_move(5)]), log_sequence=at) for at in (7, 8)]
    names = {(one.decoded("uid"), one.get("url"), one.decoded("sequence")) for one in found}
    assert names == {("demand-1@motion.answerable.example", f"{SITE}/motions/motion/demands/1", 5)}


def test_an_event_grows_with_the_moves_of_its_deadline() -> None:
    assert event(builders.demand(None, moves=[_move(5), _move(6)])).decoded("sequence") == 6


def _move(sequence: int) -> Change:
    """Return an unsaved entry of the log that set a deadline."""
    kind = ChangeKind.DEADLINE_SET
    return Change(kind=kind, subject="deadline/1-1", before="null", after="{}", sequence=sequence, happened_at=NOW)


def test_a_demand_that_was_withdrawn_leaves_the_calendar() -> None:
    assert event(builders.demand(None)).decoded("status") == "CONFIRMED"
    assert event(builders.demand(None, withdrawn_on=date(2019, 2, 10))).decoded("status") == "CANCELLED"


def test_a_demand_without_a_deadline_has_no_event() -> None:
    motion = whole(builders.demand(None, deadlines=[]))
    assert b"VEVENT" not in written(motion)


def test_a_title_cannot_write_lines_of_its_own() -> None:
    nasty = "Sewage; again,\r\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org \\ “ŵy”"
    raw = written(whole(builders.demand(None, title=nasty)))
    assert b"\nATTENDEE" not in raw
    assert raw.count(b"END:VEVENT\r\n") == 1
    assert "ŵy" in Calendar.from_ical(raw.decode("utf-8")).walk("VEVENT")[0].decoded("summary")


def test_lines_end_as_the_standard_says_and_are_folded() -> None:
    raw = written(whole(builders.demand(None, title="Pêl-droed " * 30)))
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_the_file_is_stamped_with_the_instant_it_was_written_for() -> None:
    stamp = event(builders.demand(None)).decoded("dtstamp")
    assert isinstance(stamp, datetime)
    assert stamp == NOW
