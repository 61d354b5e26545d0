"""Who may import whom: downwards only (docs/decisions/architecture.md#layers). And who may ask the time."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "tracker"
FILES = sorted(path for path in HOUSE.rglob("*.py") if "migrations/versions" not in path.as_posix())

# Each room may import from itself and from those named. Rooms that join others are the doors.
ROOMS = {
    "vocabulary": set(),
    "clock": set(),
    "config": set(),
    "keys": {"config"},
    "db": {"vocabulary"},
    "models": {"db", "vocabulary"},
    "rules": {"models", "vocabulary"},
    "wording": {"models", "rules", "vocabulary"},
    "queries": {"db", "models", "rules", "vocabulary"},
    "record": {"models", "queries", "rules", "vocabulary", "wording"},
    "formats": {"models", "rules", "vocabulary", "wording"},
    "operations": {"db", "keys", "models", "queries", "record", "rules", "vocabulary", "wording"},
    "mail": {"config", "formats", "keys", "models", "rules", "vocabulary", "wording"},
    "outbox": {"config", "db", "formats", "keys", "mail", "models", "operations", "queries", "rules", "vocabulary",
               "wording"},
    "migrations": {"db", "models"},
    "demonstration": {"record", "rules"},
    "storage": {"models", "operations"},
    "scheduler": {"clock", "config", "db", "mail", "operations", "outbox", "rules", "wording"},
    "serving": {"clock", "config", "db", "migrations", "models", "operations", "queries",
                "record", "rules", "scheduler"},
    "web": {"clock", "config", "db", "formats", "keys", "mail", "migrations", "models", "operations", "outbox",
            "queries", "record", "rules", "storage", "vocabulary", "wording"},
    "export": {"clock", "config", "db", "formats", "models", "operations", "rules", "storage", "vocabulary", "web",
               "wording"},
    "cli": {"clock", "config", "db", "demonstration", "export", "formats", "keys", "mail", "migrations", "models",
            "operations", "outbox", "queries", "record", "rules", "scheduler", "serving", "vocabulary", "wording"},
    "__init__": {"cli", "config", "db", "web"},
}  # fmt: skip


def room(path: Path) -> str:
    """Return the room a file is in."""
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module == "tracker"
            found |= {f"tracker.{one.name}" for one in node.names} if whole else {node.module}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_a_room_imports_only_from_the_rooms_below(path: Path) -> None:
    here = room(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("tracker.")} - {here, "create_app"}
    assert used <= ROOMS[here]


@pytest.mark.parametrize("name", ["rules", "wording", "formats"])
def test_rules_words_and_formats_know_no_flask_session_or_clock(name: str) -> None:
    forbidden = {"flask", "sqlalchemy", "time", "tracker.clock", "tracker.db", "tracker.queries.motions"}
    for path in (HOUSE / name).rglob("*.py"):
        assert {one for one in imports(path) if one in forbidden or one.split(".")[0] in forbidden} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_only_the_clock_reads_the_time(path: Path) -> None:
    text = path.read_text("utf-8")
    asks = [word for word in ("datetime.now(", "date.today(", "utcnow(", "time.time(") if word in text]
    allowed = {"clock": ["datetime.now("], "web/core/cache.py": ["time.time("]}
    here = path.relative_to(HOUSE).as_posix()
    assert asks in ([], allowed.get(room(path), []), allowed.get(here, []))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_instants_are_stored_by_one_type_only(path: Path) -> None:
    assert room(path) == "db" or "DateTime(timezone" not in path.read_text("utf-8")


def test_only_doors_and_the_vocabulary_name_a_role() -> None:
    named = re.compile(r"\bDeskRole\.[A-Z]+\b")
    doors = {"vocabulary", "web", "cli"}
    assert [path.name for path in FILES if room(path) not in doors and named.search(path.read_text("utf-8"))] == []
