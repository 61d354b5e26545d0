"""The door: `python3 app.py` sets up, serves and runs the clock; `flask --app app …` finds the application here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.serving.bootstrap import ensure

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(__file__).resolve().parent


def create_app() -> Flask:
    """Build the application, for `flask --app app` and for each web worker."""
    import tracker

    return tracker.create_app()


def check() -> None:
    """Refuse before a long installation what would be refused after it."""
    from tracker.serving import preflight

    preflight.check()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        ensure(ROOT / ".venv", ROOT / "requirements.txt", check_first=check)
        from tracker.serving import server

        server.main()
