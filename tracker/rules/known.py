"""From which day each thing on record is known: a past day shows nothing that was known only later.

Rule: docs/decisions/status.md#known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.models import (
    Deadline,
    Demand,
    Discrepancy,
    Event,
    Figure,
    Finding,
    Flow,
    Identity,
    Motion,
    Note,
    Response,
    Source,
    Statement,
)

Cited = Motion | Demand | Deadline | Response | Finding | Statement | Event | Note | Figure | Identity | Discrepancy
"""What cites sources."""
KNOWN_LISTS = ("notes", "figures", "identities", "discrepancies", "flows", "sources_of_record")
"""A motion's lists whose rows are shown, and cited, from the day they are known."""


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The day from which each row of a motion is known. `figures` and `identities` are the motion's, by key."""

    figures: Mapping[str, Figure]
    identities: Mapping[str, Identity]

    @classmethod
    def of(cls, motion: Motion) -> "KnownDays":
        return cls({row.key: row for row in motion.figures}, {row.key: row for row in motion.identities})

    def known_on(self, row: Cited | Source | Flow) -> date | None:
        """Return the day given, else the latest of what the row is made of; None: known from the adoption on."""
        match row:
            case Source():
                return row.known_from or row.published_on
            case Figure():
                # A number is out when the first of its sources prints it.
                return row.published_on or min(self._cited(row), default=None)
            case Note():
                return row.known_from or max(self._cited(row), default=None)
            case Identity():
                return row.known_from or self._latest([*row.terms, row.equals], row)
            case Discrepancy():
                return row.known_from or self._latest(row.figures, row)
            case Flow():
                sums = [self.identities[key] for key in [*row.splits, *row.joins] if key in self.identities]
                return max([*self._figures(row.beside), *_given(map(self.known_on, sums))], default=None)
        return _happened_on(row)

    def explained_on(self, row: Discrepancy) -> date | None:
        """Return the day from which the explanation of a difference is known; unless given, that of the difference."""
        return row.explained_from or self.known_on(row)

    def _latest(self, figures: Iterable[str], row: Cited) -> date | None:
        return max([*self._figures(figures), *self._cited(row)], default=None)

    def _figures(self, keys: Iterable[str]) -> list[date]:
        return _given(self.known_on(self.figures[key]) for key in keys if key in self.figures)

    def _cited(self, row: Cited) -> list[date]:
        return _given(self.known_on(citation.source) for citation in row.citations)


def is_by(known_on: date | None, day: date) -> bool:
    """Tell whether what is known on a day, or from the adoption on, is known by the end of another."""
    return known_on is None or known_on <= day


def known_by(motion: Motion, day: date) -> dict[str, list[Any]]:
    """Return the rows of each of a motion's lists, its sources as well, that are known by the end of a day."""
    days = KnownDays.of(motion)
    return {name: [row for row in getattr(motion, name) if is_by(days.known_on(row), day)] for name in KNOWN_LISTS}


def _happened_on(row: Cited) -> date | None:
    match row:
        case Deadline():
            return row.set_on
        case Response():
            return row.received_on
        case Finding():
            return row.found_on
        case Event():
            return row.happened_on
        case Statement():
            return row.invited_on or row.published_on
    return None


def _given(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
