"""A process that sweeps: it says "ready", waits for a line, then begins.

`python -m tests.operations.clock.workers KIND URL`

KIND is "ticking" (two APScheduler schedulers, each with a ticker that always gets its lease) or "naive": the sweeper
that everybody writes first, which reads what is due, and then records it without a lock and without a key.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from threading import Barrier, Event, Thread
from unittest.mock import patch

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine, select

from tests.operations.clock.many import GRACE_END
from tracker.clock import ClockSample
from tracker.db import open_engine, reading, transaction
from tracker.models import Demand, Motion, Projection
from tracker.operations.record.log import append
from tracker.rules.clock_guard import ClockGuard
from tracker.scheduler import Ticker
from tracker.vocabulary import ActorKind, ChangeKind

SCHEDULERS = 2
CALM_TICKS = 3
"""A ticker is done when it has found nothing this many times on end."""


def ticking(engine: Engine) -> list[int]:
    """Run two schedulers until both find nothing more; return how many each recorded."""
    barrier = Barrier(SCHEDULERS)
    watched = [_Watched(engine, str(number), barrier) for number in range(SCHEDULERS)]
    with patch("tracker.scheduler.take_lease", lambda *_: True):
        for ticker in watched:
            ticker.scheduler.start()
        for ticker in watched:
            ticker.calm.wait(240)
            ticker.scheduler.shutdown()
    return [ticker.recorded for ticker in watched]


class _Watched:
    def __init__(self, engine: Engine, owner: str, barrier: Barrier) -> None:
        self.recorded, self.calm = 0, Event()
        self._empty, self._begun, self._barrier = 0, False, barrier
        guard = ClockGuard(GRACE_END, 0)
        self._ticker = Ticker(engine, owner, 1, guard, lambda: ClockSample(GRACE_END, 0))
        self.scheduler = BackgroundScheduler(timezone=UTC)
        self.scheduler.add_job(self._tick, "interval", seconds=0.02, next_run_time=datetime.now(UTC))

    def _tick(self) -> None:
        if not self._begun:
            self._begun = True
            self._barrier.wait(120)
        swept = self._ticker.tick()
        found = swept.passed + swept.overdue if swept else 0
        self.recorded += found
        self._empty = 0 if found or swept is None else self._empty + 1
        if self._empty >= CALM_TICKS:
            self.calm.set()


def naive(engine: Engine) -> list[int]:
    """Let two threads record what they read before either had recorded it."""
    barrier, counts = Barrier(SCHEDULERS), list[int]()
    threads = [Thread(target=_naive, args=(engine, barrier, counts)) for _ in range(SCHEDULERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts


def _naive(engine: Engine, barrier: Barrier, counts: list[int]) -> None:
    with reading(engine) as session:
        query = select(Projection.motion_id, Demand.number).join(Demand, Demand.id == Projection.demand_id)
        due = session.execute(query.where(Projection.pass_due_at <= GRACE_END)).all()
    barrier.wait(120)
    with transaction(engine) as session:
        for motion_id, number in due:
            motion = session.get_one(Motion, motion_id, with_for_update=True)
            kind, subject = ChangeKind.DEADLINE_PASSED, f"demand/{number}"
            append(session, motion, kind, subject, GRACE_END, ActorKind.CLOCK, demand_number=number)
        session.query(Projection).update({"pass_due_at": None})
    counts.append(len(due))


if __name__ == "__main__":
    database = open_engine(sys.argv[2])
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps({"ticking": ticking, "naive": naive}[sys.argv[1]](database)))
    database.dispose()
