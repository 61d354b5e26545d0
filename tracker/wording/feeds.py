"""What a feed says of one entry of the log, in words: a title that says the change, and a text with all of it.

Both are made of the log up to that entry and of nothing else, so they never change.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from tracker.models import Change
from tracker.rules.correction_rules import changed_fields
from tracker.rules.dates import local_time
from tracker.rules.log_past import LogPast
from tracker.rules.notification_rules import JUDGEMENT
from tracker.vocabulary import ChangeKind, Clock, DeadlineKind, Reply, ResponseForm, Visibility
from tracker.wording.dates import ISO_DAY_LENGTH, day_words, full_day_words, full_instant_words, lateness
from tracker.wording.findings import judgement
from tracker.wording.log import LogLine, due_said, line_of, part_words
from tracker.wording.text import listed, plain, shortened

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


def change_title(change: Change, zone: str, past: LogPast) -> str:
    """Return the change in words: "Demand 7, part b: not answered (not mentioned), was no answer recorded"."""
    return shortened(plain(_title(change, zone, past)), LONGEST_TITLE)


def _title(change: Change, zone: str, past: LogPast) -> str:
    before, after = change.before_value or {}, change.after_value or {}
    noun, _, key = change.subject.partition("/")
    if change.kind in (ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE):
        return f"{part_words(key)}: {Clock(after['clock']).label.lower()}"
    if change.kind is ChangeKind.CORRECTION:
        if before.get("clock") == Clock.CHECKING.value:
            return f"Correction: the deadline of {_lower(part_words(key))} had not passed"
        return f"Correction: {_lower(part_words(key))} was not overdue"
    line = line_of(change, zone, past.is_of_action(change))
    if change.kind is ChangeKind.CORRECTION_NOTED:
        return f"Correction: {_corrected(change.subject, before, line)}"
    if noun == "finding":
        return _finding(before, after, past.finding_before(change), past.is_of_action(change))
    if noun == "deadline":
        return _deadline(change, before, after, past, zone)
    if noun == "motion" and before.get("visibility") != after.get("visibility") and before:
        public = after.get("visibility") == Visibility.PUBLIC.value
        return f"{'Published' if public else 'No longer public'}: {line.about.partition(': ')[2]}"
    if noun == "response" and not before:
        return _reply(after)
    return _plainly(change, line, before, after)


def _finding(before: Entry, after: Entry, earlier: Entry | None, action: bool) -> str:
    entry = after or before
    where = f"Demand {entry.get('demand')}, part {entry.get('question', 'a')}"
    if not after:
        return f"{where}: finding taken off the record, was {judgement(before, action)}"
    if not before:
        was = judgement(earlier, action)
        return (
            f"{where}: {judgement(after, action)}, {'as before' if was == judgement(after, action) else f'was {was}'}"
        )
    if any(before.get(name) != after.get(name) for name in JUDGEMENT):
        return f"{where}: {judgement(after, action)}, was {judgement(before, action)}"
    return f"{where}: {judgement(after, action)}, finding amended{_names(before, after)}"


def _deadline(change: Change, before: Entry, after: Entry, past: LogPast, zone: str) -> str:
    """Say what was done to a deadline, to what day it falls, and on what day it fell before."""
    where = part_words(change.subject.partition("/")[2].partition("-")[0])
    if not after:
        return f"{where}: deadline taken off the record, was {due_said(before, zone)}"
    if before:
        moved = (
            f", was {due_said(before, zone).removeprefix('due ')}"
            if _when(before) != _when(after)
            else _names(before, after)
        )
        return f"{where}: deadline amended, {due_said(after, zone)}{moved}"
    kind, earlier = DeadlineKind(after.get("kind", DeadlineKind.SET.value)), past.deadline_before(change)
    stood = _later(earlier, past.days_moved(change, zone), zone)
    if kind is DeadlineKind.RESUMED and stood:
        return f"{where}: {due_said(after, zone)}, {due_said(stood, zone)}"
    if kind in (DeadlineKind.PAUSED, DeadlineKind.RESUMED):
        return f"{where}: {due_said(after, zone)}"
    if kind is DeadlineKind.EXPECTED:
        return f"{where}: {due_said(after, zone)}; the deadline was not moved"
    if kind is DeadlineKind.ASKED_AGAIN:
        return f"{where}: asked again, for {due_said(after, zone).removeprefix('due ')}; the deadline was not moved"
    was = f", was {due_said(stood, zone).removeprefix('due ')}" if stood else ""
    return f"{where}: deadline {kind.label.lower()}, {due_said(after, zone)}{was}"


def _later(entry: Entry | None, days: int, zone: str) -> Entry | None:
    """Return a row of a ledger so many days later: by those for which the clock stood."""
    if not entry or not entry.get("due") or not days:
        return entry
    due = str(entry["due"])
    if len(due) == ISO_DAY_LENGTH:
        return {**entry, "due": (date.fromisoformat(due) + timedelta(days=days)).isoformat()}
    return {**entry, "due": (local_time(datetime.fromisoformat(due), zone) + timedelta(days=days)).isoformat()}


def _when(entry: Entry) -> Any:
    return entry.get("due") or entry.get("event")


def _reply(after: Entry) -> str:
    reply, form = Reply(after.get("reply", Reply.RECEIVED.value)), ResponseForm(after["form"])
    what = "Reply" if reply is Reply.RECEIVED else reply.label
    day = day_words(date.fromisoformat(after["received_on"]))
    return f"{what} recorded: {form.label.lower()} of {day}, {after['from']}"


def _corrected(subject: str, entry: Entry, line: LogLine) -> str:
    """Name what a correction is about, without what it had said."""
    noun, _, key = subject.partition("/")
    match noun:
        case "finding":
            return f"our finding on demand {entry.get('demand')}, part {entry.get('question', 'a')}"
        case "deadline":
            return f"the deadline of {_lower(part_words(key.partition('-')[0]))}"
    return _lower(line.about)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _plainly(change: Change, line: LogLine, before: Entry, after: Entry) -> str:
    """Say what was recorded, amended or taken off: "Source recorded: Minutes"."""
    noun, _, name = line.about.partition(": ")
    names = _names(before, after) if change.kind in (ChangeKind.ENTRY_AMENDED, ChangeKind.MOTION_AMENDED) else ""
    return f"{noun} {ACTS.get(change.kind, 'recorded')}{names}{': ' if name else ''}{name}"


def _names(before: Entry, after: Entry) -> str:
    found = [name.replace("_", " ") for name in changed_fields(dict(before), dict(after))]
    return f" ({listed(found)})" if found else ""


def change_text(change: Change, zone: str, past: LogPast | None = None) -> str:
    """Return everything an entry of the log says, a sentence a line.

    What differs before and after, why, when it happened and when we recorded it (in the motion's own zone), who, and
    the entry's seal.
    """
    line = line_of(change, zone, bool(past and past.is_of_action(change)))
    about = plain(line.about).rstrip(".")
    why = _why(line) if line.reason != change.kind.sentence else ""
    lines = [
        f"{about}. {line.kind.sentence}",
        *(_difference(*field) for field in line.fields),
        why,
        *_times(line, zone),
    ]
    lines += [f"Entry {change.sequence:,} of the log. {change.actor_role.sentence}", f"Seal: {change.hash}"]
    return "\n".join(filter(None, lines))


def _why(line: LogLine) -> str:
    reason = plain(line.reason).rstrip(".")
    return f"Why: {reason}." if reason else ""


def _difference(name: str, before: str, after: str) -> str:
    """Return a field before and after; of what is new, only what it says."""
    was, now = (shortened(plain(text), LONGEST_VALUE) for text in (before, after))
    return f"{plain(name).capitalize()}: {was} → {now or '(nothing)'}" if was else f"{plain(name).capitalize()}: {now}"


def _times(line: LogLine, zone: str) -> tuple[str, ...]:
    """Return when it happened and when we recorded it; what came late says by how much."""
    change = line.change
    recorded = full_instant_words(change.recorded_at, zone)
    if line.on_record_only:
        return (f"Recorded: {recorded}.",)
    happened = full_day_words(line.happened_on) if line.happened_on else full_instant_words(change.happened_at, zone)
    late = lateness(line.happened_on or change.happened_at, change.recorded_at, zone)
    return f"Happened: {happened}.", f"Recorded: {recorded}{f', {late}' if late else ''}."


def concerns(change: Change, number: int) -> bool:
    """Tell whether an entry of the log is about a demand: it says so, or what it records names the demand.

    A reply or a statement that names no demand is about all of them.
    """
    if change.demand_number is not None:
        return change.demand_number == number
    noun = change.noun
    versions = [entry for entry in (change.before_value, change.after_value) if isinstance(entry, dict)]
    named = [entry.get("demands") or [] for entry in versions]
    every = noun in ("response", "statement") and not all(named)
    return every or any(number in numbers for numbers in named)
