"""Corrections that were made, the entries that each of them is about, and what readers asked to have corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models import Change, CorrectionRequest, Motion, Question
from tracker.queries.log import LogFilter, count_entries, newest_entries
from tracker.rules.correction_rules import needs_note
from tracker.rules.log_past import question_key
from tracker.rules.response_times import RequestStanding, request_standing
from tracker.vocabulary import ChangeKind, PartKind, Visibility

CORRECTIONS = (ChangeKind.CORRECTION, ChangeKind.CORRECTION_NOTED)
"""The kinds of entry that say that another was wrong."""
AMENDING = (ChangeKind.ENTRY_AMENDED, ChangeKind.MOTION_AMENDED, ChangeKind.ENTRY_WITHDRAWN)
"""The kinds of entry that change another."""
MOST_REQUESTS = 200
"""How many requests are listed, the newest of all."""


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction: its entry of the log, the motion it is about, and the entries that it corrected.

    `to_do` holds the keys of the parts among them that ask that something be done.
    """

    change: Change
    motion: Motion
    corrected: list[Change]
    to_do: frozenset[str]


@dataclass(frozen=True, slots=True)
class RequestEntry:
    """A request as everybody may see it: never the words or the address of the reader who sent it.

    Of one about a motion that is not public, neither the page nor our answer: they would say what was taken down.
    """

    request: CorrectionRequest
    standing: RequestStanding
    page: str | None
    answer: str | None
    correction: CorrectionEntry | None


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """One page of the corrections that were made, of how many, and the newest requests, of how many."""

    corrections: list[CorrectionEntry]
    total: int
    requests: list[RequestEntry]
    requests_total: int


def corrections_page(session: Session, at: datetime, number: int, per_page: int) -> CorrectionsPage:
    """Return one page of what had been corrected by an instant, the newest first, and what had been asked for."""
    wanted = LogFilter(kinds=CORRECTIONS, recorded_by=at)
    made = [correction_entry(session, *row) for row in newest_entries(session, wanted, number, per_page)]
    asked = CorrectionRequest.asked_at <= at
    total = session.scalar(select(func.count(CorrectionRequest.id)).where(asked)) or 0
    query = select(CorrectionRequest).where(asked).order_by(CorrectionRequest.id.desc()).limit(MOST_REQUESTS)
    requests = request_entries(session, session.scalars(query).all(), at)
    requests.sort(key=lambda entry: entry.standing.decided_on is not None)
    return CorrectionsPage(made, count_entries(session, wanted), requests, total)


def request_entries(session: Session, requests: Iterable[CorrectionRequest], at: datetime) -> list[RequestEntry]:
    """Return requests as everybody may see them at an instant."""
    requests = list(requests)
    changes = _by_id(session, Change, {row.change_id for row in requests if row.change_id})
    ids = {row.motion_id for row in requests if row.motion_id} | {change.motion_id for change in changes.values()}
    motions = _by_id(session, Motion, ids)
    found = []
    for row in requests:
        standing = request_standing(row.asked_at, row.looked_at, row.decided_at, at)
        open_ = not row.motion_id or motions[row.motion_id].visibility is Visibility.PUBLIC
        change = changes.get(row.change_id) if row.change_id and standing.decided_on else None
        motion = motions[change.motion_id] if change else None
        correction = None
        if change and motion and motion.visibility is Visibility.PUBLIC:
            correction = correction_entry(session, change, motion)
        found.append(
            RequestEntry(row, standing, row.page if open_ else None, row.answer if open_ else None, correction)
        )
    return found


def correction_entry(session: Session, change: Change, motion: Motion) -> CorrectionEntry:
    """Return a correction with the entries that it is about: those of the same act, of the subjects that it names."""
    after = change.after_value
    subjects = after.get("corrects") if isinstance(after, dict) else None
    if not subjects:
        return CorrectionEntry(change, motion, [change], _to_do(session, [change]))
    query = select(Change).where(Change.motion_id == change.motion_id, Change.recorded_at == change.recorded_at)
    # What came on record anew in the same act was not corrected.
    query = query.where(Change.subject.in_(subjects), Change.kind.not_in(CORRECTIONS), Change.before != "null")
    corrected = list(session.scalars(query.order_by(Change.sequence)))
    return CorrectionEntry(change, motion, corrected, _to_do(session, corrected))


def _to_do(session: Session, changes: list[Change]) -> frozenset[str]:
    """Return the keys of the parts among those that changes of one motion are about, that ask for an action."""
    keys = {key for key in map(question_key, changes) if key}
    if not keys:
        return frozenset()
    asked = select(Question.key).where(Question.motion_id == changes[0].motion_id, Question.key.in_(keys))
    return frozenset(key for key in session.scalars(asked.where(Question.kind == PartKind.ACTION)) if key)


def corrections_between(
    session: Session, motion_id: int, after: datetime, until: datetime, demand: int | None = None
) -> list[Change]:
    """Return a motion's corrections recorded between two instants, the newest first.

    With a demand's number, those about it and those about no demand in particular.
    """
    query = select(Change).where(Change.motion_id == motion_id, Change.kind.in_(CORRECTIONS))
    query = query.where(Change.recorded_at > after, Change.recorded_at <= until)
    if demand is not None:
        query = query.where((Change.demand_number == demand) | Change.demand_number.is_(None))
    return list(session.scalars(query.order_by(Change.sequence.desc())))


def changed_since(session: Session, motion_id: int, at: datetime) -> list[Change]:
    """Return, for each entry that was on record by an instant and corrected later, the first change since."""
    query = select(Change).where(Change.motion_id == motion_id, Change.recorded_at > at, Change.kind.in_(AMENDING))
    first: dict[str, Change] = {}
    for change in session.scalars(query.order_by(Change.sequence)):
        first.setdefault(change.subject, change)
    known = select(Change.subject).where(Change.motion_id == motion_id, Change.recorded_at <= at)
    there = set(session.scalars(known.where(Change.subject.in_(first)))) if first else set()
    return [
        change
        for subject, change in first.items()
        if subject in there and needs_note(change.before_value, change.after_value)
    ]


def _by_id(session: Session, kind: type[Any], ids: set[int]) -> dict[int, Any]:
    return {row.id: row for row in session.scalars(select(kind).where(kind.id.in_(ids)))}
