"""Who keeps the record: accounts, where each is signed in, their passkeys, and the links that open an account.

Names and addresses of editors live here and nowhere else; the logs name roles.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, UTCDateTime, WordType
from tracker.models.columns import KEY, NAME, Numbered
from tracker.models.subscribers import ADDRESS
from tracker.vocabulary import Role


class Editor(Numbered, Base):
    """An account. The columns that begin with `fs_`, `tf_` or `mf_` are named and kept by Flask-Security."""

    __tablename__ = "editor"

    email: Mapped[str] = mapped_column(ADDRESS, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    role: Mapped[Role] = mapped_column(WordType(Role))
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    totp_counter: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    signed_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Passkey(Numbered, Base):
    """A passkey of an account, as Flask-Security keeps it (WebAuthn)."""

    __tablename__ = "passkey"

    user_id: Mapped[int] = mapped_column(ForeignKey("editor.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))
    lastuse_datetime: Mapped[datetime] = mapped_column(UTCDateTime)


class SignIn(Numbered, Base):
    """One browser in which an account is signed in. The cookie carries its key; what ended it is kept 30 days."""

    __tablename__ = "sign_in"

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("editor.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[str | None] = mapped_column(KEY)


class AccountLink(Numbered, Base):
    """A secret that opens an account to choose a password, as its hash: once, and for two days."""

    __tablename__ = "account_link"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    editor_id: Mapped[int] = mapped_column(ForeignKey("editor.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
