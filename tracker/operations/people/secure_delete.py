"""A transaction after which what it deleted is not in the database's files any more either."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tracker.db import transaction


@contextmanager
def erasing(engine: Engine) -> Iterator[Session]:
    """Open a session that writes, and forget in the files, too, what it deletes.

    SQLite overwrites what is deleted with zeros (`secure_delete`, on every connection). After the commit its journal,
    which holds pages as they were before, is emptied into the file; where a reader holds it back, the next erasing or
    the next restart does it. PostgreSQL vacuums by itself.
    """
    with transaction(engine) as session:
        yield session
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()  # A checkpoint cannot be made within a transaction.
    try:
        cursor = connection.cursor()
        with suppress(OperationalError):
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        connection.close()
