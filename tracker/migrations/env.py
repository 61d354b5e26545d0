"""Alembic's own entry: it runs inside the connection and the transaction that `upgrade` opened."""

from typing import Any, Literal

from alembic import context

from tracker import models
from tracker.db import Base

assert models  # the nouns register themselves with Base


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our column types as the plain types beneath them, so that a migration needs none of our code."""
    if kind == "type" and type(item).__module__ == "tracker.db":
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    transactional_ddl=True,
)
context.run_migrations()
