"""A database connection in the driver's own terms, for the few statements that every single mail needs.

Each statement by way of the ORM or Core costs more than the database does; a mail needs eight.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from tracker.db import UTCDateTime


class PlainConnection:
    """One connection kept open, with short write transactions. Statements are written with `?` for values."""

    def __init__(self, engine: Engine) -> None:
        """Open it; raise the driver's error when the database is not to be had."""
        self.is_sqlite = engine.dialect.name == "sqlite"
        instants = UTCDateTime().dialect_impl(engine.dialect)
        self._write: Any = instants.bind_processor(engine.dialect)
        self._read: Any = instants.result_processor(engine.dialect, None)
        self.errors: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._last: tuple[datetime | None, Any] = (None, None)
        self._engine = engine
        self._connection: Any = None
        self._open()

    def _open(self) -> None:
        connection = self._engine.raw_connection()
        connection.detach()  # The pool must never hand out its settings.
        self._connection = connection
        self._cursor = connection.cursor()
        if self.is_sqlite:
            self._cursor.execute("PRAGMA query_only=OFF")

    def close(self) -> None:
        """Close it. The next transaction opens it again."""
        with suppress(Exception):
            if self._connection is not None:
                self._connection.close()
        self._connection = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is done inside, or none of it."""
        if self._connection is None:
            self._open()
        if self.is_sqlite:
            self._cursor.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(Exception):  # The database may have rolled back by itself.
                self._connection.rollback()
            raise
        self._connection.commit()

    def instant(self, moment: datetime) -> Any:
        """Return an aware instant as the driver takes it. One turn asks for the same again and again."""
        if moment is not self._last[0]:
            self._last = moment, self._write(moment)
        return self._last[1]

    def aware(self, value: Any) -> datetime | None:
        """Return the aware instant that the driver gave."""
        found: datetime | None = self._read(value)
        return found

    def run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it touched."""
        self._cursor.execute(self._marked(statement), values)
        count: int = self._cursor.rowcount
        return count

    def rows(self, statement: str, values: Sequence[Any] = ()) -> Sequence[Any]:
        """Return the rows of a query."""
        self._cursor.execute(self._marked(statement), values)
        found: Sequence[Any] = self._cursor.fetchall()
        return found

    def row(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Return the first row of a query, or None."""
        self._cursor.execute(self._marked(statement), values)
        return self._cursor.fetchone()

    def _marked(self, statement: str) -> str:
        return statement if self.is_sqlite else statement.replace("?", "%s")
