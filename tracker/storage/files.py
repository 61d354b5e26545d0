"""The store of the files that sources are read from: named by their hash, written once, never changed.

Plain text is kept as it came and is given out as an attachment, as plain text, under a sandbox; text that begins as a
web page or a drawing is refused all the same, for that is not what it claims to be.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from tracker.storage.kinds import ENDINGS, kind_of

MOST_BYTES = 10 * 1024 * 1024
LEAST_FREE = 0.10
"""The share of the disk that stays free whatever is uploaded: the record itself needs room to grow."""
FOLDER = "uploads"
"""The store's folder below the instance's."""

_WANTED = "Only PDF, PNG, JPEG and plain text (UTF-8) are kept. Save it as one of these and choose it again."


class FileRefusedError(Exception):
    """A file that is not kept; the message says what to do."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it is kept: its hash, what it is, its length, and the ending of its name."""

    sha256: str
    kind: str
    size: int
    ending: str


class FileStore:
    """Keeps files in a folder. Another kind of store needs the same four methods."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first file comes."""
        self._folder = folder

    def keep(self, data: bytes) -> StoredFile:
        """Keep a file and return what it is; the same content is kept once.

        Raise FileRefusedError where it is too long, not of a kind that is kept, or where the disk is nearly full.
        """
        if not data:
            raise FileRefusedError("The file is empty. Choose it again.")
        if len(data) > MOST_BYTES:
            raise FileRefusedError("The file is longer than 10 MB. Save a smaller one, or give its address instead.")
        kind = kind_of(data)
        if kind is None:
            raise FileRefusedError(_WANTED)
        stored = StoredFile(sha256(data).hexdigest(), kind, len(data), ENDINGS[kind])
        place = self._place(stored.sha256, stored.ending)
        if not place.exists() or _digest_of(place) != stored.sha256:
            self._refuse_on_a_full_disk()
            _write(place, data)
        return stored

    def find(self, digest: str | None) -> StoredFile | None:
        """Return what is kept under a hash, by its name alone, or None."""
        if not digest:
            return None
        for kind, ending in ENDINGS.items():
            place = self._place(digest, ending)
            if place.is_file():
                return StoredFile(digest, kind, place.stat().st_size, ending)
        return None

    def read(self, stored: StoredFile) -> bytes | None:
        """Return a kept file's content; None where it is not what was kept."""
        try:
            data = self._place(stored.sha256, stored.ending).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == stored.sha256 else None

    def fault(self, digest: str) -> str | None:
        """Return "gone" or "changed" where a file that was kept is not here as it was."""
        stored = self.find(digest)
        if stored is None:
            return "gone"
        return "changed" if _digest_of(self._place(digest, stored.ending)) != digest else None

    def _place(self, digest: str, ending: str) -> Path:
        return self._folder / digest[:2] / f"{digest}{ending}"

    def _refuse_on_a_full_disk(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        disk = shutil.disk_usage(self._folder)
        if disk.free < LEAST_FREE * disk.total:
            raise FileRefusedError(
                "The disk is nearly full, so no file is kept now. Give the document's address instead, and tell "
                "whoever runs this site."
            )


def size_words(size: int) -> str:
    """Write a file's length: "1.2 MB", "14 kB"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(1, round(size / 1000))} kB"


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
