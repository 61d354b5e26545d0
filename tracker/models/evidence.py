"""What came, what we judged of it, and the sources that both rest on."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, UTCDateTime, WordType
from tracker.models.columns import (
    KEY,
    LONG,
    NAME,
    Cited,
    Linked,
    Listed,
    Numbered,
    Versioned,
    exactly_one,
    loaded,
    motion_key,
)
from tracker.models.motion import Question
from tracker.vocabulary import Gap, Ground, Reply, ResponseForm, SourceCoverage, Stance, Verdict


class Source(Listed, Base):
    """A document that something rests on, and how much of it was read."""

    __tablename__ = "source"

    publisher: Mapped[str] = mapped_column(NAME)
    title: Mapped[str] = mapped_column(NAME)
    author: Mapped[str | None] = mapped_column(NAME)
    published_on: Mapped[date | None]
    published_note: Mapped[str | None] = mapped_column(LONG)
    url: Mapped[str | None] = mapped_column(LONG)
    archived_url: Mapped[str | None] = mapped_column(LONG)
    file: Mapped[str | None] = mapped_column(NAME)
    sha256: Mapped[str | None] = mapped_column(KEY)
    kind: Mapped[str] = mapped_column(NAME)
    read: Mapped[SourceCoverage] = mapped_column(WordType(SourceCoverage), default=SourceCoverage.NOT_STATED)
    note: Mapped[str | None] = mapped_column(LONG)
    known_from: Mapped[date | None]


class Response(Versioned, Cited, Base):
    """Something that came: that it came, not that it answers. Never updated; a revision is a new version.

    `received_on` is the local day; `received_at` the instant, where it is known. `parts` are those it touches, such as
    "2a"; without any it touches every part of its demands, and without those every part of the motion.
    """

    __tablename__ = "response"

    sender: Mapped[str] = mapped_column(NAME)
    form: Mapped[ResponseForm] = mapped_column(WordType(ResponseForm))
    reply: Mapped[Reply] = mapped_column(WordType(Reply), default=Reply.RECEIVED)
    received_on: Mapped[date]
    received_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    received_note: Mapped[str | None] = mapped_column(LONG)
    title: Mapped[str | None] = mapped_column(NAME)
    summary: Mapped[str] = mapped_column(LONG)
    stance: Mapped[Stance | None] = mapped_column(WordType(Stance))
    disputed: Mapped[str | None] = mapped_column(LONG)
    demands = Linked[int]()
    parts = Linked[str]()


class Finding(Numbered, Cited, Base):
    """One judgement on one question. The database refuses one without a source, a reason or what cleared it."""

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("motion_id", "key", "version"),
        Index("ix_finding_clearance_id", "clearance_id", unique=True),
        CheckConstraint("length(trim(reasoning)) > 0", name="has_a_reason"),
        CheckConstraint("ground IS NULL OR verdict = 'refused'", name="ground_of_a_refusal"),
        CheckConstraint("gap IS NULL OR verdict IN ('partly_answered', 'not_answered')", name="gap_in_an_answer"),
        CheckConstraint("verdict <> 'not_assessed'", name="is_a_judgement"),
    )

    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    key: Mapped[str] = mapped_column(KEY)
    version: Mapped[int] = mapped_column(default=1)
    response_key: Mapped[str | None] = mapped_column(KEY)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    verdict: Mapped[Verdict] = mapped_column(WordType(Verdict))
    gap: Mapped[Gap | None] = mapped_column(WordType(Gap))
    ground: Mapped[Ground | None] = mapped_column(WordType(Ground))
    reasoning: Mapped[str] = mapped_column(LONG)
    passage: Mapped[str | None] = mapped_column(LONG)
    found_on: Mapped[date]
    found_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    found_by: Mapped[str] = mapped_column(NAME)
    clearance_id: Mapped[int | None] = mapped_column(ForeignKey("clearance.id"))
    figures = Linked[str]()
    withdrawn: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    question: Mapped[Question] = loaded(back_populates="findings")
    response: Mapped[Response | None] = loaded()


class Statement(Versioned, Cited, Base):
    """The right of reply: the addressee's own words, shown beside the finding. Never updated."""

    __tablename__ = "statement"

    by: Mapped[str] = mapped_column(NAME)
    demands = Linked[int]()
    invited_on: Mapped[date | None]
    due_on: Mapped[date | None]
    received_on: Mapped[date | None]
    declined_on: Mapped[date | None]
    published_on: Mapped[date | None]
    text: Mapped[str | None] = mapped_column(LONG)


class Citation(Numbered, Base):
    """That one fact rests on one source. Exactly one of the fact columns is set; the database holds it to that."""

    __tablename__ = "citation"
    FACTS = (
        "about_motion_id",
        "note_id",
        "demand_id",
        "deadline_id",
        "response_id",
        "finding_id",
        "statement_id",
        "figure_id",
        "identity_id",
        "discrepancy_id",
        "event_id",
    )
    __table_args__ = (exactly_one(FACTS, "one_fact"),)

    motion_id: Mapped[int] = motion_key()
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    about_motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))
    note_id: Mapped[int | None] = mapped_column(ForeignKey("note.id"), index=True)
    demand_id: Mapped[int | None] = mapped_column(ForeignKey("demand.id"), index=True)
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"), index=True)
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), index=True)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    figure_id: Mapped[int | None] = mapped_column(ForeignKey("figure.id"), index=True)
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"), index=True)
    discrepancy_id: Mapped[int | None] = mapped_column(ForeignKey("discrepancy.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)

    source: Mapped[Source] = loaded()
