"""A database as the five migrations before the first release made it, with rows in every table that people fill."""

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, text

HERE = Path(__file__).parent
CASTS = re.compile(r"[\s()]|::[a-z ]+|\[\]")  # A dump writes them in other places.
TRIGGERS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT pg_get_triggerdef(oid) || (SELECT prosrc FROM pg_proc WHERE oid = tgfoid) FROM pg_trigger "
    "WHERE NOT tgisinternal",
}


def make_schema_0005(engine: Engine) -> None:
    """Fill an empty database with the dump of one at schema 0005."""
    dump = (HERE / f"schema_0005.{engine.dialect.name}.sql").read_text("utf-8")
    connection = engine.raw_connection()
    if engine.dialect.name == "sqlite":
        connection.driver_connection.executescript(f"PRAGMA foreign_keys=OFF; {dump} PRAGMA foreign_keys=ON;")  # type: ignore[union-attr]
    else:
        connection.driver_connection.execute(dump)  # type: ignore[union-attr]
        connection.driver_connection.execute("RESET ALL")  # type: ignore[union-attr]
        connection.driver_connection.commit()  # type: ignore[union-attr]
    connection.close()


def schema_of(engine: Engine) -> dict[str, Any]:
    """Return all that a database's schema says, table by table, in an order of its own."""
    found, schema = inspect(engine), dict[str, Any]()
    for table in found.get_table_names():
        columns = [(row["name"], str(row["type"]), row["nullable"], row["default"]) for row in found.get_columns(table)]
        keys = [(row["constrained_columns"], row["referred_table"]) for row in found.get_foreign_keys(table)]
        checks = [(row["name"], CASTS.sub("", row["sqltext"])) for row in found.get_check_constraints(table)]
        unique = [(row["name"], row["column_names"]) for row in found.get_unique_constraints(table)]
        indexes = [(row["name"], row["column_names"], row["unique"]) for row in found.get_indexes(table)]
        schema[table] = [sorted(part, key=repr) for part in (columns, keys, checks, unique, indexes)]
        schema[table].append(found.get_pk_constraint(table)["constrained_columns"])
    with engine.connect() as connection:
        schema["triggers"] = sorted(connection.execute(text(TRIGGERS[engine.dialect.name])).scalars())
    return schema
