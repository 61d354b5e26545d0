"""The examples of the API: what is answered for the small record.

`python -m tests.web.data.api_examples` writes them anew.

They are stored in the house, because the page /docs shows them; they are the golden files of the API's answers too.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import CLEAN_RIVER, FINDING, LOADED_AT, REPLY, load, utc
from tracker import create_app
from tracker.config import Config
from tracker.migrations import upgrade
from tracker.web.data.api.openapi import FOLDER
from tracker.web.data.api.table import OPERATIONS

ROOT = Path(__file__).parents[3]
AT = utc(2026, 11, 20, 12)
"""When the examples are asked for."""

MORE = """\
figures:
  - {id: samples, label: Samples taken, value: 120, unit: samples, precision: exact, published_on: 2026-11-04,
     measure: samples, demands: [1], sources: [minutes]}
  - {id: spring, label: Samples in spring, value: 70, unit: samples, precision: exact, published_on: 2026-11-04,
     demands: [1], sources: [minutes]}
  - {id: autumn, label: Samples in autumn, value: 49, unit: samples, precision: exact, published_on: 2026-11-04,
     demands: [1], sources: [minutes]}
identities:
  - {id: seasons, text: Spring and autumn make the year, kind: sum, terms: [spring, autumn], equals: samples,
     sources: [minutes]}
"""


def small_app(folder: Path) -> Flask:
    """Return the application with the small record, its reply, its finding and three figures."""
    config = Config.from_environment({"TRACKER_INSTANCE": str(folder), "BASE_URL": "https://example.org"}, ROOT)
    app = create_app(config)
    upgrade(app.extensions["engine"])
    load(app.extensions["engine"], CLEAN_RIVER + REPLY + FINDING + MORE, LOADED_AT)
    return app


def answered(client: FlaskClient) -> Iterator[tuple[str, str]]:
    """Yield the name and the answer of every operation, pretty as it is stored."""
    with time_machine.travel(AT, tick=False):
        for one in OPERATIONS:
            path = one.rule.replace("<slug>", "clean-river").replace("<int:number>", "1")
            response = client.get(path)
            assert response.status_code == 200, (path, response.text)
            yield one.name.removesuffix("_json"), pretty(client, response.get_json())


def pretty(client: FlaskClient, value: object) -> str:
    """Return JSON as it is stored: indented, every sign as itself."""
    return client.application.json.dumps(value, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for kind, text in answered(small_app(Path(name)).test_client()):
            (FOLDER / f"{kind}.json").write_text(text, "utf-8")
