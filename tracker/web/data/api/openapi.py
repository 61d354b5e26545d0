"""The OpenAPI 3.1 description of the API, made of the table of operations and the models of the answers."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import tracker
from tracker.formats.json.published import published, published_name
from tracker.formats.json.service import Problem
from tracker.web.core.errors import WORDS
from tracker.web.data.api.table import OPERATIONS, Operation

REF = "#/components/schemas/{model}"
PROBLEM = "application/problem+json"
SLUG = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,79}$"}
NUMBER = {"type": "integer", "minimum": 1, "maximum": 999_999}
PATH = {
    "slug": {
        "description": "The motion's name in addresses, such as `clean-river`; /motions.json lists them.",
        "schema": SLUG,
    },
    "number": {"description": "The demand's number in its motion.", "schema": NUMBER},
}
FOLDER = Path(__file__).parent / "examples"
"""What this server answers for a small record, held to it by a test."""
MADE_FOR = "https://example.org"
"""The address of the site that the stored examples were made with."""
ABOUT = (
    "The same address with `.json` is the same thing as data. Every answer says what it is as of, at which revision of "
    "the log, and links to what it is about; start at /motions.json. `?on=2019-02-12` gives any answer as of the end "
    "of that day. Parameters that are not listed have no effect. Fields may be added, none is taken away."
)


def document(base: str) -> dict[str, Any]:
    models = {entry.answer for entry in OPERATIONS} | {Problem}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, schemas = models_json_schema([(model, "serialization") for model in ordered], ref_template=REF)
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths[path_of(operation.rule)] = {"get": _operation(operation, base)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Answerable",
            "version": tracker.__version__,
            "summary": "What was asked, of whom, by when, and what came of it.",
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base}],
        "externalDocs": {"url": f"{base}/docs", "description": "The same for people, and the other forms."},
        "paths": paths,
        "components": {"schemas": published(schemas)["$defs"]},
    }


@cache
def _example(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def example_of(name: str, base: str) -> Any:
    """Return the example of an operation with addresses of this site, or None where there is none."""
    text = _example(FOLDER / f"{name.removesuffix('_json')}.json")
    return None if text is None else json.loads(text.replace(MADE_FOR, base))


def path_of(rule: str) -> str:
    """Return an address as OpenAPI writes it: `/motions/{slug}.json`."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _operation(operation: Operation, base: str) -> dict[str, Any]:
    example = example_of(operation.name, base)
    responses = {"200": {"description": "The answer.", **_content("application/json", operation.answer, example)}}
    for code in operation.group.problems:
        responses[str(code)] = {"description": f"{WORDS[code][0]}.", **_content(PROBLEM, Problem)}
    return {
        "operationId": operation.name.removesuffix("_json"),
        "summary": operation.summary,
        "tags": [operation.group.name],
        "parameters": [*_in_path(operation.rule), *in_query(operation.query)],
        "responses": responses,
    }


def _content(kind: str, model: type[BaseModel], example: Any = None) -> dict[str, Any]:
    found: dict[str, Any] = {"schema": {"$ref": REF.format(model=published_name(model.__name__))}}
    return {"content": {kind: found | ({"example": example} if example is not None else {})}}


def _in_path(rule: str) -> list[dict[str, Any]]:
    names = re.findall(r"<(?:\w+:)?(\w+)>", rule)
    return [{"name": name, "in": "path", "required": True, **PATH[name]} for name in names]


def in_query(query: type[BaseModel]) -> list[dict[str, Any]]:
    """Return the parameters of an operation's query, with their schemas written out."""
    schema = query.model_json_schema()
    kinds, found = schema.get("$defs", {}), []
    for name, field in schema.get("properties", {}).items():
        given = next((choice for choice in field.get("anyOf", [field]) if choice.get("type") != "null"), field)
        if "$ref" in given:
            given = kinds[given["$ref"].rsplit("/", 1)[-1]]
        default = {"default": field["default"]} if field.get("default") is not None else {}
        shape = {key: value for key, value in given.items() if key not in ("title", "description", "default")}
        found.append(
            {"name": name, "in": "query", "required": False, "description": field["description"]}
            | {"schema": shape | default}
        )
    return found
