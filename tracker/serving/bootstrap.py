"""Makes a folder of packages (a venv) once and goes on inside it, so that one command is the whole set-up.

Standard library only, and slow modules only where they are needed: it runs before any package is there, and again at
every start. Its grammar is that of Python 3.7, so that an old Python can still say in a sentence that it is too old.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

OLDEST_PYTHON = (3, 11)
STAMP = "answerable-stamp"  # in the venv: the hash of the lock file it was made from
UNFINISHED = "unfinished"  # what the stamp says until the first installation is complete
REPAIRED = (
    "ANSWERABLE_VENV_REPAIRED"  # set for the next process only, so that a repair which fails is not tried for ever
)
NO_NETWORK = (
    "NewConnectionError",
    "ConnectionError",
    "Connection refused",
    "Network is unreachable",
    "name resolution",
    "Read timed out",
    "ProxyError",
)


def ensure(
    venv: Path, lock: Path, say: Callable[[str], object] = print, check_first: Callable[[], object] = bool
) -> None:
    """Return when this Python has every package the lock names; else go on, from the start, in a venv that has them.

    1. A Python that already has them (the classic `pip install -r requirements.txt`) is left alone.
    2. A venv stamped with the lock's hash is used as it is.
    3. Otherwise the venv is made or brought up to date, and stamped last; `check_first` may refuse before that begins.
    """
    if sys.version_info[:2] < OLDEST_PYTHON:
        raise SystemExit(
            f"Python 3.11 or newer is needed, and this is {sys.version.split()[0]}: start it with a newer one."
        )
    repaired = os.environ.pop(REPAIRED, None)
    absent = missing(lock)
    if not absent:
        return
    inside = Path(sys.prefix).resolve() == venv.resolve()
    if inside and repaired:
        raise SystemExit(f"{venv} lacks {absent[0]} even after a repair: delete that folder and start again.")
    if inside or not _is_current(venv, lock):
        check_first()
        _with_lock_held(venv, lock, say, trust_stamp=not inside)
        os.environ[REPAIRED] = "1"
    _go_on_in(venv)


def missing(lock: Path) -> list[str]:
    """The packages of the lock that this Python lacks in just that version (those for some machines are not asked)."""
    present: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            present.update(
                _as_pin(*entry[:-10].rsplit("-", 1)) for entry in os.listdir(folder or ".") if _is_package(entry)
            )
    return [pin for pin, everywhere in _pins(lock) if everywhere and pin not in present]


def _is_package(entry: str) -> bool:
    return entry.endswith(".dist-info") and "-" in entry[:-10]


def _pins(lock: Path) -> Iterator[tuple[str, bool]]:
    """Each package of the lock as "name-version", and whether every machine needs it (a marker follows a semicolon)."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        name, equals, rest = line.partition("==")
        if equals and not line.startswith((" ", "#")):
            yield _as_pin(name.partition("[")[0], rest.split()[0]), ";" not in rest


def _as_pin(name: str, version: str) -> str:
    """One spelling for "PyYAML", "typing-extensions" and "typing_extensions"."""
    return f"{name.lower().replace('-', '_').replace('.', '_')}-{version}"


def _digest(lock: Path) -> str:
    import hashlib

    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _stamp(venv: Path) -> str:
    """What the stamp says; nothing when the folder is not there or not ours."""
    try:
        return (venv / STAMP).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _is_current(venv: Path, lock: Path) -> bool:
    return _stamp(venv) == _digest(lock) and python_of(venv).exists()


def python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _with_lock_held(venv: Path, lock: Path, say: Callable[[str], object], *, trust_stamp: bool) -> None:
    """Build it, one start at a time; who had to wait finds it ready."""
    with _one_at_a_time(lock, say):
        if not (trust_stamp and _is_current(venv, lock)):
            _build(venv, lock, say)


@contextmanager
def _one_at_a_time(lock: Path, say: Callable[[str], object]) -> Iterator[None]:
    """Hold the lock file itself: the hold ends with this process and its installer and leaves nothing in the folder."""
    if os.name == "nt":
        yield
        return
    import fcntl

    with lock.open("rb") as held:
        os.set_inheritable(held.fileno(), True)  # If this process is killed, its installer holds on until it ends.
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is installing the packages: waiting for it …")
            fcntl.flock(held, fcntl.LOCK_EX)
        except OSError:  # Some network folders cannot be held; two first starts at once are rare.
            pass
        yield


def _build(venv: Path, lock: Path, say: Callable[[str], object]) -> None:
    """Make or update the venv, in its place and not beside it: the programs in its bin folder carry its path."""
    import shutil
    import time

    _refuse_without_venv_module()
    if _stamp(venv) == UNFINISHED:  # An earlier start was killed half-way.
        shutil.rmtree(venv, ignore_errors=True)
    new = not venv.exists()
    count = sum(1 for _ in _pins(lock))
    first = f"First run: installing {count} packages into {venv.name}, about a minute …"
    say(first if new else f"The packages in {venv.name} are not those of {lock.name}: bringing them up to date …")
    begun = time.monotonic()
    with _nothing_left_behind(venv if new else None):
        _install(venv, lock, new=new)
    say(f"Installed in {time.monotonic() - begun:.0f} seconds.")


@contextmanager
def _nothing_left_behind(folder: Path | None) -> Iterator[None]:
    """Take the folder away again if what it is made for fails or is interrupted, by Ctrl-C or by SIGTERM."""
    import shutil
    import signal

    on_term = signal.signal(signal.SIGTERM, _as_keyboard_interrupt)
    on_interrupt = signal.getsignal(signal.SIGINT)
    try:
        yield
    except BaseException as reason:
        for number in (signal.SIGTERM, signal.SIGINT):  # A second Ctrl-C must not stop the clearing up.
            signal.signal(number, signal.SIG_IGN)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(reason, KeyboardInterrupt):
            raise SystemExit(130) from None
        raise
    finally:
        signal.signal(signal.SIGTERM, on_term)
        signal.signal(signal.SIGINT, on_interrupt)


def _as_keyboard_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _refuse_without_venv_module() -> None:
    """Debian and Ubuntu keep these modules in a package of their own."""
    from importlib.util import find_spec

    if not find_spec("venv") or not find_spec("ensurepip"):
        raise SystemExit(
            "This Python cannot make a virtual environment: run `apt-get install python3-venv` as root "
            "(or install your system's venv and ensurepip modules) and start again."
        )


def _install(venv: Path, lock: Path, *, new: bool) -> None:
    try:
        if new:
            venv.mkdir()
            (venv / STAMP).write_text(UNFINISHED, encoding="utf-8")
        output = run([sys.executable, "-m", "venv", str(venv)])
        if output is None:
            pip = [
                str(python_of(venv)),
                "-m",
                "pip",
                "--disable-pip-version-check",
                "--no-input",
                "install",
                "--retries",
                "2",
            ]
            output = run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)])
        if output is not None:
            raise SystemExit(_why(output, lock))
        (venv / STAMP).write_text(_digest(lock), encoding="utf-8")
    except OSError as error:
        raise SystemExit(
            f"{venv} cannot be written ({error.strerror}): "
            "give yourself the right to write there, or copy the project to a folder of your own, and start again."
        ) from None


def run(command: list[str]) -> str | None:
    """Run one program in silence; what it said if it failed. It never outlives this process's own interruption."""
    import subprocess

    program = None
    try:
        with _interrupts_held():
            # A session of its own: Ctrl-C reaches only this process, which then ends the program and all it started.
            program = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                close_fds=False,
                encoding="utf-8",
                errors="replace",
            )
        output, _ = program.communicate()
    except BaseException:
        if program is not None:
            _end(program)
        raise
    return output if program.returncode else None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait for the end of the block, so that a program is known before it has to be ended."""
    import signal

    came: list[int] = []
    stops = (signal.SIGINT, signal.SIGTERM)
    handlers = [signal.signal(number, lambda number, _: came.append(number)) for number in stops]
    try:
        yield
    finally:
        for number, handler in zip(stops, handlers):  # noqa: B905 (an old Python must be able to read this file)
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])


def _end(program: subprocess.Popen[str]) -> None:
    import signal

    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL) if os.name == "posix" else program.kill()
    program.communicate()


def _why(output: str, lock: Path) -> str:
    """One sentence for what went wrong, followed by the program's own words where the sentence cannot know."""
    if any(sign in output for sign in NO_NETWORK):
        return "The packages could not be downloaded: connect this machine to the network and start again."
    if "No space left" in output:
        return "The disk is full: free some 200 MB and start again."
    if "DO NOT MATCH THE HASHES" in output:
        return f"A downloaded package is not the one that {lock.name} names: start again, from a network you trust."
    last_words = "\n".join(output.strip().splitlines()[-10:])
    return f"The packages could not be installed; the installer's last words:\n{last_words}"


def _go_on_in(venv: Path) -> None:
    """Start the same command again with the venv's Python, in the same process."""
    python = str(python_of(venv))
    command = [python, *sys.orig_argv[1:]]
    sys.stdout.flush()
    if os.name == "nt":  # There, exec returns to the shell at once.
        import subprocess

        raise SystemExit(subprocess.call(command))
    os.execv(python, command)
