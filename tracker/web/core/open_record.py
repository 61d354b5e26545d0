"""The record as every door opens it: a motion, a demand or a list, at the moment asked for, and kept while it holds."""

from datetime import timedelta
from typing import NoReturn

from flask import abort, g

from tracker.models import Change, Motion, Statement
from tracker.operations.record.versions import as_known
from tracker.queries.lists import OVERDUE_PER_PAGE, ResultPage, next_boundary, overdue_page, public_slugs
from tracker.queries.log import changes
from tracker.rules.status import MotionStanding, Standing, holds_until, motion_standing, standing
from tracker.web.core.as_of import Moment, elsewhere, moment
from tracker.web.core.cache import hold_until
from tracker.web.core.context import read
from tracker.web.core.snapshots import motion_then, public_motion, uncorrected

QUARTER = timedelta(minutes=15)
LAST_ZONE = "Etc/GMT+12"
"""Where a day ends last."""
NUMBERED = "Its demands are numbered on the motion's page."


def open_motion(slug: str) -> tuple[Motion, MotionStanding]:
    """Return a public motion and where it stands at the moment asked for; the page may be kept while that holds."""
    found = public_motion(slug)
    g.moment = when = moment(found.time_zone, found.adopted_on)
    past = when.on is not None and when.on < when.today
    hold_until(None if past else holds_until(found, when.at))
    if when.is_past:
        then = uncorrected(found, when.at)
        g.put_right_since, found = then is not found, as_known(then, when.day)
    return found, motion_standing(found, when.at)


def open_demand(slug: str, number: int, cure: str = NUMBERED) -> tuple[Motion, MotionStanding, Standing]:
    """Return a public motion, where it stands, and where one of its demands does; answer 404 where there is none."""
    motion, whole = open_motion(slug)
    return motion, whole, demand_of(whole, number, cure)


def demand_of(whole: MotionStanding, number: int | None, cure: str = NUMBERED) -> Standing:
    for found in whole.demands:
        if found.demand.number == number:
            return found
    no_demand(whole.motion, number, cure)


def no_demand(motion: Motion, number: int | None, cure: str = NUMBERED) -> NoReturn:
    abort(404, f"“{motion.title}” has no demand {number}. {cure}")


def around(demand: Standing, whole: MotionStanding) -> tuple[Standing | None, Standing | None]:
    """Return the demands before and after one, in the motion's order."""
    padded = [None, *whole.demands, None]
    place = padded.index(demand)
    return padded[place - 1], padded[place + 1]


def statements_of(motion: Motion, number: int) -> list[Statement]:
    about = [statement for statement in motion.statements if not statement.demands or number in statement.demands]
    dated = [(statement.invited_on or statement.published_on, statement) for statement in about]
    return [statement for day, statement in dated if day and day <= g.moment.day]


def history_of(motion: Motion, number: int) -> list[Change]:
    """Return the entries of the log about a demand that had happened by the moment of the page."""
    with read() as session:
        return [change for change in changes(session, motion, number) if change.happened_at <= g.moment.at]


def standing_then(slug: str, when: Moment) -> MotionStanding:
    """Return where a public motion stands at a moment: what its own page says, wherever it is listed.

    The day of a list ends for each motion on the motion's own clock; a past day shows the record as it stood.
    """
    motion = public_motion(slug)
    there = elsewhere(when, motion.time_zone)
    return motion_standing(motion_then(motion, there.at) if there.is_past else motion, there.at)


def overdue_now(when: Moment, number: int, per_page: int = OVERDUE_PER_PAGE) -> tuple[ResultPage, list[Standing]]:
    with read() as session:
        page = overdue_page(session, number, when.at, per_page)
    # Only the demands of the page are computed: a motion may be long.
    places = ((public_motion(slug), place) for slug, place in zip(page.slugs, page.numbers, strict=True))
    late = [next(demand for demand in motion.demands if demand.number == place) for motion, place in places]
    return page, [standing(demand, when.at) for demand in late]


def overdue_then(when: Moment) -> list[Standing]:
    """Return what is overdue across all public motions at a moment, from the facts of each, the longest first."""
    with read() as session:
        slugs = public_slugs(session)
    late = [demand for slug in slugs for demand in standing_then(slug, when).overdue]
    return sorted(late, key=lambda found: (found.closes_at or found.at, found.demand.motion.slug, found.demand.number))


def hold_lists(when: Moment) -> None:
    """Let a list of many motions be kept until a midnight anywhere, or until a deadline closes or a grace ends."""
    if when.on is not None and (when.ended or elsewhere(when, LAST_ZONE).is_past):
        hold_until(None)
        return
    # Counted days change at the midnight of each motion's own zone; every zone's falls on a quarter of an hour.
    quarter = when.at.replace(minute=when.at.minute // 15 * 15, second=0, microsecond=0) + QUARTER
    with read() as session:
        boundary = next_boundary(session, when.at)
    hold_until(min(quarter, boundary or quarter))
