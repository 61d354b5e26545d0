"""The documents say what is there: every setting and command, this version, and a first record that loads."""

import re
from datetime import date
from pathlib import Path

import tracker
from tracker.record.reading import read_record

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
OPERATIONS = README + (ROOT / "docs/operations.md").read_text("utf-8")


def test_every_setting_is_documented() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted((ROOT / "tracker/config").glob("*.py")))
    settings = set(re.findall(r'"([A-Z]{4,}[A-Z_]*)"', code))
    assert settings >= {"DATABASE_URL", "TRACKER_INSTANCE", "HOST", "PORT"}
    assert {setting for setting in settings if f"`{setting}`" not in OPERATIONS} == set()


def test_every_command_is_documented() -> None:
    from tracker import cli

    named = set(cli.database.commands.commands)
    assert named >= {"load", "export", "outbox", "editor"}
    assert {command for command in named if f"`{command}" not in OPERATIONS} == set()


def test_the_record_of_the_readme_loads() -> None:
    example = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]
    record = read_record(example, "clean-river.yaml", date(2026, 11, 22))
    assert [(demand.number, str(demand.deadlines[0].due)) for demand in record.demands] == [(1, "2026-11-08")]


def test_the_changelog_names_this_version() -> None:
    assert f"## {tracker.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_version_is_written_once() -> None:
    code = {path: path.read_text("utf-8") for path in [*(ROOT / "tracker").rglob("*.py"), ROOT / "pyproject.toml"]}
    assert [path.name for path, text in code.items() if f'"{tracker.__version__}"' in text] == ["__init__.py"]
