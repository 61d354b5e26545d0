"""The feeds (Atom): of one motion, of one demand, of what became overdue, and of every change to every motion.

An entry of a feed is an entry of the public log; none is left out. Corrections have a feed of their own beside their
page. An entry stays when the demand is answered: it says what was so, and a correction is an entry of its own.
"""

from flask import Response, g
from sqlalchemy import or_, select

from tracker.models import Change, Motion
from tracker.vocabulary import ChangeKind, Visibility
from tracker.web.core.as_of import moment
from tracker.web.core.context import engine, read
from tracker.web.core.copying import ARCHIVES, Copied, Each, Past
from tracker.web.core.listing import overdue_page, public_slugs
from tracker.web.core.routing import Door
from tracker.web.data.feed_pages import Source, Wanted, answer, lists_stamp, one_demand
from tracker.web.public.motions import hold_lists, open_motion, overdue_then, standing_then
from tracker.wording.feeds import concerns, stamp
from tracker.wording.status import motion_sentence, status_sentence
from tracker.wording.text import plain, plural

bp = Door("feeds", __name__)

NAMING = ("response", "statement", "note", "figure", "event")
"""The nouns that say themselves which demands they are about."""
OVERDUE = (ChangeKind.OVERDUE, ChangeKind.CORRECTION)
"""What the feed of the overdue tells: that a demand became overdue, and that we had been wrong to say so."""


@bp.get("/motions/<slug>.atom", copied=Copied(Each.MOTION, more=ARCHIVES))
def motion(slug: str) -> Response:
    """Give every change to a motion as a feed."""
    found, whole = open_motion(slug)
    source = Source(
        name=f"motion/{slug}",
        title=f"Answerable: {found.title}",
        says=motion_sentence(whole),
        stands=stamp(found.log_sequence, found.log_head),
        endpoint="feeds.motion",
        page="motions.motion",
        values={"slug": slug},
        across=False,
    )
    return answer(source, (Change.motion_id == found.id) & _happened(), begun=found.recorded_at)


@bp.get("/motions/<slug>/demands/<int:number>.atom", copied=Copied(Each.DEMAND, more=ARCHIVES))
def demand(slug: str, number: int) -> Response:
    """Give every change to one demand as a feed: to its parts, deadlines and findings, and what came in on it."""
    found, whole = open_motion(slug)
    one = one_demand(whole, number)
    source = Source(
        name=f"motion/{slug}/demand/{number}",
        title=f"Answerable: {found.title}, demand {number}, {one.demand.title}",
        says=status_sentence(one),
        stands=stamp(found.log_sequence, found.log_head),
        endpoint="feeds.demand",
        page="motions.demand",
        values={"slug": slug, "number": number},
        across=False,
    )
    return answer(source, Change.id.in_(_of_demand(found, number)) & _happened(), begun=one.demand.recorded_at)


@bp.get("/overdue.atom", copied=Copied(Each.ONCE, Past.PRESENT, more=ARCHIVES))
def overdue() -> Response:
    """Give the demands that became overdue as a feed, each with where it stands at the moment of the feed."""
    g.moment = when = moment()
    total = (
        overdue_page(engine(), 1, when.at, 1).total
        if when.on is None
        else len(overdue_then(public_slugs(engine()), when))
    )
    hold_lists(when)
    source = Source(
        name="overdue",
        title="Answerable: overdue",
        says=f"Something is overdue on {plural(total, 'demand')}." if total else "Nothing is overdue.",
        stands=lists_stamp(),
        endpoint="feeds.overdue",
        page="motions.overdue",
        summary=_where_it_stands,
    )
    return answer(source, Change.kind.in_(OVERDUE) & _public() & _happened())


@bp.get("/motions.atom", copied=Copied(Each.ONCE, Past.PRESENT, more=ARCHIVES))
def everything() -> Response:
    """Give every change to every public motion as a feed."""
    g.moment = when = moment()
    hold_lists(when)
    source = Source(
        name="motions",
        title="Answerable: every change",
        says="Every change to the record of every motion.",
        stands=lists_stamp(),
        endpoint="feeds.everything",
        page="motions.motions",
    )
    return answer(source, _public() & _happened())


def _public() -> Wanted:
    public: Wanted = Motion.visibility == Visibility.PUBLIC
    return public


def _happened() -> Wanted:
    happened: Wanted = Change.happened_at <= g.moment.at
    return happened


def _of_demand(motion: Motion, number: int) -> list[int]:
    """Return the entries of a motion's log that are about one of its demands, by their ids."""
    names = or_(*(Change.subject.startswith(f"{noun}/") for noun in NAMING))
    about = (Change.demand_number == number) | (Change.demand_number.is_(None) & names)
    with read() as session:
        found = session.scalars(select(Change).where((Change.motion_id == motion.id) & about))
        return [change.id for change in found if concerns(change, number)]


def _where_it_stands(change: Change, motion: Motion) -> str:
    """Say where the demand of an entry stands at the moment of the feed."""
    one = one_demand(standing_then(motion.slug, g.moment), change.demand_number or 0)
    return plain(f"Demand {one.demand.number}, {one.demand.title}. {status_sentence(one)}")
