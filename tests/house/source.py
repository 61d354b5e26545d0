"""The files that the house tests read, each parsed once."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "tracker"
FILES = [path for path in sorted(HOUSE.rglob("*.py")) if "versions" not in path.parts]
PYTHON = [ROOT / "app.py", *FILES, *sorted((ROOT / "tests").rglob("*.py"))]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    """Return a file's place below the root."""
    return path.relative_to(ROOT).as_posix()
