"""Which motions a list shows: chosen by the database for today, and from the facts for a past day."""

from sqlalchemy import ColumnElement, Engine, and_, func, not_, or_, select

from tracker.db import reading
from tracker.models import Motion, Projection
from tracker.vocabulary import Status, Visibility
from tracker.web.core.as_of import Moment
from tracker.web.core.listing import Page
from tracker.web.data.api.queries import OfMotions
from tracker.web.public.motions import standing_then


def choose(engine: Engine, asked: OfMotions, when: Moment) -> Page:
    """Return one page of the public motions that match what is asked, newest first."""
    wanted = _matching(asked, when)
    if asked.status is not None and when.on is None:
        wanted &= _has_demand(asked.status, when)
    start = (asked.page - 1) * asked.per_page
    query = select(Motion.slug).where(wanted).order_by(Motion.adopted_on.desc(), Motion.slug)
    with reading(engine) as session:
        if asked.status is None or when.on is None:
            total = session.scalar(select(func.count()).select_from(Motion).where(wanted)) or 0
            slugs = list(session.scalars(query.limit(asked.per_page).offset(start)))
            return Page(slugs, [], asked.page, max(1, -(-total // asked.per_page)), total)
        every = list(session.scalars(query))
    found = [slug for slug in every if standing_then(slug, when).counts.get(asked.status)]
    slugs = found[start : start + asked.per_page]
    return Page(slugs, [], asked.page, max(1, -(-len(found) // asked.per_page)), len(found))


def _matching(asked: OfMotions, when: Moment) -> ColumnElement[bool]:
    found = and_(Motion.visibility == Visibility.PUBLIC, Motion.adopted_on <= when.day)
    if asked.body is not None:
        found &= Motion.body == asked.body
    if asked.adopted_from is not None:
        found &= Motion.adopted_on >= asked.adopted_from
    if asked.adopted_to is not None:
        found &= Motion.adopted_on <= asked.adopted_to
    if asked.q is not None:
        places = (Motion.title, Motion.body, Motion.addressee)
        found &= or_(*(place.icontains(asked.q, autoescape=True) for place in places))
    return found


def _has_demand(status: Status, when: Moment) -> ColumnElement[bool]:
    """Say in SQL what `rules.projection.status_at` says of a row, of any demand of a motion."""
    late = and_(Projection.outstanding, Projection.overdue_from.is_not(None), Projection.overdue_from <= when.at)
    match status:
        case Status.OVERDUE:
            stands = and_(Projection.status.is_(None), late)
        case Status.AWAITING:
            not_late = or_(not_(Projection.outstanding), Projection.overdue_from.is_(None), not_(late))
            stands = and_(Projection.status.is_(None), not_late)
        case _:
            stands = Projection.status == status
    return select(Projection.demand_id).where(Projection.motion_id == Motion.id, stands).exists()
