"""A clock that jumps, or starts out wrong, accuses nobody: nothing is recorded until it can be believed.

Rule: docs/decisions/deadlines.md#wrong-clock.
"""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from tests.operations.clock.many import CLOSE, GRACE_END, Many
from tests.operations.clock.state import times_recorded
from tracker.clock import ClockSample
from tracker.db import reading, transaction
from tracker.models import Heartbeat
from tracker.operations.clock.mending import believe
from tracker.operations.clock.sweep import Swept
from tracker.queries.clock import heartbeat, known_instants
from tracker.rules.clock_guard import ClockGuard
from tracker.scheduler import Ticker
from tracker.vocabulary import ChangeKind

TICK = timedelta(seconds=15)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


class Machine:
    """A machine whose two clocks a test sets, with a ticker on it."""

    def __init__(self, engine: Engine, wall: datetime = CLOSE - TICK, *, starts: bool = False) -> None:
        self.wall, self.running, self.vouched = wall, timedelta(hours=3), False
        guard = ClockGuard(self.wall, self.running.total_seconds(), proven=not starts)
        self.ticker = Ticker(engine, "machine", 15, guard, self.read)

    def read(self) -> ClockSample:
        return ClockSample(self.wall, self.running.total_seconds(), self.vouched)

    def tick(self, jump: timedelta = timedelta(), passed: timedelta = TICK) -> Swept | None:
        self.wall, self.running = self.wall + passed + jump, self.running + passed
        return self.ticker.tick()


def beat_of(engine: Engine) -> Heartbeat:
    with reading(engine) as session:
        beat = heartbeat(session)
        assert beat
        return beat


@pytest.mark.parametrize("jump", [-HOUR, -DAY, -YEAR, HOUR, DAY, 10 * YEAR], ids=str)
def test_nothing_is_recorded_while_the_clock_is_wrong(engine: Engine, jump: timedelta) -> None:
    Many(motions=1, demands=3).fill(engine)
    machine = Machine(engine)
    assert machine.tick(jump) is None
    assert [machine.tick() for _ in range(5)] == [None] * 5
    assert times_recorded(engine) == {}
    way = "forward" if jump > timedelta() else "back"
    assert f"jumped {way} by {abs(jump) // timedelta(minutes=1):,} minutes" in (beat_of(engine).held or "")


@pytest.mark.parametrize("jump", [-HOUR, -DAY, -YEAR, HOUR, DAY, 10 * YEAR], ids=str)
def test_recording_goes_on_at_the_first_tick_after_the_clock_is_right(engine: Engine, jump: timedelta) -> None:
    Many(motions=1, demands=3).fill(engine)
    machine = Machine(engine)
    assert [machine.tick(jump), machine.tick()] == [None, None]
    assert machine.tick(-jump) == Swept(3, 0)
    assert times_recorded(engine) == {ChangeKind.DEADLINE_PASSED: {1: 3}}
    assert beat_of(engine).held is None


def test_a_small_drift_at_every_tick_is_followed(sqlite: Engine) -> None:
    machine = Machine(sqlite)
    drift = timedelta(minutes=9, seconds=59)
    assert None not in [machine.tick(step) for step in (drift, drift, -drift, drift)]


def test_the_tolerance_ends_just_above_ten_minutes(sqlite: Engine) -> None:
    assert Machine(sqlite).tick(timedelta(minutes=10)) is not None
    assert Machine(sqlite).tick(timedelta(minutes=10, microseconds=1)) is None


def test_a_machine_that_slept_for_a_month_is_believed(sqlite: Engine) -> None:
    # Both clocks count the sleep: CLOCK_BOOTTIME does.
    Many(motions=1, demands=3).fill(sqlite)
    machine = Machine(sqlite)
    assert machine.tick(passed=30 * DAY) == Swept(3, 3)


def test_a_jump_before_the_deadline_accuses_nobody_afterwards(sqlite: Engine) -> None:
    Many(motions=1, demands=3).fill(sqlite)
    machine = Machine(sqlite)
    machine.tick(10 * YEAR)
    machine.tick(-10 * YEAR)
    assert times_recorded(sqlite) == {ChangeKind.DEADLINE_PASSED: {1: 3}}
    assert machine.wall < GRACE_END


def restarted(engine: Engine, at: datetime) -> Machine:
    """Start the clock's process at an instant."""
    return Machine(engine, at, starts=True)


def ran_before_the_deadline(engine: Engine) -> None:
    """Fill a database in which the clock ran a minute before three deadlines close."""
    Many(motions=1, demands=3).fill(engine)
    Machine(engine, CLOSE - 4 * TICK).tick()
    # The filler writes no log; what the process knows is its heartbeat.
    assert beat_of(engine).ran_at == CLOSE - 3 * TICK


def on_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a database server agree with whatever our clock shows."""
    monkeypatch.setattr("tracker.queries.clock._server_clock", lambda _: None)


@pytest.fixture
def ran(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Give a database in which the clock ran before the deadlines closed."""
    on_its_own_time(monkeypatch)
    ran_before_the_deadline(engine)
    return engine


def test_f14_a_start_days_ahead_marks_nothing_and_says_so(ran: Engine) -> None:
    machine = restarted(ran, CLOSE + 3 * DAY)
    assert [machine.tick() for _ in range(5)] == [None] * 5
    assert (times_recorded(ran), machine.ticker.believes()) == ({}, False)
    assert "4,322 minutes ahead of the newest thing on record" in (beat_of(ran).held or "")


def test_a_start_ahead_is_put_right_by_the_network(ran: Engine) -> None:
    machine = restarted(ran, CLOSE + 3 * DAY)
    assert machine.tick() is None
    assert (machine.tick(-3 * DAY), machine.tick()) == (Swept(3, 0), Swept(0, 0))
    assert (beat_of(ran).held, machine.ticker.believes()) == (None, True)


def test_a_start_after_days_off_goes_on_by_itself(ran: Engine) -> None:
    machine = restarted(ran, CLOSE + 3 * DAY)
    ticks = [machine.tick() for _ in range(42)]
    assert (ticks[:38], Swept(3, 3) in ticks) == ([None] * 38, True)


def test_a_start_after_days_off_that_the_system_vouches_for_goes_on_at_once(ran: Engine) -> None:
    machine = restarted(ran, CLOSE + 3 * DAY)
    machine.vouched = True
    assert machine.tick() == Swept(3, 3)


def test_a_start_in_the_past_marks_nothing_however_long_it_waits(ran: Engine) -> None:
    machine = restarted(ran, CLOSE - 3 * DAY)
    assert [machine.tick() for _ in range(100)] == [None] * 100
    assert "behind the newest thing on record" in (beat_of(ran).held or "")
    assert beat_of(ran).ran_at == CLOSE - 3 * TICK, "the next start is compared with the last run, not with the hold"


def test_a_wrong_start_leaves_the_next_one_free(ran: Engine) -> None:
    restarted(ran, CLOSE + 3 * DAY).tick()
    assert restarted(ran, CLOSE).tick() == Swept(3, 0)


@pytest.mark.parametrize("off", [-3 * DAY, 3 * DAY], ids=str)
def test_an_operators_word_ends_the_hold(ran: Engine, off: timedelta) -> None:
    machine = restarted(ran, CLOSE + off)
    assert machine.tick() is None
    with transaction(ran) as session:
        believe(session, machine.wall)
    assert machine.tick() == (Swept(3, 3) if off > timedelta() else Swept(0, 0))
    assert restarted(ran, machine.wall).tick() == Swept(0, 0)


def test_an_operators_word_ends_the_hold_after_a_jump(ran: Engine) -> None:
    machine = Machine(ran)
    assert machine.tick(HOUR) is None
    with transaction(ran) as session:
        believe(session, machine.wall)
    assert machine.tick() == Swept(3, 0)


def test_a_first_start_goes_on_whenever_the_record_was_loaded(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    on_its_own_time(monkeypatch)
    Many(motions=1, demands=3).fill(engine)
    assert restarted(engine, CLOSE + 3 * DAY).tick() == Swept(3, 3)


def test_a_start_at_another_time_than_the_database_servers_marks_nothing(engine: Engine) -> None:
    Many(motions=1, demands=3).fill(engine)
    with reading(engine) as session:
        server = known_instants(session).server
    assert (server is None) is (engine.dialect.name == "sqlite")
    if server:
        assert restarted(engine, server + 3 * DAY).tick() is None
        assert "ahead of the database server’s clock" in (beat_of(engine).held or "")
        assert restarted(engine, server).tick() is not None
