"""Corrections: what was corrected, what readers asked to have corrected, and the form to ask with.

The tracker tracks itself: every request has its two days, and the page says by how many days we are late.
"""

from dataclasses import dataclass
from datetime import date

from flask import Response, abort, g, make_response, render_template, request, url_for

from tracker.clock import now
from tracker.keys import secret_key
from tracker.models import Change
from tracker.operations.desk import requests
from tracker.queries.corrections import (
    CORRECTIONS,
    MOST_REQUESTS,
    CorrectionEntry,
    corrections_page,
    request_entries,
)
from tracker.queries.log import LogFilter
from tracker.rules.dates import local_day
from tracker.web.core.answers import see_other, wanted_number
from tracker.web.core.as_of import moment
from tracker.web.core.cache import hold_until
from tracker.web.core.context import config, read, write
from tracker.web.core.copying import FORM, LIST, Copied, Each, Past
from tracker.web.core.limits import REQUESTS, limiter
from tracker.web.core.routing import Door
from tracker.web.corrections.form import CorrectionForm, about_page, read_form
from tracker.web.data.feed_pages import FeedSpec, answer, lists_stamp
from tracker.web.subscriptions.signup_form import TRAP
from tracker.wording.log import LogLine, changed_lines, correction_note
from tracker.wording.text import plain

bp = Door("corrections", __name__)

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction: the entry of the log, the motion it is about, what the note says, and what was changed."""

    change: Change
    slug: str
    title: str
    language: str
    on: date
    words: str
    lines: list[LogLine]


@bp.get("/corrections", copied=LIST)
def corrections() -> str:
    g.moment = when = moment()
    number = wanted_number("page") or 1
    with read() as session:
        found = corrections_page(session, when.at, number, PER_PAGE)
    return render_template(
        "corrections/corrections.html",
        corrections=found.corrections,
        total=found.total,
        number=number,
        pages=max(1, -(-found.total // PER_PAGE)),
        asked=found.requests,
        asked_total=found.requests_total,
        open_total=sum(entry.standing.decided_on is None for entry in found.requests),
        late_total=sum(entry.standing.is_late for entry in found.requests),
        most=MOST_REQUESTS,
    )


@bp.get("/corrections.atom", copied=Copied(Each.ONCE, dated=False))
def feed() -> Response:
    g.moment = when = moment()
    hold_until(None)
    source = FeedSpec(
        name="corrections",
        title="Answerable: corrections",
        says="What was put right on public record, on every motion.",
        stands=lists_stamp(),
        endpoint="corrections.feed",
        page="corrections.corrections",
        summary=lambda change, _: plain(correction_note(change)),
    )
    return answer(source, LogFilter(kinds=CORRECTIONS, recorded_by=when.at))


@bp.get("/corrections/ask", copied=FORM)
def ask() -> str:
    return render_template("corrections/ask.html", form=CorrectionForm(about_page(request.args.get("page", ""))))


@bp.post("/corrections/ask")
@limiter.limit(REQUESTS)
def send() -> Response:
    form = read_form()
    if form.errors:
        return make_response(render_template("corrections/ask.html", form=form), 422)
    if request.form.get(TRAP):
        return see_other(url_for("corrections.corrections"))
    with write() as session:
        key = requests.ask(session, form.asked(), secret_key(config()), now()).key
    return see_other(url_for("corrections.request_page", key=key, sent=1))


@bp.get("/corrections/requests/<key>", copied=Copied(Each.LINKED, Past.PRESENT))
def request_page(key: str) -> str:
    g.moment = when = moment()
    with read() as session:
        found = requests.find(session, key)
        if found is None or found.asked_at > when.at:
            abort(404, "There is no request with this reference. All of them are listed under Corrections.")
        (entry,) = request_entries(session, [found], when.at)
    return render_template("corrections/request.html", one=entry, sent="sent" in request.args)


@bp.app_template_filter()
def corrected(found: CorrectionEntry) -> Corrected:
    change, motion = found.change, found.motion
    on = local_day(change.recorded_at, motion.time_zone)
    lines = changed_lines(found.corrected, motion.time_zone, found.to_do)
    return Corrected(change, motion.slug, motion.title, motion.language, on, correction_note(change), lines)
