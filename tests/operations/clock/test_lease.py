"""The lease: one process does the work, another takes over within two ticks, and nothing depends on it."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from tests.builders import utc
from tests.operations.clock.many import CLOSE, Many
from tests.operations.clock.state import half_facts, times_recorded
from tracker.clock import ClockSample
from tracker.db import reading, transaction
from tracker.models import Lease
from tracker.operations.clock.lease import take_lease
from tracker.operations.clock.sweep import Swept, sweep
from tracker.rules.clock_guard import ClockGuard
from tracker.scheduler import Ticker
from tracker.vocabulary import ChangeKind

START = utc(2026, 11, 9)
TICK = 15.0
FOUND_NOTHING = Swept(0, 0)


class Process:
    """A ticker with a clock of its own that a test sets."""

    def __init__(self, engine: Engine, owner: str) -> None:
        self.seconds = 0.0
        self.ticker = Ticker(engine, owner, TICK, ClockGuard(START, 0), self.read)

    def read(self) -> ClockSample:
        return ClockSample(START + timedelta(seconds=self.seconds), self.seconds)

    def tick_at(self, seconds: float) -> Swept | None:
        self.seconds = seconds
        return self.ticker.tick()


def owner(engine: Engine) -> str | None:
    with reading(engine) as session:
        return session.scalar(select(Lease.owner))


def test_the_second_process_does_nothing(engine: Engine) -> None:
    first, second = Process(engine, "first"), Process(engine, "second")
    assert first.tick_at(0) == FOUND_NOTHING
    assert second.tick_at(1) is None
    assert owner(engine) == "first"


def test_the_holder_renews_at_every_tick(engine: Engine) -> None:
    first, second = Process(engine, "first"), Process(engine, "second")
    for count in range(10):
        assert first.tick_at(count * TICK) == FOUND_NOTHING
        assert second.tick_at(count * TICK + 14) is None


@pytest.mark.parametrize("phase", [0.001, 0.1, 0.3, 0.499, 0.5, 0.501, 0.7, 0.999, 1.0])
def test_another_takes_over_within_two_ticks_of_its_death(sqlite: Engine, phase: float) -> None:
    Process(sqlite, "killed").tick_at(0)
    survivor = Process(sqlite, "survivor")
    ticks = [survivor.tick_at((phase + count) * TICK) for count in range(2)]
    assert FOUND_NOTHING in ticks
    assert owner(sqlite) == "survivor"


def test_there_are_never_two_holders(engine: Engine) -> None:
    processes = [Process(engine, name) for name in "abc"]
    for step in range(60):
        # Their ticks come in every order, at intervals that drift apart.
        late = processes[step * 7 % 3]
        held = late.tick_at(step * 4.9) is not None
        assert (owner(engine) == late.ticker.owner) is held


def test_a_lease_from_a_clock_that_was_years_ahead_is_not_waited_for(engine: Engine) -> None:
    with transaction(engine) as session:
        assert take_lease(session, "wrong clock", START + timedelta(days=3650), timedelta(seconds=TICK))
    assert Process(engine, "right clock").tick_at(0) == FOUND_NOTHING


def test_without_the_lease_each_deadline_is_still_recorded_once(engine: Engine) -> None:
    many = Many(motions=3, demands=4)
    many.fill(engine)
    with transaction(engine) as session:
        take_lease(session, "another", CLOSE, timedelta(hours=1))
        assert sweep(session, CLOSE) == Swept(many.due, 0)
    with transaction(engine) as session:
        assert sweep(session, CLOSE) == FOUND_NOTHING
    assert times_recorded(engine) == {ChangeKind.DEADLINE_PASSED: {1: many.due}}
    assert half_facts(engine) == []
