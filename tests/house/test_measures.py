"""The measures we hold ourselves to: short files, short functions, explained and typed; words that state facts."""

import ast
import re
from pathlib import Path

from tests.house.source import FILES, PYTHON, ROOT, TEMPLATES, name, tree_of


def functions(path: Path) -> list[ast.FunctionDef]:
    """Return a file's functions."""
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)]


def test_no_file_passes_300_lines() -> None:
    lengths = {name(path): path.read_text("utf-8").count("\n") for path in PYTHON}
    assert {file: length for file, length in lengths.items() if length > 300} == {}


def test_no_function_passes_50_lines() -> None:
    lengths = {f"{name(path)}: {function.name}": (function.end_lineno or 0) - function.lineno
               for path in PYTHON for function in functions(path)}  # fmt: skip
    assert {function: length for function, length in lengths.items() if length > 50} == {}


def test_every_module_is_explained() -> None:
    assert [name(path) for path in PYTHON if tree_of(path).body and not ast.get_docstring(tree_of(path))] == []


def test_every_public_class_of_the_house_is_explained() -> None:
    house = {name(path): tree_of(path).body for path in FILES}
    classes = [(file, node) for file, body in house.items() for node in body if isinstance(node, ast.ClassDef)]
    public = [(file, node) for file, node in classes if not node.name.startswith("_")]
    assert [f"{file}: {node.name}" for file, node in public if not ast.get_docstring(node)] == []


SMALL_WORDS = "a all an and are as at by for from give has in is it its of on one or return that the this to"


def test_no_docstring_of_the_house_only_repeats_the_name() -> None:
    documented = (ast.FunctionDef, ast.ClassDef)
    nodes = [(path, node) for path in FILES for node in ast.walk(tree_of(path)) if isinstance(node, documented)]
    assert [f"{name(path)}: {node.name}" for path, node in nodes if repeats_the_name(node)] == []


def repeats_the_name(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Tell whether every word of a docstring, endings aside, is a word of the name."""
    said = stems(ast.get_docstring(node) or "") - stems(SMALL_WORDS)
    return bool(ast.get_docstring(node)) and said <= stems(re.sub(r"([A-Z])|_", r" \1", node.name))


def stems(text: str) -> set[str]:
    """Return a text's words without their endings."""
    return {re.sub(r"(ing|ed|es|s|e|d)$", "", word) for word in re.findall("[a-z]+", text.lower())}


def test_a_template_escapes_everything() -> None:
    raw = re.compile(r"\|\s*safe|autoescape\s+false|Markup")
    assert [name(path) for path in TEMPLATES if raw.search(path.read_text("utf-8"))] == []


MOTIVES = ("ignored", "failed to", "dodged", "stonewall", "evaded", "snubbed", "shame")


def test_pages_state_the_fact_and_not_the_motive() -> None:
    rooms = [ROOT / "tracker" / room for room in ("vocabulary", "wording")]
    files = [*TEMPLATES, *(path for room in rooms for path in sorted(room.glob("*.py")))]
    texts = {name(path): path.read_text("utf-8").lower() for path in files}
    assert [f"{file}: {word}" for file, text in texts.items() for word in MOTIVES if word in text] == []


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
