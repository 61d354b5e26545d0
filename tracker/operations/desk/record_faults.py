"""Which records have faults: what was accepted once and does not fit the checks of today, for Today to show.

Such a fault blocks no act that has nothing to do with it (operations/record/publishing.py), so somebody has to see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.models import Motion
from tracker.operations.record.publishing import Refusal, record_faults, stored_table
from tracker.record.entries import record_from

AT_ONCE = 10
"""How many motions are looked at in one go: checking one takes some hundredths of a second."""


@dataclass
class FaultFinder:
    """Looks for faults and remembers them: a record is looked at once as it stands, by the end of its log."""

    known: dict[int, tuple[str, list[Refusal]]] = field(default_factory=dict)

    def look(self, session: Session, motions: Sequence[Motion], now: datetime) -> list[tuple[Motion, list[Refusal]]]:
        """Return those of some motions whose record is known to have faults; look at a few that have changed."""
        fresh = [motion for motion in motions if self._seen(motion) is None]
        for motion in fresh[:AT_ONCE]:
            record = record_from(stored_table(session, motion.slug))
            self.known[motion.id] = (motion.log_head, record_faults(record, now))
        return [(motion, faults) for motion in motions if (faults := self._seen(motion))]

    def _seen(self, motion: Motion) -> list[Refusal] | None:
        head, faults = self.known.get(motion.id, ("", []))
        return faults if head and head == motion.log_head else None
