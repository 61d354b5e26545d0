"""`python3 -m tests`: sets up what the tests need, then style, types and tests. Extra arguments go to pytest alone."""

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
CHECKS = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "mypy": ["mypy", "--no-error-summary"],
}


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 only if all of it passed."""
    from tracker.serving.bootstrap import ensure

    os.chdir(ROOT)
    ensure(ROOT / ".venv-test", ROOT / "tests" / "requirements.txt")
    browser = find_browser() or install_browser()
    if browser:
        os.environ["CHROMIUM"] = browser
    else:
        os.environ[NO_BROWSER] = "1"
    checks = {} if arguments else CHECKS
    passed = {name: run(command) for name, command in checks.items()}
    passed["pytest"] = run(["pytest", *([] if "--pdb" in arguments else ["-n", "2"]), *arguments])
    return close(passed, has_browser=bool(browser))


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
