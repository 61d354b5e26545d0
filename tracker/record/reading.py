"""Read a record file: from text to a checked RecordFile, or to all of its faults in one pass."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from tracker.record.checks import check_record
from tracker.record.faults import Fault, RecordFaultsError, cure_for, field_name
from tracker.record.schema import (
    SECTIONS,
    DeadlineEntry,
    DemandEntry,
    MotionEntry,
    QuestionEntry,
    RecordFile,
    RepeatsEntry,
)
from tracker.record.shorthand import write_out
from tracker.record.yaml_lines import Document, Path, read_yaml


def read_record(text: str, file: str, today: date) -> RecordFile:
    """Return the record that a file's text holds.

    `file` is its name in the messages; `today` is the latest day on which something can have happened. Raise
    RecordFaultsError with every fault, each with its line, its field and what to do.
    """
    document = read_yaml(text)
    found = list(document.faults)
    if not isinstance(document.data, dict):
        cure = "is empty or not a record; start it with `motion:` and `demands:` (see the README)"
        raise RecordFaultsError(_faults(file, found) or [Fault(file, 1, "", cure)])
    write_out(document.data)
    # What was written as `parts` is read as `questions`, and its faults are on its own lines.
    document.lines |= {
        tuple("questions" if step == "parts" else step for step in path): line
        for path, line in document.lines.items()
        if path[:1] == ("demands",) and "parts" in path
    }
    found += _schema_faults(document)
    found += [(document.line(path), path, cure) for path, cure in check_record(document.data, today)]
    if found:
        raise RecordFaultsError(_faults(file, found))
    # A list that is named and left empty is no list.
    return RecordFile.model_validate({name: rows for name, rows in document.data.items() if rows is not None})


NESTED_ENTRIES: dict[str, type[BaseModel]] = {"questions": QuestionEntry, "deadlines": DeadlineEntry}
"""The entries that stand inside a demand, by the name of their list."""


def _faults(file: str, found: list[tuple[int, Path, str]]) -> list[Fault]:
    return [Fault(file, line, field_name(path), cure) for line, path, cure in found]


def _schema_faults(document: Document) -> Iterator[tuple[int, Path, str]]:
    """Check every entry by itself, so that one fault hides no other."""
    data = document.data
    for name in data:
        if name != "motion" and name not in SECTIONS:
            error = {"type": "extra_forbidden", "loc": (name,), "input": None}
            yield document.line((name,)), (name,), cure_for(error, ["motion", *SECTIONS])
    for name in ("motion", "demands"):
        if not data.get(name):
            yield document.line((name,)), (name,), "is missing; add it"
    if data.get("motion"):
        yield from _entry_faults(document, MotionEntry, data["motion"], ("motion",))
    for name, entry in SECTIONS.items():
        rows = [] if data.get(name) is None else data[name]
        if not isinstance(rows, list):
            yield document.line((name,)), (name,), "must be a list: put each item on its own line after a hyphen"
            continue
        for index, row in enumerate(rows):
            path: Path = (name, index)
            written = dict(row) if isinstance(row, dict) else row
            if entry is DemandEntry and isinstance(written, dict) and "repeats" in written:
                yield from _entry_faults(document, RepeatsEntry, written.pop("repeats"), (*path, "repeats"))
            yield from _entry_faults(document, entry, written, path)


def _entry_faults(document: Document, entry: type[BaseModel], row: Any, place: Path) -> Iterator[tuple[int, Path, str]]:
    try:
        entry.model_validate(row)
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            # The union of date and instant names its branch in the path; a reader needs the field only.
            steps = tuple(step for step in error["loc"] if not (isinstance(step, str) and "[" in step))
            path = (*place, *steps)
            yield document.line(path), path, cure_for(error, _known_fields(entry, steps))


def _known_fields(entry: type[BaseModel], steps: Path) -> list[str]:
    named = [step for step in steps[:-1] if isinstance(step, str)]
    for step in named if entry is DemandEntry else ():
        entry = NESTED_ENTRIES.get(step, entry)
    return [field.alias or name for name, field in entry.model_fields.items()]
