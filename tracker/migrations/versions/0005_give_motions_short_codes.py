"""Give every motion a short code, for its short permanent address."""

import sqlalchemy as sa
from alembic import op

from tracker.rules.short_codes import free_code

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column, give each motion its code in the order in which they were recorded, and let no code occur twice.

    SQLite adds a column that may not be NULL only with a default. No code is ever the empty text.
    """
    op.execute("ALTER TABLE motion ADD COLUMN short_code VARCHAR(120) NOT NULL DEFAULT ''")
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE motion ALTER COLUMN short_code DROP DEFAULT")
    connection, taken = op.get_bind(), set[str]()
    for number, slug in connection.execute(sa.text("SELECT id, slug FROM motion ORDER BY id")).all():
        code = free_code(slug, taken.__contains__)
        taken.add(code)
        connection.execute(sa.text("UPDATE motion SET short_code = :code WHERE id = :id"), {"code": code, "id": number})
    op.create_index("ix_motion_short_code", "motion", ["short_code"], unique=True)


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_motion_short_code", "motion")
    op.execute("ALTER TABLE motion DROP COLUMN short_code")
