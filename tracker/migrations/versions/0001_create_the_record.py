"""Create the record."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = ("change", "deadline", "response", "finding", "statement")


def refuse_rewriting(table: str) -> None:
    """Make the database refuse UPDATE and DELETE on a table, whoever asks."""
    message = f"{table} is append-only: add a new row instead"
    sqlite = op.get_context().dialect.name == "sqlite"
    for act in ("UPDATE", "DELETE") if sqlite else ("UPDATE", "DELETE", "TRUNCATE"):
        name = f"{table}_refuses_{act.lower()}"
        if sqlite:
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END")
        else:
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} EXECUTE FUNCTION refuse_rewriting('{message}')")


def create_refusal() -> None:
    """Create the function that PostgreSQL's triggers call; SQLite needs none."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
        )


def upgrade() -> None:
    """Create the record."""
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found_passed", sa.Integer(), nullable=False),
        sa.Column("found_overdue", sa.Integer(), nullable=False),
        sa.Column("held", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "motion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body", sa.String(length=300), nullable=False),
        sa.Column("addressee", sa.String(length=300), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(length=120), nullable=False),
        sa.Column("grace_hours", sa.String(length=40), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("share_token", sa.String(length=120), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("proposer", sa.String(length=300), nullable=True),
        sa.Column("seconder", sa.String(length=300), nullable=True),
        sa.Column("carried", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("log_sequence", sa.Integer(), nullable=False),
        sa.Column("log_head", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion")),
        sa.UniqueConstraint("share_token", name=op.f("uq_motion_share_token")),
        sa.UniqueConstraint("slug", name=op.f("uq_motion_slug")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_role", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("demand_number", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=120), nullable=False),
        sa.Column("hash", sa.String(length=120), nullable=False),
        sa.Column("once", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_change_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint("motion_id", "sequence", name=op.f("uq_change_motion_id_sequence")),
        sa.UniqueConstraint("once", name=op.f("uq_change_once")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_motion_demand", ["motion_id", "demand_number"], unique=False)

    op.create_table(
        "demand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("confidence", sa.String(length=40), nullable=True),
        sa.Column("confidence_note", sa.Text(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_demand_number_positive")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_demand_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand")),
        sa.UniqueConstraint("motion_id", "number", name=op.f("uq_demand_motion_id_number")),
    )
    op.create_table(
        "discrepancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("explained_by", sa.String(length=300), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_discrepancy_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discrepancy")),
        sa.UniqueConstraint("motion_id", "key", name=op.f("uq_discrepancy_motion_id_key")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("date_note", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("demands", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_event_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("motion_id", "key", name=op.f("uq_event_motion_id_key")),
    )
    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=120), nullable=True),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("precision", sa.String(length=40), nullable=False),
        sa.Column("population", sa.String(length=300), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("published_by", sa.String(length=300), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("demands", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("where", sa.String(length=300), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_figure_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint("motion_id", "key", name=op.f("uq_figure_motion_id_key")),
    )
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("equals", sa.String(length=120), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_identity_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("motion_id", "key", name=op.f("uq_identity_motion_id_key")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("demands", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_note_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("motion_id", "key", name=op.f("uq_note_motion_id_key")),
    )
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(length=300), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("reply", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_note", sa.Text(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("disputed", sa.Text(), nullable=True),
        sa.Column("demands", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_response_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("motion_id", "key", "version", name=op.f("uq_response_motion_id_key_version")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.String(length=300), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("author", sa.String(length=300), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_note", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("archived_url", sa.Text(), nullable=True),
        sa.Column("file", sa.String(length=300), nullable=True),
        sa.Column("sha256", sa.String(length=120), nullable=True),
        sa.Column("kind", sa.String(length=300), nullable=False),
        sa.Column("read", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_source_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("motion_id", "key", name=op.f("uq_source_motion_id_key")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("demands", sa.JSON(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_statement_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("motion_id", "key", "version", name=op.f("uq_statement_motion_id_key_version")),
    )
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=300), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("rule", sa.String(length=300), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(due_on IS NULL) <> (due_at IS NULL)", name=op.f("ck_deadline_one_due")),
        sa.ForeignKeyConstraint(["demand_id"], ["demand.id"], name=op.f("fk_deadline_demand_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_deadline_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("demand_id", "position", "version", name=op.f("uq_deadline_demand_id_position_version")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=True),
        sa.Column("test", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["demand_id"], ["demand.id"], name=op.f("fk_question_demand_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_question_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("demand_id", "letter", name=op.f("uq_question_demand_id_letter")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("response_key", sa.String(length=120), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("gap", sa.String(length=40), nullable=True),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("reasoning", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("found_by", sa.String(length=300), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "gap IS NULL OR verdict IN ('partly_answered', 'not_answered')", name=op.f("ck_finding_gap_in_an_answer")
        ),
        sa.CheckConstraint("ground IS NULL OR verdict = 'refused'", name=op.f("ck_finding_ground_of_a_refusal")),
        sa.CheckConstraint("verdict <> 'not_assessed'", name=op.f("ck_finding_is_a_judgement")),
        sa.CheckConstraint("length(trim(reasoning)) > 0", name=op.f("ck_finding_has_a_reason")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_finding_motion_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_finding_question_id")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_finding_response_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_finding_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("motion_id", "key", "version", name=op.f("uq_finding_motion_id_key_version")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_question_id"), ["question_id"], unique=False)

    op.create_table(
        "projection",
        sa.Column("demand_id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(length=40), nullable=True),
        sa.Column("outstanding", sa.Boolean(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pass_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pass_marked", sa.Boolean(), nullable=False),
        sa.Column("overdue_marked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_projection_deadline_id")),
        sa.ForeignKeyConstraint(["demand_id"], ["demand.id"], name=op.f("fk_projection_demand_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_projection_motion_id")),
        sa.PrimaryKeyConstraint("demand_id", name=op.f("pk_projection")),
    )
    with op.batch_alter_table("projection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projection_motion_id"), ["motion_id"], unique=False)
        batch_op.create_index("ix_projection_outstanding", ["outstanding", "overdue_from"], unique=False)
        batch_op.create_index("ix_projection_overdue_due_at", ["overdue_due_at"], unique=False)
        batch_op.create_index("ix_projection_pass_due_at", ["pass_due_at"], unique=False)

    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about_motion_id", sa.Integer(), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("demand_id", sa.Integer(), nullable=True),
        sa.Column("deadline_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("figure_id", sa.Integer(), nullable=True),
        sa.Column("identity_id", sa.Integer(), nullable=True),
        sa.Column("discrepancy_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN about_motion_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN note_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN demand_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN deadline_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN response_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN finding_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN identity_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN discrepancy_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN event_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_citation_one_fact"),
        ),
        sa.ForeignKeyConstraint(["about_motion_id"], ["motion.id"], name=op.f("fk_citation_about_motion_id")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_citation_deadline_id")),
        sa.ForeignKeyConstraint(["demand_id"], ["demand.id"], name=op.f("fk_citation_demand_id")),
        sa.ForeignKeyConstraint(["discrepancy_id"], ["discrepancy.id"], name=op.f("fk_citation_discrepancy_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_citation_event_id")),
        sa.ForeignKeyConstraint(["figure_id"], ["figure.id"], name=op.f("fk_citation_figure_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_citation_finding_id")),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_citation_identity_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_citation_motion_id")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_citation_note_id")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_citation_response_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_citation_source_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_citation_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_deadline_id"), ["deadline_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_demand_id"), ["demand_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_discrepancy_id"), ["discrepancy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_figure_id"), ["figure_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_finding_id"), ["finding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_identity_id"), ["identity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_motion_id"), ["motion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_note_id"), ["note_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_response_id"), ["response_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_statement_id"), ["statement_id"], unique=False)
    create_refusal()
    for table in APPEND_ONLY:
        refuse_rewriting(table)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_statement_id"))
        batch_op.drop_index(batch_op.f("ix_citation_source_id"))
        batch_op.drop_index(batch_op.f("ix_citation_response_id"))
        batch_op.drop_index(batch_op.f("ix_citation_note_id"))
        batch_op.drop_index(batch_op.f("ix_citation_motion_id"))
        batch_op.drop_index(batch_op.f("ix_citation_identity_id"))
        batch_op.drop_index(batch_op.f("ix_citation_finding_id"))
        batch_op.drop_index(batch_op.f("ix_citation_figure_id"))
        batch_op.drop_index(batch_op.f("ix_citation_event_id"))
        batch_op.drop_index(batch_op.f("ix_citation_discrepancy_id"))
        batch_op.drop_index(batch_op.f("ix_citation_demand_id"))
        batch_op.drop_index(batch_op.f("ix_citation_deadline_id"))

    op.drop_table("citation")
    with op.batch_alter_table("projection", schema=None) as batch_op:
        batch_op.drop_index("ix_projection_pass_due_at")
        batch_op.drop_index("ix_projection_overdue_due_at")
        batch_op.drop_index("ix_projection_outstanding")
        batch_op.drop_index(batch_op.f("ix_projection_motion_id"))

    op.drop_table("projection")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_question_id"))

    op.drop_table("finding")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_motion_id"))

    op.drop_table("question")
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_motion_id"))

    op.drop_table("deadline")
    op.drop_table("statement")
    op.drop_table("source")
    op.drop_table("response")
    op.drop_table("note")
    op.drop_table("identity")
    op.drop_table("figure")
    op.drop_table("event")
    op.drop_table("discrepancy")
    op.drop_table("demand")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_motion_demand")

    op.drop_table("change")
    op.drop_table("motion")
    op.drop_table("lease")
    op.drop_table("heartbeat")
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_rewriting()")
