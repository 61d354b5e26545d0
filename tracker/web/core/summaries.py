"""What a page sums up over several facts: since when what is overdue, how dates were counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tracker.models import Source
from tracker.rules.status import MotionStanding
from tracker.vocabulary import SourceCoverage
from tracker.wording.deadlines import arithmetic_in_force


def overdue_since(whole: MotionStanding) -> list[tuple[date, list[int]]]:
    groups: dict[date, list[int]] = {}
    for demand in whole.overdue:
        if demand.due_day is not None:
            groups.setdefault(demand.due_day, []).append(demand.demand.number)
    return sorted(groups.items())


@dataclass(frozen=True, slots=True)
class Counted:
    """How deadlines were counted, and of which demands; `letters` where they are those of single parts of one."""

    words: str
    demands: list[int] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)

    @property
    def parts(self) -> list[str]:
        return [f"{self.demands[0]}{letter}" for letter in self.letters]


def deadlines_in_words(whole: MotionStanding) -> list[Counted]:
    """Return how each deadline in force was counted, those that were counted alike together."""
    found: dict[tuple[str, int], Counted] = {}
    for standing in whole.demands:
        number = standing.demand.number
        for due in (part.due for part in standing.parts if part.due):
            words, row = arithmetic_in_force(due, standing.demand), due.row
            counted = found.setdefault((words, number if row.letter else 0), Counted(words))
            counted.demands.extend([] if number in counted.demands else [number])
            counted.letters.extend([row.letter] if row.letter else [])
    return list(found.values())


def read_counts(sources: Iterable[Source]) -> list[tuple[SourceCoverage, int]]:
    """Count the sources by how much of each was read, in the vocabulary's order; zeros are left out."""
    counts = Counter(source.read for source in sources)
    return [(reading, counts[reading]) for reading in SourceCoverage if counts[reading]]
