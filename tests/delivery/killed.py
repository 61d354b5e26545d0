"""Kill a sender again and again: `python3 -m tests.delivery.killed [--kills 200] [--alerts 10000] [--how HOW] …`.

Each life is a process of its own that delivers by SMTP to a real sink, which counts by Message-ID what it took. A life
is killed (SIGKILL) a random while after it has begun a try; then the next begins. In the end lives go on until nothing
is due. HOW is "right", or "mark_first": the wrong sender, which writes down that a mail went out and then sends it, to
show that this harness sees what is lost. Prints what happened as JSON.
"""

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, func, select

from tests.bench.sink import running
from tests.builders import CLEAN_RIVER, REPLY, load
from tests.delivery.post import ENDS, NOW, by_email, config, fan_out_all, fill
from tracker.config import Config
from tracker.db import open_engine, reading
from tracker.delivery.channels.base import Result
from tracker.delivery.channels.email.envelope import Envelope
from tracker.delivery.channels.email.transport import open_transport
from tracker.delivery.send import Delivered, Deliverer, Ending, Turn
from tracker.migrations import upgrade
from tracker.models import Message
from tracker.rules.delivery import DeliveryOutcome
from tracker.vocabulary import FINAL, MessageState

LONGEST_SECONDS = 0.03
MOST_TRIES = 15
"""A life is killed during one of so many of its first tries."""
BEGUN = b"<"


@dataclass(frozen=True)
class Plan:
    """What is to happen to whom."""

    url: str
    folder: str
    port: int
    how: str = "right"
    lease: float = 3.0
    workers: int = 1


@dataclass
class Life:
    """A process that delivers."""

    pid: int
    ear: int
    tries: int


class MarkFirst(Deliverer):
    """The sender that everybody writes first: it notes that a mail went out, and then sends it."""

    def _run(self, turn: Turn, may_go_on: Callable[[], bool]) -> Delivered:
        while may_go_on():
            taken = turn.take(None, self._now())
            if taken is None or isinstance(taken, float):
                break
            ending: Ending = taken.claim, ENDS[DeliveryOutcome.SENT]
            turn.finish(ending, self._now())
            self._send(taken)
        return turn.delivered


HOW: dict[str, type[Deliverer]] = {"right": Deliverer, "mark_first": MarkFirst}


class _Telling:
    """The real way out, which tells the parent when it begins."""

    def __init__(self, plan: Plan, voice: int) -> None:
        self._inner, self._voice = open_transport(settings(plan)), voice

    def send(self, envelope: Envelope) -> Result:
        os.write(self._voice, BEGUN)
        return self._inner.send(envelope)

    def close(self) -> None:
        self._inner.close()


def settings(plan: Plan) -> Config:
    """Return the settings of a sender."""
    return config(Path(plan.folder), SMTP_URL=f"smtp://127.0.0.1:{plan.port}", MAIL_BOUNCES="back@example.org")


def live(plan: Plan, voice: int) -> None:
    """Deliver until nothing is due."""
    engine = open_engine(plan.url)
    lease = {"lease": timedelta(seconds=plan.lease)}
    way = _Telling(plan, voice)
    sender = HOW[plan.how](
        engine,
        settings(plan),
        by_email(engine, settings(plan), way),
        now=lambda: datetime.now(UTC),
        wait=time.sleep,
        **lease,
    )
    sender.run()


def begin(plan: Plan, chance: random.Random) -> Life:
    """Begin a life."""
    ear, voice = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ear)
        try:
            live(plan, voice)
        finally:
            os._exit(0)
    os.close(voice)
    return Life(pid, ear, chance.randint(1, MOST_TRIES))


def cut_short(life: Life, chance: random.Random) -> bool:
    """Kill a life in the midst of its work; False where it had come to its end."""
    heard = b""
    while len(heard) < life.tries and (more := os.read(life.ear, life.tries - len(heard))):
        heard += more
    time.sleep(chance.uniform(0, LONGEST_SECONDS))  # The instant of the kill, not something to wait for.
    os.kill(life.pid, signal.SIGKILL)
    os.close(life.ear)
    return os.waitpid(life.pid, 0)[1] == signal.SIGKILL


def in_hand(engine: Engine) -> set[str | None]:
    """Return the senders that have an alert in hand, or had when they died."""
    with reading(engine) as session:
        found = set(session.scalars(select(Message.owner).where(Message.state == MessageState.SENDING)))
    engine.dispose()  # No connection may cross a fork.
    return found


def unsettled(engine: Engine) -> int:
    """Return how many alerts have not come to their end."""
    with reading(engine) as session:
        found = session.scalar(select(func.count()).where(Message.state.not_in(FINAL))) or 0
    engine.dispose()  # No connection may cross a fork.
    return found


def prepare(url: str, alerts: int) -> None:
    """Fill a database with alerts that are due."""
    engine = open_engine(url)
    upgrade(engine)
    load(engine, CLEAN_RIVER)
    fill(engine, alerts)
    load(engine, CLEAN_RIVER + REPLY, NOW)
    fan_out_all(engine)
    engine.dispose()


def main(plan: Plan, kills: int, seed: int) -> dict[str, object]:
    """Kill so many lives, let the rest finish, and return what happened."""
    engine, chance = open_engine(plan.url), random.Random(seed)
    total, killed, hit = unsettled(engine), 0, set[str | None]()
    lives = [begin(plan, chance) for _ in range(plan.workers)]
    for kill in range(kills):
        killed += cut_short(lives.pop(0), chance)
        hit |= in_hand(engine)
        if kill < kills - plan.workers:
            lives.append(begin(plan, chance))
    while unsettled(engine):
        life = begin(plan, chance)
        while os.read(life.ear, 65_536):
            pass
        os.close(life.ear)
        os.waitpid(life.pid, 0)
        time.sleep(0.05)  # A lease of the dead ends some time; nothing rests on when we look.
    return {"alerts": total, "kills": kills, "killed": killed, "with_a_mail_in_hand": len(hit), **states(engine)}


def states(engine: Engine) -> dict[str, int]:
    """Return how many alerts ended in which state."""
    with reading(engine) as session:
        found = session.execute(select(Message.state, func.count()).group_by(Message.state)).all()
    engine.dispose()
    return {str(state): number for state, number in found}


def verdict(told: dict[str, object], taken: dict[str, int]) -> dict[str, object]:
    """Add what the sink saw: what was lost, what came more than once, and how often at most."""
    copies = Counter(taken.values())
    lost = int(str(told["alerts"])) - len(taken)
    doubles = sum((times - 1) * number for times, number in copies.items())
    return told | {"lost": lost, "duplicates": doubles, "most_copies": max(copies, default=0)}


def kill_again_and_again(url: str, folder: str, kills: int, seed: int, **how: object) -> dict[str, object]:
    """Do all of it with a filled database, and return what happened."""
    with running() as sink:
        told = main(Plan(url, folder, sink.port, **how), kills, seed)  # type: ignore[arg-type]
        return {"seed": seed} | verdict(told, sink.end())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python3 -m tests.delivery.killed")
    for name, default in (("kills", 200), ("alerts", 10_000), ("seed", random.randrange(10**6)), ("workers", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--how", choices=sorted(HOW), default="right")
    parser.add_argument("--lease", type=float, default=3.0)
    parser.add_argument("--url", help="a filled database; without it, one is made and thrown away")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="answerable-killed-") as place:
        where = asked.url or f"sqlite:///{place}/killed.db"
        if not asked.url:
            prepare(where, asked.alerts)
        options = {"how": asked.how, "lease": asked.lease, "workers": asked.workers}
        print(json.dumps(kill_again_and_again(where, place, asked.kills, asked.seed, **options)))
