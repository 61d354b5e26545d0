"""The set-up: who is left alone, what is installed when, and that a failure is one sentence and leaves nothing."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.serving import bootstrap

ROOT = Path(__file__).parents[2]
WENT_ON = "went on in the venv"


class Machine:
    """A project folder whose programs are faked: what was run, what was said, and what the next program answers."""

    def __init__(self, folder: Path) -> None:
        self.venv, self.lock = folder / ".venv", folder / "requirements.txt"
        self.lock.write_text("no-such-package==1.0 \\\n    --hash=sha256:00\n")
        self.ran: list[str] = []
        self.said: list[str] = []
        self.answer: Callable[[str], str | None] = lambda program: None

    def run(self, command: list[str]) -> str | None:
        program = command[2]  # python -m <program>
        self.ran.append(program)
        if program == "venv":
            python = bootstrap.python_of(Path(command[3]))
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return self.answer(program)

    def start(self) -> str:
        """What the start ends with: going on in the venv, or a sentence."""
        self.ran.clear()
        with pytest.raises(SystemExit) as end:
            bootstrap.ensure(self.venv, self.lock, self.said.append)
        return str(end.value)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path)

    def go_on(*_: object) -> None:
        raise SystemExit(WENT_ON)

    monkeypatch.setattr(bootstrap, "run", machine.run)
    monkeypatch.setattr(os, "execv", go_on)
    monkeypatch.delenv(bootstrap.REPAIRED, raising=False)
    return machine


def left_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_python_that_has_the_packages_is_left_alone() -> None:
    bootstrap.ensure(ROOT / "nowhere", ROOT / "tests" / "requirements.txt", pytest.fail)
    assert not (ROOT / "nowhere").exists()


def test_a_package_counts_only_in_the_version_of_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text(f"PyTest[extra]=={pytest.__version__} \\\npytest==0.1\nabsent==1 ; sys_platform == 'win32'\n")
    assert bootstrap.missing(lock) == ["pytest-0.1"]


def test_the_first_start_makes_the_venv_and_goes_on_in_it(machine: Machine) -> None:
    assert machine.start() == WENT_ON
    assert machine.ran == ["venv", "pip"]
    assert machine.said[0] == "First run: installing 1 packages into .venv, about a minute …"


def test_the_second_start_installs_nothing_and_says_nothing(machine: Machine) -> None:
    machine.start()
    machine.said.clear()
    assert machine.start() == WENT_ON
    assert (machine.ran, machine.said) == ([], [])


def test_a_changed_lock_updates_the_venv(machine: Machine) -> None:
    machine.start()
    (machine.venv / "kept").touch()
    machine.lock.write_text("no-such-package==2.0\n")
    assert machine.start() == WENT_ON
    assert machine.ran == ["venv", "pip"]
    assert (machine.venv / "kept").exists()


def test_a_failed_update_keeps_the_venv_and_is_tried_again(machine: Machine) -> None:
    machine.start()
    machine.lock.write_text("no-such-package==2.0\n")
    machine.answer = {"venv": None, "pip": "ERROR: no"}.get
    assert "ERROR: no" in machine.start()
    assert bootstrap.python_of(machine.venv).exists()
    machine.answer = lambda program: None
    machine.start()
    assert machine.ran == ["venv", "pip"]


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_without_the_venv_modules_one_sentence_says_what_to_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else find(name))
    assert "apt-get install python3-venv" in machine.start()
    assert left_in(machine.lock.parent) == ["requirements.txt"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "WARNING: Retrying … NewConnectionError('… name resolution')",
            "The packages could not be downloaded: connect",
        ),
        ("ERROR: [Errno 28] No space left on device", "The disk is full: free some 200 MB"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES",
            "A downloaded package is not the one that requirements.txt names",
        ),
        (
            "ERROR: something new",
            "The packages could not be installed; the installer's last words:\nERROR: something new",
        ),
    ],
)
def test_a_failed_installation_is_explained_and_leaves_nothing(machine: Machine, words: str, sentence: str) -> None:
    machine.answer = {"pip": words}.get
    assert machine.start().startswith(sentence)
    assert left_in(machine.lock.parent) == ["requirements.txt"]


def test_a_folder_that_cannot_be_written_is_named(machine: Machine) -> None:
    machine.venv = machine.lock / ".venv"  # a file in place of the folder: no user can write there, not even root
    assert machine.start().startswith(f"{machine.venv} cannot be written (Not a directory): give yourself the right")


def test_what_would_be_refused_later_is_refused_before_the_installation(machine: Machine) -> None:
    def refuse() -> None:
        raise SystemExit("The port is in use.")

    with pytest.raises(SystemExit, match="in use"):
        bootstrap.ensure(machine.venv, machine.lock, machine.said.append, refuse)
    assert (machine.ran, machine.said, left_in(machine.lock.parent)) == ([], [], ["requirements.txt"])


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Take SIGINT as a terminal sends it: a shell lets what it starts in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_installation_leaves_nothing(machine: Machine, number: signal.Signals) -> None:
    def interrupt(program: str) -> None:
        if program == "pip":
            signal.raise_signal(number)

    machine.answer = interrupt
    assert machine.start() == "130"
    assert left_in(machine.lock.parent) == ["requirements.txt"]
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_a_venv_left_half_made_by_a_killed_start_is_made_anew(machine: Machine) -> None:
    machine.venv.mkdir()
    (machine.venv / bootstrap.STAMP).write_text(bootstrap.UNFINISHED)
    (machine.venv / "half").touch()
    assert machine.start() == WENT_ON
    assert not (machine.venv / "half").exists()


def test_a_venv_that_somebody_else_made_is_filled_and_not_cleared(machine: Machine) -> None:
    machine.venv.mkdir()
    (machine.venv / "theirs").touch()
    machine.answer = {"pip": "ERROR: no"}.get
    machine.start()
    assert (machine.venv / "theirs").exists()


def test_a_damaged_venv_is_repaired_once_and_not_for_ever(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.start()
    monkeypatch.delenv(bootstrap.REPAIRED)
    monkeypatch.setattr(sys, "prefix", str(machine.venv))
    assert machine.start() == WENT_ON
    assert machine.ran == ["venv", "pip"]
    assert "lacks no_such_package-1.0 even after a repair" in machine.start()


def test_a_program_that_is_interrupted_is_ended_with_all_that_it_started() -> None:
    endless = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
    starts = "import sys; from tracker.serving.bootstrap import run; run([sys.executable, '-c', sys.argv[1]])"
    program = subprocess.Popen([sys.executable, "-c", starts, endless], cwd=ROOT, stderr=subprocess.PIPE)
    children: list[int] = []
    while len(children) < 2:  # the program and the one it started
        children = descendants(program.pid)
    program.send_signal(signal.SIGINT)
    program.communicate()
    deadline = time.monotonic() + 20
    while alive := [child for child in children if is_running(child)]:
        assert time.monotonic() < deadline, f"still running: {alive}"


def test_an_interrupt_during_the_start_of_a_program_waits_until_it_can_be_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[int] = []

    class Startled(subprocess.Popen[str]):
        def __init__(self, *values: Any, **options: Any) -> None:
            super().__init__(*values, **options)
            started.append(self.pid)
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(subprocess, "Popen", Startled)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.run([sys.executable, "-c", "import time; time.sleep(600)"])
    assert not is_running(started[0])


def descendants(pid: int) -> list[int]:
    children = [
        int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()
    ]
    return children + [deeper for child in children for deeper in descendants(child)]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_what_runs_before_the_packages_are_there_reads_in_an_old_python() -> None:
    import ast

    ours = ("tracker/__init__.py", "tracker/serving/__init__.py", "tracker/serving/bootstrap.py")
    for name in ("app.py", *ours, "tests/__init__.py", "tests/__main__.py"):
        ast.parse((ROOT / name).read_text("utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_so_in_one_sentence(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert machine.start().startswith("Python 3.11 or newer is needed")
