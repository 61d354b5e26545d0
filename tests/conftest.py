"""What the tests share: a fresh database, a small record, and a client of the application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.builders import BUNDLED_AT, CLEAN_RIVER, LOADED_AT, load
from tests.postgresql import postgresql
from tests.web.page import CheckedClient
from tracker import create_app
from tracker.config import Config
from tracker.db import open_engine, reading
from tracker.migrations import upgrade
from tracker.models import Motion
from tracker.queries import motion_by_slug
from tracker.setup import RECORDS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Start a throw-away PostgreSQL once for a worker, and only if a test asks for it."""
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give a fresh, migrated database: every test that asks for one runs on both kinds."""
    if request.param == "sqlite":
        made = open_engine(f"sqlite:///{tmp_path / 'test.db'}")
    else:
        made = fresh_postgresql(request.getfixturevalue("postgresql_url"))
    upgrade(made)
    yield made
    made.dispose()


def fresh_postgresql(url: str) -> Engine:
    """Return an engine for an empty PostgreSQL database."""
    made = open_engine(url)
    with made.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    return made


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """Give a fresh, migrated SQLite database."""
    made = open_engine(f"sqlite:///{tmp_path / 'test.db'}")
    upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """Give the application with the small record loaded."""
    config = Config.from_environment({"TRACKER_INSTANCE": str(tmp_path), "BASE_URL": "https://example.org"}, ROOT)
    made = create_app(config)
    upgrade(made.extensions["engine"])
    load(made.extensions["engine"], CLEAN_RIVER, LOADED_AT)
    yield made
    made.wsgi_app.close()  # type: ignore[attr-defined]
    made.extensions["engine"].dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a client that asks as a browser would, without compression."""
    app.test_client_class = CheckedClient
    return app.test_client()


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Motion:
    """Give the bundled record, loaded into a database and read back whole."""
    made = open_engine(f"sqlite:///{tmp_path_factory.mktemp('bundled') / 'test.db'}")
    upgrade(made)
    load(made, (RECORDS / "action-on-antisemitism-2019.yaml").read_text("utf-8"), BUNDLED_AT)
    with reading(made) as session:
        motion = motion_by_slug(session, "action-on-antisemitism")
        session.expunge_all()
    made.dispose()
    assert motion is not None
    return motion
