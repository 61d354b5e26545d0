"""What the log said before an entry: the judgement or day that a new finding or deadline replaced."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tracker.models import Change
from tracker.vocabulary import DeadlineKind

Entry = dict[str, Any]
NOUNS = ("finding", "deadline")
"""The nouns for which an earlier entry is looked up."""


@dataclass(frozen=True, slots=True)
class LogPast:
    """The log's entries on findings and deadlines, of one motion or of several, by the part or demand they are on."""

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
        """Return the row of the ledger that a new one came after; asking again never moved a deadline."""
        own = _position(change.subject)
        rows = {_position(subject): row for subject, row in self._stood(change).items()}
        moving = [at for at, row in rows.items() if at < own and row.get("kind") != DeadlineKind.ASKED_AGAIN]
        return rows[max(moving)] if moving else None

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


def _position(subject: str) -> int:
    return int(subject.rpartition("-")[2])
