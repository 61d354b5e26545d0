"""The motion, its demands, their parts and the ledger of their deadlines."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, DecimalText, UTCDateTime, WordType
from tracker.models.columns import KEY, LONG, NAME, Cited, Linked, Listed, Numbered, loaded, motion_key
from tracker.vocabulary import Confidence, CountedFrom, DeadlineKind, PartKind, Roll, Visibility

if TYPE_CHECKING:
    from tracker.models.evidence import Citation, Finding, Response, Source, Statement
    from tracker.models.figures import Discrepancy, Figure, Flow, Identity
    from tracker.models.log import Change


class Motion(Numbered, Base):
    """The adopted text. Its slug is for ever; `log_sequence` and `log_head` are the end of its change log.

    `calendar` says whose bank holidays count; empty, those of its time zone (rules/calendars.py). Without `grace_hours`
    the post is checked until 10:00 of the next working morning.
    `short_code` is for ever as well: it is made from the slug once (rules/short_codes.py) and is no part of the record.
    """

    __tablename__ = "motion"

    slug: Mapped[str] = mapped_column(KEY, unique=True)
    short_code: Mapped[str] = mapped_column(KEY, unique=True, index=True)
    title: Mapped[str] = mapped_column(NAME)
    body: Mapped[str] = mapped_column(NAME)
    addressee: Mapped[str] = mapped_column(NAME)
    adopted_on: Mapped[date]
    time_zone: Mapped[str] = mapped_column(KEY, default="Europe/London")
    calendar: Mapped[str] = mapped_column(KEY, default="", server_default="")
    language: Mapped[str] = mapped_column(KEY, default="en-GB", server_default="en-GB")
    grace_hours: Mapped[Decimal | None] = mapped_column(DecimalText)
    visibility: Mapped[Visibility] = mapped_column(WordType(Visibility), default=Visibility.DRAFT)
    share_token: Mapped[str | None] = mapped_column(KEY, unique=True)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    summary: Mapped[str | None] = mapped_column(LONG)
    proposer: Mapped[str | None] = mapped_column(NAME)
    seconder: Mapped[str | None] = mapped_column(NAME)
    carried: Mapped[str | None] = mapped_column(LONG)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    log_sequence: Mapped[int] = mapped_column(default=0)
    log_head: Mapped[str] = mapped_column(KEY, default="")

    citations: Mapped[list["Citation"]] = loaded(foreign_keys="Citation.about_motion_id")
    sources_of_record: Mapped[list["Source"]] = loaded(order_by="Source.position")
    notes: Mapped[list["Note"]] = loaded(order_by="Note.position")
    demands: Mapped[list["Demand"]] = loaded(order_by="Demand.number", back_populates="motion")
    responses: Mapped[list["Response"]] = loaded(order_by="Response.position")
    figures: Mapped[list["Figure"]] = loaded(order_by="Figure.position")
    identities: Mapped[list["Identity"]] = loaded(order_by="Identity.position")
    discrepancies: Mapped[list["Discrepancy"]] = loaded(order_by="Discrepancy.position")
    flows: Mapped[list["Flow"]] = loaded(order_by="Flow.position")
    events: Mapped[list["Event"]] = loaded(order_by="Event.position")
    statements: Mapped[list["Statement"]] = loaded(order_by="Statement.position")


class Demand(Numbered, Cited, Base):
    """One numbered item of a motion. `moves` are the log's entries that set or moved its deadline, or withdrew it.

    What it lacks it takes from its motion. `deadlines` are the rows of all its ledgers, its parts' as well.
    """

    __tablename__ = "demand"
    __table_args__ = (UniqueConstraint("motion_id", "number"), CheckConstraint("number > 0", name="number_positive"))

    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    number: Mapped[int]
    reference: Mapped[str | None] = mapped_column(NAME)
    title: Mapped[str] = mapped_column(NAME)
    asks: Mapped[str] = mapped_column(LONG)
    addressee: Mapped[str | None] = mapped_column(NAME)
    responsible: Mapped[str | None] = mapped_column(NAME)
    topics: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    confidence: Mapped[Confidence | None] = mapped_column(WordType(Confidence))
    confidence_note: Mapped[str | None] = mapped_column(LONG)
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(LONG)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    motion: Mapped[Motion] = loaded(back_populates="demands")
    questions: Mapped[list["Question"]] = loaded(order_by="Question.letter", back_populates="demand")
    deadlines: Mapped[list["Deadline"]] = loaded(order_by="Deadline.position", back_populates="demand")
    moves: Mapped[list["Change"]] = loaded(
        primaryjoin="and_(Demand.motion_id == foreign(Change.motion_id),"
        " Demand.number == foreign(Change.demand_number))",
        order_by="Change.sequence",
        viewonly=True,
    )


class Question(Numbered, Base):
    """The smallest part of a demand that can be answered or done. What it lacks it takes from its demand.

    `key` is its demand's number and its letter, "2a", by which a reply names it.
    """

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("demand_id", "letter"), UniqueConstraint("motion_id", "key"))

    motion_id: Mapped[int] = motion_key()
    demand_id: Mapped[int] = mapped_column(ForeignKey("demand.id"))
    key: Mapped[str | None] = mapped_column(KEY)
    letter: Mapped[str] = mapped_column(KEY)
    text: Mapped[str] = mapped_column(LONG)
    name: Mapped[str | None] = mapped_column(NAME)
    test: Mapped[str | None] = mapped_column(LONG)
    kind: Mapped[PartKind] = mapped_column(
        WordType(PartKind), default=PartKind.INFORMATION, server_default=PartKind.INFORMATION.value
    )
    reference: Mapped[str | None] = mapped_column(NAME)
    addressee: Mapped[str | None] = mapped_column(NAME)
    responsible: Mapped[str | None] = mapped_column(NAME)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    demand: Mapped[Demand] = loaded(back_populates="questions")
    findings: Mapped[list["Finding"]] = loaded(order_by="Finding.found_on, Finding.id", back_populates="question")


class Deadline(Numbered, Cited, Base):
    """A row of a ledger: never updated, never deleted. A corrected row is a new version of the same position.

    The ledger is the demand's own, or that of the one part whose letter is given. A row has a day, an instant or the
    event that is awaited; one that pauses or resumes has none.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("demand_id", "letter", "position", "version"),
        CheckConstraint(
            "(CASE WHEN due_on IS NULL THEN 0 ELSE 1 END) + (CASE WHEN due_at IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN event IS NULL THEN 0 ELSE 1 END)"
            " = (CASE WHEN kind IN ('paused', 'resumed') THEN 0 ELSE 1 END)",
            name="one_due",
        ),
    )

    motion_id: Mapped[int] = motion_key()
    demand_id: Mapped[int] = mapped_column(ForeignKey("demand.id"))
    letter: Mapped[str] = mapped_column(KEY, default="", server_default="")
    position: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    event: Mapped[str | None] = mapped_column(NAME)
    kind: Mapped[DeadlineKind] = mapped_column(WordType(DeadlineKind))
    set_on: Mapped[date]
    set_by: Mapped[str] = mapped_column(NAME)
    agreed: Mapped[bool | None]
    basis: Mapped[str] = mapped_column(NAME)
    rule: Mapped[str | None] = mapped_column(NAME)
    counted_from: Mapped[CountedFrom] = mapped_column(
        WordType(CountedFrom), default=CountedFrom.SET_ON, server_default=CountedFrom.SET_ON.value
    )
    received_on: Mapped[date | None]
    roll: Mapped[Roll | None] = mapped_column(WordType(Roll))
    note: Mapped[str | None] = mapped_column(LONG)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    demand: Mapped[Demand] = loaded(back_populates="deadlines")


class Note(Listed, Cited, Base):
    """Something the reader must know about the record itself: a reconstruction, a dispute, a limit."""

    __tablename__ = "note"

    about: Mapped[str] = mapped_column(NAME)
    text: Mapped[str] = mapped_column(LONG)
    known_from: Mapped[date | None]
    demands = Linked[int]()


class Event(Listed, Cited, Base):
    """A dated event of the timeline that is not itself a reply."""

    __tablename__ = "event"

    happened_on: Mapped[date]
    date_note: Mapped[str | None] = mapped_column(LONG)
    text: Mapped[str] = mapped_column(LONG)
    demands = Linked[int]()
