"""What an act does to the sums of a record, said before it is put on record: what no longer holds, and what differs."""

from collections.abc import Mapping

from tracker.models import Discrepancy, Figure, Identity
from tracker.record.entries import Table, columns_of
from tracker.record.schema import DiscrepancyEntry, Entry, FigureEntry, IdentityEntry
from tracker.rules.figure_conflicts import figure_conflicts
from tracker.rules.figures import check_identity
from tracker.vocabulary import CheckResult
from tracker.wording.figures import check_outcome, check_working, number

TOUCHING = ("figure/", "identity/", "discrepancy/")


def figure_troubles(table: Table, changes: Mapping[str, Entry | None]) -> list[str]:
    """Return a sentence for every sum and every difference that is in trouble with the changes and was not before."""
    if not any(subject.startswith(TOUCHING) for subject in changes):
        return []
    after = {subject: entry for subject, entry in (table | dict(changes)).items() if entry is not None}
    before = set(_troubles(table))
    return [trouble for trouble in _troubles(after) if trouble not in before]


def _troubles(table: Table) -> list[str]:
    figures = {entry.id: Figure(**columns_of(entry)) for entry in table.values() if isinstance(entry, FigureEntry)}
    sums = [Identity(**columns_of(entry)) for entry in table.values() if isinstance(entry, IdentityEntry)]
    noted = [Discrepancy(**columns_of(entry)) for entry in table.values() if isinstance(entry, DiscrepancyEntry)]
    found = []
    for check in (check_identity(identity, figures) for identity in sums):
        if check.result is CheckResult.DOES_NOT_HOLD:
            found.append(f"“{check.identity.text}” {check_outcome(check)}: {check_working(check)}.")
        elif check.result is CheckResult.CANNOT_BE_CHECKED and check.by is None:
            found.append(f"“{check.identity.text}” cannot be checked: {check_working(check)}.")
    for conflict in figure_conflicts(figures.values(), noted, sums):
        if conflict.noted is None and conflict.clash:
            listed = " · ".join(f"{number(figure.value)} {figure.unit} ({figure.label})" for figure in conflict.figures)
            found.append(f"These are given for one quantity and differ, and no explanation is on record: {listed}.")
    return found
