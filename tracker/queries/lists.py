"""Lists over many motions: which motions or demands are on a page of one, in which order, and of how many."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models import Demand, Motion, Projection, Question
from tracker.vocabulary import Status, Visibility

PER_PAGE = 25
OVERDUE_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of a long list: the motions on it, the demands beside them where it lists demands, and its place."""

    slugs: list[str]
    number: int
    total: int
    per_page: int
    numbers: list[int] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """Return how many pages the list has; an empty list has one."""
        return max(1, -(-self.total // self.per_page))


@dataclass(frozen=True, slots=True)
class MotionFilter:
    """Which public motions are wanted; None where anything is. `status` is that of any demand at an instant.

    `words` stand in the title, in who adopted it or is addressed, or in the body's own number of a demand or part.
    """

    adopted_by: date
    adopted_from: date | None = None
    adopted_to: date | None = None
    body: str | None = None
    words: str | None = None
    status: tuple[Status, datetime] | None = None


def motion_page(session: Session, wanted: MotionFilter, number: int, per_page: int = PER_PAGE) -> ResultPage:
    """Return the slugs of one page of the public motions that match, newest first."""
    shown = _matching(wanted)
    total = session.scalar(select(func.count()).select_from(Motion).where(shown)) or 0
    query = select(Motion.slug).where(shown).order_by(Motion.adopted_on.desc(), Motion.slug)
    slugs = list(session.scalars(query.limit(per_page).offset((number - 1) * per_page)))
    return ResultPage(slugs, number, total, per_page)


def motion_slugs(session: Session, wanted: MotionFilter) -> list[str]:
    """Return the slugs of all public motions that match, newest first."""
    query = select(Motion.slug).where(_matching(wanted)).order_by(Motion.adopted_on.desc(), Motion.slug)
    return list(session.scalars(query))


def overdue_page(session: Session, number: int, at: datetime, per_page: int = OVERDUE_PER_PAGE) -> ResultPage:
    """Return slug and number of one page of the demands that are overdue at an instant, the longest first.

    The projection's index answers it, so it costs the same among a million demands.
    """
    late = Projection.outstanding & (Projection.overdue_from <= at) & (Motion.visibility == Visibility.PUBLIC)
    joined = select(Motion.slug, Demand.number).select_from(Projection)
    joined = joined.join(Motion, Motion.id == Projection.motion_id).join(Demand, Demand.id == Projection.demand_id)
    joined = joined.group_by(Motion.slug, Demand.number)
    total = session.scalar(select(func.count()).select_from(joined.where(late).subquery())) or 0
    ordered = joined.where(late).order_by(func.min(Projection.closes_at), Motion.slug, Demand.number)
    rows = session.execute(ordered.limit(per_page).offset((number - 1) * per_page)).all()
    return ResultPage([row.slug for row in rows], number, total, per_page, [row.number for row in rows])


def public_slugs(session: Session) -> list[str]:
    """Return the slugs of all public motions, for the site map and for lists of a past day."""
    return list(session.scalars(select(Motion.slug).where(_PUBLIC).order_by(Motion.slug)))


def public_logs(session: Session) -> list[tuple[str, int, str]]:
    """Return slug, revision and log head of every public motion."""
    query = select(Motion.slug, Motion.log_sequence, Motion.log_head).where(_PUBLIC)
    return [(row.slug, row.log_sequence, row.log_head) for row in session.execute(query)]


def public_motions(session: Session, most: int) -> list[Motion]:
    """Return public motions, the newest first, to choose from."""
    query = select(Motion).where(_PUBLIC).order_by(Motion.adopted_on.desc(), Motion.slug)
    return list(session.scalars(query.limit(most)))


def slugs_by_latest_deadline(session: Session, adopted_by: date, most: int) -> list[str]:
    """Return the public motions with the latest deadlines, as many as are asked for, in the order of their slugs."""
    query = select(Motion.slug).join(Projection, Projection.motion_id == Motion.id)
    query = query.where(_PUBLIC, Motion.adopted_on <= adopted_by).group_by(Motion.id)
    latest = func.coalesce(func.max(Projection.closes_at), Motion.recorded_at)
    return sorted(session.scalars(query.order_by(latest.desc(), Motion.slug).limit(most)))


def next_boundary(session: Session, at: datetime) -> datetime | None:
    """Return the next instant after `at` at which any deadline closes or any grace ends, or None."""
    ends = [
        session.scalar(select(func.min(column)).where(column > at))
        for column in (Projection.closes_at, Projection.overdue_from)
    ]
    return min((end for end in ends if end), default=None)


_PUBLIC = Motion.visibility == Visibility.PUBLIC


def _matching(wanted: MotionFilter) -> ColumnElement[bool]:
    found = and_(_PUBLIC, Motion.adopted_on <= wanted.adopted_by)
    if wanted.body is not None:
        found &= Motion.body == wanted.body
    if wanted.adopted_from is not None:
        found &= Motion.adopted_on >= wanted.adopted_from
    if wanted.adopted_to is not None:
        found &= Motion.adopted_on <= wanted.adopted_to
    if wanted.words is not None:
        places = (Motion.title, Motion.body, Motion.addressee)
        numbers = (
            select(noun.id).where(noun.motion_id == Motion.id, noun.reference.icontains(wanted.words, autoescape=True))
            for noun in (Demand, Question)
        )
        named = (place.icontains(wanted.words, autoescape=True) for place in places)
        found &= or_(*named, *(number.exists() for number in numbers))
    if wanted.status is not None:
        found &= _has_demand(*wanted.status)
    return found


def _has_demand(status: Status, at: datetime) -> ColumnElement[bool]:
    """Say in SQL what `rules.projection.status_at` says of a demand's rows, of any demand of a motion."""
    clock = aliased(Projection)
    running = (clock.demand_id == Projection.demand_id, clock.outstanding, clock.overdue_from <= at)
    late = select(clock.demand_id).where(*running).exists()
    unfound = and_(Projection.no_answer_from.is_not(None), Projection.no_answer_from <= at)
    by_time = Projection.status.is_(None)
    match status:
        case Status.OVERDUE:
            stands = and_(by_time, late)
        case Status.NO_ANSWER_FOUND:
            stands = and_(by_time, not_(late), unfound)
        case Status.AWAITING:
            stands = and_(by_time, not_(late), not_(unfound))
        case _:
            stands = Projection.status == status
    row = (Projection.motion_id == Motion.id, Projection.letter == "")
    return select(Projection.demand_id).where(*row, stands).exists()
