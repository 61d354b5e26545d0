"""Bare Flask on the same server with the same settings, to compare with: `python -m tests.bench.bare FOLDER PORT`.

It returns the bytes that were put in the folder (`page.html`, `page.json`), and an empty 304, and does nothing else.
"""

import gc
import os
import sys
from pathlib import Path

from flask import Flask, Response
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

FOLDER = "ANSWERABLE_BENCH_FOLDER"
KINDS = {"page.html": "text/html; charset=utf-8", "page.json": "application/json"}


def create_app() -> Flask:
    """Return an application of three views."""
    app = Flask("bare")
    page, data = (Path(os.environ[FOLDER], name).read_bytes() for name in KINDS)
    html, json = KINDS.values()

    @app.get("/page")
    def give_page() -> Response:
        return Response(page, content_type=html)

    @app.get("/page.json")
    def give_json() -> Response:
        return Response(data, content_type=json)

    @app.get("/304")
    def give_nothing() -> Response:
        return Response(status=304, headers={"ETag": '"0123456789abcdef01234567"'})

    gc.freeze()
    return app


if __name__ == "__main__":
    os.environ[FOLDER] = sys.argv[1]
    Granian(
        "tests.bench.bare:create_app",
        address="127.0.0.1",
        port=int(sys.argv[2]),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=1,
        factory=True,
        log_level=LogLevels.error,
    ).serve()
