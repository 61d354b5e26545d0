"""The motions, what is overdue across them, one motion, and one demand."""

from flask import abort, g, render_template, request

from tracker.queries.lists import MotionFilter, ResultPage, motion_page
from tracker.rules.dates import day_close
from tracker.rules.deadlines import all_ledgers, ledger
from tracker.vocabulary import Status
from tracker.web.core.answers import wanted_number
from tracker.web.core.as_of import moment
from tracker.web.core.cache import hold_no_longer_than
from tracker.web.core.context import read
from tracker.web.core.copying import DEMAND, LIST, Copied, Each, Past
from tracker.web.core.open_record import (
    around,
    history_of,
    hold_lists,
    open_demand,
    open_motion,
    overdue_now,
    overdue_then,
    standing_then,
    statements_of,
)
from tracker.web.core.routing import Door
from tracker.web.core.summaries import deadlines_in_words
from tracker.web.public.key_dates import key_dates
from tracker.web.public.top_notes import top_notes
from tracker.wording.log import line_of, of_action

bp = Door("motions", __name__)


@bp.get("/", copied=LIST)
def motions() -> str:
    g.moment = when = moment()
    with read() as session:
        page = motion_page(session, MotionFilter(adopted_by=when.day), wanted_number("page") or 1)
    listed = [standing_then(slug, when) for slug in page.slugs]
    hold_lists(when)
    return render_template("public/motions.html", motions=listed, page=page)


@bp.get("/overdue", copied=LIST)
def overdue() -> str:
    g.moment = when = moment()
    if when.on is None:
        page, late = overdue_now(when, wanted_number("page") or 1)
    else:
        late = overdue_then(when)
        page = ResultPage([], 1, len(late), per_page=len(late) or 1)
    hold_lists(when)
    return render_template("public/overdue.html", late=late, page=page)


@bp.get("/motions/<slug>", copied=Copied(Each.MOTION, Past.WRITTEN, drops=("show",)))
def motion(slug: str) -> str:
    found, whole = open_motion(slug)
    # The strip of key dates ends with today, on a past day as well.
    hold_no_longer_than(day_close(g.moment.today, found.time_zone))
    wanted = _wanted_status()
    shown = [standing for standing in whole.demands if wanted in (None, standing.status)]
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
    found, whole, standing = open_demand(slug, number)
    return render_template(
        "public/demand.html",
        motion=found,
        whole=whole,
        one=standing,
        around=around(standing, whole),
        rows=[row for letter in all_ledgers(standing.demand) for row in ledger(standing.demand, standing.at, letter)],
        notes=[note for note in found.notes if number in note.demands],
        top_notes=top_notes(found, number),
        statements=statements_of(found, number),
        figures=[figure for figure in found.figures if number in figure.demands],
        history=[line_of(entry, found.time_zone, of_action(entry, found)) for entry in history_of(found, number)],
    )


def _wanted_status() -> Status | None:
    asked = request.args.get("show", "")
    if not asked:
        return None
    try:
        return Status(asked)
    except ValueError:
        abort(400, f"There is no status “{asked[:40]}”. Choose one of: {', '.join(Status)}.")
