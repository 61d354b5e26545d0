"""What an entry of the log says to a reader: what it is about, when it happened, and which fields differ."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tracker.models import Change, Motion
from tracker.rules.dates import local_time
from tracker.rules.log_past import question_key
from tracker.vocabulary import ActorKind, ChangeKind, DeadlineKind, Verdict, label_of
from tracker.wording.dates import ISO_DAY_LENGTH, due_entry_words
from tracker.wording.labels import is_action
from tracker.wording.text import capital

NAMED_BY = {
    "motion": "title",
    "source": "title",
    "note": "about",
    "response": "title",
    "figure": "label",
    "identity": "text",
    "discrepancy": "text",
    "flow": "title",
    "event": "text",
    "statement": "by",
}
"""The nouns that a reader knows by one of their own fields."""

CALLED = {
    "response": "reply",
    "identity": "sum",
    "discrepancy": "difference between sources",
}
"""The nouns that pages call by another word."""

CODED = frozenset({"verdict", "gap", "ground", "kind", "clock", "confidence", "precision", "read", "reply", "state"})
"""The fields that hold a word of the vocabulary."""

INSTANTS = frozenset({"due", "received_at", "found_at"})
"""The fields that hold an instant, or may."""

MOST = 160
"""How many characters of a text name an entry."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry as pages show it.

    `kind` says what was done: of a pause, that the clock stands, for no deadline was moved. `happened_on` is the day
    where only the day is known; `on_record_only` says that recording is all that happened.
    """

    change: Change
    kind: ChangeKind | DeadlineKind
    about: str
    fields: list[tuple[str, str, str]]
    reason: str
    happened_on: date | None
    on_record_only: bool


def line_of(change: Change, zone: str, action: bool = False) -> LogLine:
    """Return an entry with its subject in words and the fields in which before and after differ.

    With `action` it is about a part that asks that something be done.

    The note of a correction says what was corrected; the fields that differ are in the entries that it is about.
    """
    before, after = change.before_value or {}, change.after_value or {}
    entry = after or before
    if change.kind is ChangeKind.CORRECTION_NOTED:
        also = [subject.replace("/", " ") for subject in after.get("corrects", [])[1:]]
        entry, before, after = before, {}, {"note": after.get("note")} | ({"corrects_as_well": also} if also else {})
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    was, now = ([_words(name, known.get(name), action, zone) for name in names] for known in (before, after))
    fields = list(zip([name.replace("_", " ") for name in names], was, now, strict=True))
    happened = local_time(change.happened_at, zone)
    return LogLine(
        change=change,
        kind=kind_of(change),
        about=_about(change.subject, entry, action, zone),
        fields=fields,
        reason=change.reason_text,
        happened_on=_day_only(happened, change.actor_role),
        on_record_only=change.happened_at == change.recorded_at,
    )


def kind_of(change: Change) -> ChangeKind | DeadlineKind:
    """Return what was done: of a pause or its end that, for no deadline was moved."""
    row = (change.after_value or {}).get("kind") if change.kind is ChangeKind.DEADLINE_MOVED else None
    done = DeadlineKind(row) if row else None
    return done if done in (DeadlineKind.PAUSED, DeadlineKind.RESUMED) else change.kind


def changed_lines(changes: Iterable[Change], zone: str, to_do: Container[str]) -> list[LogLine]:
    """Return entries of the log as pages show them, without those in which no field differs.

    `to_do` holds the keys of the parts that ask that something be done.
    """
    lines = (line_of(change, zone, question_key(change) in to_do) for change in changes)
    return [line for line in lines if line.fields]


def correction_note(change: Change) -> str:
    """Return what a correction says of itself: the public note, or the sentence of the clock."""
    after = change.after_value
    noted = after.get("note") if isinstance(after, dict) else None
    return str(noted or change.reason_text)


def _day_only(happened: datetime, role: ActorKind) -> date | None:
    """Return the day of an instant that stands for a whole day; the clock's instants are true to the minute."""
    whole = happened.time() == time.min and role is not ActorKind.CLOCK
    return happened.date() if whole else None


def _about(subject: str, entry: dict[str, Any], action: bool, zone: str) -> str:
    """Name what an entry is about, in words: "Demand 1, part a: refused"."""
    kind, _, key = subject.partition("/")
    match kind:
        case "demand":
            return f"Demand {key}: {entry['title']}" if "title" in entry else f"Demand {key}"
        case "question":
            return f"{part_words(key)}: {entry['text']}" if "text" in entry else part_words(key)
        case "deadline" if entry:
            return f"{part_words(key.partition('-')[0])}: {due_said(entry, zone)}, by {entry.get('set_by', '')}"
        case "finding" if "verdict" in entry:
            verdict = label_of(Verdict(entry["verdict"]), action).lower()
            return f"Demand {entry.get('demand')}, part {entry.get('question', 'a')}: {verdict}"
    named = str(entry.get(NAMED_BY.get(kind, ""), "") or entry.get("from", "") or key)
    word = CALLED.get(kind, kind)
    return f"{capital(word)}: {named if len(named) <= MOST else named[: MOST - 1] + '…'}"


def part_words(key: str) -> str:
    """Name a demand or one of its parts by its key in the log: "Demand 2", or "Demand 2, part b"."""
    letter = key.lstrip("0123456789")
    return f"Demand {key.removesuffix(letter)}{f', part {letter}' if letter else ''}"


def due_said(entry: Mapping[str, Any], zone: str) -> str:
    """Say what a row of a ledger does: "due 8 November 2026", "promised for 1 December 2026", "paused"."""
    kind = DeadlineKind(entry.get("kind", DeadlineKind.SET.value))
    if kind in (DeadlineKind.PAUSED, DeadlineKind.RESUMED):
        return f"the clock {kind.label.lower()}"
    word = "promised for" if kind is DeadlineKind.EXPECTED else "due"
    return f"{word} by {entry['event']}" if entry.get("event") else f"{word} {due_entry_words(entry['due'], zone)}"


def of_action(change: Change, motion: Motion) -> bool:
    """Tell whether an entry is about a part of a motion that asks that something be done."""
    key = question_key(change)
    parts = (part for demand in motion.demands for part in demand.questions)
    return any(part.key == key and is_action(part) for part in parts)


def _words(name: str, value: Any, action: bool, zone: str) -> str:
    if name == "verdict" and value:
        return label_of(Verdict(value), action).lower()
    if name in INSTANTS and isinstance(value, str) and len(value) > ISO_DAY_LENGTH:
        return due_entry_words(value, zone)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if name in CODED and isinstance(value, str):
        return value.replace("_", " ")
    return "" if value is None else str(value)
