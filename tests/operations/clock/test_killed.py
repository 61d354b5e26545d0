"""`kill -9` in the midst of marking: never half a fact, and in the end each deadline is recorded once.

Rule: docs/decisions/deadlines.md#recorded-once.
"""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tests.operations.clock.many import Many, spread_over_waves
from tests.operations.clock.state import broken_chains, times_recorded
from tests.repeated import times
from tracker.vocabulary import ChangeKind

ROOT = Path(__file__).parents[3]
WAVES = times(120)
KILLS = {"sqlite": times(50), "postgresql": times(20)}
"""Twenty on PostgreSQL, where a life begins with a connection and the server itself is not killed."""


def kill_again_and_again(how: str, engine: Engine, kills: int) -> dict[str, Any]:
    seed = random.randrange(10**6)
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.operations.clock.killed", how, url, str(seed), str(kills)]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=times(300)).stdout
    print(f"seed {seed}: {output}")  # pytest shows it when the test fails
    found: dict[str, Any] = json.loads(output)
    return found


def test_a_kill_leaves_no_half_fact_and_loses_none(engine: Engine) -> None:
    many = Many(motions=200, demands=9)
    many.fill(engine)
    spread_over_waves(engine, WAVES)
    kills = KILLS[engine.dialect.name]
    found = kill_again_and_again("whole", engine, kills)
    assert found["faults"] + broken_chains(engine) == []
    assert found["left"] > 0, "the lives finished before they were killed, so the test proved nothing"
    assert found["within"] >= kills / 5, "too few kills hit the midst of a transaction"
    assert times_recorded(engine) == {kind: {1: many.due} for kind in (ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE)}


def test_marking_in_two_transactions_is_caught(sqlite: Engine) -> None:
    Many(motions=200, demands=9).fill(sqlite)
    spread_over_waves(sqlite, WAVES)
    found = kill_again_and_again("halves", sqlite, 10)
    assert "deadline_passed: mark and entry" in " ".join(found["faults"])
