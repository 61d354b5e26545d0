"""The clock: APScheduler ticks, and every tick asks the database what is due. It keeps no jobs and decides nothing.

Two jobs tick beside each other: one records what has fallen due, the other sends the mail that is due.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, timedelta
from types import FrameType

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from tracker.clock import ClockSample, now, read
from tracker.config import Config
from tracker.db import open_engine, transaction
from tracker.delivery.rounds import Postman
from tracker.operations.clock.lease import take_lease
from tracker.operations.clock.sweep import Swept, beat, sweep
from tracker.queries.clock import known_instants
from tracker.rules.clock_guard import ClockGuard
from tracker.wording.service import clock_doubted

log = logging.getLogger(__name__)


@dataclass
class Ticker:
    """One process's part in running the clock."""

    engine: Engine
    owner: str
    tick_seconds: float
    guard: ClockGuard
    read_clocks: Callable[[], ClockSample] = read
    believed: bool = False

    def tick(self) -> Swept | None:
        """Sweep once if the clock can be believed and the lease is ours; return what was found, or None.

        1. Hold back while the clock is in doubt.  2. Take or renew the lease.  3. Sweep, and write the heartbeat, in
        one transaction. A database that is busy is tried again at the next tick. A lease lasts one tick: the process
        that ticks next after that takes over, so within two ticks of its holder's death, whenever they fall.
        """
        clocks = self.read_clocks()
        length = timedelta(seconds=self.tick_seconds)
        try:
            with transaction(self.engine) as session:
                known = known_instants(session)
                doubt = self.guard.doubt(clocks.wall, clocks.running_seconds, known, vouched=clocks.vouched)
                self.believed = doubt is None
                if doubt:
                    held = clock_doubted(doubt)
                    beat(session, self.owner, clocks.wall, Swept(0, 0), held)
                    log.warning(held)
                    return None
                if not take_lease(session, self.owner, clocks.wall, length):
                    return None
                swept = sweep(session, clocks.wall)
                beat(session, self.owner, clocks.wall, swept)
        except OperationalError as error:
            log.warning("The database could not be reached (%s); trying again at the next tick.", error.orig)
            return None
        if swept.passed or swept.overdue:
            log.info("Deadlines passed: %s. Overdue: %s.", swept.passed, swept.overdue)
        return swept

    def believes(self) -> bool:
        """Tell whether the last tick believed the clock and it has not jumped since."""
        clocks = self.read_clocks()
        return self.believed and self.guard.jump(clocks.wall, clocks.running_seconds) is None


def make_ticker(engine: Engine, tick_seconds: float) -> Ticker:
    """Return a ticker that begins by comparing the clock with what the database knows."""
    clocks = read()
    owner = f"{socket.gethostname()}:{os.getpid()}"
    return Ticker(engine, owner, tick_seconds, ClockGuard(clocks.wall, clocks.running_seconds, proven=False))


def run(config: Config) -> None:
    """Run the clock until SIGTERM or SIGINT: a tick at once, then one every `config.tick_seconds`."""
    from apscheduler.events import EVENT_SCHEDULER_STARTED
    from apscheduler.schedulers import SchedulerNotRunningError
    from apscheduler.schedulers.blocking import BlockingScheduler

    engine = open_engine(config.database_url)
    ticker = make_ticker(engine, config.tick_seconds)
    scheduler = BlockingScheduler(timezone=UTC)
    options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    stopping = threading.Event()
    postman = Postman(engine, config, now=now, wait=stopping.wait)

    def post() -> None:
        # A wrong clock would let leases end before their time, and say what is not so yet.
        if ticker.believes():
            postman.round(lambda: not stopping.is_set())

    for job in (ticker.tick, post):
        scheduler.add_job(job, "interval", seconds=config.tick_seconds, next_run_time=now(), **options)

    def stop_if_asked(_event: object = None) -> None:
        if stopping.is_set() and scheduler.running:
            with suppress(SchedulerNotRunningError):  # Another thread was quicker.
                scheduler.shutdown(wait=False)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()
        # In a thread of its own: here it could take the jobs away under the loop that hands them out.
        threading.Thread(target=stop_if_asked).start()

    # The end may be asked for before the scheduler has begun.
    scheduler.add_listener(stop_if_asked, EVENT_SCHEDULER_STARTED)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    try:
        scheduler.start()
    finally:
        postman.close()
        engine.dispose()
