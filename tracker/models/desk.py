"""The desk: drafts, what cleared a finding for publication, motions taken down, and the desk's own log."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, UTCDateTime, WordType
from tracker.models.columns import KEY, LONG, NAME, Numbered
from tracker.vocabulary import DraftKind, DraftState, HideReason, Role, Verdict

_ADVERSE = "verdict IN ('not_answered', 'refused')"
_PERSON = "author_id IS NOT NULL AND approver_id IS NOT NULL"


class Draft(Numbered, Base):
    """A piece of work that is not on record yet. `data` is JSON text: the form as it stands, field by field.

    `version` counts the saves, so that saving over somebody else's work is noticed. `base_sequence` is the end of
    the motion's log when the draft was begun.
    """

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_state", "state", "saved_at"),)

    key: Mapped[str] = mapped_column(String(43), unique=True)
    kind: Mapped[DraftKind] = mapped_column(WordType(DraftKind))
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"), index=True)
    title: Mapped[str] = mapped_column(NAME)
    data: Mapped[str] = mapped_column(LONG)
    state: Mapped[DraftState] = mapped_column(WordType(DraftState), default=DraftState.OPEN)
    version: Mapped[int] = mapped_column(default=1)
    base_sequence: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("editor.id"))
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("editor.id"))
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    returned: Mapped[str | None] = mapped_column(LONG)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("editor.id"))
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    result: Mapped[str | None] = mapped_column(KEY)


class Clearance(Numbered, Base):
    """That one finding may be published, and why: the database takes no finding without one.

    Rule: docs/decisions/fairness.md#publishing-a-finding.

    `history` marks a finding that came with a record file, as history judged elsewhere. For any other the test must be
    named; and an adverse one needs two people, an invitation to reply whose days have run or that was used, and the
    reply shown.
    """

    __tablename__ = "clearance"
    __table_args__ = (
        CheckConstraint("history OR length(trim(coalesce(test, ''))) > 0", name="has_a_test"),
        CheckConstraint("history OR author_id IS NOT NULL", name="has_an_author"),
        CheckConstraint(f"history OR NOT ({_ADVERSE}) OR ({_PERSON} AND author_id <> approver_id)", name="two_people"),
        CheckConstraint(f"history OR NOT ({_ADVERSE}) OR invited_at IS NOT NULL", name="was_invited"),
        CheckConstraint(
            f"history OR NOT ({_ADVERSE}) OR used_at IS NOT NULL OR (ends_at IS NOT NULL AND ends_at <= cleared_at)",
            name="days_have_run_or_been_used",
        ),
        CheckConstraint(f"history OR NOT ({_ADVERSE}) OR reply_shown", name="reply_is_shown"),
        CheckConstraint("used_at IS NULL OR invited_at IS NOT NULL", name="used_after_invitation"),
        CheckConstraint("ends_at IS NULL OR ends_at > invited_at", name="ends_after_invitation"),
    )

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(WordType(Verdict))
    history: Mapped[bool] = mapped_column(default=False)
    test: Mapped[str | None] = mapped_column(LONG)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("editor.id"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("editor.id"))
    invited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reply_shown: Mapped[bool] = mapped_column(default=False)
    cleared_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Hiding(Numbered, Base):
    """That a public motion was taken down: why, until when at the latest it is looked at again, and who lifted it."""

    __tablename__ = "hiding"

    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"), index=True)
    reason: Mapped[HideReason] = mapped_column(WordType(HideReason))
    note: Mapped[str | None] = mapped_column(LONG)
    hidden_at: Mapped[datetime] = mapped_column(UTCDateTime)
    hidden_by_id: Mapped[int] = mapped_column(ForeignKey("editor.id"))
    review_on: Mapped[date]
    lift_asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("editor.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("editor.id"))


class DeskEntry(Numbered, Base):
    """An entry of the desk's own log: who did what, when. Append-only; it names accounts by number, nobody else."""

    __tablename__ = "desk_entry"

    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("editor.id"))
    role: Mapped[Role | None] = mapped_column(WordType(Role))
    act: Mapped[str] = mapped_column(KEY)
    subject: Mapped[str] = mapped_column(KEY)
    reason: Mapped[str] = mapped_column(LONG, default="")
