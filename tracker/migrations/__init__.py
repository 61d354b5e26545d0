"""Bring a database to the newest schema, in one transaction.

An empty database is made from the models (schema.py) and stamped with the newest number; one with rows in it is brought
there by the numbered Alembic migrations. One from before the first release is changed in place first (adjust.py).

Nothing here imports SQLAlchemy or Alembic until it is really needed, so that a second start stays quick.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DatabaseError

HERE = Path(__file__).parent
FIRST = "0006"  # The numbers before it were used by builds that were never released.
POSTGRESQL_LOCK = 7_002_019  # any number of our own: one upgrade at a time


class MigrationError(Exception):
    """The database cannot be brought to this version; the message says what to do."""


def newest() -> str:
    """Return the number of the newest migration, read from the names of the files."""
    return max(path.name[:4] for path in (HERE / "versions").glob("[0-9]*.py"))


def present(connection: "Connection") -> str | None:
    """Return the number of the migration a database is at, or None for an empty one."""
    from sqlalchemy import inspect, text

    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: "Engine") -> bool:
    """Bring the database to the newest schema and tell whether anything was done.

    Raise MigrationError when the database is locked by another process, or was written by a newer version or by one
    that is too old.
    """
    from sqlalchemy.exc import DatabaseError

    try:
        with engine.connect().execution_options(reads_only=True) as connection:
            at = present(connection)
        if at == newest():
            return False
        if at is not None and at > newest():
            raise MigrationError(
                f"The database is from a newer version of Answerable (schema {at}, this version knows {newest()}). "
                "Install that version, or set DATABASE_URL to another database."
            )
        _run(engine)
    except DatabaseError as error:
        raise MigrationError(_cure(engine, error)) from error
    return True


def _cure(engine: "Engine", error: "DatabaseError") -> str:
    where = engine.url.render_as_string()
    if "locked" in str(error.orig):
        return f"The database {where} is locked by another program. Stop that program and start again."
    return f"The database {where} cannot be opened ({error.orig}). Check DATABASE_URL and the folder's permissions."


def _run(engine: "Engine") -> None:
    from sqlalchemy import text

    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Altering a table rebuilds it; with foreign keys on, that would delete its children
            # (docs/decisions/database.md#migrations).
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                if engine.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRESQL_LOCK})
                _upgrade(connection)
                if engine.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise MigrationError("A migration would leave rows without their parent; nothing was changed.")
        finally:
            if engine.dialect.name == "sqlite":
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def _upgrade(connection: "Connection") -> None:
    from alembic import command

    from tracker.migrations.adjust import LAST, REFUSAL, RETIRED, adjust
    from tracker.migrations.schema import create

    config, at = alembic_config(connection), present(connection)
    if at in RETIRED:
        raise MigrationError(REFUSAL.format(at=at))
    if at is None:
        create(connection)
        command.stamp(config, "head")
    elif at == LAST:
        adjust(connection)
        command.stamp(config, FIRST, purge=True)
    command.upgrade(config, "head")


def alembic_config(connection: "Connection") -> "Config":
    """Return Alembic's configuration bound to an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config
