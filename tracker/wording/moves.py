"""How a deadline was moved, in words: what was in force before and after, on the one ledger, and whose deed it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.models import Change, Deadline
from tracker.rules.change_facts import in_force
from tracker.rules.deadlines import ledger_of_part
from tracker.rules.status import Standing
from tracker.vocabulary import ChangeKind, DeadlineKind
from tracker.wording.dates import full_day_words, full_due_entry_words
from tracker.wording.deadlines import AGREED
from tracker.wording.text import plain

Entry = Mapping[str, str]
Lines = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class MovedWords:
    """A move of a deadline: a heading, lines with what was in force before and after, whose deed, and if it was agreed.

    Each line is a sentence, or a label with its value. The last value is what counts as of the writing.
    """

    heading: str
    lines: Lines
    deed: str
    agreed: str | None


@dataclass(frozen=True, slots=True)
class _Move:
    """What was in force on a ledger before and after a move, and at the moment of writing; `of` names its part."""

    before: Entry | None
    after: Entry | None
    now: Entry | None
    of: str
    zone: str

    @property
    def is_latest(self) -> bool:
        """Tell whether what the move put in force still is."""
        return self.said(self.after) == self.said(self.now)

    @property
    def is_pause(self) -> bool:
        return _stands(self.after) and not _stands(self.before)

    @property
    def is_resumption(self) -> bool:
        return _stands(self.before) and not _stands(self.after)

    def due(self, entry: Entry | None) -> str | None:
        """Return the day, instant or event of an entry in words."""
        if not entry:
            return None
        return full_due_entry_words(entry["due"], self.zone) if entry.get("due") else plain(entry.get("event") or "")

    def said(self, entry: Entry | None) -> str | None:
        """Return the same with the day since when the clock stands."""
        words = self.due(entry)
        if not entry or not _stands(entry):
            return words
        return f"{words}; the clock has stood since {full_day_words(date.fromisoformat(entry['paused_on']))}"


def moved(standing: Standing, facts: Mapping[str, Any], change: Change | None, key: str) -> MovedWords:
    """Return how a deadline was moved: from when to when, by whom, and whether those who asked agreed.

    `key` is that of the row in its demand: "-2" in the demand's own ledger, "b-2" in that of its part (b).
    """
    demand, (letter, _, position) = standing.demand, key.rpartition("-")
    now = in_force(ledger_of_part(demand, letter, standing.at), demand.motion)
    of = f" of part ({letter})" if letter else ""
    move = _Move(facts.get("before"), facts.get("after"), now, of, standing.zone)
    rows = [row for row in demand.deadlines if (row.letter or "") == letter and not row.withdrawn]
    row = next((row for row in rows if str(row.position) == position), None)
    return MovedWords(_heading(move), _lines(move), *_deed(row, change))


def _deed(row: Deadline | None, change: Change | None) -> tuple[str, str | None]:
    if change is not None and change.kind is ChangeKind.ENTRY_WITHDRAWN:
        return "We took this row of the deadline off the record.", None
    if change is not None and change.kind is ChangeKind.ENTRY_AMENDED:
        return "We changed what the record says of the deadline.", None
    if row is None:
        return "This row of the deadline has since been taken off the record.", None
    deed = f"{row.kind.label} on {full_day_words(row.set_on)} by {plain(row.set_by)}."
    return deed, None if row.kind in (DeadlineKind.PAUSED, DeadlineKind.RESUMED) else AGREED[row.agreed]


def _heading(move: _Move) -> str:
    """Return the move in a few words: "deadline now Sunday 8 November 2026", "the clock is paused"."""
    if move.is_pause:
        return f"the clock {'is' if move.is_latest else 'was'} paused"
    if move.after is None:
        return f"deadline now {move.said(move.now)}" if move.now else "deadline taken back"
    if move.said(move.before) == move.said(move.after):
        return f"deadline {'stays' if move.is_latest else 'stayed'} {move.due(move.after)}"
    day = move.due(move.after)
    awaits = "awaits " if move.after.get("event") else ""
    if move.is_resumption:
        return f"the clock {'runs again, deadline now' if move.is_latest else 'ran again, deadline then'} {awaits}{day}"
    if not move.is_latest:
        return f"deadline was moved to {day}"
    return f"deadline now {awaits}{day}"


def _lines(move: _Move) -> Lines:
    since: Lines = () if move.is_latest else (("In force by now", move.said(move.now) or "no deadline"),)
    if move.is_pause and move.after:
        return *_pause(move, move.after), *since
    if move.after is None:
        return *_before(move), ("That deadline no longer stands.", None), *since
    if move.said(move.before) == move.said(move.after):
        return (f"The deadline{move.of} {'stays' if move.is_latest else 'stayed'}", move.said(move.after)), *since
    again: Lines = ((f"The clock{move.of} {'runs' if move.is_latest else 'ran'} again.", None),)
    became = f"It {'is now' if move.is_latest else 'was moved to'}"
    if move.after.get("event"):
        became = "It now awaits" if move.is_latest else "It then awaited"
    return *(again if move.is_resumption else ()), *_before(move), (became, move.said(move.after)), *since


def _before(move: _Move) -> Lines:
    if move.before is None:
        return ((f"There was no deadline{move.of and f' for{move.of[3:]}'}.", None),)
    was = move.due(move.before) if move.is_resumption else move.said(move.before)
    return ((f"The deadline{move.of} {'awaited' if move.before.get('event') else 'was'}", was),)


def _pause(move: _Move, after: Entry) -> Lines:
    """Say that the clock stands, without blame: they wait for those who asked."""
    since = full_day_words(date.fromisoformat(after["paused_on"]))
    if not move.is_latest:
        waited = f"The clock{move.of} was paused while they waited for those who asked."
        return (waited, None), ("It stood from", since), *_before(move)
    moves: Lines = (("It moves by the days for which the clock stands.", None),) if after.get("due") else ()
    waits = f"The clock{move.of} is paused while they wait for those who asked."
    return (waits, None), *_before(move), *moves, ("The clock has stood since", since)


def _stands(entry: Entry | None) -> bool:
    return bool(entry and entry.get("paused_on"))
