"""The motions, what is overdue across them, one motion, and one demand."""

from datetime import timedelta

from flask import abort, g, render_template, request

from tracker.models import Motion, Statement
from tracker.queries.motions import changes
from tracker.rules.dates import day_close
from tracker.rules.deadlines import ledger
from tracker.rules.status import MotionStanding, Standing, holds_until, motion_standing, standing
from tracker.vocabulary import Status
from tracker.web.core.as_of import Moment, elsewhere, moment
from tracker.web.core.cache import hold_no_longer_than, hold_until
from tracker.web.core.context import engine, read
from tracker.web.core.copying import DEMAND, LIST, Copied, Each, Past
from tracker.web.core.listing import Page, motion_page, next_boundary, overdue_page, public_slugs
from tracker.web.core.routing import Door
from tracker.web.core.snapshots import motion_then, public_motion
from tracker.web.corrections.notes import top_notes
from tracker.web.public.key_dates import key_dates
from tracker.web.public.summaries import deadlines_in_words, published
from tracker.wording.log import LogLine, line_of

bp = Door("motions", __name__)

QUARTER = timedelta(minutes=15)
LAST_ZONE = "Etc/GMT+12"
"""Where a day ends last."""


@bp.get("/", copied=LIST)
def motions() -> str:
    """List the motions, each with its tally and what falls due next."""
    g.moment = when = moment()
    page = motion_page(engine(), _page_number(), when.day)
    listed = [standing_then(slug, when) for slug in page.slugs]
    hold_lists(when)
    return render_template("public/motions.html", motions=listed, page=page)


@bp.get("/overdue", copied=LIST)
def overdue() -> str:
    """List what is overdue across all motions, the longest first."""
    g.moment = when = moment()
    if when.on is None:
        page = overdue_page(engine(), _page_number(), when.at)
        late = [one_standing(slug, number, when) for slug, number in zip(page.slugs, page.numbers, strict=True)]
    else:
        late = overdue_then(public_slugs(engine()), when)
        page = Page([], [], 1, 1, len(late))
    hold_lists(when)
    return render_template("public/overdue.html", late=late, page=page)


def one_standing(slug: str, number: int, when: Moment) -> Standing:
    """Return where one demand of a public motion stands at a moment."""
    motion = public_motion(slug)
    return standing(next(one for one in motion.demands if one.number == number), when.at)


def standing_then(slug: str, when: Moment) -> MotionStanding:
    """Return where a public motion stands at a moment: what its own page says, wherever it is listed.

    The day of a list ends for each motion on the motion's own clock; a past day is told by the record as it stood.
    """
    motion = public_motion(slug)
    there = elsewhere(when, motion.time_zone)
    return motion_standing(motion_then(motion, there.at) if there.is_past else motion, there.at)


def overdue_then(slugs: list[str], when: Moment) -> list[Standing]:
    """Return what was overdue on a past day, derived from the facts of each motion."""
    late = [one for slug in slugs for one in standing_then(slug, when).overdue]
    return sorted(late, key=lambda one: (one.closes_at or one.at, one.demand.motion.slug, one.demand.number))


@bp.get("/motions/<slug>", copied=Copied(Each.MOTION, Past.WRITTEN, drops=("show",)))
def motion(slug: str) -> str:
    """Show one motion: what was asked of whom, by when, and where every demand stands."""
    found, whole = open_motion(slug)
    # The strip of key dates ends with today, on a past day as well.
    hold_no_longer_than(day_close(g.moment.today, found.time_zone))
    wanted = _wanted_status()
    shown = [one for one in whole.demands if wanted in (None, one.status)]
    return render_template(
        "public/motion.html",
        motion=found,
        whole=whole,
        shown=shown,
        wanted=wanted,
        key_dates=key_dates(found, g.moment),
        deadlines=deadlines_in_words(whole),
        notes=[note for note in found.notes if not note.demands],
        top_notes=top_notes(found),
    )


@bp.get("/motions/<slug>/demands/<int:number>", copied=DEMAND)
def demand(slug: str, number: int) -> str:
    """Show one demand: its parts, replies, deadlines and history."""
    found, whole = open_motion(slug)
    one = next((one for one in whole.demands if one.demand.number == number), None)
    if one is None:
        abort(404, f"“{found.title}” has no demand {number}. Its demands are numbered on the motion's page.")
    return render_template(
        "public/demand.html",
        motion=found,
        whole=whole,
        one=one,
        around=around(one, whole),
        rows=ledger(one.demand, one.at),
        notes=[note for note in found.notes if number in note.demands],
        top_notes=top_notes(found, number),
        statements=statements_of(found, number),
        figures=[figure for figure in published(found.figures, g.moment.day) if number in figure.demands],
        history=_history(found, number),
    )


def open_motion(slug: str) -> tuple[Motion, MotionStanding]:
    """Return a public motion and where it stands at the moment asked for; the page may be kept while that holds."""
    found = public_motion(slug)
    g.moment = when = moment(found.time_zone, found.adopted_on)
    _hold(found, when)
    if when.is_past:
        then = motion_then(found, when.at)
        g.put_right_since, found = then is not found, then
    return found, motion_standing(found, when.at)


def around(one: Standing, whole: MotionStanding) -> list[Standing | None]:
    """Return the demands before and after one, where there are any."""
    place = whole.demands.index(one)
    return [whole.demands[place - 1] if place else None, *whole.demands[place + 1 : place + 2]]


def statements_of(motion: Motion, number: int) -> list[Statement]:
    """Return the statements on one demand that had been invited or published by the day of the page."""
    about = [one for one in motion.statements if not one.demands or number in one.demands]
    dated = [(one.invited_on or one.published_on, one) for one in about]
    return [one for day, one in dated if day and day <= g.moment.day]


def _history(motion: Motion, number: int) -> list[LogLine]:
    """Return what the log says of one demand, newest first, as far as it had happened."""
    with read() as session:
        entries = [one for one in changes(session, motion, number) if one.happened_at <= g.moment.at]
        return [line_of(one, motion.time_zone) for one in entries]


def _hold(motion: Motion, when: Moment) -> None:
    """Let the page be kept: for a past day until the record changes, else until time changes what it says."""
    past = when.on is not None and when.on < when.today
    hold_until(None if past else holds_until(motion, when.at))


def hold_lists(when: Moment) -> None:
    """Let a list of many motions be kept until a midnight anywhere, or until a deadline closes or a grace ends."""
    if when.on is not None and (when.ended or elsewhere(when, LAST_ZONE).is_past):
        hold_until(None)
        return
    # Counted days change at the midnight of each motion's own zone; every zone's falls on a quarter of an hour.
    quarter = when.at.replace(minute=when.at.minute // 15 * 15, second=0, microsecond=0) + QUARTER
    hold_until(min(quarter, next_boundary(engine(), when.at) or quarter))


def _wanted_status() -> Status | None:
    asked = request.args.get("show", "")
    if not asked:
        return None
    if asked not in set(Status):
        abort(400, f"There is no status “{asked[:40]}”. Choose one of: {', '.join(Status)}.")
    return Status(asked)


def _page_number() -> int:
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= 6 and int(asked) > 0):
        abort(400, "That is not a page number. Write one from 1 on, such as ?page=2.")
    return int(asked)
