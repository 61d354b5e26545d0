"""Keep the files that sources are read from: known by their content, named by their hash, written once, never changed.

Plain text is kept as it came and is given out as an attachment, as plain text, under a sandbox; text that begins as a
web page or a drawing is refused all the same, for that is not what it claims to be.
"""

import os
import shutil
import struct
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import DeskEntry, Editor, Motion, Source
from tracker.operations.desk.audit import note

MOST_BYTES = 10 * 1024 * 1024
LEAST_FREE = 0.10
"""The share of the disk that stays free whatever is uploaded: the record itself needs room to grow."""
FOLDER = "uploads"
KEPT = "kept a file"
"""What the desk's log says of an upload; a record file may name copies that were never here."""

ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "text/plain": ".txt"}
NAMES = {".pdf": "PDF", ".png": "PNG image", ".jpg": "JPEG image", ".txt": "plain text"}

_PNG = b"\x89PNG\r\n\x1a\n"
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body")
_WANTED = "Only PDF, PNG, JPEG and plain text (UTF-8) are kept. Save it as one of these and choose it again."


class FileRefusedError(Exception):
    """A file that is not kept; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept: its hash, what it is, its length, and the ending of its name."""

    sha256: str
    kind: str
    size: int
    ending: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A source whose file is not as it was kept: "gone" or "changed"."""

    slug: str
    key: str
    title: str
    what: str


def keep(folder: Path, data: bytes) -> Kept:
    """Keep a file below the instance's folder and return what it is; the same content is kept once.

    Raise FileRefusedError where it is too long, not of a kind that is kept, or where the disk is nearly full.
    """
    if not data:
        raise FileRefusedError("The file is empty. Choose it again.")
    if len(data) > MOST_BYTES:
        raise FileRefusedError("The file is longer than 10 MB. Save a smaller one, or give its address instead.")
    kind = kind_of(data)
    if kind is None:
        raise FileRefusedError(_WANTED)
    kept = Kept(sha256(data).hexdigest(), kind, len(data), ENDINGS[kind])
    place = _place(folder, kept.sha256, kept.ending)
    if not place.exists() or _digest_of(place) != kept.sha256:
        _refuse_on_a_full_disk(folder)
        _write(place, data)
    return kept


def note_kept(session: Session, who: Editor, kept: Kept, now: datetime) -> None:
    """Write down that a file is kept here, so that its loss is noticed."""
    note(session, who, KEPT, _subject(kept.sha256), now)


def kind_of(data: bytes) -> str | None:
    """Return what a file is by its content, or None where it is nothing that is kept."""
    if data.startswith(b"%PDF-"):
        return "application/pdf" if b"%%EOF" in data[-2048:] else None
    if data.startswith(_PNG):
        return "image/png" if _is_png(data) else None
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg" if _is_jpeg(data) else None
    return "text/plain" if _is_text(data) else None


def find(folder: Path, digest: str) -> Kept | None:
    """Return what is kept under a hash, by its name alone, or None."""
    for kind, ending in ENDINGS.items():
        place = _place(folder, digest, ending)
        if place.is_file():
            return Kept(digest, kind, place.stat().st_size, ending)
    return None


def read(folder: Path, kept: Kept) -> bytes | None:
    """Return a kept file's content; None where it is not what was kept."""
    try:
        data = _place(folder, kept.sha256, kept.ending).read_bytes()
    except OSError:
        return None
    return data if sha256(data).hexdigest() == kept.sha256 else None


def check(session: Session, folder: Path) -> list[Trouble]:
    """Return the sources whose file is gone or changed, for the desk's first page."""
    here = set(session.scalars(select(DeskEntry.subject).where(DeskEntry.act == KEPT)))
    query = select(Motion.slug, Source).join(Motion, Motion.id == Source.motion_id)
    query = query.where(Source.sha256.is_not(None), Source.withdrawn.is_(False))
    found = []
    for slug, source in session.execute(query.order_by(Motion.slug, Source.position)):
        digest = source.sha256 or ""
        if _subject(digest) not in here:
            continue
        kept = find(folder, digest)
        if kept is None:
            found.append(Trouble(slug, source.key, source.title, "gone"))
        elif _digest_of(_place(folder, kept.sha256, kept.ending)) != source.sha256:
            found.append(Trouble(slug, source.key, source.title, "changed"))
    return found


def size_words(size: int) -> str:
    """Write a file's length: "1.2 MB", "14 kB"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(1, round(size / 1000))} kB"


def _subject(digest: str) -> str:
    return f"file/{digest}"


def _place(folder: Path, digest: str, ending: str) -> Path:
    return folder / FOLDER / digest[:2] / f"{digest}{ending}"


def _refuse_on_a_full_disk(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    disk = shutil.disk_usage(folder)
    if disk.free < LEAST_FREE * disk.total:
        raise FileRefusedError(
            "The disk is nearly full, so no file is kept now. Give the document's address instead, and tell whoever "
            "runs this site."
        )


def _write(place: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".upload-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _digest_of(place: Path) -> str:
    """Return a file's hash; it is read again only where the file system says that it was written to."""
    state = place.stat()
    return _digest(place, state.st_mtime_ns, state.st_size, state.st_ino)


@lru_cache(maxsize=4096)
def _digest(place: Path, _written: int, _size: int, _node: int) -> str:
    return sha256(place.read_bytes()).hexdigest()


def _is_png(data: bytes) -> bool:
    """Tell whether the chunks of a PNG follow one another to the end, from IHDR to IEND and no further."""
    at, names = len(_PNG), []
    while at + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        names.append(name)
        if name == b"IHDR" and (length != 13 or 0 in struct.unpack(">II", data[at + 8 : at + 16])):
            return False
        at += 12 + length
        if name == b"IEND":
            break
    return at == len(data) and len(names) > 2 and names[0] == b"IHDR" and b"IDAT" in names and names[-1] == b"IEND"


def _is_jpeg(data: bytes) -> bool:
    """Tell whether the segments of a JPEG follow one another to a frame and a scan, and an end closes it."""
    at, framed = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xFF:
            at += 1
            continue
        framed = framed or (0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC))
        if mark == 0xDA:
            return framed and data.rstrip(b"\0\r\n").endswith(b"\xff\xd9")
        if length < 2:
            return False
        at += 2 + length
    return False


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any((ord(sign) < 32 and sign not in "\t\n\r") or ord(sign) == 127 for sign in text):
        return False
    return not text.lstrip().lower().encode()[:20].startswith(_MARKUP)
