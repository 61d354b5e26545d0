"""The queue: what to notify of (`Notification`), in which mail (`MailBatch`), to whom (`Message`)."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, UTCDateTime, WordType
from tracker.models.columns import BIG, KEY, LONG, Numbered, partial_index
from tracker.models.subscribers import ADDRESS
from tracker.vocabulary import Frequency, LetterKind, MessageState, NotificationKind

EMAIL = "email"
"""The name of the channel that every message goes out on unless it says another."""
OUTLET = "smtp"
"""The name of the one outlet."""


class MailBatch(Numbered, Base):
    """What one person hears in one mail: all that was recorded at once, or one run of a digest with its window.

    The window is half-open: what was recorded from `window_from` on and before `window_to`. `key` names its mails.
    `fanned_to` is the last subscriber whose alerts were made, and empty once all are.
    """

    __tablename__ = "mail_batch"
    __table_args__ = (partial_index("ix_mail_batch_unfinished", "id", where="fanned_to IS NOT NULL"),)

    key: Mapped[str] = mapped_column(KEY, unique=True)
    pace: Mapped[Frequency] = mapped_column(WordType(Frequency))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    window_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    window_to: Mapped[datetime | None] = mapped_column(UTCDateTime)
    once: Mapped[str | None] = mapped_column(KEY, unique=True)
    fanned_to: Mapped[int | None] = mapped_column(BIG)


class Notification(Base):
    """One thing to tell: a change of the record, a reminder, or a word to one subscriber about their own alerts.

    `demands` are the numbers of those it is about, none where it is about the motion. `facts` is JSON text: what the
    mail needs and the record will no longer show, such as {"headlines": {"3": ["awaiting", "being_assessed"]}}.
    """

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_subject", "motion_id", "subject"),)

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("mail_batch.id"), index=True)
    kind: Mapped[NotificationKind] = mapped_column(WordType(NotificationKind))
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))
    demands: Mapped[list[int]] = mapped_column(JSON, default=list)
    change_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("notification.id"))
    subject: Mapped[str] = mapped_column(KEY)
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    facts: Mapped[str] = mapped_column(LONG, default="{}")
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class NotificationTarget(Base):
    """Whom a notification concerns: those who follow "all", "motion:<id>" or "demand:<id>"."""

    __tablename__ = "notification_target"

    notification_id: Mapped[int] = mapped_column(ForeignKey("notification.id"), primary_key=True)
    target: Mapped[str] = mapped_column(KEY, primary_key=True)


class Message(Base):
    """The queue: one thing to one recipient, before it is a mail. An alert or a letter.

    An alert tells a subscriber of a notification, once. A letter is a mail to one person that is no alert (an editor's
    link, an offer to reply, word on a correction): `key` lets it be queued once, and `facts` is JSON text without any
    secret, for links are made when the mail is written.

    `due_at` is when it is next to be taken up, whatever the state: a first try, another try, or the end of a lease. It
    is empty while an alert waits for its digest or is on hold, and for ever once it is sent, failed or cancelled.
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint(
            "(letter_kind IS NULL AND notification_id IS NOT NULL AND subscriber_id IS NOT NULL) OR "
            "(letter_kind IS NOT NULL AND notification_id IS NULL AND subscriber_id IS NULL AND key IS NOT NULL)",
            name="alert_or_letter",
        ),
        UniqueConstraint("notification_id", "subscriber_id"),
        Index("ix_message_subscriber_batch", "subscriber_id", "batch_id"),
        partial_index("ix_message_due", "due_at", "id", where="due_at IS NOT NULL"),
        partial_index("ix_message_failed", "id", where="state = 'failed'"),
        partial_index("ix_message_letter", "due_at", "id", where="letter_kind IS NOT NULL AND due_at IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BIG, primary_key=True)
    channel: Mapped[str] = mapped_column(KEY, default=EMAIL, server_default=EMAIL)
    notification_id: Mapped[int | None] = mapped_column(ForeignKey("notification.id"))
    subscriber_id: Mapped[int | None] = mapped_column(ForeignKey("subscriber.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("mail_batch.id"))
    letter_kind: Mapped[LetterKind | None] = mapped_column(WordType(LetterKind))
    key: Mapped[str | None] = mapped_column(KEY, unique=True)
    recipient: Mapped[str | None] = mapped_column(ADDRESS)
    facts: Mapped[str | None] = mapped_column(LONG)
    queued_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    pace: Mapped[Frequency] = mapped_column(WordType(Frequency), default=Frequency.AT_ONCE)
    state: Mapped[MessageState] = mapped_column(WordType(MessageState), default=MessageState.PENDING)
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    first_tried_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    owner: Mapped[str | None] = mapped_column(KEY)
    attempts: Mapped[int] = mapped_column(default=0)
    unknowns: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str | None] = mapped_column(KEY)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


IS_FAILED = Message.state == literal_column("'failed'")
"""In the words of `ix_message_failed`: SQLite takes a partial index for no others, such as a bound parameter."""


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
