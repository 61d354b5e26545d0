"""Who may import whom: downwards only (docs/decisions/architecture.md#layers). And who may ask the time."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.house.source import FILES, HOUSE, tree_of

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
    "storage": set(),
    "operations": {"db", "keys", "models", "queries", "record", "rules", "storage", "vocabulary",
                   "wording"},
    "delivery": {"config", "db", "formats", "keys", "models", "operations", "queries", "rules", "vocabulary",
                 "wording"},
    "migrations": {"db", "models"},
    "demonstration": {"record", "rules", "wording"},
    "scheduler": {"clock", "config", "db", "delivery", "operations", "queries", "rules", "wording"},
    "serving": {"clock", "config", "db", "migrations", "models", "operations", "queries", "record", "rules",
                "scheduler"},
    "web": {"clock", "config", "db", "delivery", "formats", "keys", "migrations", "models", "operations",
            "queries", "record", "rules", "storage", "vocabulary", "wording"},
    "export": {"clock", "config", "db", "formats", "models", "operations", "queries", "rules", "storage",
               "vocabulary", "web", "wording"},
    "cli": {"clock", "config", "db", "demonstration", "delivery", "export", "formats", "keys", "migrations",
            "models", "operations", "queries", "record", "rules", "scheduler", "serving", "vocabulary", "wording"},
    "__init__": {"cli", "config", "db", "storage", "web"},
}  # fmt: skip


# Inside `web`: each folder may import from itself, from `core`, and from those named; the folder itself joins them.
WEB = {
    "core": set(),
    "accounts": set(),
    "public": set(),
    "data": {"public", "service"},
    "sharing": set(),
    "subscriptions": set(),
    "corrections": {"data", "subscriptions"},
    "right_of_reply": set(),
    "service": set(),
    "desk": {"accounts"},
}

# What a door may name of SQLAlchemy: a database, a session, and what goes wrong. Every read is in `queries`.
NAMED = {
    "sqlalchemy.exc.SQLAlchemyError",
    "sqlalchemy.Engine",
    "sqlalchemy.orm.Session",
    "sqlalchemy.exc.OperationalError",
}
ACCOUNT_STORE = {"web/accounts/store.py": {"sqlalchemy.orm.relationship", "sqlalchemy.sql.Delete",
                                           "sqlalchemy.sql.Insert", "sqlalchemy.sql.Update"}}  # fmt: skip
READS = {"scalar", "scalars", "query", "exec_driver_sql"}


def room(path: Path) -> str:
    """Return the room a file is in."""
    return here(path).split("/")[0].removesuffix(".py")


def here(path: Path) -> str:
    """Return a file's place below the house."""
    return path.relative_to(HOUSE).as_posix()


@cache
def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module == "tracker"
            found |= {f"tracker.{alias.name}" for alias in node.names} if whole else {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_a_room_imports_only_from_the_rooms_below() -> None:
    used = {path: {name.split(".")[1] for name in imports(path) if name.startswith("tracker.")} for path in FILES}
    upwards = {path: rooms - {room(path), "create_app"} - ROOMS[room(path)] for path, rooms in used.items()}
    assert [f"{here(path)} imports {sorted(rooms)}" for path, rooms in upwards.items() if rooms] == []


def test_inside_the_web_a_folder_imports_only_from_those_named() -> None:
    strays = []
    for path in (path for path in FILES if here(path).startswith("web/") and path.parent.name != "web"):
        folder = here(path).split("/")[1]
        known = {folder, "core"} | WEB[folder]
        used = {name.split(".")[2] for name in imports(path) if name.startswith("tracker.web.")}
        strays += [f"{here(path)} imports {sorted(used - known)}"] if used - known else []
    assert strays == []


def test_no_two_folders_of_the_web_import_each_other() -> None:
    reached = {folder: set(below) for folder, below in WEB.items()}
    for _ in reached:
        for below in reached.values():
            below |= {further for folder in below for further in reached[folder]}
    assert [folder for folder, below in reached.items() if folder in below] == []


def test_a_door_reads_the_database_through_queries_only() -> None:
    doors = [path for path in FILES if room(path) in ("web", "export", "cli")]
    used = {path: asked(path) - NAMED - ACCOUNT_STORE.get(here(path), set()) for path in doors}
    assert [f"{here(path)}: {sorted(names)}" for path, names in used.items() if names] == []


def asked(path: Path) -> set[str]:
    """Return what a file names of SQLAlchemy, and the methods of a session by which it reads."""
    nodes = list(ast.walk(tree_of(path)))
    froms = [
        node for node in nodes if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
    ]
    calls = [node.func for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    named = {f"{node.module}.{alias.name}" for node in froms for alias in node.names}
    return {name for name in named if name.startswith("sqlalchemy")} | {
        call.attr for call in calls if call.attr in READS
    }


def test_rules_words_and_formats_know_no_flask_session_or_clock() -> None:
    forbidden = {"flask", "sqlalchemy", "time", "tracker.clock", "tracker.db", "tracker.queries.motions"}
    pure = [path for path in FILES if room(path) in ("rules", "wording", "formats")]
    known = {path: {name for name in imports(path) if forbidden & {name, name.split(".")[0]}} for path in pure}
    assert [f"{here(path)} imports {sorted(names)}" for path, names in known.items() if names] == []


def test_only_the_clock_reads_the_time() -> None:
    allowed = {"clock": ["datetime.now("], "web/core/cache.py": ["time.time("]}
    words = ("datetime.now(", "date.today(", "utcnow(", "time.time(")
    asks = {path: [word for word in words if word in path.read_text("utf-8")] for path in FILES}
    wrong = {path: said for path, said in asks.items() if said != allowed.get(room(path), allowed.get(here(path), []))}
    assert [f"{here(path)} asks {said}" for path, said in wrong.items() if said] == []


def test_instants_are_stored_by_one_type_only() -> None:
    others = [path for path in FILES if room(path) != "db"]
    assert [here(path) for path in others if "DateTime(timezone" in path.read_text("utf-8")] == []


def test_only_doors_and_the_vocabulary_name_a_role() -> None:
    named = re.compile(r"\bDeskRole\.[A-Z]+\b")
    below = [path for path in FILES if room(path) not in ("vocabulary", "web", "cli")]
    assert [here(path) for path in below if named.search(path.read_text("utf-8"))] == []
