"""Published numbers, the sums that should hold between them, where two sources differ, and where a number went."""

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, DecimalText, WordType
from tracker.models.columns import KEY, LONG, NAME, Cited, Linked, Listed
from tracker.vocabulary import DiscrepancyState, Precision


class Figure(Listed, Cited, Base):
    """A published number with its definition. Figures of one measure are one quantity from several sources.

    Figures of one series tell of the same thing at different times.
    """

    __tablename__ = "figure"

    measure: Mapped[str | None] = mapped_column(KEY)
    series: Mapped[str | None] = mapped_column(KEY)
    label: Mapped[str] = mapped_column(NAME)
    value: Mapped[Decimal] = mapped_column(DecimalText)
    unit: Mapped[str] = mapped_column(NAME)
    precision: Mapped[Precision] = mapped_column(WordType(Precision))
    population: Mapped[str | None] = mapped_column(NAME)
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    published_by: Mapped[str | None] = mapped_column(NAME)
    published_on: Mapped[date | None]
    demands = Linked[int]()
    note: Mapped[str | None] = mapped_column(LONG)
    where: Mapped[str | None] = mapped_column(NAME)


class Identity(Listed, Cited, Base):
    """A sum, difference, share or rate that should hold between figures; `terms` and `equals` are figure keys."""

    __tablename__ = "identity"
    __table_args__ = (
        UniqueConstraint("motion_id", "key"),
        # Looked at when the transaction ends, as in models/links.py.
        ForeignKeyConstraint(
            ["motion_id", "equals"], ["figure.motion_id", "figure.key"], deferrable=True, initially="DEFERRED"
        ),
    )

    text: Mapped[str] = mapped_column(LONG)
    kind: Mapped[str] = mapped_column(KEY)
    terms = Linked[str]()
    equals: Mapped[str] = mapped_column(KEY)
    decimals: Mapped[int] = mapped_column(default=0)
    note: Mapped[str | None] = mapped_column(LONG)
    known_from: Mapped[date | None]


class Discrepancy(Listed, Cited, Base):
    """Two sources that differ, with an explanation or none; `figures` are figure keys, `sums` identity keys."""

    __tablename__ = "discrepancy"

    text: Mapped[str] = mapped_column(LONG)
    figures = Linked[str]()
    sums = Linked[str]()
    state: Mapped[DiscrepancyState] = mapped_column(WordType(DiscrepancyState))
    explanation: Mapped[str | None] = mapped_column(LONG)
    explained_by: Mapped[str | None] = mapped_column(NAME)
    known_from: Mapped[date | None]
    explained_from: Mapped[date | None]


class Flow(Listed, Base):
    """Where a number went, drawn from identities: `splits` and `joins` are identity keys, `beside` figure keys.

    `stages` names what came in, then what each split is.
    """

    __tablename__ = "flow"

    title: Mapped[str] = mapped_column(NAME)
    stages: Mapped[list[str]] = mapped_column(JSON, default=list)
    splits = Linked[str]()
    joins = Linked[str]()
    beside = Linked[str]()
    note: Mapped[str | None] = mapped_column(LONG)
