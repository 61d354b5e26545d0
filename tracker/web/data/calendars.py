"""Calendars to subscribe to (RFC 5545): the deadlines of a motion, of one demand, and of every public motion."""

from collections.abc import Iterable

from flask import Response, g

from tracker.formats.calendar import TYPE, CalendarFeed, DatedEvent, calendar_feed, dates_of
from tracker.queries.lists import slugs_by_latest_deadline
from tracker.queries.log import heads_recorded_at
from tracker.rules.status import MotionStanding, Standing, holds_since
from tracker.web.core.as_of import moment
from tracker.web.core.context import config, read
from tracker.web.core.copying import DEMAND_NOW, MOTION_NOW, Copied, Each, Past
from tracker.web.core.data_answer import data_answer
from tracker.web.core.filters import public_address_of
from tracker.web.core.open_record import hold_lists, open_demand, open_motion, standing_then
from tracker.web.core.routing import Door
from tracker.web.data.feed_pages import lists_stamp
from tracker.wording.dates import as_of
from tracker.wording.feeds import stamp
from tracker.wording.status import motion_sentence, status_sentence
from tracker.wording.text import isolated

bp = Door("calendars", __name__)

MOST_MOTIONS = 100
"""How many motions the calendar of everything holds: those with the latest deadlines."""
EVERYTHING = (
    f"The deadlines of motions on public record, of the {MOST_MOTIONS} with the latest ones where there are more."
)


@bp.get("/motions/<slug>.ics", copied=MOTION_NOW)
def motion(slug: str) -> Response:
    found, whole = open_motion(slug)
    about = CalendarFeed(
        name=f"Deadlines of {isolated(found.title)}",
        text=f"{motion_sentence(whole)} {as_of(g.moment.on)}{stamp(found.log_sequence, found.log_head)}",
        page=_address("motions.motion", slug=slug),
        itself=_address("calendars.motion", slug=slug),
    )
    return _answer(about, _events([whole], whole.demands), slug)


@bp.get("/motions/<slug>/demands/<int:number>.ics", copied=DEMAND_NOW)
def demand(slug: str, number: int) -> Response:
    found, whole, standing = open_demand(slug, number)
    about = CalendarFeed(
        name=f"Deadline of demand {number} of {isolated(found.title)}: {isolated(standing.demand.title)}",
        text=f"{status_sentence(standing)} {as_of(g.moment.on)}{stamp(found.log_sequence, found.log_head)}",
        page=_address("motions.demand", slug=slug, number=number),
        itself=_address("calendars.demand", slug=slug, number=number),
    )
    return _answer(about, _events([whole], [standing]), f"{slug}-{number}")


@bp.get("/motions.ics", copied=Copied(Each.ONCE, Past.PRESENT))
def everything() -> Response:
    g.moment = moment()
    with read() as session:
        slugs = slugs_by_latest_deadline(session, g.moment.day, MOST_MOTIONS)
    wholes = [standing_then(slug, g.moment) for slug in slugs]
    hold_lists(g.moment)
    about = CalendarFeed(
        name="Deadlines on record at Answerable",
        text=f"{EVERYTHING} {as_of(g.moment.on)}{lists_stamp()}",
        page=_address("motions.motions"),
        itself=_address("calendars.everything"),
    )
    return _answer(about, _events(wholes, [standing for whole in wholes for standing in whole.demands]), "motions")


def _answer(about: CalendarFeed, events: list[DatedEvent], name: str) -> Response:
    return data_answer(calendar_feed(about, events, config().base_url), f"{TYPE}; charset=utf-8", f"{name}.ics")


def _address(endpoint: str, **values: str | int) -> str:
    return public_address_of(endpoint, on=g.moment.link_on, **values)


def _events(wholes: list[MotionStanding], demands: Iterable[Standing]) -> list[DatedEvent]:
    """Return the events of some demands of these motions, each with the instant at which what it says last changed.

    That is when the motion's log last grew, or when time last changed a count of days, whichever is later.
    """
    with read() as session:
        recorded = heads_recorded_at(session, [whole.motion.id for whole in wholes])
    changed = {whole.motion.id: max(recorded[whole.motion.id], holds_since(whole.motion, whole.at)) for whole in wholes}
    return [
        DatedEvent(
            found, _address("motions.demand", slug=found.slug, number=found.number), changed[standing.demand.motion.id]
        )
        for standing in demands
        for found in dates_of(standing)
    ]
