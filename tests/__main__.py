"""`python3 -m tests [LANE] [ARGUMENTS]`: sets up what the tests need, then style, types and tests.

The lanes:

- `quick`: style, types, and the tests of rules, wording, formats, record and house that need no database of their own
  and no browser. Under 25 seconds on two cores, once mypy has its cache. For every save.
- none: everything there is to check; minutes. For every commit, and what the build runs (`.ci/run`).
- `nightly`: everything, with ten times as many random examples and kills (ANSWERABLE_MORE in tests/repeated.py).

Types are checked beside the tests, and what mypy says comes at the end. Arguments go to pytest, and then nothing but
pytest runs: `python3 -m tests tests/web -k badge`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN_PACKAGES = ("chromium", "libatomic1", "fonts-dejavu-core")  # Playwright's own driver needs libatomic1.
NO_BROWSER = "ANSWERABLE_NO_BROWSER"  # tests/conftest.py skips the browser tests when it is set
STYLE = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
}
TYPES = ["mypy", "--no-error-summary"]
QUICK = [*(f"tests/{room}" for room in ("rules", "wording", "formats", "record", "house")), "-m", "not database"]
LANES = ("quick", "nightly")
SHARED_MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 2_000_000_000  # far more than the tests have at a time: what passed is removed


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 only if all of it passed."""
    from tracker.serving.bootstrap import ensure

    os.chdir(ROOT)
    ensure(ROOT / ".venv-test", ROOT / "tests" / "requirements.txt")
    lane, arguments = (arguments[0], arguments[1:]) if arguments[:1] and arguments[0] in LANES else ("", arguments)
    has_browser = lane == "quick" or prepare_browser()
    keep_files_in_memory()
    if lane == "nightly":
        os.environ["ANSWERABLE_MORE"] = "1"
    if lane == "quick":
        arguments = [*filter(lambda argument: not is_missing(argument), QUICK), *arguments]
    only_tests = bool(arguments) and lane != "quick"
    passed = {} if only_tests else {name: run(command) for name, command in STYLE.items()}
    types = None if only_tests else start(TYPES)
    passed["pytest"] = run(["pytest", *workers(arguments), *arguments])
    if types:
        passed["mypy"] = finish(types)
    return close(passed, has_browser=has_browser)


def is_missing(argument: str) -> bool:
    """Tell whether an argument names a folder that is not there."""
    return argument.startswith("tests/") and not (ROOT / argument).exists()


def workers(arguments: list[str]) -> list[str]:
    """Return the options that share the tests out to all cores; a debugger wants one process."""
    cores = str(len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1)
    return [] if {"--pdb", "-n", "-n0"} & set(arguments) else ["-n", cores, "--dist", "worksteal"]


def keep_files_in_memory() -> None:
    """Let pytest make its folders in memory where there is room: each commit of SQLite waits for the disk."""
    named = os.environ.get("PYTEST_DEBUG_TEMPROOT")
    if not named and SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > ENOUGH_BYTES:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(SHARED_MEMORY)


def prepare_browser() -> bool:
    """Find a browser for the tests, or have one installed; whether there is one."""
    browser = find_browser() or install_browser()
    os.environ["CHROMIUM" if browser else NO_BROWSER] = browser or "1"
    return bool(browser)


def find_browser() -> str | None:
    """A Chromium that can be driven: the one that CHROMIUM names, or one on the path, with the driver's library."""
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        raise SystemExit(f"CHROMIUM is {named!r}, which is not a program: name one, or leave it unset.")
    browser = shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)
    return browser if browser and _has_driver_library() else None


def _has_driver_library() -> bool:
    """Playwright brings a driver of its own, which does not start without this library on Linux."""
    import ctypes

    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def install_browser() -> str | None:
    """Have Debian install Chromium when this user may; the browser's name if that went well."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print("No Chromium that can be driven is here: installing one with apt-get, about a minute …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES]
    for command in (["apt-get", "update"], install):
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            print(f"{' '.join(command)} failed:\n{done.stderr.strip()}", flush=True)
            return None
    return find_browser()


def run(command: list[str]) -> bool:
    """Run one check with this Python; whether it passed."""
    print(f"— {command[0]}" if command[0] == "pytest" else f"— {' '.join(command[:2])}", flush=True)
    return subprocess.run([sys.executable, "-m", *command], check=False).returncode == 0


def start(command: list[str]) -> subprocess.Popen[str]:
    """Begin a check that says nothing until it is finished."""
    command = [sys.executable, "-m", *command]
    return subprocess.Popen(command, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def finish(check: subprocess.Popen[str]) -> bool:
    """Wait for such a check and show what it says; whether it passed."""
    print("— mypy", flush=True)
    print(check.communicate()[0], end="", flush=True)
    return check.returncode == 0


def close(passed: dict[str, bool], *, has_browser: bool) -> int:
    """Say in a line or two how it went; without a browser that is no success where the build runs."""
    print("; ".join(f"{name} {'passed' if good else 'FAILED'}" for name, good in passed.items()) + ".", flush=True)
    if has_browser:
        return 0 if all(passed.values()) else 1
    in_build = os.environ.get("CI", "").lower() == "true"
    print(
        "THE BROWSER TESTS WERE SKIPPED: no Chromium was found that can be driven. As root on Debian: "
        f"apt-get install {' '.join(DEBIAN_PACKAGES)}. Elsewhere: name one with CHROMIUM=/path/to/it."
        + (" With CI=true that is a failure." if in_build else ""),
        flush=True,
    )
    return 0 if all(passed.values()) and not in_build else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
