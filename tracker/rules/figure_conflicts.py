"""Where published figures of one measure differ: found by looking at them, whether or not anybody has noted it.

Figures are of one measure when their record says so. Two of them are set against each other only where they count the
same: one unit, one population, one period.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tracker.models import Discrepancy, Figure, Identity
from tracker.rules.figures import Check, check_identity
from tracker.rules.ranges import range_of
from tracker.vocabulary import DiscrepancyState


@dataclass(frozen=True, slots=True)
class Difference:
    """Figures of one measure that differ, what is recorded about that, and the sums that the explanation rests on.

    `clash` tells that no number could be meant by all of them; otherwise rounding alone could explain it.
    """

    key: str
    figures: Sequence[Figure]
    clash: bool
    noted: Discrepancy | None
    sums: Sequence[Check] = ()

    @property
    def state(self) -> DiscrepancyState:
        """Return where it stands: what is noted, or open, or explained where rounding alone explains it."""
        if self.noted is not None:
            return self.noted.state
        return DiscrepancyState.OPEN if self.clash else DiscrepancyState.EXPLAINED


def differences(
    figures: Iterable[Figure], noted: Sequence[Discrepancy], identities: Iterable[Identity]
) -> list[Difference]:
    """Return every difference: those that are noted, in their order, then those that only the figures show.

    A noted difference is left out while one of its figures is not among those given (it had not been published).
    """
    by_key = {one.key: one for one in figures}
    sums = {one.key: one for one in identities}
    found = [_noted(one, by_key, sums) for one in noted if all(key in by_key for key in one.figures)]
    told = [set(one.figures) for one in noted]
    for group in _comparable(by_key.values()):
        pairs = [pair for pair in combinations(group, 2) if _differ(*pair) and not _told(pair, told)]
        if pairs:
            ours = [one for one in group if any(one in pair for pair in pairs)]
            clash = any(not range_of(a).meets(range_of(b)) for a, b in pairs)
            found.append(Difference(f"measure-{group[0].measure}", ours, clash, None))
    return found


def _noted(one: Discrepancy, by_key: Mapping[str, Figure], sums: Mapping[str, Identity]) -> Difference:
    figures = [by_key[key] for key in one.figures]
    checks = [check_identity(sums[key], by_key) for key in one.sums or [] if key in sums]
    clash = any(not range_of(a).meets(range_of(b)) for a, b in combinations(figures, 2) if counts_the_same(a, b))
    return Difference(one.key, figures, clash, one, checks)


def _comparable(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Return the figures of each measure that count the same, in the order in which they first appear."""
    groups: list[list[Figure]] = []
    for figure in figures:
        group = next((one for one in groups if figure.measure and counts_the_same(one[0], figure)), None)
        if group is None:
            groups.append([figure])
        else:
            group.append(figure)
    return [one for one in groups if len(one) > 1]


def counts_the_same(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one measure and count the same unit, among the same people, in one period."""
    if one.measure is None or one.measure != other.measure:
        return False
    periods = (one.period_from, one.period_to) == (other.period_from, other.period_to)
    return periods and one.unit == other.unit and one.population == other.population


def _differ(one: Figure, other: Figure) -> bool:
    return (one.value, one.precision) != (other.value, other.precision)


def _told(pair: tuple[Figure, Figure], told: Sequence[set[str]]) -> bool:
    return any({pair[0].key, pair[1].key} <= keys for keys in told)
