"""The stand-alone check of a log: a thousand random mutations, each found; and what a head proves."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders import CLEAN_RIVER, DAMS, FINDING, REPLY, load, utc
from tracker.db import open_engine, reading
from tracker.formats import verify_log
from tracker.formats.log_lines import log_lines
from tracker.formats.verify_log import faults
from tracker.migrations import upgrade
from tracker.models import Change


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give the lines of a real log."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('log') / 'test.db'}")
    upgrade(engine)
    load(engine, CLEAN_RIVER, utc(2026, 11, 2))
    load(engine, CLEAN_RIVER + REPLY + FINDING + DAMS, utc(2026, 11, 7))
    with reading(engine) as session:
        lines = list(log_lines(session.scalars(select(Change).order_by(Change.sequence)), "clean-river"))
    engine.dispose()
    return lines


def head_of(lines: list[str]) -> str:
    """Return the hash of the last entry."""
    return lines[-1].rpartition('"hash": "')[2][:64]


def flipped(lines: list[str], chance: random.Random) -> list[str]:
    """Return a log in which one sign is another one."""
    place = chance.randrange(len(lines))
    line = lines[place]
    at = chance.randrange(len(line) - 1)
    other = chance.choice([sign for sign in 'abcdef0123456789 x\\"' if sign != line[at]])
    return [*lines[:place], line[:at] + other + line[at + 1 :], *lines[place + 1 :]]


def dropped(lines: list[str], chance: random.Random) -> list[str]:
    """Return a log that lacks a line."""
    place = chance.randrange(len(lines))
    return lines[:place] + lines[place + 1 :]


def swapped(lines: list[str], chance: random.Random) -> list[str]:
    """Return a log in which two lines have changed places."""
    one, other = chance.sample(range(len(lines)), 2)
    made = list(lines)
    made[one], made[other] = lines[other], lines[one]
    return made


def inserted(lines: list[str], chance: random.Random) -> list[str]:
    """Return a log with a line more: a copy of one of its own."""
    place = chance.randrange(len(lines) + 1)
    return [*lines[:place], chance.choice(lines), *lines[place:]]


def truncated(lines: list[str], chance: random.Random) -> list[str]:
    """Return a log whose end is missing."""
    return lines[: chance.randrange(len(lines))]


MUTATIONS = [flipped, dropped, swapped, inserted, truncated]


def test_a_whole_log_is_whole(log: list[str]) -> None:
    assert list(faults(log, head_of(log))) == []


def test_a_thousand_random_mutations_are_all_found(log: list[str]) -> None:
    head, unseen = head_of(log), []
    for seed in range(1000):
        mutate = MUTATIONS[seed % len(MUTATIONS)]
        if not list(faults(mutate(log, random.Random(seed)), head)):
            unseen.append((seed, mutate.__name__))
    assert unseen == []


def test_without_a_head_an_end_that_is_missing_cannot_be_seen(log: list[str]) -> None:
    assert list(faults(log[:-1])) == []
    assert list(faults(log[:-1], head_of(log))) == [
        f"the head {head_of(log)} stands nowhere in it: the end is missing, or the log was written anew"
    ]


def test_a_log_that_was_written_anew_fits_itself_and_not_the_head(log: list[str]) -> None:
    anew = written_anew(log)
    assert list(faults(anew)) == []
    assert len(list(faults(anew, head_of(log)))) == 1


def written_anew(lines: list[str]) -> list[str]:
    """Return a log whose first entry says something else and whose every seal was made again."""
    import hashlib
    import json

    previous, made = "", []
    for number, line in enumerate(lines):
        entry = json.loads(line) | {"previous_hash": previous}
        entry |= {"reason": '"Nothing"'} if number == 0 else {}
        sealed = "\n".join(str(entry[name]) for name in verify_log.SEALED)
        previous = entry["hash"] = hashlib.sha256(sealed.encode()).hexdigest()
        made.append(json.dumps(entry, ensure_ascii=False) + "\n")
    return made


def test_a_head_noted_before_later_entries_came_still_stands_in_it(log: list[str]) -> None:
    assert list(faults(log, head_of(log[:-2])[:16])) == []


@given(st.lists(st.text(max_size=40)))
def test_whatever_the_lines_it_answers(lines: list[str]) -> None:
    assert list(faults(lines))


def test_the_file_runs_alone(log: list[str], tmp_path: Path) -> None:
    (tmp_path / "changes.jsonl").write_text("".join(log), "utf-8")
    alone = [sys.executable, "-I", verify_log.__file__, "changes.jsonl", head_of(log)]
    ran = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "The log is whole.\n", "")


def test_it_is_short_enough_to_be_read() -> None:
    assert len(Path(verify_log.__file__).read_text("utf-8").splitlines()) <= 50
