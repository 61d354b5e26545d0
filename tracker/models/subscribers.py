"""Who asked for alerts, and of what. Personal data lives here, in `Signup` and `Subscriber`, and nowhere else."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, UTCDateTime, WordType
from tracker.models.columns import BIG, KEY, Numbered, partial_index
from tracker.vocabulary import Frequency, LinkPurpose

ADDRESS = String(254)


class Signup(Numbered, Base):
    """What somebody typed into the form, until the next tick takes it up: the same work for every address."""

    __tablename__ = "signup"

    address: Mapped[str] = mapped_column(ADDRESS)
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))
    demand_id: Mapped[int | None] = mapped_column(ForeignKey("demand.id"))
    pace: Mapped[Frequency] = mapped_column(WordType(Frequency))
    page: Mapped[str] = mapped_column(KEY)
    browser: Mapped[str] = mapped_column(KEY)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Subscriber(Numbered, Base):
    """An address and what its owner decided. The row outlives the address, so that counts stay true."""

    __tablename__ = "subscriber"

    address: Mapped[str | None] = mapped_column(ADDRESS, unique=True)
    mailbox: Mapped[str | None] = mapped_column(KEY, index=True)
    is_operator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    bounced_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Subscription(Numbered, Base):
    """What one subscriber follows, and how often they want to hear. `live` says that mail may follow from it.

    `target` is "all", "motion:<id>" or "demand:<id>", so that one index answers who is to be mailed.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("subscriber_id", "target"),
        partial_index("ix_subscription_live", "target", "pace", "subscriber_id", where="live"),
    )

    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"))
    target: Mapped[str] = mapped_column(KEY)
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))
    demand_id: Mapped[int | None] = mapped_column(ForeignKey("demand.id"))
    pace: Mapped[Frequency] = mapped_column(WordType(Frequency))
    page: Mapped[str] = mapped_column(KEY)
    wording: Mapped[str] = mapped_column(KEY)
    browser: Mapped[str | None] = mapped_column(KEY)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    live: Mapped[bool] = mapped_column(default=False)


IS_LIVE = text("subscription.live")
"""In the words of `ix_subscription_live`: SQLite takes a partial index for no others, such as `live = 1`."""


class Mailbox(Base):
    """How often one mailbox was asked to confirm, by a signature of its folded address; the address is not here."""

    __tablename__ = "mailbox"

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    asked: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Link(Numbered, Base):
    """A secret that was mailed, as its hash: it opens one door, for one subscriber."""

    __tablename__ = "link"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[LinkPurpose] = mapped_column(WordType(LinkPurpose))
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Bounce(Numbered, Base):
    """That a mail came back: when, and whether for good. The report itself is not kept."""

    __tablename__ = "bounce"

    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"), index=True)
    message_id: Mapped[int] = mapped_column(BIG, unique=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    hard: Mapped[bool]
    status: Mapped[str] = mapped_column(KEY)
