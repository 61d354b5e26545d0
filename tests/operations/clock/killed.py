"""Kill a sweeper again and again, as deadlines pass in waves.

`python -m tests.operations.clock.killed HOW URL SEED KILLS`

Each life is a process of its own that records a few waves, one after the other, a transaction each, and tells before
and after each where it is. It is killed (SIGKILL) a random while after it has begun one. After every kill the database
is looked through for half facts. The last life may finish. Prints what happened as JSON. HOW is "whole", or "halves":
the wrong way to mark, to show that this harness sees half a fact.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import datetime

from sqlalchemy import Engine, select, update

from tests.operations.clock.state import half_facts
from tracker.db import open_engine, reading, transaction
from tracker.models import Demand, Projection
from tracker.operations.clock.sweep import sweep
from tracker.operations.record.log import append, lock_motion
from tracker.vocabulary import ActorKind, ChangeKind

WAVES_A_LIFE = 4
LONGEST_SECONDS = 0.02
MOST_FAULTS = 10
BEGUN, DONE = b"<", b">"


def waves(engine: Engine) -> list[datetime]:
    """Return the instants at which something is still to be recorded, in order."""
    with reading(engine) as session:
        columns = (Projection.pass_due_at, Projection.overdue_due_at)
        found = {instant for column in columns for instant in session.scalars(select(column).distinct()) if instant}
    engine.dispose()  # No connection may cross a fork.
    return sorted(found)


def whole(engine: Engine, now: datetime) -> None:
    """Record what is due by an instant."""
    with transaction(engine) as session:
        sweep(session, now)


def in_halves(engine: Engine, now: datetime) -> None:
    """Mark what has passed in one transaction, and write its entries in the next."""
    with transaction(engine) as session:
        query = select(Projection.motion_id, Projection.deadline_id, Demand.number)
        query = query.join(Demand, Demand.id == Projection.demand_id).where(Projection.pass_due_at <= now)
        due = session.execute(query).all()
        marks = {"pass_marked": True, "pass_due_at": None}
        session.execute(update(Projection).where(Projection.pass_due_at <= now).values(marks))
    with transaction(engine) as session:
        for motion_id, deadline_id, number in due:
            kind, subject = ChangeKind.DEADLINE_PASSED, f"demand/{number}"
            motion, once = lock_motion(session, motion_id), f"{kind}:{deadline_id}:0"
            append(session, motion, kind, subject, now, ActorKind.CLOCK, demand_number=number, once=once)


HOW = {"whole": whole, "halves": in_halves}


def live(how: str, engine: Engine, left: list[datetime], voice: int) -> None:
    """Record one wave after the other."""
    for now in left:
        os.write(voice, BEGUN)
        HOW[how](engine, now)
        os.write(voice, DONE)


def one_life(how: str, engine: Engine, chance: random.Random | None) -> bytes:
    """Run one life, killed at an instant that chance picks, or whole without it; return what it told."""
    left = waves(engine)
    ear, voice = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            live(how, engine, left[:WAVES_A_LIFE] if chance else left, voice)
            if chance:
                signal.pause()
        finally:
            os._exit(0)
    os.close(voice)
    heard = b""
    if chance:
        heard = _listen(ear, 2 * chance.randrange(WAVES_A_LIFE) + 1)
        time.sleep(chance.uniform(0, LONGEST_SECONDS))  # The instant of the kill, not something to wait for.
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


def main(how: str, url: str, seed: int, kills: int) -> dict[str, object]:
    """Kill so many lives, let one finish, and return what happened."""
    engine, chance = open_engine(url), random.Random(seed)
    within, faults = 0, list[str]()
    for _ in range(kills):
        within += one_life(how, engine, chance).endswith(BEGUN)
        faults += half_facts(engine)
    left = len(waves(engine))
    one_life(how, engine, None)
    return {"within": within, "left": left, "faults": (faults + half_facts(engine))[:MOST_FAULTS]}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))
