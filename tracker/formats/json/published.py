"""The names under which the JSON schemas of our answers are published: a promise, whatever the classes are called."""

from typing import Any

_NAMES = {
    "ActorKind": "Role",
    "CheckResult": "Outcome",
    "PopoloLink": "Link",
    "ServiceStatus": "Status",
    "SourceCoverage": "Reading",
    "Status": "Headline",
}


def published_name(name: str) -> str:
    """Return the published name of a class: `MotionData` is `Motion`."""
    return _NAMES.get(name) or name.removesuffix("Data")


def published(schema: Any) -> Any:
    """Return a schema with every definition and reference under its published name."""
    if isinstance(schema, list):
        return [published(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: published(value) for key, value in schema.items()}
    if "$defs" in found:
        found["$defs"] = {published_name(name): _titled(part, name) for name, part in found["$defs"].items()}
    if isinstance(found.get("$ref"), str):
        place, _, name = found["$ref"].rpartition("/")
        found["$ref"] = f"{place}/{published_name(name)}"
    return found


def _titled(part: Any, name: str) -> Any:
    """Name a definition itself; the titles of its fields are made of the fields' names."""
    return part | {"title": published_name(name)} if part.get("title") == name else part
