"""Reads. A motion is loaded whole, one query a table, and put together here: nothing is loaded later by accident.

A row that a newer version replaced stays in the database and in the log, and is left out here.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tracker.db import Base
from tracker.models import (
    LINK_TABLES,
    LINKS,
    Change,
    Citation,
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
    Projection,
    Question,
    Response,
    Source,
    Statement,
)
from tracker.rules.calendar_sequence import TOUCHING, is_move
from tracker.rules.findings import letter_order
from tracker.vocabulary import Visibility

Noun = TypeVar("Noun", bound=Base)

CITED: dict[type[Any], str] = {
    Motion: "about_motion_id",
    Note: "note_id",
    Demand: "demand_id",
    Deadline: "deadline_id",
    Response: "response_id",
    Finding: "finding_id",
    Statement: "statement_id",
    Figure: "figure_id",
    Identity: "identity_id",
    Discrepancy: "discrepancy_id",
    Event: "event_id",
}
"""The nouns that cite sources, each with its column of the citation table."""

LISTS: dict[str, type[Any]] = {
    "sources_of_record": Source,
    "notes": Note,
    "figures": Figure,
    "identities": Identity,
    "discrepancies": Discrepancy,
    "flows": Flow,
    "events": Event,
}
"""A motion's plain lists, in the order of their positions."""


def motion_by_slug(session: Session, slug: str) -> Motion | None:
    """Return a motion with everything on record about it, ready for the rules, or None."""
    motion = session.scalar(select(Motion).where(Motion.slug == slug))
    return load_whole(session, motion) if motion else None


def revision_of(session: Session, slug: str) -> int | None:
    """Return the number of the last entry of a motion's log, or None where there is no such motion."""
    return session.scalar(select(Motion.log_sequence).where(Motion.slug == slug))


def slug_of_code(session: Session, code: str) -> str | None:
    """Return the slug of the motion with a short code, whatever its visibility."""
    return session.scalar(select(Motion.slug).where(Motion.short_code == code))


def public_id(session: Session, slug: str) -> int | None:
    return session.scalar(select(Motion.id).where(Motion.slug == slug, Motion.visibility == Visibility.PUBLIC))


def public_adoption(session: Session, slug: str) -> tuple[date, str] | None:
    """Return the day on which a public motion was adopted, and its time zone, or None."""
    public = (Motion.slug == slug) & (Motion.visibility == Visibility.PUBLIC)
    found = session.execute(select(Motion.adopted_on, Motion.time_zone).where(public)).first()
    return (found.adopted_on, found.time_zone) if found else None


def known_slugs(session: Session, most: int | None = None) -> list[str]:
    """Return the slugs of all motions, whatever their visibility, in their order."""
    return list(session.scalars(select(Motion.slug).order_by(Motion.slug).limit(most)))


def projections_of(session: Session, motion_id: int) -> dict[int, dict[str, Projection]]:
    """Return the projection's rows of a motion, by demand and by the letter of their ledger."""
    found: dict[int, dict[str, Projection]] = defaultdict(dict)
    for row in session.scalars(select(Projection).where(Projection.motion_id == motion_id)):
        found[row.demand_id][row.letter] = row
    return found


def load_whole(session: Session, motion: Motion) -> Motion:
    """Fill in a motion's demands, replies, findings, figures and sources; return the same motion."""
    for name, noun in LISTS.items():
        rows = [row for row in _rows(session, noun, motion, "position") if not row.withdrawn]
        set_committed_value(motion, name, rows)
    responses = _latest(_rows(session, Response, motion, "position", "version"), lambda row: row.key)
    statements = _latest(_rows(session, Statement, motion, "position", "version"), lambda row: row.key)
    set_committed_value(motion, "responses", responses)
    set_committed_value(motion, "statements", statements)
    demands = _rows(session, Demand, motion, "number")
    set_committed_value(motion, "demands", demands)
    deadlines = _latest(
        _rows(session, Deadline, motion, "demand_id", "letter", "position", "version"),
        lambda row: (row.demand_id, row.letter, row.position),
    )
    questions = sorted(_rows(session, Question, motion, "letter"), key=lambda row: letter_order(row.letter))
    findings = _latest(_rows(session, Finding, motion, "id"), lambda row: row.key)
    _share_out(demands, "deadlines", deadlines, "demand_id", "demand")
    _share_out(demands, "questions", questions, "demand_id", "demand")
    _share_out(questions, "findings", findings, "question_id", "question")
    moves = _moves(session, motion)
    for demand in demands:
        set_committed_value(demand, "motion", motion)
        set_committed_value(demand, "moves", moves[demand.number])
    by_key = {row.key: row for row in responses}
    for finding in findings:
        set_committed_value(finding, "response", by_key.get(finding.response_key or ""))
    _cite(session, motion, [*demands, *deadlines, *responses, *statements, *findings])
    _link(session, motion, [*responses, *statements, *findings])
    return motion


def _rows(session: Session, noun: type[Noun], motion: Motion, *order: str) -> list[Noun]:
    columns = [getattr(noun, name) for name in order]
    return list(session.scalars(select(noun).where(noun.motion_id == motion.id).order_by(*columns)))  # type: ignore[attr-defined]


def _moves(session: Session, motion: Motion) -> dict[int | None, list[Change]]:
    """Return the log's entries that set or moved a deadline, or withdrew a demand, by the demand's number."""
    touching = Change.subject.startswith("deadline/") | Change.subject.startswith("demand/")
    query = select(Change).where(Change.motion_id == motion.id, Change.kind.in_(TOUCHING), touching)
    groups = defaultdict(list)
    for change in session.scalars(query.order_by(Change.sequence)):
        if is_move(change):
            groups[change.demand_number].append(change)
    return groups


def _latest(rows: Iterable[Any], key: Any) -> list[Any]:
    """Keep the newest version of each row, in the place of its first, and drop what was taken off the record."""
    newest: dict[Hashable, Any] = {}
    for row in rows:
        known = newest.get(key(row))
        if known is None or row.version > known.version:
            newest[key(row)] = row
    return [row for row in newest.values() if not row.withdrawn]


def _share_out(parents: list[Any], children: str, rows: list[Any], column: str, back: str) -> None:
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    for parent in parents:
        set_committed_value(parent, children, groups[parent.id])
        for row in groups[parent.id]:
            set_committed_value(row, back, parent)


def _cite(session: Session, motion: Motion, facts: list[Any]) -> None:
    listed = (row for name, noun in LISTS.items() if noun in CITED for row in getattr(motion, name))
    facts = [motion, *facts, *listed]
    sources = {source.id: source for source in _rows(session, Source, motion, "position")}
    groups = defaultdict(list)
    for citation in _rows(session, Citation, motion, "position", "id"):
        set_committed_value(citation, "source", sources[citation.source_id])
        column = next(name for name in Citation.FACTS if getattr(citation, name) is not None)
        groups[column, getattr(citation, column)].append(citation)
    for fact in facts:
        set_committed_value(fact, "citations", groups[CITED[type(fact)], fact.id])


def _link(session: Session, motion: Motion, facts: list[Any]) -> None:
    groups: dict[tuple[type[Any], str], dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for table in LINK_TABLES:
        columns = table.__table__.c
        query = select(table.target.expression, *(columns[name] for name in table.OWNERS))
        ordered = query.where(columns.motion_id == motion.id).order_by(columns.position, columns.id)
        lists = [groups[table, name] for name in table.OWNERS]
        # Plain rows on the connection: a link is a pair of values, and a page may have hundreds.
        for target, *ids in session.connection().execute(ordered):
            for owned, key in zip(lists, ids, strict=True):
                if key is not None:
                    owned[key].append(target)
    for fact in [*facts, *(row for name, noun in LISTS.items() if noun in LINKS for row in getattr(motion, name))]:
        for name, (table, owner) in LINKS[type(fact)].items():
            setattr(fact, name, groups[table, owner].get(fact.id, []))
