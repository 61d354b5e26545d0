"""Bring a database to the newest schema: numbered Alembic migrations, run from code, in one transaction.

Nothing here imports SQLAlchemy or Alembic until it is really needed, so that a second start stays quick.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DatabaseError

HERE = Path(__file__).parent
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

    Raise MigrationError when the database is locked by another process or was written by a newer version.
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
    from alembic import command
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
                config = alembic_config(connection)
                command.upgrade(config, "head")
                if engine.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise MigrationError("A migration would leave rows without their parent; nothing was changed.")
        finally:
            if engine.dialect.name == "sqlite":
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def alembic_config(connection: "Connection") -> "Config":
    """Return Alembic's configuration bound to an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config
