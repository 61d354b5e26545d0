"""The folder of a copy: written aside first and then moved into place, so that an older copy stays whole until the end.

A file whose content is the same is not touched. What no longer belongs is removed only where an earlier MANIFEST lists
it; a folder with anything in it and no MANIFEST of ours is refused.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

MANIFEST = "MANIFEST"
FIRST_LINE = "# Answerable: a copy of the public record, form 1"
"""By this line we know a folder of ours."""
ASIDE = ".answerable-copying"
"""The folder in which the new files wait until all of them are there."""
ENTRY = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<path>[^\n]+)\n")


class FolderRefusedError(Exception):
    """The folder cannot be written to; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class CopyTally:
    """What came of a copy: how many files it has, in bytes together, and how many were written and removed."""

    files: int
    size: int
    written: int
    removed: int


class Folder:
    """A folder while a copy is being written into it. Use as a context: what was not finished leaves no trace."""

    def __init__(self, path: Path) -> None:
        """Take the folder; raise FolderRefusedError where it holds what is not ours, or cannot be written."""
        self._path, self._aside = path, path / ASIDE
        self._size = self._written = 0
        if path.exists() and not path.is_dir():
            raise FolderRefusedError(f"{path} is a file. Name a folder.")
        if path.exists() and set(os.listdir(path)) - {ASIDE} and not self._earlier():
            raise FolderRefusedError(
                f"The folder {path} is not empty and is no copy of ours (it has no MANIFEST that we wrote). "
                "Nothing was changed. Name an empty folder, or one that does not exist yet."
            )
        shutil.rmtree(self._aside, ignore_errors=True)
        self._aside.mkdir(parents=True)
        # A list of all files in memory would grow with the record; this one is on disk.
        self._index = sqlite3.connect(self._aside / "index", isolation_level=None)
        self._index.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE earlier (path TEXT PRIMARY KEY); CREATE TABLE file (path TEXT PRIMARY KEY)"
        )
        for name in self._earlier():
            self._index.executemany("INSERT OR IGNORE INTO earlier VALUES (?)", _entries(path / name))
        self._manifest = (self._aside / MANIFEST).open("w", encoding="utf-8", newline="\n")
        self.say(FIRST_LINE.removeprefix("# "))

    def __enter__(self) -> "Folder":
        return self

    def __exit__(self, *_: object) -> None:
        self._manifest.close()
        self._index.close()
        shutil.rmtree(self._aside, ignore_errors=True)

    def has(self, file: str) -> bool:
        return self._index.execute("SELECT 1 FROM file WHERE path = ?", (file,)).fetchone() is not None

    def say(self, line: str) -> None:
        self._manifest.write(f"# {line}\n")

    def put(self, file: str, content: bytes) -> None:
        """Put a file into the copy, by its path below the folder with `/` between its parts."""
        parts = file.split("/")
        if any(part.startswith(".") or part in ("", MANIFEST) or set(part) & set('\\:*?"<>|\n') for part in parts):
            raise FolderRefusedError(f"“{file}” cannot be the name of a file everywhere. Nothing was changed.")
        self._index.execute("INSERT INTO file VALUES (?)", (file,))
        self._manifest.write(f"{sha256(content).hexdigest()}  {file}\n")
        self._size += len(content)
        there = self._path.joinpath(*parts)
        if _holds(there, content):
            return
        if there.exists() and not self._index.execute("SELECT 1 FROM earlier WHERE path = ?", (file,)).fetchone():
            raise FolderRefusedError(f"{there} is not a file of ours, so it is not overwritten. Nothing was changed.")
        waiting = self._aside.joinpath("files", *parts)
        waiting.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(content)
        self._written += 1

    def finish(self) -> CopyTally:
        """Move the new files into place, take away what no longer belongs, and leave the MANIFEST."""
        self._manifest.flush()
        os.fsync(self._manifest.fileno())
        self._manifest.close()
        same = _holds(self._path / MANIFEST, (self._aside / MANIFEST).read_bytes())
        if not same:
            # From here on until the end both lists tell which files are ours, whenever the machine stops.
            os.replace(self._aside / MANIFEST, self._path / f"{MANIFEST}.next")
        for waiting in _files(self._aside / "files"):
            there = self._path / waiting.relative_to(self._aside / "files")
            there.parent.mkdir(parents=True, exist_ok=True)
            os.replace(waiting, there)
        removed = self._remove()
        if not same:
            os.replace(self._path / f"{MANIFEST}.next", self._path / MANIFEST)
        (total,) = self._index.execute("SELECT count(*) FROM file").fetchone()
        return CopyTally(total, self._size, self._written, removed)

    def _earlier(self) -> list[str]:
        """Return the lists of earlier copies: one; two where the last copying was cut off."""
        found = []
        for name in (MANIFEST, f"{MANIFEST}.next"):
            with suppress(OSError, UnicodeDecodeError), (self._path / name).open(encoding="utf-8") as lines:
                if lines.readline().rstrip("\n") == FIRST_LINE:
                    found.append(name)
        return found

    def _remove(self) -> int:
        """Remove the files of earlier copies that this one does not have, and folders that are empty then."""
        gone = self._index.execute("SELECT path FROM earlier WHERE path NOT IN (SELECT path FROM file)").fetchall()
        for (file,) in gone:
            there = self._path.joinpath(*file.split("/"))
            there.unlink(missing_ok=True)
            with suppress(OSError):  # A folder that still holds something stays.
                for parent in there.relative_to(self._path).parents[:-1]:
                    (self._path / parent).rmdir()
        return len(gone)


def _entries(manifest: Path) -> Iterator[tuple[str]]:
    with manifest.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            found = ENTRY.fullmatch(line)
            if found and not {"", ".", ".."} & set(found["path"].split("/")) and "\\" not in found["path"]:
                yield (found["path"],)


def _files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
