"""Who may import whom: downwards only (DESIGN section 4). And who may ask the time."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "tracker"
FILES = sorted(path for path in HOUSE.rglob("*.py") if "migrations/versions" not in path.as_posix())

# Each room may import from itself and from those named. Rooms that join others are the doors.
ROOMS = {
    "vocabulary": set(),
    "clock": set(),
    "bootstrap": set(),
    "config": set(),
    "keys": {"config"},
    "db": {"vocabulary"},
    "models": {"db", "vocabulary"},
    "rules": {"models", "vocabulary"},
    "queries": {"db", "models", "rules", "vocabulary"},
    "record": {"models", "queries", "rules", "vocabulary"},
    "formats": {"models", "rules", "vocabulary"},
    "operations": {"db", "keys", "models", "queries", "record", "rules", "vocabulary"},
    "delivery": {"config", "db", "formats", "keys", "models", "operations", "queries", "rules", "vocabulary"},
    "migrations": {"db", "models"},
    "demonstration": {"record", "rules"},
    "setup": {"clock", "config", "db", "migrations", "models", "operations", "queries", "record", "rules"},
    "scheduler": {"clock", "config", "db", "delivery", "operations", "rules"},
    "preflight": {"config"},
    "serving": {"config", "preflight", "scheduler", "setup"},
    "web": {"clock", "config", "db", "delivery", "formats", "keys", "migrations", "models", "operations", "queries",
            "record", "rules", "vocabulary"},
    "export": {"clock", "config", "db", "formats", "models", "operations", "queries", "rules", "vocabulary", "web"},
    "cli": {"clock", "config", "db", "delivery", "demonstration", "export", "formats", "keys", "migrations", "models",
            "operations", "queries", "record", "rules", "scheduler", "setup", "vocabulary"},
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


@pytest.mark.parametrize("name", ["rules", "formats"])
def test_rules_and_formats_know_no_flask_session_or_clock(name: str) -> None:
    forbidden = {"flask", "sqlalchemy", "time", "tracker.clock", "tracker.db", "tracker.queries"}
    for path in (HOUSE / name).rglob("*.py"):
        assert {one for one in imports(path) if one in forbidden or one.split(".")[0] in forbidden} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_only_the_clock_reads_the_time(path: Path) -> None:
    text = path.read_text("utf-8")
    asks = [word for word in ("datetime.now(", "date.today(", "utcnow(", "time.time(") if word in text]
    allowed = {"clock": ["datetime.now("], "web/cache.py": ["time.time("]}
    here = path.relative_to(HOUSE).as_posix()
    assert asks in ([], allowed.get(room(path), []), allowed.get(here, []))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_instants_are_stored_by_one_type_only(path: Path) -> None:
    assert room(path) == "db" or "DateTime(timezone" not in path.read_text("utf-8")
