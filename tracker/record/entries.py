"""One record in three shapes: the file's entries, a flat table of entries by subject, and the rows of the database.

A subject is what the log names: "demand/5", "question/5a", "deadline/5-1", "deadline/5a-1" where the part has a ledger
of its own, "finding/letter-1". Field names of entries
and column names of rows are the same wherever they can be; what differs is said here and nowhere else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tracker.models import Deadline, Demand, Finding, Motion
from tracker.record.fields import Entry
from tracker.record.schema import (
    SECTIONS,
    DeadlineEntry,
    DemandEntry,
    FindingEntry,
    MotionEntry,
    QuestionEntry,
    RecordFile,
)
from tracker.rules.findings import letter_order, split_part
from tracker.vocabulary import PartKind

KINDS = {
    "sources": "source",
    "notes": "note",
    "demands": "demand",
    "responses": "response",
    "findings": "finding",
    "figures": "figure",
    "identities": "identity",
    "discrepancies": "discrepancy",
    "flows": "flow",
    "events": "event",
    "statements": "statement",
}
"""The word by which a subject names an entry of each list."""

APART = frozenset({"sources", "questions", "deadlines", "id", "due", "demand", "question", "response"})
"""The fields of entries that are not columns of the same name."""

Table = dict[str, Entry]


def flatten(record: RecordFile) -> Table:
    """Return a record's entries by subject, parents before children, what is cited before what cites it."""
    table: Table = {"motion": record.motion}
    for name, kind in KINDS.items():
        for entry in getattr(record, name):
            if isinstance(entry, DemandEntry):
                table |= _demand_entries(entry)
            elif not isinstance(entry, FindingEntry):
                table[f"{kind}/{entry.id}"] = entry
        if name == "findings":
            table |= {f"finding/{entry.id}": entry for entry in _with_ids(record.findings)}
    return table


def record_from(table: Table) -> RecordFile:
    """Return the record file whose entries these are: `flatten` the other way round."""
    lists: dict[str, Any] = {name: [] for name in SECTIONS}
    sections = {kind: name for name, kind in KINDS.items()}
    questions: dict[str, list[Any]] = {}
    deadlines: dict[str, list[tuple[int, Entry]]] = {}
    for subject, entry in table.items():
        kind, _, key = subject.partition("/")
        if isinstance(entry, QuestionEntry):
            questions.setdefault(key.removesuffix(entry.letter), []).append(entry)
        elif isinstance(entry, DeadlineEntry):
            number, _, position = key.partition("-")
            deadlines.setdefault(number, []).append((int(position), entry))
        elif kind in sections:
            lists[sections[kind]].append(entry)
    for place, demand in enumerate(lists["demands"]):
        letters = sorted(questions.get(str(demand.number), []), key=lambda part: letter_order(part.letter))
        parts = [_with_ledger(part, f"{demand.number}{part.letter}", deadlines) for part in letters]
        lists["demands"][place] = _with_ledger(demand, str(demand.number), deadlines, questions=parts)
    return RecordFile.model_construct(None, **lists | {"motion": table["motion"]})


def _with_ledger(entry: Entry, owner: str, deadlines: dict[str, list[tuple[int, Entry]]], **more: Any) -> Entry:
    rows = sorted(deadlines.get(owner, []), key=lambda pair: pair[0])
    return entry.model_copy(update={"deadlines": [row for _, row in rows], **more})


def _demand_entries(demand: DemandEntry) -> Table:
    table: Table = {f"demand/{demand.number}": demand.model_copy(update={"questions": [], "deadlines": []})}
    # A demand with no parts is its own only part.
    questions = demand.questions or [QuestionEntry(letter="a", text=demand.asks)]
    for question in questions:
        table[f"question/{demand.number}{question.letter}"] = question.model_copy(update={"deadlines": []})
    table |= _ledger_entries(str(demand.number), demand.deadlines)
    for question in questions:
        table |= _ledger_entries(f"{demand.number}{question.letter}", question.deadlines)
    return table


def _ledger_entries(owner: str, rows: list[DeadlineEntry]) -> Table:
    return {f"deadline/{owner}-{position}": row for position, row in enumerate(rows, 1)}


def owner_of(key: str) -> tuple[int, str]:
    """Return the demand and the letter in the key of a subject: (5, "") of "5" and "5-1", (5, "b") of "5b-1"."""
    return split_part(key.split("-")[0])


def _with_ids(findings: list[FindingEntry]) -> Iterator[FindingEntry]:
    """Give every finding its id: its part and its day, and a count where these are not enough."""
    seen: Counter[str] = Counter()
    for finding in findings:
        plain = f"{finding.demand}{finding.question}-{finding.found_on}"
        seen[plain] += 1
        wanted = plain if seen[plain] == 1 else f"{plain}-{seen[plain]}"
        yield finding if finding.id else finding.model_copy(update={"id": wanted})


def columns_of(entry: Entry) -> dict[str, Any]:
    """Return an entry's values by column; references to other rows are left to the operation that knows their ids."""
    values = {name: getattr(entry, name) for name in type(entry).model_fields if name not in APART}
    if isinstance(entry, DeadlineEntry):
        timed = isinstance(entry.due, datetime)
        values |= {"due_at": entry.due, "due_on": None} if timed else {"due_on": entry.due, "due_at": None}
    if isinstance(entry, FindingEntry):
        values["response_key"] = entry.response
    if hasattr(entry, "id"):
        values["key"] = entry.id
    return values


def record_of(motion: Motion) -> RecordFile:
    lists: dict[str, list[Entry]] = {name: [] for name in SECTIONS}
    for name, entry in SECTIONS.items():
        rows = _findings(motion) if name == "findings" else getattr(motion, _list_name(name))
        lists[name] = [_demand_of(row) if isinstance(row, Demand) else _entry_of(entry, row) for row in rows]
    values: dict[str, Any] = {"motion": _entry_of(MotionEntry, motion), **lists}
    return RecordFile.model_construct(None, **values)


def _list_name(section: str) -> str:
    return "sources_of_record" if section == "sources" else section


def _findings(motion: Motion) -> list[Finding]:
    found = [finding for demand in motion.demands for question in demand.questions for finding in question.findings]
    return sorted(found, key=lambda finding: finding.id)


def _demand_of(demand: Demand) -> Entry:
    ledgers: dict[str, list[Entry]] = defaultdict(list)
    for row in demand.deadlines:
        ledgers[row.letter].append(_entry_of(DeadlineEntry, row))
    questions = [
        _entry_of(QuestionEntry, row).model_copy(update={"deadlines": ledgers[row.letter]}) for row in demand.questions
    ]
    return _entry_of(DemandEntry, demand).model_copy(update={"questions": questions, "deadlines": ledgers[""]})


def _entry_of(entry: type[Entry], row: Any) -> Entry:
    values = {name: getattr(row, name) for name in entry.model_fields if name not in APART}
    if "sources" in entry.model_fields:
        values["sources"] = [citation.source.key for citation in row.citations]
    if isinstance(row, Deadline):
        values["due"] = row.due_on or row.due_at
    if isinstance(row, Finding):
        values |= {"demand": row.question.demand.number, "question": row.question.letter, "response": row.response_key}
    if "id" in entry.model_fields:
        values["id"] = row.key
    return entry.model_construct(**values)


def asks_action(table: Table, part: str) -> bool:
    """Tell whether a part, by its key such as "2b", asks that something be done."""
    entry = table.get(f"question/{part}")
    return isinstance(entry, QuestionEntry) and entry.kind is PartKind.ACTION


def content(entry: Entry) -> dict[str, Any]:
    """Return what an entry says as plain data, without what it leaves unsaid; dates and numbers as text."""
    return entry.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
