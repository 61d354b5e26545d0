"""What is wrong with a record file: file, line, field and cure, in plain words."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from tracker.record.yaml_lines import Path

PATTERNS = {
    r"^[a-z0-9][a-z0-9-]{0,79}$": "an id is small letters, digits and hyphens, such as minutes-2026-11-02",
    r"^[a-z][0-9]{0,3}$": "a part's letter is one small letter, with a number where it recurs",
    r"^[1-9][0-9]{0,5}[a-z][0-9]{0,3}$": "a part is its demand's number and its letter, such as 2a",
    r"^https?://\S+$": "an address starts with https://",
    r"^[0-9a-f]{64}$": "a sha256 is 64 hexadecimal digits",
}
NO_DATE = "'{input}' is not a date; write one as 2026-11-08"
NO_NUMBER = "'{input}' is not a number; write digits only"
NO_BOOL = "'{input}' is neither true nor false"
NO_FIELDS = "must be fields and values, such as `title: Clean River`"
EMPTY = "is empty; fill it in or remove it"
CURES = {
    "missing": "is missing; add it",
    "string_too_short": EMPTY,
    "too_short": EMPTY,
    "date_from_datetime_parsing": NO_DATE,
    "date_from_datetime_inexact": NO_DATE,
    "date_parsing": NO_DATE,
    "date_type": NO_DATE,
    "int_parsing": NO_NUMBER,
    "int_type": NO_NUMBER,
    "decimal_parsing": NO_NUMBER,
    "decimal_type": NO_NUMBER,
    "bool_parsing": NO_BOOL,
    "bool_type": NO_BOOL,
    "list_type": "must be a list: put each item on its own line after a hyphen",
    "model_type": NO_FIELDS,
    "model_attributes_type": NO_FIELDS,
}
"""What to do about each kind of pydantic's errors, where it depends on nothing but the value."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a record file."""

    file: str
    line: int
    field: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field + ': ' if self.field else ''}{self.cure}"


class RecordFaultsError(Exception):
    """A record file that cannot be loaded, with every fault found in one pass."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
        super().__init__("\n".join([f"{count}; nothing was loaded.", *map(str, self.faults)]))


def field_name(path: Path) -> str:
    """Write a place in the file as a reader counts it: "demands 3, questions 1, text"."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        elif not isinstance(step, int):
            words.append(step)
    return ", ".join(words)


def cure_for(error: Any, known: list[str]) -> str:
    """Return the plain words for one of pydantic's errors; `known` are the fields that exist at its place."""
    context, kind, value = error.get("ctx", {}), error["type"], error["input"]
    match kind:
        case "extra_forbidden":
            near = get_close_matches(str(error["loc"][-1]), known, 1)
            return f"is not a field of a record file; {f'did you mean {near[0]}?' if near else 'remove it'}"
        case "enum" | "literal_error":
            return f"'{value}' is not one of its words; write {context['expected']}".replace("'", "")
        case "string_pattern_mismatch":
            return f"'{value}' does not fit: {PATTERNS.get(context['pattern'], context['pattern'])}"
        case "value_error":
            return str(context["error"])
        case "string_type" if value is None:
            return EMPTY
    return CURES.get(kind, str(error["msg"])).replace("{input}", str(value))
