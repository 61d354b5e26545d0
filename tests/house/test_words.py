"""Sentences stand in `wording/` and in templates: the rules return values."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

RULES = Path(__file__).parents[2] / "tracker" / "rules"
WORDS = re.compile(r"[A-Za-z’']+[,;:]? [a-z]")
"""Two words after each other, the second in small letters."""

ALLOWED = {"England and Wales", "Northern Ireland", "end of message", "mail folder"}
"""Stored words: the regions of a date rule (record files), and the stages of a delivery."""


def _messages(tree: ast.AST) -> set[int]:
    """Return the strings that go to the programmer: messages of exceptions and of assertions."""
    raised = [node for node in ast.walk(tree) if isinstance(node, ast.Raise | ast.Assert)]
    return {id(part) for node in raised for part in ast.walk(node)}


def _texts(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstring, no message of an exception and no regular expression."""
    tree = ast.parse(path.read_text("utf-8"))
    left_out = _messages(tree)
    left_out |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"]
    left_out |= {id(part) for call in calls for part in ast.walk(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


def test_no_sentence_is_built_in_the_rules() -> None:
    found = [(path.name, text) for path in sorted(RULES.glob("*.py")) for text in _texts(path)]
    assert [(name, text) for name, text in found if WORDS.search(text) and text not in ALLOWED] == []
