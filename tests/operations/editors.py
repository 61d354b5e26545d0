"""Accounts for tests of what editors do."""

import secrets

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.builders import utc
from tracker.db import transaction
from tracker.models import Editor
from tracker.vocabulary import Role


def add_editor(engine: Engine, role: Role = Role.EDITOR) -> Editor:
    """Add an account with a role and return it, detached."""
    with transaction(engine) as session:
        editor = colleague(session, role)
        session.expunge(editor)
    return editor


def colleague(session: Session, role: Role = Role.EDITOR) -> Editor:
    """Add an account with a role: somebody other than whoever is there."""
    name = secrets.token_hex(4)
    editor = Editor(email=f"{name}@example.org", name=f"Editor {name}", role=role, active=True)
    editor.fs_uniquifier, editor.created_at = secrets.token_hex(16), utc(2026, 11, 1)
    session.add(editor)
    session.flush()
    return editor
