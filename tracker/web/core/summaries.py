"""What a page sums up over several facts: since when what is overdue, how dates were counted."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from tracker.models import Source
from tracker.rules.status import MotionStanding
from tracker.vocabulary import SourceCoverage
from tracker.wording.deadlines import arithmetic


def overdue_since(whole: MotionStanding) -> list[tuple[date, list[int]]]:
    groups: dict[date, list[int]] = {}
    for demand in whole.overdue:
        if demand.due_day is not None:
            groups.setdefault(demand.due_day, []).append(demand.demand.number)
    return sorted(groups.items())


def deadlines_in_words(whole: MotionStanding) -> list[tuple[str, list[int]]]:
    groups: dict[str, list[int]] = {}
    for demand in whole.demands:
        if demand.deadline is not None:
            groups.setdefault(arithmetic(demand.deadline, demand.demand), []).append(demand.demand.number)
    return list(groups.items())


def read_counts(sources: Iterable[Source]) -> list[tuple[SourceCoverage, int]]:
    """Count the sources by how much of each was read, in the vocabulary's order; zeros are left out."""
    counts = Counter(source.read for source in sources)
    return [(reading, counts[reading]) for reading in SourceCoverage if counts[reading]]
