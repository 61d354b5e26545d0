"""The door: `python3 app.py` sets up, serves and runs the clock; `flask --app app …` finds the application here."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.bootstrap import ensure

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(__file__).resolve().parent


def create_app() -> Flask:
    """Build the application; what it is made of stays for good, so the garbage collector need not look at it again."""
    import tracker

    app = tracker.create_app()
    gc.freeze()
    return app


def main() -> None:
    """The whole set-up, then the pages and the clock, until Ctrl-C or SIGTERM."""
    ensure(ROOT / ".venv", ROOT / "requirements.txt")
    from tracker import serving

    os.chdir(ROOT)
    serving.main()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
