"""The stand-alone check of a log: a thousand random mutations, each found; and what a head proves."""

import hashlib
import io
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders import CLEAN_RIVER, DAMS, FINDING, REPLY, load, utc
from tracker.cli.record import verify
from tracker.db import open_engine, reading
from tracker.formats import verify_log
from tracker.formats.log_lines import log_lines
from tracker.formats.verify_log import faults
from tracker.migrations import upgrade
from tracker.models import Change


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Give the lines of a real log."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('log') / 'test.db'}")
    upgrade(engine)
    load(engine, CLEAN_RIVER, utc(2026, 11, 2))
    load(engine, CLEAN_RIVER + REPLY + FINDING + DAMS, utc(2026, 11, 7))
    with reading(engine) as session:
        entries = session.scalars(select(Change).order_by(Change.sequence))
        lines = [line.encode() for line in log_lines(entries, "clean-river")]
    engine.dispose()
    return lines


def head_of(lines: list[bytes]) -> str:
    """Return the hash of the last entry."""
    return str(json.loads(lines[-1])["hash"])


def encoded(entry: dict[str, Any]) -> bytes:
    """Return the line of an entry."""
    return json.dumps(entry, ensure_ascii=False).encode() + b"\n"


def resealed(lines: list[bytes]) -> list[bytes]:
    """Return a log whose every line is numbered and sealed anew: it fits itself."""
    previous, made = "", []
    for number, line in enumerate(lines, 1):
        entry = json.loads(line) | {"previous_hash": previous, "sequence": number}
        fields = [str(entry[name]) for name in verify_log.SEALED]
        previous = entry["hash"] = hashlib.sha256("\n".join(fields).encode()).hexdigest()
        made.append(encoded(entry))
    return made


def flipped(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a log in which one byte is another one."""
    place = chance.randrange(len(lines))
    line = bytearray(lines[place])
    at = chance.randrange(len(line))
    line[at] = chance.choice([byte for byte in range(256) if byte != line[at]])
    return [*lines[:place], bytes(line), *lines[place + 1 :]]


def reworded(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a log in which one field of an entry says something else; half the time that entry is sealed again."""
    place = chance.randrange(len(lines))
    entry: dict[str, Any] = json.loads(lines[place])
    name = chance.choice([*verify_log.SEALED, "hash"])
    entry[name] = entry[name] + 1 if name == "sequence" else f"{entry[name]}0"
    if name != "hash" and chance.random() < 0.5:
        sealed = "\n".join(str(entry[one]) for one in verify_log.SEALED)
        entry["hash"] = hashlib.sha256(sealed.encode()).hexdigest()
    return [*lines[:place], encoded(entry), *lines[place + 1 :]]


def dropped(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a log that lacks a line."""
    place = chance.randrange(len(lines))
    return lines[:place] + lines[place + 1 :]


def swapped(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a log in which two lines have changed places."""
    one, other = chance.sample(range(len(lines)), 2)
    made = list(lines)
    made[one], made[other] = lines[other], lines[one]
    return made


def inserted(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a log with a line more: a copy of one of its own, that fits what stands before it half the time."""
    place = chance.randrange(len(lines))
    made = [*lines[:place], chance.choice(lines), *lines[place:]]
    return made if chance.random() < 0.5 else [*resealed(made[: place + 1]), *lines[place:]]


def forged(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a log with a line more or less, or two swapped, and every line sealed anew, so that it fits itself.

    The change is before the last entry: a line after the head that was noted is how every log grows.
    """
    change = chance.choice([dropped, swapped, inserted])
    return resealed([*change(lines[:-1], chance), lines[-1]])


def truncated(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Return a log whose end is missing."""
    return lines[: chance.randrange(len(lines))]


MUTATIONS = [flipped, reworded, dropped, swapped, inserted, forged, truncated]


def mutated(lines: list[bytes], seed: int) -> bytes:
    """Return the file of a log with something wrong in it; the same for the same number."""
    return b"".join(MUTATIONS[seed % len(MUTATIONS)](lines, random.Random(seed)))


def wrong(file: bytes, head: str = "") -> list[str]:
    """Return what is found in a file that is read as both programs read it."""
    text = io.TextIOWrapper(io.BytesIO(file), "utf-8", "surrogateescape", newline="\n")
    return list(faults(text, head))


def test_a_whole_log_is_whole(log: list[bytes]) -> None:
    assert wrong(b"".join(log), head_of(log)) == []


def test_a_thousand_random_mutations_are_all_found(log: list[bytes]) -> None:
    files = {seed: mutated(log, seed) for seed in range(1000)}
    assert b"".join(log) not in files.values()
    assert [seed for seed, file in files.items() if not wrong(file, head_of(log))] == []


def test_the_command_finds_each_of_the_thousand_as_well(log: list[bytes], tmp_path: Path) -> None:
    file, unseen = tmp_path / "changes.jsonl", []
    for seed in range(1000):
        file.write_bytes(mutated(log, seed))
        ran = CliRunner().invoke(verify, [str(file), "--head", head_of(log)])
        if ran.exit_code != 1 or "is not whole" not in ran.output:
            unseen.append(seed)
    assert unseen == []


def test_the_command_needs_no_site(log: list[bytes], tmp_path: Path) -> None:
    file = tmp_path / "changes.jsonl"
    file.write_bytes(b"".join(log))
    with patch("tracker.create_app", side_effect=AssertionError):
        assert CliRunner().invoke(verify, [str(file), "--head", head_of(log)]).exit_code == 0


@given(data=st.data())
def test_no_piece_of_the_file_can_be_replaced_unseen(log: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(log)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(start + 80, len(whole))))
    piece = data.draw(st.binary(max_size=40).filter(lambda piece: piece != whole[start:end]))
    assert wrong(whole[:start] + piece + whole[end:], head_of(log))


def test_without_a_head_an_end_that_is_missing_cannot_be_seen(log: list[bytes]) -> None:
    assert wrong(b"".join(log[:-1])) == []
    assert wrong(b"".join(log[:-1]), head_of(log)) == [
        f"the head {head_of(log)} stands nowhere in it: the end is missing, or the log was written anew"
    ]


def test_a_log_that_was_written_anew_fits_itself_and_not_the_head(log: list[bytes]) -> None:
    anew = b"".join(resealed([encoded(json.loads(log[0]) | {"reason": '"Nothing"'}), *log[1:]]))
    assert wrong(anew) == []
    assert len(wrong(anew, head_of(log))) == 1


def test_a_head_noted_before_later_entries_came_still_stands_in_it(log: list[bytes]) -> None:
    assert wrong(b"".join(log), head_of(log[:-2])[:16]) == []


@pytest.mark.parametrize("line", [b"[" * 100_000, b"\xff\xfe", b'{"previous_hash": "\\ud800"}', b"\xef\xbb\xbf{}"])
def test_what_is_no_entry_is_named_with_its_line(log: list[bytes], line: bytes) -> None:
    assert wrong(line + b"\n" + b"".join(log))[0] == "line 1: this is not an entry of a log"


def test_a_number_is_not_taken_for_the_text_that_was_sealed(log: list[bytes]) -> None:
    (five,) = resealed([encoded(json.loads(log[0]) | {"reason": "5"})])
    assert wrong(five) == []
    assert wrong(five.replace(b'"5"', b"5")) == ["line 1: this is not an entry of a log", "there is no entry in it"]


@given(st.lists(st.text(max_size=40)))
def test_whatever_the_lines_it_answers(lines: list[str]) -> None:
    assert list(faults(lines))


def test_the_file_runs_alone(log: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "changes.jsonl").write_bytes(b"".join(log))
    alone = [sys.executable, "-I", verify_log.__file__, "changes.jsonl", head_of(log)]
    ran = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "The log is whole.\n", "")


def test_without_a_head_it_says_that_the_end_is_not_proved(log: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "changes.jsonl").write_bytes(b"".join(log[:-1]))
    alone = [sys.executable, "-I", verify_log.__file__, "changes.jsonl"]
    ran = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.stdout == "The log is whole, as far as it goes. Give a HEAD to prove its end.\n"


def test_a_broken_byte_is_answered_and_no_accident(log: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "changes.jsonl").write_bytes(b"".join(log).replace(b"Clean", b"Cl\xffan", 1))
    alone = [sys.executable, "-I", verify_log.__file__, "changes.jsonl"]
    ran = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr, "line 1: this is not an entry" in ran.stdout) == (1, "", True)


def test_it_is_short_enough_to_be_read() -> None:
    assert len(Path(verify_log.__file__).read_text("utf-8").splitlines()) <= 50
