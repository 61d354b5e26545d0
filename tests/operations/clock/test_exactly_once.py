"""Two processes of two schedulers each: every deadline is recorded once, on both databases.

Rule: docs/decisions/deadlines.md#recorded-once.
"""

import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine

from tests.operations.clock.many import Many
from tests.operations.clock.state import broken_chains, half_facts, times_recorded
from tracker.vocabulary import ChangeKind

ROOT = Path(__file__).parents[3]
PROCESSES = 2


def run_together(kind: str, engine: Engine) -> list[int]:
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.operations.clock.workers", kind, url]
    pipe = subprocess.PIPE
    workers = [subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) for _ in range(PROCESSES)]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("go\n")
        worker.stdin.flush()
    outputs = [worker.communicate(timeout=300)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * PROCESSES
    return [count for output in outputs for count in json.loads(output)]


def test_ten_thousand_deadlines_are_each_recorded_exactly_once(engine: Engine) -> None:
    many = Many(motions=1000, demands=10)
    many.fill(engine)
    recorded = run_together("ticking", engine)
    assert times_recorded(engine) == {
        ChangeKind.DEADLINE_PASSED: {1: many.due},
        ChangeKind.OVERDUE: {1: many.due},
    }
    assert (len(recorded), sum(recorded)) == (4, 2 * many.due)
    assert half_facts(engine) + broken_chains(engine) == []


def test_a_sweeper_without_lock_and_key_records_doubles(engine: Engine) -> None:
    Many(motions=50, demands=4).fill(engine)
    run_together("naive", engine)
    doubled = times_recorded(engine)[ChangeKind.DEADLINE_PASSED]
    assert sum(doubled.values()) == 200
    assert max(doubled) > 1
