"""What the record will not show any more once a change is on it, and the mail about the change has to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tracker.models import Change, Demand, Motion
from tracker.rules.notification_rules import due_of, judgement
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
        facts["before"] = due_of(change.before) or _replaced_due(recorded.motion, change)
        facts["after"] = due_of(change.after)
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


def _replaced_due(motion: Motion, change: Change) -> dict[str, str] | None:
    """Return the due day or instant that a new row of the ledger replaces."""
    position = int(change.subject.rpartition("-")[2])
    ledger = _demand(motion, change.demand_number).deadlines
    rows = [row for row in ledger if row.position < position and not row.withdrawn]
    last = max(rows, key=lambda row: row.position, default=None)
    due = (last.due_on or last.due_at) if last else None
    return {"due": due.isoformat()} if due else None
