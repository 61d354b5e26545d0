"""What the desk writes down of files that sources are read from, so that the loss of one is noticed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import DeskEntry, Editor, Motion, Source
from tracker.operations.desk.audit import note
from tracker.storage.files import FileStore

KEPT = "kept a file"
"""What the desk's log says of an upload; a record file may name copies that were never here."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """A source whose file is not as it was kept: "gone" or "changed"."""

    slug: str
    key: str
    title: str
    what: str


def note_kept(session: Session, who: Editor, digest: str, now: datetime) -> None:
    note(session, who, KEPT, _subject(digest), now)


def file_faults(session: Session, files: FileStore) -> list[FileFault]:
    """Return the sources whose file was kept here and is gone or changed."""
    here = set(session.scalars(select(DeskEntry.subject).where(DeskEntry.act == KEPT)))
    query = select(Motion.slug, Source).join(Motion, Motion.id == Source.motion_id)
    query = query.where(Source.sha256.is_not(None), Source.withdrawn.is_(False))
    found = []
    for slug, source in session.execute(query.order_by(Motion.slug, Source.position)):
        digest = source.sha256 or ""
        fault = files.fault(digest) if _subject(digest) in here else None
        if fault:
            found.append(FileFault(slug, source.key, source.title, fault))
    return found


def _subject(digest: str) -> str:
    return f"file/{digest}"
