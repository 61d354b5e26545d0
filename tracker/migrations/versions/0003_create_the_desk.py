"""Create the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


APPEND_ONLY = ("clearance", "desk_entry")
CLEARED = "fk_finding_clearance_id"
UNCLEARED = "a finding needs what cleared it: a test, and where it is adverse a second person and the right of reply"
_MATCHES = "c.id = NEW.clearance_id AND c.question_id = NEW.question_id AND c.verdict = NEW.verdict"
_MISSING = f"NOT EXISTS (SELECT 1 FROM clearance c WHERE {_MATCHES})"


def is_sqlite() -> bool:
    """Tell which of the two databases this is."""
    return op.get_context().dialect.name == "sqlite"


def refuse_rewriting(table: str) -> None:
    """Make the database refuse UPDATE and DELETE on a table, whoever asks."""
    message = f"{table} is append-only: add a new row instead"
    for act in ("UPDATE", "DELETE") if is_sqlite() else ("UPDATE", "DELETE", "TRUNCATE"):
        name = f"{table}_refuses_{act.lower()}"
        if is_sqlite():
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END")
        else:
            op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} EXECUTE FUNCTION refuse_rewriting('{message}')")


def require_clearance() -> None:
    """Make the database refuse a finding that nothing cleared; one that takes another off the record needs nothing."""
    if is_sqlite():
        refuse = f"SELECT RAISE(ABORT, '{UNCLEARED}') WHERE {_MISSING};"
        when = "BEFORE INSERT ON finding WHEN NOT NEW.withdrawn"
        op.execute(f"CREATE TRIGGER finding_needs_clearance {when} BEGIN {refuse} END")
        return
    refuse = f"IF NOT NEW.withdrawn AND {_MISSING} THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF;"
    body = f"$$ BEGIN {refuse} RETURN NEW; END $$"
    op.execute(f"CREATE FUNCTION require_clearance() RETURNS trigger LANGUAGE plpgsql AS {body}")
    op.execute(
        "CREATE TRIGGER finding_needs_clearance BEFORE INSERT ON finding "
        f"FOR EACH ROW EXECUTE FUNCTION require_clearance('{UNCLEARED}')"
    )


def release_clearance() -> None:
    """Take that back."""
    if is_sqlite():
        op.execute("DROP TRIGGER finding_needs_clearance")
    else:
        op.execute("DROP TRIGGER finding_needs_clearance ON finding")
        op.execute("DROP FUNCTION require_clearance()")


def upgrade() -> None:
    """Create the desk."""
    op.create_table(
        "editor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("fs_webauthn_user_handle", sa.String(length=64), nullable=True),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("mf_recovery_codes", sa.JSON(), nullable=True),
        sa.Column("totp_counter", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editor")),
        sa.UniqueConstraint("email", name=op.f("uq_editor_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_editor_fs_uniquifier")),
        sa.UniqueConstraint("fs_webauthn_user_handle", name=op.f("uq_editor_fs_webauthn_user_handle")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner", sa.String(length=120), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unknowns", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=120), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(
            "ix_letter_due",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )

    op.create_table(
        "account_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["editor_id"], ["editor.id"], name=op.f("fk_account_link_editor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_link_token_hash")),
    )
    with op.batch_alter_table("account_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_link_editor_id"), ["editor_id"], unique=False)

    op.create_table(
        "correction_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=True),
        sa.Column("demand_number", sa.Integer(), nullable=True),
        sa.Column("page", sa.String(length=120), nullable=False),
        sa.Column("wrong", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_correction_request_change_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["editor.id"], name=op.f("fk_correction_request_decided_by_id")),
        sa.ForeignKeyConstraint(["looked_by_id"], ["editor.id"], name=op.f("fk_correction_request_looked_by_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_correction_request_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_request")),
        sa.UniqueConstraint("key", name=op.f("uq_correction_request_key")),
    )
    with op.batch_alter_table("correction_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_request_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "desk_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.Column("act", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["editor_id"], ["editor.id"], name=op.f("fk_desk_entry_editor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_entry")),
    )
    with op.batch_alter_table("desk_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_entry_at"), ["at"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=43), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("base_sequence", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned", sa.Text(), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["editor.id"], name=op.f("fk_draft_author_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_draft_motion_id")),
        sa.ForeignKeyConstraint(["published_by_id"], ["editor.id"], name=op.f("fk_draft_published_by_id")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["editor.id"], name=op.f("fk_draft_saved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("key", name=op.f("uq_draft_key")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_motion_id"), ["motion_id"], unique=False)
        batch_op.create_index("ix_draft_state", ["state", "saved_at"], unique=False)

    op.create_table(
        "hiding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_by_id", sa.Integer(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("lift_asked_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["editor.id"], name=op.f("fk_hiding_hidden_by_id")),
        sa.ForeignKeyConstraint(["lift_asked_by_id"], ["editor.id"], name=op.f("fk_hiding_lift_asked_by_id")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["editor.id"], name=op.f("fk_hiding_lifted_by_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_hiding_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiding")),
    )
    with op.batch_alter_table("hiding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hiding_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1024), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=True),
        sa.Column("backup_state", sa.Boolean(), nullable=False),
        sa.Column("device_type", sa.String(length=64), nullable=False),
        sa.Column("extensions", sa.String(length=255), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("usage", sa.String(length=64), nullable=False),
        sa.Column("lastuse_datetime", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["editor.id"], name=op.f("fk_passkey_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["editor_id"], ["editor.id"], name=op.f("fk_sign_in_editor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_in_key_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_editor_id"), ["editor_id"], unique=False)

    op.create_table(
        "reply_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("statement_key", sa.String(length=120), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("sent_by", sa.String(length=300), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("short_reason", sa.Text(), nullable=True),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("earlier", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "working_days >= 5 OR (working_days >= 2 AND length(trim(coalesce(short_reason, ''))) > 0)",
            name=op.f("ck_reply_offer_days"),
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_reply_offer_draft_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["editor.id"], name=op.f("fk_reply_offer_made_by_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_reply_offer_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_offer")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_reply_offer_token_hash")),
    )
    with op.batch_alter_table("reply_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_offer_draft_id"), ["draft_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reply_offer_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "clearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("history", sa.Boolean(), nullable=False),
        sa.Column("test", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_shown", sa.Boolean(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "history OR NOT (verdict IN ('not_answered', 'refused')) OR (author_id IS NOT NULL AND approver_id IS NOT NULL AND author_id <> approver_id)",
            name=op.f("ck_clearance_two_people"),
        ),
        sa.CheckConstraint(
            "history OR NOT (verdict IN ('not_answered', 'refused')) OR invited_at IS NOT NULL",
            name=op.f("ck_clearance_was_invited"),
        ),
        sa.CheckConstraint(
            "history OR NOT (verdict IN ('not_answered', 'refused')) OR reply_shown",
            name=op.f("ck_clearance_reply_is_shown"),
        ),
        sa.CheckConstraint(
            "history OR NOT (verdict IN ('not_answered', 'refused')) OR used_at IS NOT NULL OR (ends_at IS NOT NULL AND ends_at <= cleared_at)",
            name=op.f("ck_clearance_days_have_run_or_been_used"),
        ),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > invited_at", name=op.f("ck_clearance_ends_after_invitation")),
        sa.CheckConstraint("history OR author_id IS NOT NULL", name=op.f("ck_clearance_has_an_author")),
        sa.CheckConstraint("history OR length(trim(coalesce(test, ''))) > 0", name=op.f("ck_clearance_has_a_test")),
        sa.CheckConstraint(
            "used_at IS NULL OR invited_at IS NOT NULL", name=op.f("ck_clearance_used_after_invitation")
        ),
        sa.ForeignKeyConstraint(["approver_id"], ["editor.id"], name=op.f("fk_clearance_approver_id")),
        sa.ForeignKeyConstraint(["author_id"], ["editor.id"], name=op.f("fk_clearance_author_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_clearance_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance")),
    )
    with op.batch_alter_table("clearance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clearance_question_id"), ["question_id"], unique=False)

    # Plain ALTERs: rebuilding an append-only table would lose its triggers on SQLite.
    op.execute("ALTER TABLE statement ADD COLUMN declined_on DATE")
    op.execute("ALTER TABLE finding ADD COLUMN passage TEXT")
    op.execute(f"ALTER TABLE finding ADD COLUMN clearance_id INTEGER CONSTRAINT {CLEARED} REFERENCES clearance (id)")
    op.create_index("ix_finding_clearance_id", "finding", ["clearance_id"], unique=True)
    for table in APPEND_ONLY:
        refuse_rewriting(table)
    require_clearance()


def downgrade() -> None:
    """Take it back."""
    release_clearance()
    op.drop_index("ix_finding_clearance_id", "finding")
    for table, column in (("finding", "clearance_id"), ("finding", "passage"), ("statement", "declined_on")):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    with op.batch_alter_table("clearance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clearance_question_id"))

    op.drop_table("clearance")
    with op.batch_alter_table("reply_offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reply_offer_motion_id"))
        batch_op.drop_index(batch_op.f("ix_reply_offer_draft_id"))

    op.drop_table("reply_offer")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_editor_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_user_id"))

    op.drop_table("passkey")
    with op.batch_alter_table("hiding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hiding_motion_id"))

    op.drop_table("hiding")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_state")
        batch_op.drop_index(batch_op.f("ix_draft_motion_id"))

    op.drop_table("draft")
    with op.batch_alter_table("desk_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_entry_at"))

    op.drop_table("desk_entry")
    with op.batch_alter_table("correction_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_request_motion_id"))

    op.drop_table("correction_request")
    with op.batch_alter_table("account_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_link_editor_id"))

    op.drop_table("account_link")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_letter_due", sqlite_where=sa.text("due_at IS NOT NULL"), postgresql_where=sa.text("due_at IS NOT NULL")
        )

    op.drop_table("letter")
    op.drop_table("editor")
