"""What the record will not show any more once a change is on it, and the mail about the change has to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tracker.models import Change, Deadline, Demand, Motion
from tracker.rules.deadlines import due_day, due_of
from tracker.rules.findings import split_part
from tracker.rules.log_past import row_of
from tracker.rules.notification_rules import judgement
from tracker.vocabulary import Status

FIRST_LETTER = "a"
"""An entry leaves out what is so unless it says otherwise: which part a finding is on, where there is one."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one act recorded of one motion: its changes, and where its demands stood before and after (by number)."""

    motion: Motion
    changes: Sequence[Change]
    before: dict[int, Status]
    after: dict[int, Status]


def demand_numbers(change: Change, motion: Motion) -> list[int]:
    """Return the demands that a change is about; a reply says so itself, and one that names none is about all."""
    if change.demand_number is not None:
        return [change.demand_number]
    if change.subject.startswith("response/"):
        named = (change.after_value or {}).get("demands") or [demand.number for demand in motion.demands]
        return sorted(named)
    return []


def facts_of(recorded: Recorded, change: Change) -> dict[str, Any]:
    """Return the statuses before and after, and for a finding or a deadline what it says instead of what."""
    before, after = recorded.before, recorded.after
    numbers = [number for number in demand_numbers(change, recorded.motion) if number in before and number in after]
    facts: dict[str, Any] = {}
    if numbers:
        facts["headlines"] = {str(number): [before[number].value, after[number].value] for number in numbers}
    noun = change.noun
    if noun == "finding":
        facts["question"] = (change.after_value or change.before_value).get("question", FIRST_LETTER)
        facts["before"] = judgement(change.before) or _superseded(recorded.motion, change)
        facts["after"] = judgement(change.after)
    elif noun == "deadline":
        facts["before"], facts["after"] = _in_force_around(recorded.motion, change)
    return facts


def _demand(motion: Motion, number: int | None) -> Demand:
    return next(demand for demand in motion.demands if demand.number == number)


def _superseded(motion: Motion, change: Change) -> dict[str, str | None] | None:
    """Return what the finding before a new one judged of the same part, or None where it is the first."""
    entry, key = change.after_value, change.key
    letter = entry.get("question", FIRST_LETTER)
    question = next(part for part in _demand(motion, entry["demand"]).questions if part.letter == letter)
    earlier = [finding for finding in question.findings if not finding.withdrawn and finding.key != key]
    if not earlier:
        return None
    last = max(earlier, key=lambda finding: (finding.found_on, finding.id))
    return {"verdict": last.verdict, "gap": last.gap, "ground": last.ground}


def in_force(rows: Sequence[Deadline], motion: Motion) -> dict[str, str] | None:
    """Return what some rows of one ledger put in force: a day, an instant or an event, moved by the days it stood.

    Where the clock stands it is what was in force until then, with the day since when.
    """
    due = due_of(rows, motion)
    if due is None:
        return None
    if due.paused_on is not None:
        return {**(in_force(rows[:-1], motion) or {}), "paused_on": due.paused_on.isoformat()}
    if due.row.event is not None:
        return {"event": due.row.event}
    day = due.day or due_day(due.row, motion.time_zone)
    return {"due": day.isoformat() if due.row.due_at is None or due.closes_at is None else due.closes_at.isoformat()}


def _in_force_around(motion: Motion, change: Change) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """Return what was in force on the ledger of a changed row without the change, and with it."""
    key, _, place = change.subject.partition("/")[2].rpartition("-")
    demand, letter, position = _demand(motion, change.demand_number), split_part(key)[1], int(place)
    rows = _rows(demand, letter)
    if change.before_value is None:
        before = [row for row in rows if row.position < position]
        rows = [row for row in rows if row.position <= position]
    else:
        others = [row for row in rows if row.position != position]
        before = sorted(
            [*others, row_of(change.before_value, position, motion.adopted_on)], key=lambda row: row.position
        )
    shared = _rows(demand, "")
    return in_force(before or shared, motion) if before or letter else None, in_force(rows or shared, motion)


def _rows(demand: Demand, letter: str) -> list[Deadline]:
    rows = [row for row in demand.deadlines if (row.letter or "") == letter and not row.withdrawn]
    return sorted(rows, key=lambda row: row.position)
