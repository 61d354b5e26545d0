"""Accounts as Flask-Security keeps them: its classes on our tables, and its session.

Its session reads on a connection that cannot write, and writes on another that is opened when there is something to
write: SQLite takes its lock for the write alone, never for the time in which a password is checked.
"""

from typing import Any

from flask import abort, g
from flask_security import SQLAlchemySessionUserDatastore, UserMixin, WebAuthnMixin
from sqlalchemy import Engine
from sqlalchemy.orm import Session, relationship
from sqlalchemy.sql import Delete, Insert, Update
from werkzeug.local import LocalProxy

from tracker.db import Base
from tracker.models import Editor, Passkey
from tracker.web.core.context import engine


class Key(Base, WebAuthnMixin):
    """A passkey, as Flask-Security knows it."""

    __table__ = Passkey.__table__

    def get_user_mapping(self) -> dict[str, Any]:
        return {"id": self.user_id}  # type: ignore[attr-defined]


class Account(Base, UserMixin):
    """An account, as Flask-Security knows it. What it may do is our own table's affair: it has no roles here."""

    __table__ = Editor.__table__
    webauthn = relationship(Key, cascade="all, delete-orphan", lazy="select")

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]
        return []


class AccountSession(Session):
    """A session that reads on one connection and writes on another."""

    def __init__(self, engine: Engine) -> None:
        options: dict[str, Any] = {"reads_only": True}
        if engine.dialect.name == "postgresql":
            options |= {"postgresql_readonly": True}
        self._writes, self._reads = engine, engine.execution_options(**options)
        super().__init__(expire_on_commit=False, autoflush=False)

    def get_bind(self, mapper: Any = None, *, clause: Any = None, bind: Any = None, **options: Any) -> Any:
        """Choose the connection: to write for what is flushed and for statements that change rows."""
        if bind is not None:
            return bind
        return self._writes if self._flushing or isinstance(clause, Insert | Update | Delete) else self._reads

    def locked(self, account_id: int) -> Account | None:
        """Return an account as it is now, locked until the commit."""
        return self.get(
            Account, account_id, populate_existing=True, with_for_update=True, bind_arguments={"bind": self._writes}
        )


def account_session() -> AccountSession:
    if "account_session" not in g:
        g.account_session = AccountSession(engine())
    found: AccountSession = g.account_session
    return found


class Store(SQLAlchemySessionUserDatastore):
    """Flask-Security's store on this request's session."""

    def __init__(self) -> None:
        super().__init__(LocalProxy(account_session), Account, None, Key)  # type: ignore[arg-type]

    def mf_delete_recovery_code(self, user: Any, idx: int) -> bool:
        """Use up a recovery code: of two requests with the same one, the second is refused."""
        before = list(user.mf_recovery_codes or [])
        now = account_session().locked(user.id)
        if now is None or list(now.mf_recovery_codes or []) != before:
            abort(409, "This recovery code has just been used.")
        now.mf_recovery_codes = before[:idx] + before[idx + 1 :]
        return True
