"""Random lives of many people: `python3 -m tests.delivery.sequences [--people 10000] [--steps 20] [--seed N]`.

Prints the seed, what was done, and what was wrong. Everything follows from the seed.
"""

import argparse
import json
import random
import tempfile
from pathlib import Path

from sqlalchemy import event

from tests.delivery.post import config
from tests.delivery.world import World
from tracker.db import open_engine
from tracker.migrations import upgrade

WORLD = 500
"""How many people live beside each other."""
MOST_FAULTS = 10


def run(people: int, steps: int, seed: int, busy: float = 0.5) -> dict[str, object]:
    """Live so many lives, world after world, and return what happened."""
    faults, acts, mails = list[str](), 0, 0
    for number in range(0, people, WORLD):
        with tempfile.TemporaryDirectory(prefix="answerable-world-", dir=_memory()) as folder:
            engine = open_engine(f"sqlite:///{folder}/world.db")
            event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
            upgrade(engine)
            world = World(engine, config(Path(folder)), min(WORLD, people - number), seed + number)
            for _ in range(steps):
                world.step(busy)
            engine.dispose()
        faults, acts, mails = faults + world.faults, acts + world.acts, mails + world.mails
    return {"seed": seed, "sequences": people, "acts": acts, "mails": mails, "faults": faults[:MOST_FAULTS]}


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python3 -m tests.delivery.sequences")
    for name, default in (("people", 10_000), ("steps", 20), ("seed", random.randrange(10**6))):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    print(json.dumps(run(asked.people, asked.steps, asked.seed), indent=1))
