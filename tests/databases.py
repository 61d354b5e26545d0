"""A fresh, migrated database for every test: a copied SQLite file, or one PostgreSQL database that is emptied."""

import shutil
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine

from tracker.db import open_engine

# The catalogue's numbers change with every table, column, index or trigger that is made or removed.
SCHEMA = """
SELECT (SELECT version_num FROM alembic_version),
  (SELECT sum(oid::bigint) || ' ' || sum(relnatts) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
  (SELECT sum(oid::bigint) || ' ' || string_agg(DISTINCT tgenabled::text, '') FROM pg_trigger),
  (SELECT sum(oid::bigint) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
  (SELECT sum(oid::bigint) FROM pg_constraint WHERE connamespace = 'public'::regnamespace)
"""

# Deleting from 44 small tables takes a hundredth of the time of making a database. Without the replica's role, the
# triggers would refuse it.
EMPTY = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE 'DELETE FROM ' || quote_ident(name);
  END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    PERFORM setval(quote_ident(name)::regclass, 1, false);
  END LOOP;
END $$
"""

OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'test' AND pid <> pg_backend_pid()
"""
SIZE = "SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
MOST_BYTES = 1_000_000  # Above this, what was deleted would slow down every later test.

_schemas: dict[str, tuple[object, ...]] = {}
"""What a server's database looked like when it was made."""


def fresh_sqlite(blank: Path, folder: Path) -> Engine:
    """Return an engine for a copy of a migrated SQLite file."""
    return open_engine(f"sqlite:///{shutil.copy(blank, folder / 'test.db')}")


def fresh_postgresql(url: str) -> Engine:
    """Return an engine for a server's database `test`, empty and migrated; who still uses it is cut off."""
    server, _, blank = url.rpartition("/")
    if url not in _schemas or not _emptied(server, _schemas[url]):
        _schemas[url] = _made(server, blank)
    return open_engine(f"{server}/test")


def _emptied(server: str, schema: tuple[object, ...]) -> bool:
    """Empty the database of the test before, unless that test changed its schema or filled it with very much."""
    with _connected(f"{server}/test") as connection:
        connection.exec_driver_sql(OTHERS)
        if _schema(connection) != schema or connection.exec_driver_sql(SIZE).scalar_one() > MOST_BYTES:
            return False
        connection.exec_driver_sql(EMPTY)
        return True


def _made(server: str, blank: str) -> tuple[object, ...]:
    """Make the database from the migrated one; return its schema."""
    with _connected(f"{server}/template1") as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS test WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE test TEMPLATE {blank} STRATEGY FILE_COPY")
    with _connected(f"{server}/test") as connection:
        return _schema(connection)


def _schema(connection: Connection) -> tuple[object, ...]:
    return tuple(connection.exec_driver_sql(SCHEMA).one())


def _connected(url: str) -> Connection:
    return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()
