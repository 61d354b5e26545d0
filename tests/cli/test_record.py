"""The commands: what they print, what they change, and what they say of a mistake."""

from pathlib import Path

import pytest
import time_machine
from click.testing import Result
from flask import Flask

from tests.builders import CLEAN_RIVER, FINDING, LOADED_AT, REPLY, utc
from tracker import ROOT, create_app
from tracker.config import Config


def run(app: Flask, *words: str) -> Result:
    """Run a command."""
    return app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def river(tmp_path: Path) -> Path:
    """Give a record file that adds a reply and a finding."""
    path = tmp_path / "river.yaml"
    path.write_text(CLEAN_RIVER + REPLY + FINDING, "utf-8")
    return path


@time_machine.travel(LOADED_AT, tick=False)
def test_a_dry_run_prints_and_changes_nothing(app: Flask, river: Path) -> None:
    for _ in range(2):
        result = run(app, "load", str(river), "--dry-run")
        assert result.output.splitlines() == [
            "+ response/letter-1",
            "+ finding/1a-2026-11-04",
            "2 entries would change; nothing was written.",
        ]


@time_machine.travel(LOADED_AT, tick=False)
def test_load_says_what_it_recorded_and_then_that_nothing_changes(app: Flask, river: Path) -> None:
    assert run(app, "load", str(river)).output.endswith("2 entries recorded.\n")
    assert run(app, "load", str(river)).output == "Nothing changes.\n"


@time_machine.travel(LOADED_AT, tick=False)
def test_a_faulty_file_is_refused_with_every_fault(app: Flask, river: Path) -> None:
    river.write_text(CLEAN_RIVER.replace("number: 1", "number: one").replace("letter: b", "letter: a"), "utf-8")
    result = run(app, "load", str(river))
    assert result.exit_code == 1
    assert "2 faults; nothing was loaded." in result.output
    assert f"{river}:11: demands 1, number: 'one' is not a number" in result.output


@time_machine.travel(LOADED_AT, tick=False)
def test_the_example_is_loaded_by_name_and_not_by_itself(app: Flask) -> None:
    assert "2 motions checked" not in run(app, "check").output
    assert run(app, "load", "--example").output.endswith("entries recorded.\n")
    assert run(app, "load", "--example").output == "Nothing changes.\n"
    assert "2 motions checked: stored equals derived" in run(app, "check").output


@pytest.mark.parametrize("words", [[], ["river.yaml", "--example"]])
def test_load_takes_a_file_or_the_example(app: Flask, words: list[str]) -> None:
    result = run(app, "load", *words)
    assert (result.exit_code, "Give" in result.output) == (2, True)


@pytest.mark.parametrize(("content", "cure"), [(None, "Check its name and place"), (b"\xff\xfe", "Save it as UTF-8")])
def test_a_file_that_cannot_be_read_is_refused(app: Flask, tmp_path: Path, content: bytes | None, cure: str) -> None:
    if content:
        (tmp_path / "x.yaml").write_bytes(content)
    result = run(app, "load", str(tmp_path / "x.yaml"))
    assert (result.exit_code, cure in result.output) == (1, True)


@time_machine.travel(LOADED_AT, tick=False)
def test_a_dump_loads_again_and_changes_nothing(app: Flask, river: Path) -> None:
    run(app, "load", str(river))
    river.write_text(run(app, "dump", "clean-river").output, "utf-8")
    assert run(app, "load", str(river)).output == "Nothing changes.\n"


def test_a_dump_of_nothing_names_what_there_is(app: Flask) -> None:
    result = run(app, "dump", "nowhere")
    assert (result.exit_code, "On record: clean-river." in result.output) == (1, True)


@time_machine.travel(LOADED_AT, tick=False)
def test_check_proves_the_record(app: Flask) -> None:
    assert run(app, "check").output == "1 motion checked: stored equals derived, and every log is intact.\n"


TAMPERED = [
    ("UPDATE motion SET title = 'Dirty River'", "motion is not what the log says"),
    ("UPDATE projection SET outstanding = NOT outstanding", "demand 1 is projected as"),
    ("UPDATE motion SET log_head = 'x'", "the log's head is not its last entry"),
    ("DROP TRIGGER change_refuses_update; UPDATE change SET reason = '\"mine\"' WHERE sequence = 3", "entry 3 is not"),
    ("DROP TRIGGER change_refuses_delete; DELETE FROM change WHERE sequence = 2", "entry 3 stands where entry 2"),
]


@pytest.mark.parametrize(("statement", "fault"), TAMPERED)
@time_machine.travel(LOADED_AT, tick=False)
def test_check_finds_what_was_tampered_with(app: Flask, statement: str, fault: str) -> None:
    with app.extensions["engine"].begin() as connection:
        for one in statement.split("; "):
            connection.exec_driver_sql(one)
    result = run(app, "check")
    assert (result.exit_code, fault in result.output) == (1, True)


def test_the_demonstration_falls_due_and_becomes_overdue(app: Flask) -> None:
    with time_machine.travel(utc(2026, 11, 22, 12), tick=False) as traveller:
        assert "falls due in 60 seconds" in run(app, "demo").output
        assert run(app, "sweep").output.endswith("Deadlines passed: 1. Overdue: 1.\n")  # The small record's.
        traveller.move_to(utc(2026, 11, 22, 12, 1), tick=False)
        assert run(app, "sweep").output == "Deadlines passed: 1. Overdue: 0.\n"
        traveller.move_to(utc(2026, 11, 22, 12, 2, 1), tick=False)
        assert run(app, "sweep").output == "Deadlines passed: 0. Overdue: 1.\n"


def test_migrate_says_that_there_is_nothing_to_do(app: Flask) -> None:
    assert run(app, "migrate").output == "The database is up to date.\n"


def test_a_command_before_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    settings = {"TRACKER_INSTANCE": str(tmp_path / "not" / "there")}
    app = create_app(Config.from_environment(settings, ROOT))
    told = app.test_cli_runner().invoke(args=["dump", "clean-river"])
    assert "flask --app app migrate` first" in told.output
    assert app.test_cli_runner().invoke(args=["migrate"]).output == "The database was brought to this version.\n"
    app.extensions["engine"].dispose()
