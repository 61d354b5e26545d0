"""What the list of motions shows of each: its cells, its tally and what falls due next."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, func, select

from tracker.db import reading
from tracker.models import Demand, Motion, Projection
from tracker.vocabulary import Visibility

PER_PAGE = 25
OVERDUE_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a long list: the motions on it, the demands where it lists demands, and where it is in the list."""

    slugs: list[str]
    numbers: list[int]
    number: int
    pages: int
    total: int


def motion_page(engine: Engine, number: int, adopted_by: date) -> Page:
    """Return the slugs of one page of public motions that had been adopted by a day, newest first."""
    shown = (Motion.visibility == Visibility.PUBLIC) & (Motion.adopted_on <= adopted_by)
    with reading(engine) as session:
        total = session.scalar(select(func.count()).select_from(Motion).where(shown)) or 0
        query = select(Motion.slug).where(shown).order_by(Motion.adopted_on.desc(), Motion.slug)
        slugs = list(session.scalars(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE)))
        return Page(slugs, [], number, max(1, -(-total // PER_PAGE)), total)


def overdue_page(engine: Engine, number: int, at: datetime, per_page: int = OVERDUE_PER_PAGE) -> Page:
    """Return slug and number of one page of the demands that are overdue at an instant, the longest first.

    The projection's index answers it, so it costs the same among a million demands.
    """
    late = Projection.outstanding & (Projection.overdue_from <= at) & (Motion.visibility == Visibility.PUBLIC)
    joined = select(Motion.slug, Demand.number).select_from(Projection)
    joined = joined.join(Motion, Motion.id == Projection.motion_id).join(Demand, Demand.id == Projection.demand_id)
    with reading(engine) as session:
        total = session.scalar(select(func.count()).select_from(joined.where(late).subquery())) or 0
        ordered = joined.where(late).order_by(Projection.closes_at, Motion.slug, Demand.number)
        rows = session.execute(ordered.limit(per_page).offset((number - 1) * per_page))
        found = rows.all()
    slugs, numbers = [row.slug for row in found], [row.number for row in found]
    return Page(slugs, numbers, number, max(1, -(-total // per_page)), total)


def public_slugs(engine: Engine) -> list[str]:
    """Return the slugs of all public motions, for the site map and for lists of a past day."""
    with reading(engine) as session:
        query = select(Motion.slug).where(Motion.visibility == Visibility.PUBLIC).order_by(Motion.slug)
        return list(session.scalars(query))


def next_boundary(engine: Engine, at: datetime) -> datetime | None:
    """Return the next instant after `at` at which any deadline closes or any grace ends, or None."""
    with reading(engine) as session:
        ends = [
            session.scalar(select(func.min(column)).where(column > at))
            for column in (Projection.closes_at, Projection.overdue_from)
        ]
    return min((end for end in ends if end), default=None)
