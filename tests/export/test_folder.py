"""The folder: strangers are safe, what is the same is not touched, and an older copy stays whole until the end."""

import hashlib
from pathlib import Path

import pytest
from flask import Flask

from tests.export.crawl import contents
from tracker.export.folder import CopyTally, Folder, FolderRefusedError


def fill(path: Path, **files: str) -> CopyTally:
    """Make a copy of files; two underlines stand for a slash."""
    with Folder(path) as folder:
        folder.say("motion x")
        for name, text in files.items():
            folder.put(name.replace("__", "/"), text.encode())
        return folder.finish()


def test_the_manifest_lists_every_file_with_its_hash(tmp_path: Path) -> None:
    assert fill(tmp_path / "new", a__b="text", c="more") == CopyTally(2, 8, 2, 0)
    lines = (tmp_path / "new/MANIFEST").read_text().splitlines()
    assert lines[1:] == ["# motion x", *(f"{hashlib.sha256(text).hexdigest()}  {name}"
                                          for name, text in (("a/b", b"text"), ("c", b"more")))]  # fmt: skip
    assert set(contents(tmp_path / "new")) == {"MANIFEST", "a/b", "c"}


def test_a_file_that_is_the_same_is_not_touched(tmp_path: Path) -> None:
    fill(tmp_path, a="same", b="old")
    before = {name: (tmp_path / name).stat().st_ino for name in ("a", "b", "MANIFEST")}
    assert fill(tmp_path, a="same", b="new") == CopyTally(2, 7, 1, 0)
    assert [name for name, node in before.items() if (tmp_path / name).stat().st_ino != node] == ["b", "MANIFEST"]


def test_what_no_longer_belongs_is_removed_and_a_strangers_file_stays(tmp_path: Path) -> None:
    fill(tmp_path, a__b__c="1", a__d="2", e__f="3")
    (tmp_path / "a/b/mine.txt").write_text("mine")
    assert fill(tmp_path, a__d="2").removed == 2
    assert set(contents(tmp_path)) == {"MANIFEST", "a/d", "a/b/mine.txt"}
    assert not (tmp_path / "e").exists()


@pytest.mark.parametrize("name", ["letter.txt", "MANIFEST", ".hidden"])
def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(FolderRefusedError, match="is not empty and is no copy of ours"):
        fill(tmp_path, a="1")
    assert contents(tmp_path) == {name: b"mine"}


def test_a_strangers_file_is_not_overwritten(tmp_path: Path) -> None:
    fill(tmp_path, a="1")
    (tmp_path / "b").write_text("mine")
    with pytest.raises(FolderRefusedError, match="is not a file of ours"):
        fill(tmp_path, a="2", b="ours")
    assert (tmp_path / "a").read_text() + (tmp_path / "b").read_text() == "1mine"


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", ".x", "MANIFEST", "a/MANIFEST", "a\\b", "a:b", "a?b"])
def test_a_name_that_is_not_one_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    with Folder(tmp_path / "new") as folder, pytest.raises(FolderRefusedError):
        folder.put(name, b"")


def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    fill(tmp_path / "copy", a="1")
    with (tmp_path / "copy/MANIFEST").open("a") as lines:
        lines.write(f"{'0' * 64}  ../mine\n{'0' * 64}  /{tmp_path}/mine\n")
    fill(tmp_path / "copy", b="1")
    assert (tmp_path / "mine").read_text() == "mine"


def test_a_copy_that_breaks_off_before_the_end_leaves_the_old_one(tmp_path: Path) -> None:
    fill(tmp_path, a="1", b="1")
    before = contents(tmp_path)
    with Folder(tmp_path) as folder:
        folder.put("a", b"2")
    assert contents(tmp_path) == before


def test_a_copy_that_is_cut_off_while_moving_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, a="1", b="1")
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "_remove", lambda _self: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            fill(tmp_path, a="2", c="2")
    assert contents(tmp_path).keys() == {"a", "b", "c", "MANIFEST", "MANIFEST.next"}
    assert fill(tmp_path, a="3").removed == 2
    assert contents(tmp_path).keys() == {"a", "MANIFEST"}


def test_a_folder_that_cannot_be_written_is_said_with_its_cure(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x")
    ran = app.test_cli_runner().invoke(args=["export", str(tmp_path / "a file" / "copy")])
    assert (ran.exit_code, "Name a folder that you may write to" in ran.output) == (1, True)
