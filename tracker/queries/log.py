"""The public log: entries of one motion or of all public ones, a page or a batch at a time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from tracker.models import Change, ListRevision, Motion
from tracker.vocabulary import ChangeKind, Visibility

REVISION = str(select(ListRevision.number))
"""The record's revision as plain SQL, for the page cache, which asks it on a connection of its own."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries of the logs are wanted; None where anything is. Without a motion, those of every public one."""

    motion_id: int | None = None
    kinds: Collection[ChangeKind] | None = None
    demand: int | None = None
    ids: Collection[int] | None = None
    happened_by: datetime | None = None
    recorded_by: datetime | None = None


def changes(session: Session, motion: Motion, demand_number: int | None = None) -> list[Change]:
    """Return a motion's log, newest first; of one demand when its number is given."""
    query = select(Change).where(Change.motion_id == motion.id).order_by(Change.sequence.desc())
    if demand_number is not None:
        query = query.where(Change.demand_number == demand_number)
    return list(session.scalars(query))


def list_revision(session: Session) -> int:
    """Return the number that moves whenever any log has grown, in the order of the commits; 0 for an empty record."""
    return session.scalar(select(ListRevision.number)) or 0


def count_entries(session: Session, wanted: LogFilter, *, after: int | None = None) -> int:
    """Return how many entries match; of one motion's log, those with a number higher than `after` where it is given."""
    query = _joined(func.count(Change.id)).where(_matching(wanted))
    if after is not None:
        query = query.where(Change.sequence > after)
    return session.scalar(query) or 0


def newest_entries(session: Session, wanted: LogFilter, number: int, per_page: int) -> list[tuple[Change, Motion]]:
    """Return one page of the entries that match with their motions, the latest recorded first."""
    order = (Change.sequence.desc(),) if wanted.motion_id else (Change.recorded_at.desc(), Change.id.desc())
    query = _joined(Change, Motion).where(_matching(wanted)).order_by(*order)
    return [(row[0], row[1]) for row in session.execute(query.limit(per_page).offset((number - 1) * per_page))]


def published_entries(session: Session, wanted: LogFilter, start: int, count: int) -> list[tuple[Change, Motion]]:
    """Return some of the entries that match with their motions, in the order in which they came before the public.

    A motion that was drafted for weeks comes whole on the day on which it is published, behind what was public then.
    """
    came = case((Change.recorded_at < Motion.published_at, Motion.published_at), else_=Change.recorded_at)
    order: Sequence[ColumnElement[Any]] = [Change.id.expression]
    if wanted.motion_id is None:
        order = [came, *order]
    query = _joined(Change, Motion).where(_matching(wanted)).order_by(*order)
    return [(row[0], row[1]) for row in session.execute(query.offset(start).limit(count))]


def entries_naming(session: Session, motion_id: int, demand: int, nouns: Iterable[str]) -> list[Change]:
    about = (Change.demand_number == demand) | (Change.demand_number.is_(None) & _of_nouns(nouns))
    return list(session.scalars(select(Change).where((Change.motion_id == motion_id) & about)))


def entries_on(session: Session, demands: Iterable[tuple[int, int | None]], nouns: Iterable[str]) -> list[Change]:
    """Return the entries of these nouns on demands, each given as its motion's id and its number, in their order.

    It may return entries on the same number of another of these motions.
    """
    pairs = set(demands)
    if not pairs:
        return []
    query = select(Change).where(
        Change.motion_id.in_({motion for motion, _ in pairs}),
        Change.demand_number.in_({number for _, number in pairs}),
        _of_nouns(nouns),
    )
    return list(session.scalars(query.order_by(Change.id)))


def entries_between(session: Session, motion_id: int, after: int, last: int, most: int) -> list[Change]:
    """Return the entries of a motion's log after one number and up to another, the oldest first."""
    query = select(Change).where(Change.motion_id == motion_id, Change.sequence > after, Change.sequence <= last)
    return list(session.scalars(query.order_by(Change.sequence).limit(most)))


def first_recorded_after(session: Session, motion_id: int, at: datetime) -> int | None:
    """Return the lowest number of an entry that was recorded after an instant, or None."""
    later = select(func.min(Change.sequence)).where(Change.motion_id == motion_id, Change.recorded_at > at)
    return session.scalar(later)


def hash_of(session: Session, motion_id: int, sequence: int) -> str:
    """Return the hash of one entry, empty where there is none of that number."""
    query = select(Change.hash).where(Change.motion_id == motion_id, Change.sequence == sequence)
    return session.scalar(query) or ""


def last_recorded_at(session: Session, motion_id: int) -> datetime | None:
    """Return when the newest entry of a motion's log was recorded."""
    return session.scalar(select(func.max(Change.recorded_at)).where(Change.motion_id == motion_id))


def heads_recorded_at(session: Session, motion_ids: Collection[int]) -> dict[int, datetime]:
    """Return when the last entry of each motion's log was recorded, by the motion's id."""
    newest = (Change.motion_id == Motion.id) & (Change.sequence == Motion.log_sequence)
    query = select(Motion.id, Change.recorded_at).join(Change, newest).where(Motion.id.in_(motion_ids))
    return {row.id: row.recorded_at for row in session.execute(query)}


def kinds_in(session: Session, motion_id: int) -> set[ChangeKind]:
    return set(session.scalars(select(Change.kind).where(Change.motion_id == motion_id).distinct()))


def recorded_since(
    session: Session, at: datetime, kinds: Collection[ChangeKind], most: int, motion: Motion | None = None
) -> list[Change]:
    """Return the entries of some kinds recorded since an instant, among the newest `most` of the log or of all logs."""
    query = select(Change).where(Change.recorded_at >= at, Change.kind.in_(kinds))
    if motion is not None:
        query = query.where(Change.motion_id == motion.id, Change.sequence > motion.log_sequence - most)
    else:
        public = select(Motion.id).where(Motion.visibility == Visibility.PUBLIC)
        newest = select(func.max(Change.id)).scalar_subquery()
        query = query.where(Change.id > newest - most, Change.motion_id.in_(public))
    return list(session.scalars(query))


def _joined(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Change).join(Motion, Motion.id == Change.motion_id)


def _of_nouns(nouns: Iterable[str]) -> ColumnElement[bool]:
    return or_(false(), *(Change.subject.startswith(f"{noun}/") for noun in nouns))


def _matching(wanted: LogFilter) -> ColumnElement[bool]:
    public = Motion.visibility == Visibility.PUBLIC
    found = [public if wanted.motion_id is None else Change.motion_id == wanted.motion_id]
    if wanted.kinds is not None:
        found.append(Change.kind.in_(wanted.kinds))
    if wanted.demand is not None:
        found.append(Change.demand_number == wanted.demand)
    if wanted.ids is not None:
        found.append(Change.id.in_(wanted.ids))
    if wanted.happened_by is not None:
        found.append(Change.happened_at <= wanted.happened_by)
    if wanted.recorded_by is not None:
        found.append(Change.recorded_at <= wanted.recorded_by)
    return and_(*found)
