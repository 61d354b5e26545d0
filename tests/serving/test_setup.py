"""Making a database ready: what the first start does, and what a second one need not do."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from tracker.config import Config
from tracker.db import open_engine, reading
from tracker.models import Motion
from tracker.serving.setup import SetupError, is_ready, prepare

ROOT = Path(__file__).parents[2]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Give the configuration of an empty instance."""
    return Config.from_environment({"TRACKER_INSTANCE": str(tmp_path)}, ROOT)


def test_a_first_start_loads_the_bundled_record(config: Config) -> None:
    assert prepare(config)[-1] == "The record “Action on Antisemitism” was loaded."
    engine = open_engine(config.database_url)
    with reading(engine) as session:
        assert session.scalars(select(Motion.slug)).all() == ["action-on-antisemitism"]
    engine.dispose()


def test_a_second_start_finds_everything_ready(config: Config) -> None:
    assert not is_ready(config)
    prepare(config)
    assert is_ready(config)
    assert prepare(config) == []


def test_a_second_start_needs_no_heavy_package() -> None:
    heavy = {"sqlalchemy", "alembic", "flask", "yaml"}
    code = f"import sys, tracker.serving.setup; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_a_file_that_is_no_database_is_refused_in_a_sentence(config: Config, tmp_path: Path) -> None:
    (tmp_path / "answerable.db").write_text("This is not a database. " * 100)
    with pytest.raises(SetupError, match="Check DATABASE_URL"):
        prepare(config)
