"""Put one entry of a record into its table: recorded, amended or taken off, never silently overwritten.

Deadlines, responses, findings and statements are append-only: an amendment is a new version of the row. The other
nouns are amended in place. Either way the log keeps before and after.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tracker.models import (
    LINKS,
    Citation,
    Clearance,
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
    Question,
    Response,
    Source,
    Statement,
)
from tracker.queries.motions import CITED
from tracker.record.difference import EntryDiff
from tracker.record.entries import columns_of, owner_of
from tracker.record.fields import Entry
from tracker.record.schema import FindingEntry

VERSIONED = (Deadline, Response, Finding, Statement)
AMENDED = (Motion, Source, Note, Demand, Question, Figure, Identity, Discrepancy, Flow, Event)
NOUNS: dict[str, type[Any]] = {noun.__tablename__: noun for noun in (*VERSIONED, *AMENDED)}
"""The nouns by the words of subjects."""


class EntryRefusedError(Exception):
    """An entry that may not be written as asked; the message says what to do instead."""


@dataclass
class EntryWriter:
    """The rows of one motion by subject, so that an entry finds its parents and its sources."""

    session: Session
    motion: Motion
    now: datetime
    rows: dict[str, Any] = field(default_factory=dict)
    cleared: Mapping[str, Clearance] | None = None
    """What clears each finding, by its subject; None for an import of history, which is marked as such."""

    def write(self, difference: EntryDiff) -> None:
        kind, _, key = difference.subject.partition("/")
        noun = NOUNS[kind]
        if difference.after is None:
            self._take_off(noun, key, difference)
        elif difference.subject in self.rows and noun not in VERSIONED:
            self._amend(noun, self.rows[difference.subject], difference.after)
        else:
            self._add(noun, difference.subject, key, difference.after)

    def _add(self, noun: type[Any], subject: str, key: str, entry: Entry) -> None:
        row = self._new_row(noun, key, entry)
        if isinstance(row, Finding):
            row.clearance_id = self._clearance(subject, row).id
        self.session.add(row)
        self.session.flush()
        self.rows[subject] = row
        self._cite(noun, row, entry)
        self._link(noun, row)

    def _new_row(self, noun: type[Any], key: str, entry: Entry, **more: Any) -> Any:
        row = noun(**columns_of(entry), **self._parents(noun, key, entry), recorded_at=self.now, **more)
        if "position" in noun.__table__.columns and noun is not Deadline:
            row.position = self._position(noun, key)
        if noun in VERSIONED:
            row.version = self._next_version(noun, row)
        return row

    def _clearance(self, subject: str, finding: Finding) -> Clearance:
        """Return what clears a finding, stored; the database refuses one that does not."""
        if self.cleared is None:
            clearance = Clearance(verdict=finding.verdict, history=True)
        elif subject in self.cleared:
            clearance = self.cleared[subject]
        else:
            raise EntryRefusedError(f"{subject} is a finding that nothing clears: judge it at the desk, part by part.")
        clearance.question_id, clearance.cleared_at = finding.question_id, self.now
        self.session.add(clearance)
        self.session.flush()
        return clearance

    def _parents(self, noun: type[Any], key: str, entry: Entry) -> dict[str, Any]:
        """Return the columns that tie a new row to its motion, its demand, its question and its reply."""
        ties: dict[str, Any] = {} if noun is Motion else {"motion_id": self.motion.id}
        if noun in (Question, Deadline):
            number, letter = owner_of(key)
            ties["demand_id"] = self.rows[f"demand/{number}"].id
            ties |= {"key": key} if noun is Question else {"letter": letter, "position": int(key.partition("-")[2])}
        if isinstance(entry, FindingEntry):
            ties["question_id"] = self.rows[f"question/{entry.demand}{entry.question}"].id
            ties["response_id"] = self.rows[f"response/{entry.response}"].id if entry.response else None
            ties["source_id"] = self.rows[f"source/{entry.sources[0]}"].id
        return ties

    def _position(self, noun: type[Any], key: str) -> int:
        """Return the place of a row in its list: where an older version stood, else at the end."""
        old = self.session.scalar(select(noun.position).where(noun.motion_id == self.motion.id, noun.key == key))
        if old is not None:
            return int(old)
        query = select(func.coalesce(func.max(noun.position), 0)).where(noun.motion_id == self.motion.id)
        return (self.session.scalar(query) or 0) + 1

    def _next_version(self, noun: type[Any], row: Any) -> int:
        query = select(func.max(noun.version)).where(noun.motion_id == self.motion.id)
        if noun is Deadline:
            places = (Deadline.demand_id, Deadline.letter, Deadline.position)
            query = query.where(*(place == getattr(row, place.key) for place in places))
        else:
            query = query.where(noun.key == row.key)
        return (self.session.scalar(query) or 0) + 1

    def _amend(self, noun: type[Any], row: Any, entry: Entry) -> None:
        for name, value in columns_of(entry).items():
            setattr(row, name, value)
        if "withdrawn" in noun.__table__.columns:
            row.withdrawn = False
        if noun in CITED:
            self.session.execute(delete(Citation).where(getattr(Citation, CITED[noun]) == row.id))
        self._cite(noun, row, entry)
        for link, owner in LINKS.get(noun, {}).values():
            self.session.execute(delete(link).where(getattr(link, owner) == row.id))
        self._link(noun, row)

    def _take_off(self, noun: type[Any], key: str, difference: EntryDiff) -> None:
        if noun is Demand or noun is Question:
            what = difference.subject.replace("/", " ")
            raise EntryRefusedError(
                f"{what} is on record and missing from the file. What was asked cannot be taken out: put it back, "
                "or give its demand a withdrawn_on and a withdrawn_reason."
            )
        if noun not in VERSIONED:
            self.rows[difference.subject].withdrawn = True
            return
        assert difference.before is not None
        row = self._new_row(noun, key, difference.before, withdrawn=True)
        self.session.add(row)
        self.session.flush()
        self._link(noun, row)

    def _cite(self, noun: type[Any], row: Any, entry: Entry) -> None:
        for place, key in enumerate(getattr(entry, "sources", [])):
            source = self.rows[f"source/{key}"]
            citation = Citation(motion_id=self.motion.id, source_id=source.id, position=place)
            setattr(citation, CITED[noun], row.id)
            self.session.add(citation)

    def _link(self, noun: type[Any], row: Any) -> None:
        for name, (link, owner) in LINKS.get(noun, {}).items():
            for place, target in enumerate(getattr(row, name)):
                values = {"motion_id": self.motion.id, "position": place, "target": target, owner: row.id}
                self.session.add(link(**values))


def rows_of(session: Session, motion: Motion) -> dict[str, Any]:
    """Return a loaded motion's rows by subject; sources and the like that were taken off are there as well."""
    rows: dict[str, Any] = {"motion": motion}
    for kind in ("source", "note", "figure", "identity", "discrepancy", "flow", "event"):
        noun = NOUNS[kind]
        found = session.scalars(select(noun).where(noun.motion_id == motion.id))
        rows |= {f"{kind}/{row.key}": row for row in found}
    for demand in motion.demands:
        rows[f"demand/{demand.number}"] = demand
        rows |= {f"question/{demand.number}{row.letter}": row for row in demand.questions}
        rows |= {f"deadline/{demand.number}{row.letter}-{row.position}": row for row in demand.deadlines}
    return rows | {f"response/{row.key}": row for row in motion.responses}
