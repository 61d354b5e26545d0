"""The engine, the column types and the two kinds of session: one that reads and one that writes.

SQLite is set up as docs/decisions/database.md#sqlite says: WAL, synchronous FULL, foreign keys, a write
transaction that takes its lock at once (BEGIN IMMEDIATE) and a read transaction that cannot write (query_only).
PostgreSQL needs only the read-only flag.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, String, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from tracker.vocabulary import Term

W = TypeVar("W", bound=Term)

_WRITES = "writes"
BUSY_SECONDS = 5
"""How long a writer waits for another writer before it gives up."""


class Base(DeclarativeBase):
    """The base of every noun, with constraint names that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: refuses a naive value, keeps UTC, gives back an aware one. SQLite drops the zone by itself."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take an aware instant to UTC; raise ValueError on a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; an instant must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DecimalText(TypeDecorator[Decimal]):
    """A published number, kept digit by digit: no database's floating point may touch it."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class WordType(TypeDecorator[W]):
    """A word of the vocabulary: only its own words go in, and words come out."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: W | None, dialect: Dialect) -> str | None:
        """Write the word; raise ValueError for one that the vocabulary does not know."""
        return None if value is None else str(self.words(value).value)

    def process_result_value(self, value: Any, dialect: Dialect) -> W | None:
        return None if value is None else self.words(value)


def open_engine(url: str) -> Engine:
    """Return an engine for a database URL with the house's rules set on every connection."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)  # They may hold an address.
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, hide_parameters=True
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin by itself: a plain BEGIN fails under contention (docs/decisions/database.md#sqlite).
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    # Else REPLACE would delete a row of an append-only table without asking its trigger.
    connection.execute("PRAGMA recursive_triggers=ON")
    # What is deleted or replaced is overwritten, so that an erased address is in no page of the file.
    connection.execute("PRAGMA secure_delete=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = not connection.get_execution_options().get("reads_only", False)
    if connection.info.get(_WRITES) is not writes:  # The pragma makes SQLite compile every statement anew.
        run_on_driver(connection, f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.info[_WRITES] = writes
    run_on_driver(connection, "BEGIN IMMEDIATE" if writes else "BEGIN")


def run_on_driver(connection: Connection, text: str, parameters: Any = ()) -> Any:
    """Run a statement in the driver's own terms, in 4 µs where SQLAlchemy takes 30, and return the driver's cursor.

    For what every transaction or every single mail needs. Raise DBAPIError as `Connection.execute` does.
    """
    driver = connection.dialect.loaded_dbapi.Error
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text, parameters)
    except driver as error:
        raise DBAPIError.instance(text, None, error, driver, dialect=connection.dialect) from error
    return cursor


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Open a session that writes: all of it is committed at the end, or none of it."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Open a session that cannot write; the database itself refuses."""
    options: dict[str, Any] = {"reads_only": True}
    if engine.dialect.name == "postgresql":
        # All of a page is read as of one commit, as SQLite's read transaction does by itself.
        options |= {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection, Session(connection, autoflush=False) as session:
        yield session


def insert_or(
    connection: Connection, noun: Any, values: dict[str, Any], then: Callable[[Any], dict[str, Any]] | None = None
) -> None:
    """Insert a row. Where its key is there already, leave that row, or set in it what `then` says.

    `then` is given the values that were to be inserted, as columns.
    """
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(noun).values(values)
    if then is None:
        connection.execute(statement.on_conflict_do_nothing())
    else:
        key = list(noun.__table__.primary_key.columns)
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=then(statement.excluded)))
