"""The examples of the API's page and description: what this server answers for a small record, held to it by a test."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "examples"
MADE_FOR = "https://example.org"
"""The address of the site that the stored examples were made with."""


@cache
def _text(name: str) -> str | None:
    path = FOLDER / f"{name.removesuffix('_json')}.json"
    return path.read_text("utf-8") if path.exists() else None


def example_of(name: str, base: str) -> Any:
    """Return the example of an operation with addresses of this site, or None where there is none."""
    text = _text(name)
    return None if text is None else json.loads(text.replace(MADE_FOR, base))
