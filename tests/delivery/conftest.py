"""What the tests of the outbox share."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.delivery.post import Post


@pytest.fixture
def post(engine: Engine, tmp_path: Path) -> Post:
    """Give a post office, on each kind of database."""
    return Post(engine, tmp_path)


@pytest.fixture
def local_post(sqlite: Engine, tmp_path: Path) -> Post:
    """Give a post office on SQLite, for what no database changes."""
    return Post(sqlite, tmp_path)
