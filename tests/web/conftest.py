"""The application with the bundled record: for what the small one is too small to show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import BUNDLED_AT, load, utc
from tests.web.page import CheckedClient
from tracker import create_app
from tracker.config import Config
from tracker.db import transaction
from tracker.migrations import upgrade
from tracker.operations.clock.sweep import sweep
from tracker.serving.setup import RECORDS

ROOT = Path(__file__).parents[2]
RECORD = RECORDS / "action-on-antisemitism-2019.yaml"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give the application with the bundled record, once for this module."""
    folder = str(tmp_path_factory.mktemp("long"))
    made = create_app(Config.from_environment({"TRACKER_INSTANCE": folder, "BASE_URL": "https://example.org"}, ROOT))
    made.test_client_class = CheckedClient
    upgrade(made.extensions["engine"])
    load(made.extensions["engine"], RECORD.read_text("utf-8"), BUNDLED_AT)
    with transaction(made.extensions["engine"]) as session:
        sweep(session, BUNDLED_AT)
    yield made
    made.wsgi_app.close()  # type: ignore[attr-defined]
    made.extensions["engine"].dispose()


@pytest.fixture
def reader(long: Flask) -> Iterator[FlaskClient]:
    """Give a client on the day after the record was loaded."""
    with time_machine.travel(utc(2026, 11, 23, 12), tick=False):
        yield long.test_client()
