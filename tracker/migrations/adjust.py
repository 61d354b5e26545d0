"""Bring a database that the five migrations before the first release made (schema 0005) to the first schema, in place.

Change a model before the first release, and change this with it: tests/migrations proves that both ways end alike.
After the release it stays as it is, and a new numbered migration does the work.
"""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Table

from tracker.db import Base
from tracker.migrations.carry_links import carry_links

LAST = "0005"
RETIRED = ("0001", "0002", "0003", "0004")
REFUSAL = (
    "The database is at schema {at}, from an early build of Answerable that this version no longer reads. "
    "Check out its commit 89f4aef, run `flask --app app migrate` there, then start this version again."
)

_TRY = "state, due_at, first_tried_at, owner, attempts, unknowns, outcome, settled_at"
_NOTIFICATION = (
    "kind, motion_id, demands, change_id, replaces_id, subject, happened_at, recorded_at, facts, cancelled_at"
)
# Alerts keep their numbers: the addresses that bounces come to hold them. Letters are numbered after them.
_MESSAGE = f"""
SELECT id, 'email' AS channel, notice_id AS notification_id, subscriber_id, moment_id AS batch_id,
  CAST(NULL AS VARCHAR(40)) AS letter_kind, CAST(NULL AS VARCHAR(120)) AS key, CAST(NULL AS VARCHAR(254)) AS recipient,
  CAST(NULL AS TEXT) AS facts, NULL AS queued_at, pace, {_TRY} FROM alert
UNION ALL SELECT id + (SELECT coalesce(max(id), 0) FROM alert), 'email', NULL, NULL, NULL,
  kind, key, recipient, facts, queued_at, 'at_once', {_TRY} FROM letter
"""
REPLACED = ("alert", "letter", "notice_target", "notice", "moment", "bounce")
REPLACING = {
    "mail_batch": "SELECT *, CAST(NULL AS BIGINT) AS fanned_to FROM moment",
    "notification": f"SELECT id, moment_id AS batch_id, {_NOTIFICATION} FROM notice",
    "notification_target": "SELECT notice_id AS notification_id, target FROM notice_target",
    "message": _MESSAGE,
    "bounce": "SELECT id, subscriber_id, alert_id AS message_id, at, hard, status FROM bounce",
}


def adjust(connection: Connection) -> None:
    """Change schema 0005 into the first schema, with every row carried over."""
    op = Operations(MigrationContext.configure(connection))
    if connection.dialect.name == "sqlite":
        with op.batch_alter_table("motion") as motion:
            motion.alter_column("short_code", server_default=None)
    else:
        _widen(connection, "change", "id")
        _widen(connection, "correction_request", "change_id")
    carry_links(connection, op)
    _replace_the_queue(connection)
    Base.metadata.tables["list_revision"].create(connection)
    connection.exec_driver_sql("INSERT INTO list_revision SELECT 'lists', coalesce(max(id), 0) FROM change")


def _widen(connection: Connection, table: str, column: str) -> None:
    connection.exec_driver_sql(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE BIGINT")
    if column == "id":
        connection.exec_driver_sql(f"ALTER SEQUENCE {table}_id_seq AS BIGINT")


def _replace_the_queue(connection: Connection) -> None:
    """Put the tables of the queue in the place of those of alerts and letters, with every row in its state."""
    for name, rows in REPLACING.items():
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE kept_{name} AS {rows}")
    for name in REPLACED:
        connection.exec_driver_sql(f"DROP TABLE {name}")
    for name in REPLACING:
        table = Base.metadata.tables[name]
        table.create(connection)
        _fill(connection, table)


def _fill(connection: Connection, table: Table) -> None:
    columns = ", ".join(column.name for column in table.columns)
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM kept_{table.name}")
    connection.exec_driver_sql(f"DROP TABLE kept_{table.name}")
    if connection.dialect.name == "postgresql" and "id" in table.columns:
        number = f"setval('{table.name}_id_seq', coalesce(max(id), 0) + 1, false)"
        connection.exec_driver_sql(f"SELECT {number} FROM {table.name}")
