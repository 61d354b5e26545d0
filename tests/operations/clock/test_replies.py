"""A reply in time is never called overdue; one entered late corrects the record by itself.

Rule: docs/decisions/deadlines.md#replies-in-time.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from tests.builders import CLEAN_RIVER, LOADED_AT, load, utc
from tracker.db import reading, transaction
from tracker.models import Change
from tracker.operations.clock.sweep import Swept, sweep
from tracker.operations.record.check import check_motions
from tracker.queries.motions import motion_by_slug
from tracker.rules.dates import ONE_DAY
from tracker.rules.status import Standing, standing
from tracker.vocabulary import ChangeKind, Clock, Status

CLOSE, GRACE_END, LATER = utc(2026, 11, 9), utc(2026, 11, 9, 10), utc(2026, 11, 12, 12)
CLOCKS = (ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE, ChangeKind.CORRECTION)
FINDINGS = """\
findings:
  - {demand: 1, question: a, response: late, verdict: answered, reasoning: Given., found_on: %(on)s, sources: [minutes]}
  - {demand: 1, question: b, response: late, verdict: answered, reasoning: Given., found_on: %(on)s, sources: [minutes]}
"""


def reply(received_on: date) -> str:
    row = f"{{id: late, from: The Cabinet, form: letter, received_on: {received_on}, summary: R., sources: [minutes]}}"
    return f"responses:\n  - {row}\n"


def extended(due: str, set_on: str) -> str:
    how = "set_by: the Council, basis: by agreement, sources: [minutes]"
    return CLEAN_RIVER + f"      - {{due: {due}, kind: extended, set_on: {set_on}, {how}}}\n"


def tick(engine: Engine, now: datetime) -> Swept:
    with transaction(engine) as session:
        return sweep(session, now)


def log_of(engine: Engine) -> list[ChangeKind]:
    with reading(engine) as session:
        query = select(Change.kind).where(Change.kind.in_(CLOCKS)).order_by(Change.sequence)
        return list(session.scalars(query))


def demand_at(engine: Engine, at: datetime) -> Standing:
    with reading(engine) as session:
        motion = motion_by_slug(session, "clean-river")
        assert motion
        return standing(motion.demands[0], at)


def sound(engine: Engine, now: datetime) -> bool:
    return check_motions(engine, now) == ([], 1)


def test_a_reply_logged_in_time_is_never_called_overdue(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    load(engine, CLEAN_RIVER + reply(date(2026, 11, 8)), CLOSE - timedelta(seconds=1))
    assert [tick(engine, at) for at in (CLOSE, GRACE_END, LATER)] == [Swept(1, 0), Swept(0, 0), Swept(0, 0)]
    assert demand_at(engine, LATER).clock is Clock.STOPPED
    assert sound(engine, LATER)


def test_a_reply_received_in_time_and_entered_late_corrects_the_record(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    assert tick(engine, GRACE_END) == Swept(1, 1)
    load(engine, CLEAN_RIVER + reply(date(2026, 11, 8)), LATER)
    assert log_of(engine) == [ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE, ChangeKind.CORRECTION]
    assert demand_at(engine, LATER).status is Status.BEING_ASSESSED
    assert tick(engine, LATER) == Swept(0, 0)
    assert sound(engine, LATER)


def test_a_reply_that_came_late_corrects_nothing(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    tick(engine, GRACE_END)
    load(engine, CLEAN_RIVER + reply(date(2026, 11, 10)), LATER)
    assert log_of(engine) == [ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE]
    assert (demand_at(engine, LATER).clock, demand_at(engine, LATER).parts[0].days_late) == (Clock.STOPPED, 2)
    assert sound(engine, LATER)


def test_a_demand_answered_before_the_close_is_not_recorded_at_all(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    answered = reply(date(2026, 11, 6)) + FINDINGS % {"on": "2026-11-07"}
    load(engine, CLEAN_RIVER + answered, utc(2026, 11, 7, 12))
    assert tick(engine, LATER) == Swept(0, 0)
    assert demand_at(engine, LATER).status is Status.ANSWERED
    assert sound(engine, LATER)


def test_answers_entered_late_and_found_in_time_correct_the_record(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    tick(engine, GRACE_END)
    load(engine, CLEAN_RIVER + reply(date(2026, 11, 6)) + FINDINGS % {"on": "2026-11-07"}, LATER)
    assert log_of(engine)[-1] is ChangeKind.CORRECTION
    assert sound(engine, LATER)


def test_a_deadline_extended_after_it_passed_runs_again(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    tick(engine, GRACE_END)
    load(engine, extended("2026-11-20", "2026-11-12"), LATER)
    assert tick(engine, LATER) == Swept(0, 0)
    assert demand_at(engine, LATER).status is Status.AWAITING
    assert tick(engine, utc(2026, 11, 23, 10)) == Swept(1, 1)
    assert log_of(engine) == [ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE] * 2
    assert sound(engine, utc(2026, 11, 24))


def test_an_extension_made_in_time_and_entered_late_corrects_the_record(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    tick(engine, GRACE_END)
    load(engine, extended("2026-11-20", "2026-11-07"), LATER)
    assert log_of(engine) == [ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE, ChangeKind.CORRECTION]
    assert demand_at(engine, LATER).clock is Clock.RUNNING
    assert sound(engine, LATER)


def test_a_correction_of_a_correction_is_recorded_too(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    tick(engine, GRACE_END)
    load(engine, CLEAN_RIVER + reply(date(2026, 11, 8)), LATER)
    load(engine, CLEAN_RIVER + reply(date(2026, 11, 10)), LATER + timedelta(hours=1))
    assert tick(engine, LATER + timedelta(hours=2)) == Swept(0, 1)
    assert log_of(engine)[-2:] == [ChangeKind.CORRECTION, ChangeKind.OVERDUE]
    assert sound(engine, LATER + timedelta(hours=3))


EVENTS = ("reply arrives", "deadline passes", "editor records", "clock ticks")


@pytest.mark.parametrize("order", list(permutations(EVENTS)), ids=lambda order: ", ".join(order))
def test_no_order_of_events_calls_a_reply_logged_in_time_overdue(sqlite: Engine, order: tuple[str, ...]) -> None:
    # One event a day; the deadline's day is 8 November, so the others come on the days before and after it.
    day = {event: date(2026, 11, 8) + timedelta(order.index(event) - order.index(EVENTS[1])) for event in order}
    arrives, due, records, ticks = (day[event] for event in EVENTS)
    load(sqlite, CLEAN_RIVER, LOADED_AT - timedelta(days=3))
    known = CLEAN_RIVER + (reply(arrives) if arrives < records else "")
    acts: dict[date, Callable[[datetime], object]] = {
        records: lambda now: load(sqlite, known, now),
        ticks: lambda now: tick(sqlite, now),
    }
    for when in sorted(acts):
        acts[when](datetime.combine(when, GRACE_END.timetz()))
    tick(sqlite, LATER + timedelta(days=9))
    logged_in_time, received_in_time = arrives < records < due, arrives < min(records, due)
    # A late reply counts from the start of its day; an entry of that morning stands where it was made before.
    received_in_grace = arrives == due + ONE_DAY and arrives < records and not due < ticks < records
    claimed = log_of(sqlite)
    assert not (logged_in_time and ChangeKind.OVERDUE in claimed)
    assert claimed.count(ChangeKind.OVERDUE) - claimed.count(ChangeKind.CORRECTION) == (
        not received_in_time and not received_in_grace
    )
    assert sound(sqlite, LATER + timedelta(days=9))


def test_the_pages_data_changes_with_the_reply_and_the_clock(client: FlaskClient) -> None:
    engine: Engine = client.application.extensions["engine"]

    def shown(now: datetime) -> tuple[str, str]:
        with time_machine.travel(now, tick=False):
            demand = client.get("/motions/clean-river.json").get_json()["demands"][0]
        return demand["clock"], demand["status"]

    assert shown(CLOSE - timedelta(seconds=1)) == ("due_today", "awaiting")
    assert shown(CLOSE) == ("checking", "awaiting")
    assert shown(GRACE_END) == ("overdue", "overdue")
    load(engine, CLEAN_RIVER + reply(date(2026, 11, 8)), LATER)
    assert shown(LATER) == ("stopped", "being_assessed")


def test_a_reworded_deadline_is_the_same_promise(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    tick(engine, LATER)
    load(engine, CLEAN_RIVER.replace("basis: seven days", "basis: a week"), LATER)
    tick(engine, LATER)
    assert log_of(engine) == [ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE]
    assert sound(engine, LATER)


def test_a_timely_reply_corrects_the_entry_of_a_deadline_that_has_since_moved(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    tick(engine, LATER)
    load(engine, extended("2026-11-30", "2026-11-12"), LATER)
    load(engine, extended("2026-11-30", "2026-11-12") + reply(date(2026, 11, 6)), LATER)
    assert log_of(engine) == list(CLOCKS)
    assert sound(engine, LATER)


def test_a_change_of_zone_after_the_deadline_does_not_stop_the_clock(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    tick(engine, LATER)
    load(engine, CLEAN_RIVER.replace("visibility:", "time_zone: Europe/Paris\n  visibility:"), LATER)
    assert tick(engine, LATER) == Swept(1, 1)
    assert sound(engine, LATER)
