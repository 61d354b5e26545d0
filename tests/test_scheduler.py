"""The clock as a process: `flask --app app clock` records what falls due and stops when it is asked to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from tests.operations.clock.state import times_recorded
from tracker.clock import now
from tracker.db import open_engine, reading, transaction
from tracker.demonstration import fictional_record
from tracker.migrations import upgrade
from tracker.models import Heartbeat
from tracker.operations.clock.mending import believe
from tracker.operations.clock.sweep import Swept, beat
from tracker.operations.record.check import check_motions
from tracker.operations.record.loading import load_record
from tracker.vocabulary import ChangeKind

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 120


@pytest.fixture
def due_now(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(f"sqlite:///{tmp_path / 'answerable.db'}")
    upgrade(made)
    instant = now()
    with transaction(made) as session:
        load_record(session, fictional_record(instant, 0), instant, reason="A test")
    yield made
    made.dispose()


@pytest.fixture
def clock(due_now: Engine, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "TRACKER_INSTANCE": str(tmp_path), "TRACKER_TICK": "0.1"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "flask", "--app", "app", "clock"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as process:
        yield process
        process.kill()


@pytest.fixture
def ran_ahead(due_now: Engine) -> None:
    """Let the clock have run last when its time was three days ahead."""
    with transaction(due_now) as session:
        beat(session, "a wrong clock", now() + timedelta(days=3), Swept(0, 0))


def held(engine: Engine) -> str | None:
    with reading(engine) as session:
        return session.scalar(select(Heartbeat.held).where(Heartbeat.name == "clock"))


def wait_for(engine: Engine, kind: ChangeKind) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while kind not in times_recorded(engine) or times_recorded(engine)[kind] == {}:
        assert time.monotonic() < until, f"no entry “{kind}” came"
        time.sleep(0.02)


def test_it_records_what_is_due_and_stops_when_asked(due_now: Engine, clock: subprocess.Popen[bytes]) -> None:
    wait_for(due_now, ChangeKind.DEADLINE_PASSED)
    clock.send_signal(signal.SIGTERM)
    _, complaints = clock.communicate(timeout=PATIENCE_SECONDS)
    assert (clock.returncode, b"Traceback" in complaints) == (0, False)
    assert check_motions(due_now, now()) == ([], 1)


def test_it_ticks_on_and_leaves_a_heartbeat(due_now: Engine, clock: subprocess.Popen[bytes]) -> None:
    wait_for(due_now, ChangeKind.DEADLINE_PASSED)
    beats = set[datetime | None]()
    until = time.monotonic() + PATIENCE_SECONDS
    while len(beats) < 3 and time.monotonic() < until:
        with reading(due_now) as session:
            beats.add(session.scalar(select(Heartbeat.ran_at)))
    assert len(beats) == 3


def test_it_holds_where_its_last_run_lies_ahead_until_an_operator_believes_it(
    ran_ahead: None, due_now: Engine, clock: subprocess.Popen[bytes]
) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not held(due_now):
        assert time.monotonic() < until, "the clock did not hold"
        time.sleep(0.02)
    assert ChangeKind.DEADLINE_PASSED not in times_recorded(due_now)
    with transaction(due_now) as session:
        believe(session, now())
    wait_for(due_now, ChangeKind.DEADLINE_PASSED)
    assert held(due_now) is None
