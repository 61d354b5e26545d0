"""The newest schema, made from the models, with the triggers that no model can express."""

from sqlalchemy import Connection

from tracker import models
from tracker.db import Base

assert models  # importing them registers their tables with Base

APPEND_ONLY = ("change", "deadline", "response", "finding", "statement", "clearance", "desk_entry")
APPEND_ONLY_OWNERS = {
    "demand_link": ("response_id", "statement_id"),
    "question_link": ("response_id",),
    "figure_link": ("finding_id",),
}
_UNCLEARED = "a finding needs what cleared it: a test, and where it is adverse a second person and the right of reply"
_MATCHES = "c.id = NEW.clearance_id AND c.question_id = NEW.question_id AND c.verdict = NEW.verdict"
_MISSING = f"NOT EXISTS (SELECT 1 FROM clearance c WHERE {_MATCHES})"


def create(connection: Connection) -> None:
    """Create every table, index and trigger in an empty database."""
    Base.metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        _create_sqlite_triggers(connection)
    else:
        _create_postgresql_triggers(connection)
    create_link_triggers(connection, *APPEND_ONLY_OWNERS)


def create_link_triggers(connection: Connection, *tables: str) -> None:
    """Let nobody rewrite what an append-only row names; what other rows name goes with an amendment of the row."""
    for table in tables:
        owners = APPEND_ONLY_OWNERS[table]
        owned = " OR ".join(f"OLD.{owner} IS NOT NULL" for owner in owners)
        for act in ("UPDATE", "DELETE"):
            when = f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW WHEN ({owned})"
            if connection.dialect.name == "sqlite":
                refuse = f"BEGIN SELECT RAISE(ABORT, '{_refusal(table)}'); END"
            else:
                refuse = f"EXECUTE FUNCTION refuse_rewriting('{_refusal(table)}')"
            connection.exec_driver_sql(f"{when} {refuse}")
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} "
                f"EXECUTE FUNCTION refuse_rewriting('{_refusal(table)}')"
            )


def drop(connection: Connection) -> None:
    """Remove every table, and the functions that PostgreSQL's triggers call."""
    Base.metadata.drop_all(connection)
    if connection.dialect.name == "postgresql":
        for function in ("refuse_rewriting", "require_clearance"):
            connection.exec_driver_sql(f"DROP FUNCTION {function}()")


def _refusal(table: str) -> str:
    return f"{table} is append-only: add a new row instead"


def _create_sqlite_triggers(connection: Connection) -> None:
    create_append_only(connection, *APPEND_ONLY)
    refuse = f"SELECT RAISE(ABORT, '{_UNCLEARED}') WHERE {_MISSING};"
    when = "BEFORE INSERT ON finding WHEN NOT NEW.withdrawn"  # Withdrawing a finding needs no clearance.
    connection.exec_driver_sql(f"CREATE TRIGGER finding_needs_clearance {when} BEGIN {refuse} END")


def create_append_only(connection: Connection, *tables: str) -> None:
    """Let nobody rewrite or delete a row of these tables of a SQLite database."""
    for table in tables:
        for act in ("UPDATE", "DELETE"):
            refuse = f"BEGIN SELECT RAISE(ABORT, '{_refusal(table)}'); END"
            connection.exec_driver_sql(f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} {refuse}")


def _create_postgresql_triggers(connection: Connection) -> None:
    def function(name: str, body: str) -> None:
        text = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        connection.exec_driver_sql(text.replace("%", "%%"))

    function("refuse_rewriting", "RAISE EXCEPTION '%', TG_ARGV[0];")
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} "
                f"EXECUTE FUNCTION refuse_rewriting('{_refusal(table)}')"
            )
    refuse = f"IF NOT NEW.withdrawn AND {_MISSING} THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF;"
    function("require_clearance", f"{refuse} RETURN NEW;")
    connection.exec_driver_sql(
        "CREATE TRIGGER finding_needs_clearance BEFORE INSERT ON finding "
        f"FOR EACH ROW EXECUTE FUNCTION require_clearance('{_UNCLEARED}')"
    )
