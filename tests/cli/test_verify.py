"""`verify`: a log is checked without its database, and what is wrong is said with its line."""

from pathlib import Path

import pytest
from flask import Flask

LOG = "/motions/clean-river/changes.jsonl"


@pytest.fixture
def log(app: Flask, tmp_path: Path) -> Path:
    """Give a log as the site gives it."""
    file = tmp_path / "changes.jsonl"
    file.write_bytes(app.test_client().get(LOG).data)
    return file


def test_a_whole_log_with_its_head(app: Flask, log: Path) -> None:
    head = app.test_client().get("/motions/clean-river.json").get_json()["log_head"]
    ran = app.test_cli_runner().invoke(args=["verify", str(log), "--head", head])
    assert (ran.exit_code, ran.output) == (0, "The log is whole.\n")


def test_an_altered_line_is_named(app: Flask, log: Path) -> None:
    log.write_text(log.read_text("utf-8").replace("Clean River", "Clean Rivet", 1), "utf-8")
    ran = app.test_cli_runner().invoke(args=["verify", str(log)])
    assert (ran.exit_code, "line 1: it is not what was sealed" in ran.output) == (1, True)


@pytest.mark.parametrize(
    ("words", "cure"), [(["nowhere.jsonl"], "Download it again."), (["FILE", "--head", "abc"], "at least 16 signs")]
)
def test_what_cannot_be_checked_says_what_to_do(app: Flask, log: Path, words: list[str], cure: str) -> None:
    ran = app.test_cli_runner().invoke(args=["verify", *[str(log) if one == "FILE" else one for one in words]])
    assert (ran.exit_code, cure in ran.output) == (1, True)
