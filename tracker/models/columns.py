"""What the nouns share. A relationship that nobody loaded is an error, never a hidden query."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.db import UTCDateTime

if TYPE_CHECKING:
    from tracker.models.evidence import Citation

Value = TypeVar("Value", int, str)

KEY = String(120)
NAME = String(300)
LONG = Text()
BIG = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit number. SQLite's INTEGER is one already, and only a column of that very type is numbered by itself."""


def motion_key() -> Mapped[int]:
    return mapped_column(ForeignKey("motion.id"), index=True)


def loaded(*args: Any, **options: Any) -> Any:
    """Return a relationship that must be loaded before it is used."""
    return relationship(*args, lazy="raise", **options)


def exactly_one(columns: tuple[str, ...], name: str) -> CheckConstraint:
    """Return the rule that one of some columns is set and all others are empty."""
    count = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return CheckConstraint(f"{count} = 1", name=name)


def partial_index(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Linked(Generic[Value]):
    """A list whose values are rows of a link table (models/links.py), in their order.

    Raise InvalidRequestError where a stored row's list was not loaded.
    """

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, row: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, row: object, owner: type[Any]) -> list[Value]: ...
    def __get__(self, row: Any, owner: type[Any]) -> Self | list[Value]:
        if row is None:
            return self
        if self._name not in row.__dict__ and row.id is not None:
            raise InvalidRequestError(f"{owner.__name__}.{self._name} was not loaded with its motion")
        values: list[Value] = row.__dict__.setdefault(self._name, [])
        return values

    def __set__(self, row: Any, values: list[Value]) -> None:
        row.__dict__[self._name] = values


class Numbered:
    """A row with a number of its own, which the database gives it."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-4)


class Cited:
    """A row that rests on sources."""

    @declared_attr
    def citations(cls) -> Mapped[list["Citation"]]:  # noqa: N805 - a class attribute, in SQLAlchemy's own way
        citations: Mapped[list[Citation]] = loaded("Citation")
        return citations


class Listed(Numbered):
    """A row of one of a motion's lists: its word id, its place, and whether it was taken off the record."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - a class attribute, in SQLAlchemy's own way
        return (UniqueConstraint("motion_id", "key"),)

    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"), sort_order=-3)
    key: Mapped[str] = mapped_column(KEY, sort_order=-2)
    position: Mapped[int] = mapped_column(sort_order=-1)
    withdrawn: Mapped[bool] = mapped_column(default=False, sort_order=1)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, sort_order=2)


class Versioned(Listed):
    """A listed row that is never updated: an amended one is a new version of it."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - a class attribute, in SQLAlchemy's own way
        return (UniqueConstraint("motion_id", "key", "version"),)

    version: Mapped[int] = mapped_column(default=1, sort_order=-1)
