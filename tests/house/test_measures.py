"""The measures we hold ourselves to: short files, short functions, explained and typed; words that state facts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tracker", ROOT / "tests")
PYTHON = [path for path in sorted([ROOT / "app.py", *(one for folder in FOLDERS for one in folder.rglob("*.py"))])
          if "versions" not in path.parts]  # fmt: skip
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))


def name(path: Path) -> str:
    """Return a file's place below the root."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> list[ast.FunctionDef]:
    """Return a file's functions."""
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_no_file_passes_300_lines_and_no_function_50(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 300
    assert [one.name for one in functions(path) if (one.end_lineno or 0) - one.lineno > 50] == []


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_every_module_and_public_function_of_the_house_is_explained(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body
    if path.is_relative_to(ROOT / "tracker"):
        assert [one.name for one in public_things(tree) if not ast.get_docstring(one)] == []


def public_things(scope: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield a scope's public functions and classes, and the public methods of those classes."""
    for node in scope.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_things(node)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_escapes_everything(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe|autoescape\s+false|Markup", text)


MOTIVES = ("ignored", "failed to", "dodged", "stonewall", "evaded", "snubbed", "shame")


@pytest.mark.parametrize(
    "path",
    [
        *TEMPLATES,
        *(path for room in ("vocabulary", "wording") for path in sorted((ROOT / "tracker" / room).glob("*.py"))),
    ],
    ids=name,
)
def test_pages_state_the_fact_and_not_the_motive(path: Path) -> None:
    text = path.read_text("utf-8").lower()
    assert [word for word in MOTIVES if word in text] == []


def test_the_addresses_are_a_promise() -> None:
    from tracker import create_app

    promised = (Path(__file__).parent / "addresses.txt").read_text("utf-8").split()
    app = create_app()
    served = {str(rule) for rule in app.url_map.iter_rules()}
    app.extensions["engine"].dispose()
    assert sorted(served) == promised


def test_the_map_names_every_room() -> None:
    text = (ROOT / "tracker/README.md").read_text("utf-8")
    rooms = {path.name for path in (ROOT / "tracker").iterdir() if path.name not in ("__pycache__", "README.md")}
    assert {one for one in rooms if one not in text} == set()
