"""The first schema to be released. An empty database gets it from the models, so there is nothing to do here."""

from alembic import op

from tracker.migrations.schema import drop

revision = "0006"
down_revision = None


def upgrade() -> None:
    """Do nothing: see `tracker.migrations.upgrade`."""


def downgrade() -> None:
    """Remove everything."""
    drop(op.get_bind())
