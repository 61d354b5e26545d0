"""What an entry of the log says to a reader: what it is about, when it happened, and which fields differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tracker.models import Change
from tracker.rules.dates import local_time
from tracker.vocabulary import ActorKind, ChangeKind, Verdict
from tracker.wording.dates import ISO_DAY_LENGTH, day_words

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

MOST = 160
"""How many characters of a text name an entry."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry as pages show it.

    `happened_on` is the day where only the day is known; `on_record_only` says that recording is all that happened.
    """

    change: Change
    about: str
    fields: list[tuple[str, str, str]]
    reason: str
    happened_on: date | None
    on_record_only: bool


def line_of(change: Change, zone: str) -> LogLine:
    """Return an entry with its subject in words and the fields in which before and after differ.

    The note of a correction says what was corrected; the fields that differ are in the entries that it is about.
    """
    before, after = change.before_value or {}, change.after_value or {}
    entry = after or before
    if change.kind is ChangeKind.CORRECTION_NOTED:
        also = [subject.replace("/", " ") for subject in after.get("corrects", [])[1:]]
        entry, before, after = before, {}, {"note": after.get("note")} | ({"corrects_as_well": also} if also else {})
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    fields = [(name.replace("_", " "), _words(name, before.get(name)), _words(name, after.get(name))) for name in names]
    happened = local_time(change.happened_at, zone)
    return LogLine(
        change=change,
        about=_about(change.subject, entry),
        fields=fields,
        reason=change.reason_text,
        happened_on=_day_only(happened, change.actor_role),
        on_record_only=change.happened_at == change.recorded_at,
    )


def changed_lines(changes: Iterable[Change], zone: str) -> list[LogLine]:
    """Return entries of the log as pages show them, without those in which no field differs."""
    return [line for line in (line_of(change, zone) for change in changes) if line.fields]


def correction_note(change: Change) -> str:
    """Return what a correction says of itself: the public note, or the sentence of the clock."""
    after = change.after_value
    noted = after.get("note") if isinstance(after, dict) else None
    return str(noted or change.reason_text)


def _day_only(happened: datetime, role: ActorKind) -> date | None:
    """Return the day of an instant that stands for a whole day; the clock's instants are true to the minute."""
    whole = happened.time() == time.min and role is not ActorKind.CLOCK
    return happened.date() if whole else None


def _about(subject: str, entry: dict[str, Any]) -> str:
    """Name what an entry is about, in words: "Demand 1, part a: refused"."""
    kind, _, key = subject.partition("/")
    match kind:
        case "demand":
            return f"Demand {key}: {entry['title']}" if "title" in entry else f"Demand {key}"
        case "question":
            return f"Demand {key[:-1]}, part {key[-1]}: {entry.get('text', '')}"
        case "deadline":
            return f"Demand {key.partition('-')[0]}: due {_day(entry.get('due', ''))}, by {entry.get('set_by', '')}"
        case "finding" if "verdict" in entry:
            verdict = Verdict(entry["verdict"]).label.lower()
            return f"Demand {entry.get('demand')}, part {entry.get('question', 'a')}: {verdict}"
    named = str(entry.get(NAMED_BY.get(kind, ""), "") or entry.get("from", "") or key)
    word = CALLED.get(kind, kind)
    return f"{word[:1].upper()}{word[1:]}: {named if len(named) <= MOST else named[: MOST - 1] + '…'}"


def _day(due: str) -> str:
    return day_words(date.fromisoformat(due)) if len(due) == ISO_DAY_LENGTH else due


def _words(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if name in CODED and isinstance(value, str):
        return value.replace("_", " ")
    return "" if value is None else str(value)
