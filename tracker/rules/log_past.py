"""What the log said before an entry: the judgement or day that it replaced, and what kind of part it is about."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.models import Change, Deadline
from tracker.rules.dates import local_day
from tracker.rules.deadlines import moved_by, pauses_of
from tracker.vocabulary import MOVING, DeadlineKind, PartKind

Entry = dict[str, Any]
NOUNS = ("finding", "deadline", "question")
"""The nouns for which an earlier entry is looked up."""


@dataclass(frozen=True, slots=True)
class LogPast:
    """The log's entries on findings, deadlines and parts, of one motion or several, by what they are on."""

    entries: dict[Hashable, list[Change]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, changes: Iterable[Change]) -> "LogPast":
        past = cls()
        for change in changes:
            past.entries[_place(change)].append(change)
        return past

    def finding_before(self, change: Change) -> Entry | None:
        """Return the finding that stood on the same part before a new one was made: the latest not of a later day."""
        entry = change.after_value
        day = str(entry["found_on"]) if entry else ""
        stood = [finding for finding in self._stood(change).values() if finding["found_on"] <= day]
        return max(stood, key=lambda finding: str(finding["found_on"]), default=None)

    def deadline_before(self, change: Change) -> Entry | None:
        """Return the row of the same ledger that a new one came after; only some rows ever moved a deadline."""
        own, rows = _row(change.subject)[1], self._ledger(change)
        moving = [at for at, row in rows.items() if at < own and _kind(row) in MOVING]
        return rows[max(moving)] if moving else None

    def days_moved(self, change: Change, zone: str) -> int:
        """Return by how many days pauses had moved the deadline before that row, the row itself counted as well."""
        own, made_on = _row(change.subject)[1], local_day(change.happened_at, zone)
        ledger = self._ledger(change) | {own: change.after_value or {}}
        rows = [row_of(ledger[at], at, made_on) for at in sorted(ledger)]
        moving = [row for row in rows if row.position < own and row.kind in MOVING]
        return moved_by(moving[-1], pauses_of(rows), zone)[0] if moving else 0

    def is_of_action(self, change: Change) -> bool:
        """Tell whether an entry is about a part that asked, as the log then had it, that something be done."""
        subject = f"question/{question_key(change)}"
        said = [
            earlier.after_value
            for earlier in self.entries.get((change.motion_id, "question", change.demand_number), ())
            if earlier.subject == subject and earlier.sequence <= change.sequence and earlier.after_value
        ]
        return bool(said) and said[-1].get("kind") == PartKind.ACTION.value

    def _ledger(self, change: Change) -> dict[int, Entry]:
        """Return the rows of the same ledger that were on record before an entry, by their place."""
        ledger = _row(change.subject)[0]
        return {at: row for subject, row in self._stood(change).items() for of, at in [_row(subject)] if of == ledger}

    def _stood(self, change: Change) -> dict[str, Entry]:
        """Return what was on record of the same part or demand before an entry, by subject, the newest last."""
        stood: dict[str, Entry] = {}
        for earlier in self.entries.get(_place(change), ()):
            if earlier.sequence >= change.sequence:
                break
            stood.pop(earlier.subject, None)
            after = earlier.after_value
            if after is not None:
                stood[earlier.subject] = after
        # Of two findings of one day the one recorded last counts, and max() gives the first it meets.
        return {subject: stood[subject] for subject in reversed(stood)}


def _place(change: Change) -> Hashable:
    """Return what an entry is on: a part where it is a finding, a demand where it is a deadline."""
    noun = change.noun
    if noun != "finding":
        return change.motion_id, noun, change.demand_number
    entry = change.after_value or change.before_value
    return change.motion_id, noun, entry.get("demand"), entry.get("question", "a")


def _kind(row: Entry) -> DeadlineKind:
    """Return what a row of the ledger does: an entry leaves out what is so unless it says otherwise."""
    return DeadlineKind(row.get("kind", DeadlineKind.SET.value))


def row_of(entry: Entry, position: int, set_on: date) -> Deadline:
    """Return a row as an entry of the log had it, as far as it decides what is in force.

    `set_on` is the day on which it was made where the entry does not say so.
    """
    due = entry.get("due")
    is_day = due is not None and len(due) == len("2026-11-08")
    return Deadline(
        position=position,
        kind=_kind(entry),
        due_on=date.fromisoformat(due) if due and is_day else None,
        due_at=datetime.fromisoformat(due) if due and not is_day else None,
        event=entry.get("event"),
        set_on=date.fromisoformat(entry["set_on"]) if entry.get("set_on") else set_on,
    )


def _row(subject: str) -> tuple[str, int]:
    """Return the ledger that the subject of a deadline names, and the place of the row in it."""
    ledger, _, position = subject.rpartition("-")
    return ledger, int(position)


def question_key(change: Change) -> str:
    """Return the key of the part that an entry is about, such as "2b"; empty where it is about none."""
    noun, _, key = change.subject.partition("/")
    if noun == "question":
        return key
    # After the note of a correction there is the note; what it is about stands before it.
    versions = [entry for entry in (change.after_value, change.before_value) if entry and "demand" in entry]
    return f"{versions[0]['demand']}{versions[0].get('question', 'a')}" if noun == "finding" and versions else ""
