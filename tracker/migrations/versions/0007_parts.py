"""A part has its own addressee, kind and ledger of deadlines; a reply its hour, its stance and the parts it touches.

What no row says yet is left empty. A motion's ten hours of grace were the default, which now is the next working
morning: no log says them, so they are forgotten.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from tracker.migrations.schema import create_append_only, create_link_triggers

revision = "0007"
down_revision = "0006"

KEY, NAME, WORD = sa.String(120), sa.String(300), sa.String(40)
INSTANT = sa.DateTime(timezone=True)
ONE_DUE = (
    "(CASE WHEN due_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN due_at IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN event IS NULL THEN 0 ELSE 1 END)"
    " = (CASE WHEN kind IN ('paused', 'resumed') THEN 0 ELSE 1 END)"
)
NULLABLE: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "demand": {"reference": NAME, "addressee": NAME, "responsible": NAME},
    "question": {"key": KEY, "reference": NAME, "addressee": NAME, "responsible": NAME},
    "note": {"known_from": sa.Date()},
    "source": {"known_from": sa.Date()},
    "identity": {"known_from": sa.Date()},
    "discrepancy": {"known_from": sa.Date(), "explained_from": sa.Date()},
    "response": {"received_at": INSTANT, "stance": WORD},
    "finding": {"found_at": INSTANT},
    "deadline": {"event": NAME, "received_on": sa.Date(), "roll": WORD},
}
"""The columns that stay empty where nothing is said, by table."""
FILLED: dict[str, dict[str, tuple[sa.types.TypeEngine[Any], str]]] = {
    "motion": {"calendar": (KEY, "''"), "language": (KEY, "'en-GB'")},
    "demand": {"topics": (sa.JSON(), "'[]'")},
    "question": {"kind": (WORD, "'information'")},
    "deadline": {"letter": (KEY, "''"), "counted_from": (WORD, "'set_on'")},
}
"""The columns that every row has, each with what today's rows get."""


def upgrade() -> None:
    """Add what is new, keeping every row, the log and what the clock has recorded."""
    for table, columns in NULLABLE.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind))
    for table, filled in FILLED.items():
        for name, (kind, value) in filled.items():
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(value)))
    op.execute("UPDATE question SET key = (SELECT number FROM demand d WHERE d.id = demand_id) || letter")
    for table in ("motion", "question", "deadline"):
        _settle(table)
    op.execute("UPDATE motion SET grace_hours = NULL WHERE grace_hours IN ('10', '10.0')")
    if op.get_bind().dialect.name == "sqlite":
        create_append_only(op.get_bind(), "deadline")  # Rebuilding the table removed its triggers.
    _add_question_link()
    _rebuild_projection()


def _settle(table: str) -> None:
    """Put a table's new rules in force."""
    with op.batch_alter_table(table) as batch:
        if table == "motion":
            batch.alter_column("grace_hours", existing_type=WORD, nullable=True)
        elif table == "question":
            batch.create_unique_constraint("uq_question_motion_id_key", ["motion_id", "key"])
        else:
            batch.drop_constraint("uq_deadline_demand_id_position_version", type_="unique")
            places = ["demand_id", "letter", "position", "version"]
            batch.create_unique_constraint("uq_deadline_demand_id_letter_position_version", places)
            batch.drop_constraint(op.f("ck_deadline_one_due"), type_="check")
            batch.create_check_constraint(op.f("ck_deadline_one_due"), ONE_DUE)


def _add_question_link() -> None:
    there = ["question.motion_id", "question.key"]
    op.create_table(
        "question_link",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("motion_id", sa.Integer(), sa.ForeignKey("motion.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question_key", KEY, nullable=False),
        sa.Column("response_id", sa.Integer(), sa.ForeignKey("response.id"), index=True),
        sa.ForeignKeyConstraint(["motion_id", "question_key"], there, deferrable=True, initially="DEFERRED"),
        sa.CheckConstraint("(CASE WHEN response_id IS NULL THEN 0 ELSE 1 END) = 1", name="one_owner"),
    )
    create_link_triggers(op.get_bind(), "question_link")


def _rebuild_projection() -> None:
    """Give each row the letter of its ledger, in the key; what the clock has recorded stays."""
    op.add_column("projection", sa.Column("no_answer_from", INSTANT))
    op.add_column("projection", sa.Column("waiting_since", sa.Date()))
    op.add_column("projection", sa.Column("letter", KEY, nullable=False, server_default=""))
    with op.batch_alter_table("projection") as batch:
        batch.drop_constraint("pk_projection", type_="primary")
        batch.create_primary_key("pk_projection", ["demand_id", "letter"])


def downgrade() -> None:
    """Do nothing: the way down leads to an empty database only (0006), for parts have no place in the schema before."""
