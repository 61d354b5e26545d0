"""What is to be told (`Notice`), when (`Moment`), to whom (`Alert`, the outbox), and how sending goes (`Outlet`)."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, UTCDateTime, WordType
from tracker.models.columns import KEY, LONG
from tracker.vocabulary import AlertState, NoticeKind, Pace


class Moment(Base):
    """What one person hears in one mail: all that was recorded at once, or one run of a digest with its window.

    The window is half-open: what was recorded from `window_from` on and before `window_to`. `key` names its mails.
    """

    __tablename__ = "moment"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    pace: Mapped[Pace] = mapped_column(WordType(Pace))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    window_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    window_to: Mapped[datetime | None] = mapped_column(UTCDateTime)
    once: Mapped[str | None] = mapped_column(KEY, unique=True)


class Notice(Base):
    """One thing to tell: a change of the record, a reminder, or a word to one subscriber about their own alerts.

    `demands` are the numbers of those it is about, none where it is about the motion. `facts` is JSON text: what the
    mail needs and the record will no longer show, such as {"headlines": {"3": ["awaiting", "being_assessed"]}}.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_subject", "motion_id", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    moment_id: Mapped[int] = mapped_column(ForeignKey("moment.id"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(WordType(NoticeKind))
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))
    demands: Mapped[list[int]] = mapped_column(JSON, default=list)
    change_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    subject: Mapped[str] = mapped_column(KEY)
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    facts: Mapped[str] = mapped_column(LONG, default="{}")
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class NoticeTarget(Base):
    """Whom a notice concerns: those who follow "all", "motion:<id>" or "demand:<id>"."""

    __tablename__ = "notice_target"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    target: Mapped[str] = mapped_column(KEY, primary_key=True)


class Alert(Base):
    """The outbox: that one subscriber is to be told one thing, exactly once.

    `due_at` is when it is next to be taken up, whatever the state: a first try, another try, or the end of a lease. It
    is empty while the alert waits for its digest or is held, and for ever once it is sent, failed or cancelled.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("notice_id", "subscriber_id"),
        Index("ix_alert_subscriber_moment", "subscriber_id", "moment_id"),
        Index(
            "ix_alert_due",
            "due_at",
            "id",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
        Index(
            "ix_alert_failed", "id", sqlite_where=text("state = 'failed'"), postgresql_where=text("state = 'failed'")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"))
    moment_id: Mapped[int | None] = mapped_column(ForeignKey("moment.id"))
    pace: Mapped[Pace] = mapped_column(WordType(Pace))
    state: Mapped[AlertState] = mapped_column(WordType(AlertState))
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    first_tried_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    owner: Mapped[str | None] = mapped_column(KEY)
    attempts: Mapped[int] = mapped_column(default=0)
    unknowns: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str | None] = mapped_column(KEY)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Outlet(Base):
    """How sending goes: held by a person, paused after a fault of the server, and when it last went well."""

    __tablename__ = "outlet"

    name: Mapped[str] = mapped_column(KEY, primary_key=True)
    held_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    paused_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    pauses: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None] = mapped_column(LONG)
    trouble_since: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failures_in_row: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ran_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tidied_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class DomainPause(Base):
    """That the mail servers of one domain asked us to wait."""

    __tablename__ = "domain_pause"

    domain: Mapped[str] = mapped_column(KEY, primary_key=True)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    pauses: Mapped[int] = mapped_column(default=1)


class MailDay(Base):
    """How many mails went out on one London day, and how many could not. Numbers only."""

    __tablename__ = "mail_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    sent: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
