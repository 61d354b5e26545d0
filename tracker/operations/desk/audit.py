"""The desk's own log: who did what, when. It names accounts by number, and nobody else."""

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.models import DeskEntry, Editor


def note(session: Session, who: Editor | None, act: str, subject: str, now: datetime, reason: str = "") -> DeskEntry:
    """Write down one act in the caller's transaction.

    `act` is a few words of ours, `subject` what it was done to, such as "draft/<key>" or "editor/3". Nothing that
    somebody typed about a person belongs here. `who` is None for a command, or for somebody without an account.
    """
    entry = DeskEntry(at=now, act=act, subject=subject, reason=reason)
    if who is not None:
        entry.editor_id, entry.role = who.id, who.role
    session.add(entry)
    return entry
