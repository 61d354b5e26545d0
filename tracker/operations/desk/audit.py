"""The desk's own log: who did what, when. It names accounts by number, and nobody else.

It also says which files of sources were uploaded here, so that the loss of one is noticed.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import DeskEntry, Editor, Motion, Source
from tracker.storage.files import FileStore

KEPT = "kept a file"
"""What the log says of an upload; a record file may name copies that were never here."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """A source whose file is not as it was kept: "gone" or "changed"."""

    slug: str
    key: str
    title: str
    what: str


def record(session: Session, who: Editor | None, act: str, subject: str, now: datetime, reason: str = "") -> None:
    """Write down one act in the caller's transaction.

    `act` is a few words of ours, `subject` what it was done to, such as "draft/<key>" or "editor/3". Nothing that
    somebody typed about a person belongs here. `who` is None for a command, or for somebody without an account.
    """
    entry = DeskEntry(at=now, act=act, subject=subject, reason=reason)
    if who is not None:
        entry.editor_id, entry.role = who.id, who.role
    session.add(entry)


def record_file(session: Session, who: Editor, digest: str, now: datetime) -> None:
    record(session, who, KEPT, f"file/{digest}", now)


def file_faults(session: Session, files: FileStore) -> list[FileFault]:
    """Return the sources whose file was kept here and is gone or changed."""
    here = set(session.scalars(select(DeskEntry.subject).where(DeskEntry.act == KEPT)))
    query = select(Motion.slug, Source).join(Motion, Motion.id == Source.motion_id)
    query = query.where(Source.sha256.is_not(None), Source.withdrawn.is_(False))
    found = []
    for slug, source in session.execute(query.order_by(Motion.slug, Source.position)):
        digest = source.sha256 or ""
        if f"file/{digest}" in here and (fault := files.fault(digest)):
            found.append(FileFault(slug, source.key, source.title, fault))
    return found
