"""What a feed says of one entry of the log, in words: a title that says the change, and a text with all of it.

Both are made of the log up to that entry and of nothing else, so they read the same for ever.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tracker.formats.alert_words import instant, judgement, lateness
from tracker.formats.feed_past import Past
from tracker.formats.history import Line, line_of
from tracker.formats.plain import plain, shortened
from tracker.models import Change
from tracker.rules.correcting import changed_fields
from tracker.rules.notification_rules import JUDGEMENT
from tracker.rules.sentences import day_words, full_day_words, instant_words, listed
from tracker.vocabulary import ChangeKind, Clock, DeadlineKind, Reply, ResponseForm, Visibility

LONGEST_TITLE = 200
LONGEST_VALUE = 600
"""How many characters of one field a feed repeats; the whole text stands in the log."""
ACTS = {
    ChangeKind.ENTRY_AMENDED: "amended",
    ChangeKind.MOTION_AMENDED: "amended",
    ChangeKind.ENTRY_WITHDRAWN: "taken off the record",
    ChangeKind.DEMAND_WITHDRAWN: "withdrawn",
}
"""What was done, in a title; all else was recorded."""

Entry = Mapping[str, Any]


def stamp(revision: int, head: str) -> str:
    """Return where a record stands: its revision, and the hash of its log's last entry."""
    return f"Revision {revision:,} of the record. Log head {head}."


def as_of(on: date | None) -> str:
    """Return the words for the past day that something speaks of, followed by a blank; nothing for the present."""
    return f"As of the end of {full_day_words(on)}. " if on else ""


def change_title(change: Change, zone: str, past: Past) -> str:
    """Return the change in words: "Demand 7, part b: not answered (not mentioned), was no answer recorded"."""
    return shortened(plain(_title(change, zone, past)), LONGEST_TITLE)


def _title(change: Change, zone: str, past: Past) -> str:
    before, after = json.loads(change.before) or {}, json.loads(change.after) or {}
    noun, number = change.subject.partition("/")[0], change.demand_number
    if change.kind in (ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE):
        return f"Demand {number}: {Clock(after['clock']).label.lower()}"
    if change.kind is ChangeKind.CORRECTION:
        return f"Correction: demand {number} was not overdue"
    line = line_of(change, zone)
    if change.kind is ChangeKind.CORRECTION_NOTED:
        return f"Correction: {_corrected(change.subject, before, line)}"
    if noun == "finding":
        return _finding(before, after, past.finding_before(change))
    if noun == "deadline":
        return _deadline(change, before, after, past, zone)
    if noun == "motion" and before.get("visibility") != after.get("visibility") and before:
        public = after.get("visibility") == Visibility.PUBLIC.value
        return f"{'Published' if public else 'No longer public'}: {line.about.partition(': ')[2]}"
    if noun == "response" and not before:
        return _reply(after)
    return _plainly(change, line, before, after)


def _finding(before: Entry, after: Entry, earlier: Entry | None) -> str:
    """Say what was judged of which part, and what before: in the finding itself, or in the one before it."""
    entry = after or before
    where = f"Demand {entry.get('demand')}, part {entry.get('question', 'a')}"
    if not after:
        return f"{where}: finding taken off the record, was {judgement(before)}"
    if not before:
        was = judgement(earlier)
        return f"{where}: {judgement(after)}, {'as before' if was == judgement(after) else f'was {was}'}"
    if any(before.get(name) != after.get(name) for name in JUDGEMENT):
        return f"{where}: {judgement(after)}, was {judgement(before)}"
    return f"{where}: {judgement(after)}, finding amended{_names(before, after)}"


def _deadline(change: Change, before: Entry, after: Entry, past: Past, zone: str) -> str:
    """Say what was done to a deadline, to what day it falls, and on what day it fell before."""
    number, entry = change.demand_number, after or before
    if not after:
        return f"Demand {number}: deadline taken off the record, was due {_due(before, zone)}"
    if before:
        moved = f", was {_due(before, zone)}" if before["due"] != after["due"] else _names(before, after)
        return f"Demand {number}: deadline amended, due {_due(after, zone)}{moved}"
    kind = DeadlineKind(entry.get("kind", DeadlineKind.SET.value))
    if kind is DeadlineKind.ASKED_AGAIN:
        return f"Demand {number}: asked again, for {_due(after, zone)}; the deadline was not moved"
    earlier = past.deadline_before(change)
    was = f", was {_due(earlier, zone)}" if earlier else ""
    return f"Demand {number}: deadline {kind.label.lower()}, due {_due(after, zone)}{was}"


def _due(entry: Entry, zone: str) -> str:
    due = str(entry["due"])
    return day_words(date.fromisoformat(due)) if len(due) == 10 else instant_words(datetime.fromisoformat(due), zone)


def _reply(after: Entry) -> str:
    """Say what came, from whom, in what form and of what day."""
    reply, form = Reply(after.get("reply", Reply.RECEIVED.value)), ResponseForm(after["form"])
    what = "Reply" if reply is Reply.RECEIVED else reply.label
    day = day_words(date.fromisoformat(after["received_on"]))
    return f"{what} recorded: {form.label.lower()} of {day}, {after['from']}"


def _corrected(subject: str, entry: Entry, line: Line) -> str:
    """Name what a correction is about, without what it had said."""
    noun, _, key = subject.partition("/")
    match noun:
        case "finding":
            return f"our finding on demand {entry.get('demand')}, part {entry.get('question', 'a')}"
        case "deadline":
            return f"the deadline of demand {key.partition('-')[0]}"
    return line.about[:1].lower() + line.about[1:]


def _plainly(change: Change, line: Line, before: Entry, after: Entry) -> str:
    """Say what was recorded, amended or taken off: "Source recorded: Minutes"."""
    noun, _, name = line.about.partition(": ")
    names = _names(before, after) if change.kind in (ChangeKind.ENTRY_AMENDED, ChangeKind.MOTION_AMENDED) else ""
    return f"{noun} {ACTS.get(change.kind, 'recorded')}{names}{': ' if name else ''}{name}"


def _names(before: Entry, after: Entry) -> str:
    """Return the names of the fields that were changed, in brackets."""
    found = [name.replace("_", " ") for name in changed_fields(dict(before), dict(after))]
    return f" ({listed(found)})" if found else ""


def change_text(change: Change, zone: str) -> str:
    """Return everything an entry of the log says, a sentence a line.

    What differs before and after, why, when it happened and when we recorded it (in the motion's own zone), who, and
    the entry's seal.
    """
    line = line_of(change, zone)
    kind = change.kind.sentence
    about = plain(line.about).rstrip(".")
    why = _why(line) if line.reason != kind else ""
    lines = [f"{about}. {kind}", *(_difference(*field) for field in line.fields), why, *_times(line, zone)]
    lines += [f"Entry {change.sequence:,} of the log. {change.actor_role.sentence}", f"Seal: {change.hash}"]
    return "\n".join(filter(None, lines))


def _why(line: Line) -> str:
    reason = plain(line.reason).rstrip(".")
    return f"Why: {reason}." if reason else ""


def _difference(name: str, before: str, after: str) -> str:
    """Return a field before and after; of what is new, only what it says."""
    was, now = (shortened(plain(text), LONGEST_VALUE) for text in (before, after))
    return f"{plain(name).capitalize()}: {was} → {now or '(nothing)'}" if was else f"{plain(name).capitalize()}: {now}"


def _times(line: Line, zone: str) -> tuple[str, ...]:
    """Return when it happened and when we recorded it; what came late says by how much."""
    change = line.change
    recorded = instant(change.recorded_at, zone)
    if line.on_record_only:
        return (f"Recorded: {recorded}.",)
    happened = full_day_words(line.happened_on) if line.happened_on else instant(change.happened_at, zone)
    late = lateness(line.happened_on or change.happened_at, change.recorded_at, zone)
    return f"Happened: {happened}.", f"Recorded: {recorded}{f', {late}' if late else ''}."


def concerns(change: Change, number: int) -> bool:
    """Tell whether an entry of the log is about a demand: it says so, or what it records names the demand.

    A reply or a statement that names no demand is about all of them.
    """
    if change.demand_number is not None:
        return change.demand_number == number
    noun = change.subject.partition("/")[0]
    versions = [entry for entry in (json.loads(change.before), json.loads(change.after)) if isinstance(entry, dict)]
    named = [entry.get("demands") or [] for entry in versions]
    every = noun in ("response", "statement") and not all(named)
    return every or any(number in numbers for numbers in named)
