"""Mails as files: whole, once, for their owner's eyes, and easy to find and remove."""

import errno
import os
from pathlib import Path

import pytest

from tests.builders import utc
from tracker.delivery.channels.email.envelope import Envelope
from tracker.delivery.channels.email.files import FileTransport, remove_files_before, remove_files_of
from tracker.rules.delivery import DeliveryOutcome


def written(folder: Path, *names: str, message: bytes = b"Subject: x\r\n\r\n") -> list[str]:
    """Write mails under these names and return what is in the folder."""
    transport = FileTransport(folder)
    for name in names:
        assert transport.send(Envelope("a@example.org", "b@example.org", message, name)).outcome is DeliveryOutcome.SENT
    transport.close()
    return sorted(one.name for one in folder.iterdir())


def test_a_mail_is_a_file_byte_by_byte(tmp_path: Path) -> None:
    assert written(tmp_path / "new" / "mail", "20261105T120000-s7-abc") == ["20261105T120000-s7-abc.eml"]
    (file,) = (tmp_path / "new" / "mail").iterdir()
    assert file.read_bytes() == b"Subject: x\r\n\r\n"


def test_only_the_owner_may_read_mails(tmp_path: Path) -> None:
    written(tmp_path / "mail", "20261105T120000-s7-abc")
    assert (tmp_path / "mail").stat().st_mode & 0o077 == 0


def test_a_mail_that_is_sent_again_is_the_same_file(tmp_path: Path) -> None:
    assert len(written(tmp_path, *["20261105T120000-s7-abc"] * 3)) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\x00b", "..", "é" * 400, "a\\b:c"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    (found,) = written(tmp_path / "mail", name)
    assert found.endswith(".eml")
    assert [one.name for one in tmp_path.iterdir()] == ["mail"]


def test_a_full_disk_holds_all_mail_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        result = FileTransport(tmp_path).send(Envelope("", "b@example.org", b"", "20261105T120000-s7-abc"))
    assert (result.outcome, result.words) == (DeliveryOutcome.ENDPOINT, "No space left on device at mail folder")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_holds_all_mail(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    result = FileTransport(tmp_path / "mail").send(Envelope("", "b@example.org", b"", "20261105T120000-s7-abc"))
    assert result.outcome is DeliveryOutcome.ENDPOINT


def test_the_files_of_one_reader_can_be_removed(tmp_path: Path) -> None:
    written(tmp_path, "20261105T120000-s7-abc", "20261106T120000-s7-def", "20261105T120000-s77-abc")
    (tmp_path / ".20261105T120000-s7-abc.123.draft").write_text("from a sender that died")
    assert remove_files_of(tmp_path, 7) == 3
    assert [one.name for one in tmp_path.iterdir()] == ["20261105T120000-s77-abc.eml"]


def test_the_files_from_before_an_instant_can_be_removed(tmp_path: Path) -> None:
    written(tmp_path, "20261105T115959-s7-abc", "20261105T120000-s7-def")
    (tmp_path / "README").write_text("not ours")
    assert remove_files_before(tmp_path, utc(2026, 11, 5, 12)) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["20261105T120000-s7-def.eml", "README"]


def test_where_there_is_no_folder_there_is_nothing_to_remove(tmp_path: Path) -> None:
    assert remove_files_of(tmp_path / "mail", 7) == remove_files_before(tmp_path / "mail", utc(2026, 11, 5)) == 0
