"""Make a database ready: bring it to this version's schema, and load the bundled record into an empty one.

What is heavy is imported only when it is needed, so that a second start stays quick.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.clock import now
from tracker.config import Config
from tracker.migrations import MigrationError, newest, upgrade

if TYPE_CHECKING:
    from sqlalchemy import Engine

RECORDS = Path(__file__).parents[1] / "records"
EXAMPLE = RECORDS / "examples" / "environmental-audit-2002.yaml"
"""A second record to try things on; an operator loads it, and no start does."""


class SetupError(Exception):
    """The database cannot be made ready; the message is one sentence that says what to do."""


def prepare(config: Config) -> list[str]:
    """Make the database of a configuration ready and return what was done, a plain line each."""
    if is_ready(config):
        return []
    from tracker.db import open_engine

    engine = open_engine(config.database_url)
    try:
        return prepare_engine(engine)
    finally:
        engine.dispose()


def is_ready(config: Config) -> bool:
    """Tell, without SQLAlchemy, whether a SQLite file is at this version's schema and holds a motion.

    Where it cannot tell, the longer way finds out.
    """
    if not config.database_url.startswith("sqlite"):
        return False
    try:
        with closing(sqlite3.connect(f"{Path(config.database_name).as_uri()}?mode=ro", uri=True)) as connection:
            at = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return at == (newest(),) and connection.execute("SELECT 1 FROM motion").fetchone() is not None
    except sqlite3.Error:
        return False


def prepare_engine(engine: "Engine") -> list[str]:
    """Migrate, and load the bundled record when there is no motion; raise SetupError that says what to do."""
    from sqlalchemy import select
    from sqlalchemy.exc import OperationalError

    from tracker.db import reading
    from tracker.models import Motion

    try:
        done = ["The database was brought to this version."] if migrate(engine) else []
        with reading(engine) as session:
            empty = session.scalar(select(Motion.id).limit(1)) is None
        return done + (load_bundled(engine) if empty else [])
    except MigrationError as error:
        raise SetupError(str(error)) from error
    except OperationalError as error:
        raise SetupError(
            f"The database {engine.url.render_as_string()} is in use by another program ({error.orig}). "
            "Stop that program and start again."
        ) from error


def migrate(engine: "Engine") -> bool:
    """Bring a database to this version's schema, what is derived in it included; tell whether anything was done."""
    from sqlalchemy import select

    from tracker.db import reading, transaction
    from tracker.models import Motion
    from tracker.operations.record.log import lock_motion
    from tracker.operations.record.projections import project_motion
    from tracker.queries.motions import load_whole

    if not upgrade(engine):
        return False
    with reading(engine) as session:
        known = list(session.scalars(select(Motion.id).order_by(Motion.id)))
    for motion_id in known:
        with transaction(engine) as session:  # One motion at a time, so that memory stays flat.
            project_motion(session, load_whole(session, lock_motion(session, motion_id)), now())
    return True


def load_bundled(engine: "Engine") -> list[str]:
    """Load every bundled record file and let the clock catch up with it, in one transaction."""
    from tracker.db import transaction
    from tracker.operations.clock.sweep import sweep
    from tracker.operations.record.loading import load_record
    from tracker.record.reading import read_record
    from tracker.rules.dates import HOUSE_ZONE, local_day

    instant, done = now(), []
    for path in sorted(RECORDS.glob("*.yaml")):
        record = read_record(path.read_text("utf-8"), path.name, local_day(instant, HOUSE_ZONE))
        with transaction(engine) as session:
            load_record(session, record, instant, reason=f"Bundled record {path.name}, an import of history")
            sweep(session, instant)
        done.append(f"The record “{record.motion.title}” was loaded.")
    return done
