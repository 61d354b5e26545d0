"""Let a record say how its figures flow, which of them a finding cites, and on which sums an explanation rests."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LISTS = (("finding", "figures"), ("discrepancy", "sums"))


def upgrade() -> None:
    """Make the table of flows, and the columns."""
    op.create_table(
        "flow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("splits", sa.JSON(), nullable=False),
        sa.Column("joins", sa.JSON(), nullable=False),
        sa.Column("beside", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_flow_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow")),
        sa.UniqueConstraint("motion_id", "key", name=op.f("uq_flow_motion_id_key")),
    )
    op.execute("ALTER TABLE figure ADD COLUMN series VARCHAR(120)")
    for table, column in LISTS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} JSON NOT NULL DEFAULT '[]'")


def downgrade() -> None:
    """Take it back."""
    for table, column in (*LISTS, ("figure", "series")):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.drop_table("flow")
