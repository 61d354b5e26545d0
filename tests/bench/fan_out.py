"""The fan-out of one notification to 1,000,000 followers beside the raw INSERT … SELECT with the same keys.

The raw statement is the least that makes as many alerts: one notice, one target, no check for a person's second
subscription. Each run is a process of its own, on its own copy, its commits included.
"""

import gc
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from threading import Thread

from sqlalchemy import Engine, func, select, text

from tests.bench.servers import ROOT
from tests.bench.sweeping import _peak_megabytes
from tests.builders import CLEAN_RIVER, REPLY, load
from tests.delivery.post import NOW, fan_out_all
from tests.postgresql import postgresql
from tracker.db import UTCDateTime, open_engine, reading, transaction
from tracker.migrations import upgrade
from tracker.models import Message, Motion, Notification, NotificationTarget
from tracker.operations.notify.changes import new_batch
from tracker.operations.notify.fan_out import fan_out
from tracker.operations.record.log import append, lock_motion
from tracker.vocabulary import ActorKind, ChangeKind, NotificationKind

FEW, MANY = 100_000, 1_000_000
ROUNDS = 3
AIM = 1.3

PEOPLE = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
INSERT INTO subscriber (id, address, mailbox, is_operator, created_at, confirmed_at)
SELECT i, 'reader' || i || '@example.org', 'box-' || i, 0, :at, :at FROM n
"""
FOLLOW = """
INSERT INTO subscription (subscriber_id, target, pace, page, wording, asked_at, confirmed_at, live)
SELECT id, 'motion:1', 'at_once', '/', '1', :at, :at, 1 FROM subscriber
"""
RAW = """
INSERT INTO message (notification_id, subscriber_id, batch_id, pace, state, due_at, attempts, unknowns)
SELECT :notice, subscriber_id, :moment, pace, 'pending', :due, 0, 0
FROM subscription WHERE target = 'motion:1' AND live AND pace = 'at_once'
"""


def measure(folder: Path) -> None:
    """Print seconds, ratio and memory on SQLite."""
    growth: dict[int, float] = {}
    for count, rounds in ((FEW, 1), (MANY, ROUNDS)):
        filled = folder / "filled.db"
        _fill(filled, count)
        found: dict[str, list[list[float]]] = {"raw": [], "ours": []}
        for _ in range(rounds):
            for kind, runs in found.items():
                runs.append(_run(kind, filled))
        filled.unlink()
        growth[count] = max(run[1] for run in found["ours"])
    ratios = [ours[0] / raw[0] for raw, ours in zip(found["raw"], found["ours"], strict=True)]
    print(f"fan-out to {MANY:,} on SQLite: {median(ratios):.2f} × raw INSERT … SELECT (aim at most {AIM})")
    for kind, runs in found.items():
        print(f"    {kind}: {', '.join(f'{run[0]:.2f}' for run in runs)} s")
    print(f"    memory grew by {growth[FEW]:.1f} MB for {FEW:,} and {growth[MANY]:.1f} for {MANY:,}", flush=True)


def _fill(path: Path, count: int) -> None:
    path.unlink(missing_ok=True)
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    load(engine, CLEAN_RIVER)
    with transaction(engine) as session:
        for statement in (PEOPLE, FOLLOW):
            values = {"at": "2026-01-01 00:00:00.000000"} | ({"count": count} if ":count" in statement else {})
            session.execute(text(statement), values)
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _run(kind: str, filled: Path) -> list[float]:
    copy = filled.with_name("copy.db")
    for name in ("copy.db", "copy.db-wal", "copy.db-shm"):
        copy.with_name(name).unlink(missing_ok=True)
    shutil.copyfile(filled, copy)
    command = [sys.executable, "-m", "tests.bench.fan_out", kind, f"sqlite:///{copy}"]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [float(word) for word in output.split()]


def run(kind: str, engine: Engine) -> str:
    """Make the alerts once; return seconds, and by how many MB the memory grew at most."""
    with transaction(engine) as session:
        motion = session.scalars(select(Motion.id)).one()
        moment = new_batch(session, NOW, NOW)
        plain = {
            "kind": NotificationKind.REPLY_RECORDED,
            "motion_id": motion,
            "subject": "response/letter-1",
            "facts": "{}",
        }
        notice = Notification(batch_id=moment.id, demands=[1], happened_at=NOW, recorded_at=NOW, **plain)
        session.add(notice)
        session.flush()
        session.add(NotificationTarget(notification_id=notice.id, target="motion:1"))
        session.flush()
        notification_id, batch_id = notice.id, moment.id
        due = UTCDateTime().dialect_impl(engine.dialect).bind_processor(engine.dialect)
        values = {"notice": notification_id, "moment": batch_id, "due": due(NOW) if due else NOW}
        before, began = _peak_megabytes(), time.perf_counter()
        if kind == "raw":
            session.execute(text(RAW), values)
        else:
            fan_out(session, moment)
    fan_out_all(engine)
    seconds, growth = time.perf_counter() - began, _peak_megabytes() - before
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Message)) in (FEW, MANY)
    return f"{seconds} {growth}"


def measure_postgresql() -> None:
    """Print how long publishing on one motion takes on PostgreSQL while another's fan-out to 100,000 is under way."""
    with postgresql() as url:
        engine = open_engine(url)
        _fill_postgresql(engine)
        quiet = [_publish(engine, number) for number in range(50)]
        gc.collect()
        gc.freeze()  # As the server does: else one collection of this process, some 90 ms, is taken for a wait.
        began = time.perf_counter()
        load(engine, CLEAN_RIVER + REPLY, NOW)
        recorded = time.perf_counter() - began
        fanning = Thread(target=fan_out_all, args=(engine,))
        fanning.start()
        busy: list[float] = []
        while fanning.is_alive():
            busy.append(_publish(engine, len(quiet) + len(busy)))
        seconds = time.perf_counter() - began
        engine.dispose()
    print(f"fan-out to {FEW:,} on PostgreSQL: recorded in {recorded * 1000:.0f} ms, all made in {seconds:.1f} s")
    for name, found in (("alone", quiet), ("beside it", busy)):
        of_100, worst = sorted(found)[len(found) * 99 // 100] * 1000, max(found) * 1000
        print(f"    publishing on another motion {name}, {len(found)} times: {median(found) * 1000:.0f} ms,")
        print(f"        99 of 100 within {of_100:.0f} ms, at most {worst:.0f} ms (aim: less than 100 ms)", flush=True)


def _fill_postgresql(engine: Engine) -> None:
    upgrade(engine)
    load(engine, CLEAN_RIVER)
    load(engine, CLEAN_RIVER.replace("clean-river", "dirty-river"))
    people, follow = PEOPLE.replace(", 0, :at", ", false, :at"), FOLLOW.replace(":at, 1 FROM", ":at, true FROM")
    with transaction(engine) as session:
        session.execute(text(people), {"at": NOW, "count": FEW})
        session.execute(text(follow), {"at": NOW})


def _publish(engine: Engine, number: int) -> float:
    """Record one more note on the other motion; return how many seconds that took. It must wait for no lock."""
    began = time.perf_counter()
    with transaction(engine) as session:
        session.execute(text("SET LOCAL lock_timeout = '100ms'"))
        motion = lock_motion(session, 2)
        append(session, motion, ChangeKind.ENTRY_RECORDED, f"note/{number}", NOW, ActorKind.EDITOR)
    return time.perf_counter() - began


if __name__ == "__main__":
    database = open_engine(sys.argv[2])
    print(run(sys.argv[1], database))
    database.dispose()
