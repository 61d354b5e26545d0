"""Which demands, parts, figures and sums a fact names: a row for each, which no fact can name unless it is there.

A row names its target by the motion's own number or id, which is for ever. Exactly one of the owner columns is set. A
link is read with its motion (queries/motions.py) and written with its owner (operations/record/entries.py).
"""

from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.models.columns import KEY, Numbered, exactly_one, motion_key
from tracker.models.evidence import Finding, Response, Statement
from tracker.models.figures import Discrepancy, Figure, Flow, Identity
from tracker.models.motion import Event, Note


def _rules(target: str, key: str, owners: tuple[str, ...]) -> tuple[Any, ...]:
    # Looked at when the transaction ends: a note is written before the demand, and a finding before the figure.
    there = [f"{target}.motion_id", f"{target}.{key}"]
    exists = ForeignKeyConstraint(["motion_id", f"{target}_{key}"], there, deferrable=True, initially="DEFERRED")
    return exists, exactly_one(owners, "one_owner")


def _owner(table: str) -> Mapped[int | None]:
    return mapped_column(ForeignKey(f"{table}.id"), index=True)


class DemandLink(Numbered, Base):
    """That a fact is about a demand."""

    __tablename__ = "demand_link"
    OWNERS = ("note_id", "response_id", "statement_id", "figure_id", "event_id")
    __table_args__ = _rules("demand", "number", OWNERS)

    motion_id: Mapped[int] = motion_key()
    position: Mapped[int]
    target: Mapped[int] = mapped_column("demand_number")
    note_id: Mapped[int | None] = _owner("note")
    response_id: Mapped[int | None] = _owner("response")
    statement_id: Mapped[int | None] = _owner("statement")
    figure_id: Mapped[int | None] = _owner("figure")
    event_id: Mapped[int | None] = _owner("event")


class FigureLink(Numbered, Base):
    """That a finding, a sum, a discrepancy or a flow names a figure."""

    __tablename__ = "figure_link"
    OWNERS = ("finding_id", "identity_id", "discrepancy_id", "flow_id")
    __table_args__ = _rules("figure", "key", OWNERS)

    motion_id: Mapped[int] = motion_key()
    position: Mapped[int]
    target: Mapped[str] = mapped_column("figure_key", KEY)
    finding_id: Mapped[int | None] = _owner("finding")
    identity_id: Mapped[int | None] = _owner("identity")
    discrepancy_id: Mapped[int | None] = _owner("discrepancy")
    flow_id: Mapped[int | None] = _owner("flow")


class IdentityLink(Numbered, Base):
    """That a discrepancy rests on a sum, or that a flow divides or joins by one."""

    __tablename__ = "identity_link"
    OWNERS = ("discrepancy_id", "splits_flow_id", "joins_flow_id")
    __table_args__ = _rules("identity", "key", OWNERS)

    motion_id: Mapped[int] = motion_key()
    position: Mapped[int]
    target: Mapped[str] = mapped_column("identity_key", KEY)
    discrepancy_id: Mapped[int | None] = _owner("discrepancy")
    splits_flow_id: Mapped[int | None] = _owner("flow")
    joins_flow_id: Mapped[int | None] = _owner("flow")


class QuestionLink(Numbered, Base):
    """That a reply touches a part of a demand."""

    __tablename__ = "question_link"
    OWNERS = ("response_id",)
    __table_args__ = _rules("question", "key", OWNERS)

    motion_id: Mapped[int] = motion_key()
    position: Mapped[int]
    target: Mapped[str] = mapped_column("question_key", KEY)
    response_id: Mapped[int | None] = _owner("response")


LINK_TABLES: tuple[type[Any], ...] = (DemandLink, QuestionLink, FigureLink, IdentityLink)

LINKS: dict[type[Any], dict[str, tuple[type[Any], str]]] = {
    Note: {"demands": (DemandLink, "note_id")},
    Response: {"demands": (DemandLink, "response_id"), "parts": (QuestionLink, "response_id")},
    Statement: {"demands": (DemandLink, "statement_id")},
    Figure: {"demands": (DemandLink, "figure_id")},
    Event: {"demands": (DemandLink, "event_id")},
    Finding: {"figures": (FigureLink, "finding_id")},
    Identity: {"terms": (FigureLink, "identity_id")},
    Discrepancy: {"figures": (FigureLink, "discrepancy_id"), "sums": (IdentityLink, "discrepancy_id")},
    Flow: {
        "beside": (FigureLink, "flow_id"),
        "splits": (IdentityLink, "splits_flow_id"),
        "joins": (IdentityLink, "joins_flow_id"),
    },
}
"""Each noun's lists that are links, with their table and its column that names the owner."""
