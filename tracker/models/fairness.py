"""The right of reply, and what readers ask us to put right."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, UTCDateTime, WordType
from tracker.models.columns import KEY, LONG, NAME, Numbered
from tracker.models.subscribers import ADDRESS
from tracker.vocabulary import RequestDecision


class ReplyOffer(Numbered, Base):
    """The right of reply, offered to an addressee before a finding is published. The address is here and nowhere else.

    It counts from `invited_at`: when our mail had gone out, or when it was handed over in another way (`sent_by`).
    `answer` is their own words; `earlier` is JSON text with every version that another took the place of. `accepted_at`
    is when an editor had made sure that they came from the addressee.
    """

    __tablename__ = "reply_offer"
    __table_args__ = (
        CheckConstraint(
            "working_days >= 5 OR (working_days >= 2 AND length(trim(coalesce(short_reason, ''))) > 0)", name="days"
        ),
    )

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"), index=True)
    statement_key: Mapped[str] = mapped_column(KEY)
    by: Mapped[str] = mapped_column(NAME)
    address: Mapped[str | None] = mapped_column(ADDRESS)
    sent_by: Mapped[str] = mapped_column(NAME)
    working_days: Mapped[int] = mapped_column(default=5)
    short_reason: Mapped[str | None] = mapped_column(LONG)
    shown: Mapped[str] = mapped_column(LONG)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("editor.id"))
    invited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    due_on: Mapped[date | None]
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    declined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answer: Mapped[str | None] = mapped_column(LONG)
    earlier: Mapped[str] = mapped_column(LONG, default="[]")
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CorrectionRequest(Numbered, Base):
    """A reader's request to put something right. What they wrote and their address are private; the clock is public.

    `change_id` is the entry of the log by which the record was corrected, where it was.
    """

    __tablename__ = "correction_request"

    key: Mapped[str] = mapped_column(KEY, unique=True)
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"), index=True)
    demand_number: Mapped[int | None]
    page: Mapped[str] = mapped_column(KEY)
    wrong: Mapped[str | None] = mapped_column(LONG)
    evidence: Mapped[str | None] = mapped_column(LONG)
    address: Mapped[str | None] = mapped_column(ADDRESS)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    looked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("editor.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("editor.id"))
    decision: Mapped[RequestDecision | None] = mapped_column(WordType(RequestDecision))
    answer: Mapped[str | None] = mapped_column(LONG)
    change_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"))
