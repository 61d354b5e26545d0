"""What a page sums up over several facts: since when what is overdue, which parts are open, how dates were counted."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from tracker.models import Figure, Source
from tracker.rules.findings import Part
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import SourceCoverage, Verdict
from tracker.wording.deadlines import arithmetic


def overdue_since(whole: MotionStanding) -> list[tuple[date, list[int]]]:
    """Return the days whose deadlines were missed, the oldest first, each with the numbers of its demands."""
    groups: dict[date, list[int]] = {}
    for one in whole.overdue:
        if one.due_day is not None:
            groups.setdefault(one.due_day, []).append(one.demand.number)
    return sorted(groups.items())


def deadlines_in_words(whole: MotionStanding) -> list[tuple[str, list[int]]]:
    """Return the sums of the deadlines in force, each with the numbers of the demands that share it."""
    groups: dict[str, list[int]] = {}
    for one in whole.demands:
        if one.deadline is not None:
            groups.setdefault(arithmetic(one.deadline, one.demand), []).append(one.demand.number)
    return list(groups.items())


def open_parts(one: Standing) -> list[Part]:
    """Return the parts of a demand that are not answered in full."""
    return [part for part in one.parts if part.verdict is not Verdict.ANSWERED]


def open_by_verdict(one: Standing) -> list[tuple[Verdict, list[Part]]]:
    """Return the parts of a demand that are not answered in full, put together by their verdict."""
    groups: dict[Verdict, list[Part]] = {}
    for part in open_parts(one):
        groups.setdefault(part.verdict, []).append(part)
    return list(groups.items())


def published(figures: Iterable[Figure], day: date) -> list[Figure]:
    """Return the figures that were out by the end of a day; an undated one counts as out."""
    return [one for one in figures if one.published_on is None or one.published_on <= day]


def read_counts(sources: Iterable[Source]) -> list[tuple[SourceCoverage, int]]:
    """Count the sources by how much of each was read, in the vocabulary's order; zeros are left out."""
    counts = Counter(source.read for source in sources)
    return [(reading, counts[reading]) for reading in SourceCoverage if counts[reading]]
