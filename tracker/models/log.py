"""The change log, the projection that lists and the sweep read, and the clock's own rows."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, UTCDateTime, WordType
from tracker.models.columns import BIG, KEY, LONG
from tracker.vocabulary import ActorKind, ChangeKind, Status


class Change(Base):
    """An entry of a motion's public log. The database refuses UPDATE and DELETE.

    `before`, `after` and `reason` are JSON text exactly as hashed. `once` makes a clock's entry impossible to double.
    """

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("motion_id", "sequence"),
        UniqueConstraint("once"),
        Index("ix_change_motion_demand", "motion_id", "demand_number"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    sequence: Mapped[int]
    kind: Mapped[ChangeKind] = mapped_column(WordType(ChangeKind))
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_role: Mapped[ActorKind] = mapped_column(WordType(ActorKind))
    subject: Mapped[str] = mapped_column(KEY)
    demand_number: Mapped[int | None]
    before: Mapped[str] = mapped_column(LONG)
    after: Mapped[str] = mapped_column(LONG)
    reason: Mapped[str] = mapped_column(LONG)
    previous_hash: Mapped[str] = mapped_column(KEY)
    hash: Mapped[str] = mapped_column(KEY)
    once: Mapped[str | None] = mapped_column(KEY)

    @property
    def noun(self) -> str:
        """Return the kind of entry that it is about: the first word of its subject."""
        return self.subject.partition("/")[0]

    @property
    def key(self) -> str:
        """Return which entry of that kind; empty for the motion itself."""
        return self.subject.partition("/")[2]

    @property
    def before_value(self) -> Any:
        """Return the entry before, None where there was none."""
        return json.loads(self.before)

    @property
    def after_value(self) -> Any:
        """Return the entry after, None where nothing is left."""
        return json.loads(self.after)

    @property
    def reason_text(self) -> Any:
        """Return why, as it is read; `reason` is its JSON."""
        return json.loads(self.reason)


class Projection(Base):
    """Where a demand stands, kept for lists over many motions and for the sweep; `check` proves it equal to the rule.

    The row without a letter is the demand's: its status, and the clock of the parts that share its ledger. A part with
    a ledger of its own has a row for its clock. `status` is empty while time alone decides; then it is overdue from the
    first `overdue_from` of its outstanding rows, before that without an answer from `no_answer_from` on, else awaiting.
    `waiting_since` is the day of the first reply that nobody has judged.
    `pass_due_at` and `overdue_due_at` are what the sweep has still to record, at their true instants; `remind_at` is
    when followers are next to be reminded.
    """

    __tablename__ = "projection"
    __table_args__ = (
        Index("ix_projection_pass_due_at", "pass_due_at"),
        Index("ix_projection_overdue_due_at", "overdue_due_at"),
        Index("ix_projection_remind_at", "remind_at"),
        Index("ix_projection_outstanding", "outstanding", "overdue_from"),
    )

    demand_id: Mapped[int] = mapped_column(ForeignKey("demand.id"), primary_key=True)
    letter: Mapped[str] = mapped_column(KEY, primary_key=True, default="", server_default="")
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"), index=True)
    status: Mapped[Status | None] = mapped_column("headline", WordType(Status))
    outstanding: Mapped[bool]
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"))
    closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    overdue_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    no_answer_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    waiting_since: Mapped[date | None]
    pass_due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    overdue_due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    pass_marked: Mapped[bool] = mapped_column(default=False)
    overdue_marked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    round: Mapped[int] = mapped_column(default=0)
    remind_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class ListRevision(Base):
    """The number of times that any log grew, in the order of the commits: who has seen a number has seen all before it.

    It is counted last in a transaction (operations/log.py), so that nobody waits for another's work.
    """

    __tablename__ = "list_revision"

    name: Mapped[str] = mapped_column(KEY, primary_key=True)
    number: Mapped[int] = mapped_column(BIG)


class Lease(Base):
    """Which process does the clock's work now. It saves work; correctness never depends on it."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(KEY, primary_key=True)
    owner: Mapped[str] = mapped_column(KEY)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Heartbeat(Base):
    """When the clock last ran, what it found, and why it holds back if it does."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(KEY, primary_key=True)
    owner: Mapped[str] = mapped_column(KEY)
    ran_at: Mapped[datetime] = mapped_column(UTCDateTime)
    passed: Mapped[int] = mapped_column(default=0)
    overdue: Mapped[int] = mapped_column(default=0)
    found_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    found_passed: Mapped[int] = mapped_column(default=0)
    found_overdue: Mapped[int] = mapped_column(default=0)
    held: Mapped[str | None] = mapped_column(LONG)
