"""A clock that jumps accuses nobody: nothing is recorded until both clocks agree again.

Rule: docs/decisions/deadlines.md#wrong-clock.
"""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from tests.operations.clock.many import CLOSE, GRACE_END, Many
from tests.operations.clock.state import times_recorded
from tracker.clock import ClockSample
from tracker.db import reading
from tracker.models import Heartbeat
from tracker.operations.clock.sweep import Swept
from tracker.queries.clock import heartbeat
from tracker.rules.clock_guard import ClockGuard
from tracker.scheduler import Ticker
from tracker.vocabulary import ChangeKind

TICK = timedelta(seconds=15)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


class Machine:
    """A machine whose two clocks a test sets, with a ticker on it."""

    def __init__(self, engine: Engine) -> None:
        self.wall, self.running = CLOSE - TICK, timedelta(hours=3)
        self.ticker = Ticker(engine, "machine", 15, ClockGuard(self.wall, self.running.total_seconds()), self.read)

    def read(self) -> ClockSample:
        return ClockSample(self.wall, self.running.total_seconds())

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
