"""Files that sources are read from: known by content, kept once, refused in words."""

import shutil
import struct
import zlib
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.builders import CLEAN_RIVER, LOADED_AT, load
from tracker.db import reading, transaction
from tracker.models import DeskEntry
from tracker.operations.desk.audit import KEPT, file_faults
from tracker.storage.files import FOLDER, MOST_BYTES, FileRefusedError, FileStore, size_words

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """Give an empty store."""
    return FileStore(tmp_path / FOLDER)


def chunk(name: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PNG = b"\x89PNG\r\n\x1a\n" + HEADER + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
JPEG = (
    b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x7f\xff\xd9"
)
KINDS = [(PDF, ".pdf"), (PNG, ".png"), (JPEG, ".jpg"), (b"\xef\xbb\xbfMinutes\tof\r\nthe \xc3\xa9lan", ".txt")]


@pytest.mark.parametrize(("data", "ending"), KINDS, ids=[ending for _, ending in KINDS])
def test_a_file_is_known_by_its_content_and_named_by_its_hash(
    files: FileStore, tmp_path: Path, data: bytes, ending: str
) -> None:
    kept = files.keep(data)
    assert (kept.ending, kept.size) == (ending, len(data))
    assert (tmp_path / "uploads" / kept.sha256[:2] / f"{kept.sha256}{ending}").read_bytes() == data
    assert files.find(kept.sha256) == kept
    assert files.read(kept) == data


REFUSED = [
    b"",
    b"<svg xmlns='http://www.w3.org/2000/svg'>",
    b"\n <!DOCTYPE html><script>",
    b"<?xml version='1.0'?>",
    b"GIF89a\x01\x00",
    b"MZ\x90\x00",
    b"PK\x03\x04",
    b"caf\xe9",
    b"bell\x07",
    b"%PDF-1.7 without an end",
    PNG[:-4],
    PNG + b"<script>",
    PNG.replace(b"IHDR", b"IHDX"),
    b"\xff\xd8\xff\xe0 no picture \xff\xd9",
    JPEG[:-1],
    b"x" * (MOST_BYTES + 1),
]


@pytest.mark.parametrize("data", REFUSED, ids=[str(one[:12]) for one in REFUSED])
def test_anything_else_is_refused_in_words(files: FileStore, tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FileRefusedError, match=r"choose it again|Choose it again|smaller one"):
        files.keep(data)
    assert not (tmp_path / "uploads").exists()


def test_the_same_file_is_kept_once_and_nothing_half_written_stays(files: FileStore, tmp_path: Path) -> None:
    assert files.keep(PDF) == files.keep(PDF)
    assert len([one for one in (tmp_path / "uploads").rglob("*") if one.is_file()]) == 1


def test_a_disk_that_is_nearly_full_takes_no_file(
    files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage._replace(total=100, free=9))
    with pytest.raises(FileRefusedError, match="nearly full"):
        files.keep(PDF)


def test_a_write_that_fails_leaves_nothing(files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_handle: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(OSError, match="no space"):
        files.keep(PDF)
    assert [one for one in (tmp_path / "uploads").rglob("*") if one.is_file()] == []


def test_a_file_that_is_gone_or_changed_is_told(files: FileStore, engine: Engine, tmp_path: Path) -> None:
    kept = files.keep(PDF)
    source = f'{{id: minutes, file: minutes.pdf, sha256: "{kept.sha256}",'
    load(engine, CLEAN_RIVER.replace("{id: minutes,", source))
    with transaction(engine) as session:
        session.add(DeskEntry(at=LOADED_AT, act=KEPT, subject=f"file/{kept.sha256}"))
    place = tmp_path / "uploads" / kept.sha256[:2] / f"{kept.sha256}.pdf"
    told = []
    for change in (lambda: None, lambda: place.write_bytes(PDF + b"\n"), place.unlink):
        change()
        with reading(engine) as session:
            told.append([one.what for one in file_faults(session, files)])
    assert told == [[], ["changed"], ["gone"]]
    assert files.read(kept) is None


@pytest.mark.parametrize(("size", "words"), [(12, "1 kB"), (14_400, "14 kB"), (1_240_000, "1.2 MB")])
def test_a_length_is_said_in_words(size: int, words: str) -> None:
    assert size_words(size) == words
