"""Bring a database that the five migrations before the first release made (schema 0005) to the first schema, in place.

Change a model before the first release, and change this with it: tests/migrations proves that both ways end alike.
After the release it stays as it is, and a new numbered migration does the work.
"""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from tracker.migrations.carry_links import carry_links

LAST = "0005"
RETIRED = ("0001", "0002", "0003", "0004")
REFUSAL = (
    "The database is at schema {at}, from an early build of Answerable that this version no longer reads. "
    "Check out its commit 89f4aef, run `flask --app app migrate` there, then start this version again."
)


def adjust(connection: Connection) -> None:
    """Change schema 0005 into the first schema, with every row carried over."""
    op = Operations(MigrationContext.configure(connection))
    if connection.dialect.name == "sqlite":
        with op.batch_alter_table("motion") as motion:
            motion.alter_column("short_code", server_default=None)
    carry_links(connection, op)
