"""The feeds (Atom): of one motion, of one demand, of what became overdue, and of every change to every motion.

An entry of a feed is an entry of the public log; none is left out. Corrections have a feed of their own beside their
page. An entry stays when the demand is answered: it says what was so, and a correction is an entry of its own.
"""

from typing import Any

from flask import Response, g

from tracker.models import Change, Motion
from tracker.queries.log import LogFilter, entries_naming
from tracker.vocabulary import ChangeKind
from tracker.web.core.as_of import moment
from tracker.web.core.context import read
from tracker.web.core.copying import ARCHIVES, Copied, Each, Past
from tracker.web.core.open_record import (
    demand_of,
    hold_lists,
    open_demand,
    open_motion,
    overdue_now,
    overdue_then,
    standing_then,
)
from tracker.web.core.routing import Door
from tracker.web.data.feed_pages import FeedSpec, answer, lists_stamp
from tracker.wording.feeds import concerns, stamp
from tracker.wording.status import motion_sentence, status_sentence
from tracker.wording.text import isolated, plain, plural

bp = Door("feeds", __name__)

NAMING = ("response", "statement", "note", "figure", "event")
"""The nouns that say themselves which demands they are about."""
OVERDUE = (ChangeKind.OVERDUE, ChangeKind.CORRECTION)
"""What the feed of the overdue tells: that a demand became overdue, and that we had been wrong to say so."""


@bp.get("/motions/<slug>.atom", copied=Copied(Each.MOTION, more=ARCHIVES))
def motion(slug: str) -> Response:
    found, whole = open_motion(slug)
    source = FeedSpec(
        name=f"motion/{slug}",
        title=f"Answerable: {isolated(found.title)}",
        says=motion_sentence(whole),
        stands=stamp(found.log_sequence, found.log_head),
        endpoint="feeds.motion",
        page="motions.motion",
        values={"slug": slug},
        across=False,
        language=found.language,
    )
    return answer(source, _happened(motion_id=found.id), begun=found.recorded_at)


@bp.get("/motions/<slug>/demands/<int:number>.atom", copied=Copied(Each.DEMAND, more=ARCHIVES))
def demand(slug: str, number: int) -> Response:
    found, _, standing = open_demand(slug, number)
    source = FeedSpec(
        name=f"motion/{slug}/demand/{number}",
        title=f"Answerable: {isolated(found.title)}, demand {number}, {isolated(standing.demand.title)}",
        says=status_sentence(standing),
        stands=stamp(found.log_sequence, found.log_head),
        endpoint="feeds.demand",
        page="motions.demand",
        values={"slug": slug, "number": number},
        across=False,
        language=found.language,
    )
    wanted = _happened(motion_id=found.id, ids=_of_demand(found, number))
    return answer(source, wanted, begun=standing.demand.recorded_at)


@bp.get("/overdue.atom", copied=Copied(Each.ONCE, Past.PRESENT, more=ARCHIVES))
def overdue() -> Response:
    g.moment = when = moment()
    total = overdue_now(when, 1, 1)[0].total if when.on is None else len(overdue_then(when))
    hold_lists(when)
    source = FeedSpec(
        name="overdue",
        title="Answerable: overdue",
        says=f"Something is overdue on {plural(total, 'demand')}." if total else "Nothing is overdue.",
        stands=lists_stamp(),
        endpoint="feeds.overdue",
        page="motions.overdue",
        summary=_where_it_stands,
    )
    return answer(source, _happened(kinds=OVERDUE))


@bp.get("/motions.atom", copied=Copied(Each.ONCE, Past.PRESENT, more=ARCHIVES))
def everything() -> Response:
    g.moment = when = moment()
    hold_lists(when)
    source = FeedSpec(
        name="motions",
        title="Answerable: every change",
        says="Every change to the record of every motion.",
        stands=lists_stamp(),
        endpoint="feeds.everything",
        page="motions.motions",
    )
    return answer(source, _happened())


def _happened(**wanted: Any) -> LogFilter:
    return LogFilter(happened_by=g.moment.at, **wanted)


def _of_demand(motion: Motion, number: int) -> list[int]:
    with read() as session:
        found = entries_naming(session, motion.id, number, NAMING)
        return [change.id for change in found if concerns(change, number)]


def _where_it_stands(change: Change, motion: Motion) -> str:
    standing = demand_of(standing_then(motion.slug, g.moment), change.demand_number)
    return plain(f"Demand {standing.demand.number}, {isolated(standing.demand.title)}. {status_sentence(standing)}")
