"""The accounts of the desk: their names, their roles and their passkeys."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Editor, Passkey
from tracker.vocabulary import Role


def names(session: Session) -> dict[int, str]:
    """Return every account's name, by its id."""
    return {row.id: row.name for row in session.execute(select(Editor.id, Editor.name))}


def active_roles(session: Session, roles: Collection[Role]) -> Sequence[Role]:
    """Return the roles of the accounts that may sign in, one each, as far as they are among these."""
    return session.scalars(select(Editor.role).where(Editor.active, Editor.role.in_(roles))).all()


def passkeys_of(session: Session, editor_id: int) -> list[Passkey]:
    """Return an account's passkeys, in the order of their names."""
    return list(session.scalars(select(Passkey).where(Passkey.user_id == editor_id).order_by(Passkey.name)))
