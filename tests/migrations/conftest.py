"""What the tests of migrations share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine

from tests.databases import fresh_postgresql, fresh_sqlite
from tests.migrations import make_schema_0005
from tracker.db import open_engine


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Name each kind of database."""
    return str(request.param)


@pytest.fixture
def new(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give a new database, of the same kind as the old one."""
    if kind == "sqlite":
        made = fresh_sqlite(request.getfixturevalue("blank"), tmp_path)
    else:
        made = fresh_postgresql(request.getfixturevalue("postgresql_url"))
    yield made
    made.dispose()


@pytest.fixture
def old(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give a filled database at schema 0005, on each kind of database."""
    if kind == "sqlite":
        made = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    else:
        server = request.getfixturevalue("postgresql_url").rpartition("/")[0]
        admin = create_engine(f"{server}/template1", isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with admin.connect() as connection:
            connection.exec_driver_sql("DROP DATABASE IF EXISTS old WITH (FORCE)")
            connection.exec_driver_sql("CREATE DATABASE old")
        made = open_engine(f"{server}/old")
    make_schema_0005(made)
    yield made
    made.dispose()
