"""YAML read with the line of everything in it. Every scalar stays text, so that `no` and 12:30 mean what they say.

Repeated keys and aliases are faults: the one hides a value, the other can grow without end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

Path = tuple[str | int, ...]


class _Loader(yaml.SafeLoader):
    """A loader that resolves nothing but an empty value."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(None, None, "aliases (*name) are not allowed; write the value out", mark)
        return super().compose_node(parent, index)


@dataclass
class Document:
    """The data of a file, the line of each of its values, and the faults of its form."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[tuple[int, Path, str]] = field(default_factory=list)

    def line(self, path: Iterable[str | int]) -> int:
        """Return the line of a value, or of the nearest thing above it that is written in the file."""
        at = tuple(path)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def read_yaml(text: str) -> Document:
    """Read YAML text; what is wrong with its form is in the document's faults, with lines."""
    document = Document()
    try:
        node = _Loader(text).get_single_node()
        document.data = _build(document, node, ()) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.faults.append((mark.line + 1 if mark else 1, (), f"this is not YAML: {error.problem}"))
    except (yaml.YAMLError, RecursionError) as error:
        document.faults.append((1, (), f"this is not YAML: {str(error) or 'it is nested too deeply'}"))
    return document


def _build(document: Document, node: yaml.Node, path: Path) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(document, node, path)
    if isinstance(node, yaml.SequenceNode):
        return [_build(document, item, (*path, index)) for index, item in enumerate(node.value)]
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return None if plain and node.value in ("", "~", "null") else node.value


def _build_mapping(document: Document, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in mapping:
            document.faults.append((line, (*path, name), "is written twice; keep one of the two"))
            continue
        document.lines[(*path, name)] = line
        mapping[name] = _build(document, value, (*path, name))
    return mapping
