"""Kill a sweeper again and again: `python -m tests.clock.killed URL SEED KILLS`, on a database that WAVES has filled.

Each life is a process of its own that records one wave of deadlines after the other, a transaction each, and tells
before and after each where it is. It is killed (SIGKILL) at a random instant within a wave, or when the wave is over.
After every kill the database is looked through for half facts. The last life may finish. Prints what happened as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select

from tests.clock.state import half_facts
from tracker.db import open_engine, reading, transaction
from tracker.models import Projection
from tracker.operations.sweep import sweep

WAVES_A_LIFE = 4
BEGUN, DONE, FINISHED = b"<", b">", b"."


def waves(engine: Engine) -> list[datetime]:
    """Return the instants at which something is still to be recorded, in order."""
    with reading(engine) as session:
        columns = (Projection.pass_due_at, Projection.overdue_due_at)
        found = {instant for column in columns for instant in session.scalars(select(column).distinct()) if instant}
    engine.dispose()  # No connection may cross a fork.
    return sorted(found)


def live(engine: Engine, left: list[datetime], voice: int) -> None:
    """Record one wave after the other."""
    for now in left:
        os.write(voice, BEGUN)
        with transaction(engine) as session:
            sweep(session, now)
        os.write(voice, DONE)
    os.write(voice, FINISHED)


def one_life(engine: Engine, chance: random.Random | None) -> bytes:
    """Run one life, killed at an instant that chance picks, or whole without it; return what it told."""
    left = waves(engine)
    ear, voice = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            live(engine, left, voice)
        finally:
            os._exit(0)
    os.close(voice)
    heard = b""
    if chance:
        heard = _listen(ear, 2 * chance.randrange(WAVES_A_LIFE) + 1)
        time.sleep(chance.uniform(0, 0.02))  # The instant of the kill, not something to wait for.
        os.kill(child, signal.SIGKILL)
    while more := os.read(ear, 64):
        heard += more
    os.close(ear)
    os.waitpid(child, 0)
    return heard


def _listen(ear: int, until: int) -> bytes:
    heard = b""
    while len(heard) < until and (more := os.read(ear, until - len(heard))):
        heard += more
    return heard


def main(url: str, seed: int, kills: int) -> dict[str, object]:
    """Kill so many lives, let one finish, and return what happened."""
    engine, chance = open_engine(url), random.Random(seed)
    within, killed, faults = 0, 0, list[str]()
    for _ in range(kills):
        heard = one_life(engine, chance)
        within += heard.endswith(BEGUN)
        killed += not heard.endswith(FINISHED)
        faults += half_facts(engine)
    one_life(engine, None)
    faults += half_facts(engine)
    engine.dispose()
    return {"killed": killed, "within": within, "faults": faults, "left": len(waves(engine))}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
