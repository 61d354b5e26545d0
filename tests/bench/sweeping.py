"""The sweep of 100,000 due among 1,000,000 demands beside the raw SQL that writes the same rows.

The raw SQL is three statements: insert as many entries, move the heads of the logs, set the projection. It seals
nothing (a constant stands for each hash), so it does less. Each run is a process of its own, on its own copy.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, Engine, text

from tests.bench.servers import ROOT
from tests.operations.clock.many import CLOSE, Many
from tests.postgresql import postgresql
from tracker.db import UTCDateTime, open_engine, transaction
from tracker.migrations import upgrade
from tracker.operations.clock.sweep import sweep

MANY = Many(motions=100_000, demands=10, due_every=10)
ROUNDS = 3
AIM = 2

ENTRIES = """
INSERT INTO change (motion_id, sequence, kind, happened_at, recorded_at, actor_role, subject, demand_number, before,
  after, reason, previous_hash, hash, once)
SELECT p.motion_id, m.log_sequence + row_number() OVER (PARTITION BY p.motion_id ORDER BY p.pass_due_at, d.number),
  'deadline_passed', p.pass_due_at, :now, 'clock', 'demand/' || d.number, d.number, '{"clock"\\:"due_today"}',
  '{"clock"\\:"checking"}', '"The deadline passed; replies are being checked."', :hash, :hash,
  'deadline_passed\\:' || p.deadline_id || '\\:' || p.round
FROM projection p JOIN demand d ON d.id = p.demand_id JOIN motion m ON m.id = p.motion_id WHERE p.pass_due_at <= :now
"""
HEADS = """
UPDATE motion SET log_head = :hash, log_sequence = log_sequence + due.entries
FROM (SELECT motion_id, count(*) AS entries FROM projection WHERE pass_due_at <= :now GROUP BY motion_id) AS due
WHERE motion.id = due.motion_id
"""
MARKS = "UPDATE projection SET pass_marked = :yes, pass_due_at = NULL WHERE pass_due_at <= :now"


def measure(folder: Path) -> None:
    """Print seconds, ratio and memory on SQLite."""
    filled = folder / "filled.db"
    engine = open_engine(f"sqlite:///{filled}")
    upgrade(engine)
    MANY.fill(engine)
    engine.dispose()
    copy = folder / "copy.db"

    def fresh() -> str:
        shutil.copyfile(filled, copy)
        return f"sqlite:///{copy}"

    _compare("SQLite", fresh)


def measure_postgresql() -> None:
    """Print the same on PostgreSQL; each run works on a fresh copy made from a template."""
    with postgresql() as url:
        engine = open_engine(url)
        upgrade(engine)
        MANY.fill(engine)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        engine.dispose()
        server = open_engine(url.rpartition("/")[0] + "/template1")

        def fresh() -> str:
            with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("DROP DATABASE IF EXISTS copy")
                connection.exec_driver_sql("CREATE DATABASE copy TEMPLATE postgres")
            return url.rpartition("/")[0] + "/copy"

        _compare("PostgreSQL", fresh)
        server.dispose()


def _compare(database: str, fresh: Callable[[], str]) -> None:
    found: dict[str, list[tuple[float, float, float]]] = {"raw": [], "ours": []}
    for _ in range(ROUNDS):
        for kind, runs in found.items():
            command = [sys.executable, "-m", "tests.bench.sweeping", kind, fresh()]
            output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
            seconds, cpu, growth = map(float, output.split())
            runs.append((seconds, cpu, growth))
    ratios = [ours[0] / raw[0] for raw, ours in zip(found["raw"], found["ours"], strict=True)]
    print(
        f"sweep on {database}, {MANY.due:,} due of {MANY.motions * MANY.demands:,}: {median(ratios):.2f} × raw SQL "
        f"(aim at most {AIM})"
    )
    for kind, runs in found.items():
        each = [", ".join(f"{run[place]:.1f}" for run in runs) for place in range(3)]
        print(f"    {kind}: {each[0]} s, of which this process {each[1]} s; memory grew by {each[2]} MB", flush=True)


def run(kind: str, engine: Engine) -> str:
    """Sweep once, and return seconds, seconds of this process, and by how many MB its memory grew at most."""
    with transaction(engine) as session:
        session.scalar(text("SELECT count(*) FROM heartbeat"))
        before = _peak_megabytes()
        began, worked = time.perf_counter(), time.process_time()
        if kind == "raw":
            raw(session.connection())
        else:
            assert sweep(session, CLOSE).passed == MANY.due
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    return f"{seconds} {cpu} {_peak_megabytes() - before}"


def _peak_megabytes() -> float:
    """Return the most memory this program has held; `getrusage` would count what its parent held before it began."""
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024 / 1e6


def raw(connection: Connection) -> None:
    """Write the same rows by three statements."""
    process = UTCDateTime().dialect_impl(connection.dialect).bind_processor(connection.dialect)
    values = {"now": process(CLOSE) if process else CLOSE, "hash": "0" * 64, "yes": True}
    for statement in (ENTRIES, HEADS, MARKS):
        needed = {name: value for name, value in values.items() if f":{name}" in statement}
        connection.execute(text(statement), needed)


if __name__ == "__main__":
    database = open_engine(sys.argv[2])
    print(run(sys.argv[1], database))
    database.dispose()
