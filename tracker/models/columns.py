"""Column shorthands that the nouns share. A relationship that nobody loaded is an error, never a hidden query."""

from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

KEY = String(120)
NAME = String(300)
LONG = Text()


def motion_key() -> Mapped[int]:
    """Return the column that says which motion a row belongs to."""
    return mapped_column(ForeignKey("motion.id"), index=True)


def loaded(*args: Any, **options: Any) -> Any:
    """Return a relationship that must be loaded before it is used."""
    return relationship(*args, lazy="raise", **options)
