"""What the tests share: a fresh database, a small record, and a client of the application."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine

from tests.builders import BUNDLED_AT, CLEAN_RIVER, LOADED_AT, load
from tests.databases import fresh_postgresql, fresh_sqlite
from tests.postgresql import postgresql
from tests.repeated import times
from tests.web.page import CheckedClient
from tracker import create_app
from tracker.config import Config
from tracker.db import open_engine, reading
from tracker.migrations import upgrade
from tracker.models import Motion
from tracker.queries.motions import motion_by_slug
from tracker.serving.setup import RECORDS

ROOT = Path(__file__).parent.parent


class CompiledTemplates(BytecodeCache):
    """Keeps every compiled template for all applications of this process: compiling takes longer than most tests."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], object] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, unless its text is new."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))  # type: ignore[assignment]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


settings.register_profile("here", max_examples=times(100), deadline=None)
settings.load_profile("here")
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": CompiledTemplates()}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that has a database of its own; the quick lane leaves them out."""
    for item in items:
        if {"blank", "engine", "postgresql_url"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated SQLite file, to be copied: migrating takes twenty times as long."""
    file = tmp_path_factory.mktemp("blank") / "blank.db"
    made = open_engine(f"sqlite:///{file}")
    upgrade(made)
    made.dispose()
    return file


@pytest.fixture(scope="session")
def small(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a SQLite file with the small record loaded, to be copied."""
    file = shutil.copy(blank, tmp_path_factory.mktemp("small") / "small.db")
    made = open_engine(f"sqlite:///{file}")
    load(made, CLEAN_RIVER, LOADED_AT)
    made.dispose()
    return Path(file)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Start a throw-away PostgreSQL once for a worker, and only if a test asks for it; give its migrated database."""
    with postgresql() as url:
        made = open_engine(url)
        upgrade(made)
        made.dispose()
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give a fresh, migrated database: every test that asks for one runs on both kinds."""
    if request.param == "sqlite":
        made = fresh_sqlite(request.getfixturevalue("blank"), tmp_path)
    else:
        made = fresh_postgresql(request.getfixturevalue("postgresql_url"))
    yield made
    made.dispose()


@pytest.fixture
def sqlite(blank: Path, tmp_path: Path) -> Iterator[Engine]:
    """Give a fresh, migrated SQLite database."""
    made = fresh_sqlite(blank, tmp_path)
    yield made
    made.dispose()


@pytest.fixture
def app(small: Path, tmp_path: Path) -> Iterator[Flask]:
    """Give the application with the small record loaded."""
    shutil.copy(small, tmp_path / "answerable.db")
    config = Config.from_environment({"TRACKER_INSTANCE": str(tmp_path), "BASE_URL": "https://example.org"}, ROOT)
    made = create_app(config)
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
