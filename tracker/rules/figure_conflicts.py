"""Where published figures of one measure differ: found by comparing them, whether or not the record notes it.

Rule: docs/decisions/figures.md#differences.

Figures are of one measure when their record says so. Two of them are set against each other only where they count the
same: one unit, one population, one period.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tracker.models import Discrepancy, Figure, Identity
from tracker.rules.figures import SumCheck, check_identity
from tracker.rules.ranges import range_of
from tracker.vocabulary import DiscrepancyState


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """Figures of one measure that differ, what is recorded about that, and the sums that the explanation rests on.

    `clash` says that no number could be meant by all of them; otherwise rounding alone could explain it.
    """

    key: str
    figures: Sequence[Figure]
    clash: bool
    noted: Discrepancy | None
    sums: Sequence[SumCheck] = ()

    @property
    def state(self) -> DiscrepancyState:
        """Return where it stands: what is noted, or open, or explained where rounding alone explains it."""
        if self.noted is not None:
            return self.noted.state
        return DiscrepancyState.OPEN if self.clash else DiscrepancyState.EXPLAINED


def figure_conflicts(
    figures: Iterable[Figure], noted: Sequence[Discrepancy], identities: Iterable[Identity]
) -> list[FigureConflict]:
    """Return every conflict: those that are noted, in their order, then those that only the figures show.

    A noted conflict is left out while one of its figures is not among those given (it had not been published).
    """
    by_key = {figure.key: figure for figure in figures}
    sums = {identity.key: identity for identity in identities}
    found = [_noted(row, by_key, sums) for row in noted if all(key in by_key for key in row.figures)]
    known = [set(row.figures) for row in noted]
    for group in _comparable(by_key.values()):
        pairs = [pair for pair in combinations(group, 2) if _differ(*pair) and not _is_noted(pair, known)]
        if pairs:
            ours = [figure for figure in group if any(figure in pair for pair in pairs)]
            clash = any(not range_of(a).meets(range_of(b)) for a, b in pairs)
            found.append(FigureConflict(f"measure-{group[0].measure}", ours, clash, None))
    return found


def _noted(row: Discrepancy, by_key: Mapping[str, Figure], sums: Mapping[str, Identity]) -> FigureConflict:
    figures = [by_key[key] for key in row.figures]
    checks = [check_identity(sums[key], by_key) for key in row.sums or [] if key in sums]
    clash = any(not range_of(a).meets(range_of(b)) for a, b in combinations(figures, 2) if counts_the_same(a, b))
    return FigureConflict(row.key, figures, clash, row, checks)


def _comparable(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Return the figures of each measure that count the same, in the order in which they first appear."""
    groups: list[list[Figure]] = []
    for figure in figures:
        group = next((group for group in groups if figure.measure and counts_the_same(group[0], figure)), None)
        if group is None:
            groups.append([figure])
        else:
            group.append(figure)
    return [group for group in groups if len(group) > 1]


def counts_the_same(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one measure and count the same unit, among the same people, in one period."""
    if figure.measure is None or figure.measure != other.measure:
        return False
    periods = (figure.period_from, figure.period_to) == (other.period_from, other.period_to)
    return periods and figure.unit == other.unit and figure.population == other.population


def _differ(figure: Figure, other: Figure) -> bool:
    return (figure.value, figure.precision) != (other.value, other.precision)


def _is_noted(pair: tuple[Figure, Figure], known: Sequence[set[str]]) -> bool:
    return any({pair[0].key, pair[1].key} <= keys for keys in known)
