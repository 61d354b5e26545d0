"""Corrections: what was put right, what readers asked to have put right, and the form to ask with.

The tracker tracks itself: every request has its two days, and the page says by how many days we are late.
"""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, Response, abort, g, make_response, render_template, request, url_for
from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.formats.history import Line, line_of
from tracker.formats.plain import plain
from tracker.keys import secret_key
from tracker.models import Change, CorrectionRequest, Motion
from tracker.operations.desk import requests
from tracker.operations.desk.requests import CORRECTIONS
from tracker.rules.instants import local_day
from tracker.rules.promises import RequestStanding
from tracker.vocabulary import Visibility
from tracker.web.core.as_of import moment
from tracker.web.core.cache import hold_until
from tracker.web.core.context import config, read, write
from tracker.web.core.limits import REQUESTS, limiter
from tracker.web.corrections.form import CorrectionForm, about_page, read_form
from tracker.web.corrections.notes import words_of
from tracker.web.data.feed_pages import Source, answer, lists_stamp
from tracker.web.public.log import wanted_number
from tracker.web.subscriptions.subscribe import see_other

bp = Blueprint("corrections", __name__)

PER_PAGE = 50
MOST_REQUESTS = 200


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction: the entry of the log, the motion it is about, what the note says, and what was changed.

    `revision` and `head` are the end of the motion's log.
    """

    change: Change
    slug: str
    revision: int
    head: str
    title: str
    on: date
    words: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as everybody may see it: never the words or the address of whoever asked.

    Of one about a motion that is not public, neither the page nor our answer: they would say what was taken down.
    """

    request: CorrectionRequest
    standing: RequestStanding
    page: str | None
    answer: str | None
    correction: Corrected | None


@dataclass(frozen=True, slots=True)
class PutRight:
    """One page of the corrections that were made, how many there are, and the newest requests, of how many."""

    corrections: list[Corrected]
    total: int
    asked: list[Asked]
    asked_total: int


@bp.get("/corrections")
def corrections() -> str:
    """Show the corrections that were made, the newest first, and the requests with the clock that runs over each."""
    g.moment = when = moment()
    number = wanted_number("page") or 1
    found = put_right(when.at, number)
    return render_template(
        "corrections/corrections.html",
        corrections=found.corrections,
        total=found.total,
        number=number,
        pages=max(1, -(-found.total // PER_PAGE)),
        asked=found.asked,
        asked_total=found.asked_total,
        open_total=sum(one.standing.decided_on is None for one in found.asked),
        late_total=sum(one.standing.is_late for one in found.asked),
        most=MOST_REQUESTS,
    )


def put_right(at: datetime, number: int, per_page: int = PER_PAGE) -> PutRight:
    """Return what had been put right by an instant, one page of it, and what had been asked for."""
    with read() as session:
        made = select(func.count(Change.id)).join(Motion, Motion.id == Change.motion_id)
        total = session.scalar(made.where(*_public(at))) or 0
        rows = session.execute(_latest(at).limit(per_page).offset((number - 1) * per_page)).all()
        found = [_corrected(session, change, motion) for change, motion in rows]
        asked, asked_total = _asked(session, at)
        session.expunge_all()
    return PutRight(found, total, asked, asked_total)


@bp.get("/corrections.atom")
def feed() -> Response:
    """Give the corrections as a feed."""
    g.moment = when = moment()
    hold_until(None)
    source = Source(
        name="corrections",
        title="Answerable: corrections",
        says="What was put right on public record, on every motion.",
        stands=lists_stamp(),
        endpoint="corrections.feed",
        page="corrections.corrections",
        summary=lambda change, _: plain(words_of(change)),
    )
    return answer(source, and_(*_public(when.at)))


@bp.get("/corrections/ask")
def ask() -> str:
    """Show the form, for the page that the address names."""
    return render_template("corrections/ask.html", form=CorrectionForm(about_page(request.args.get("page", ""))))


@bp.post("/corrections/ask")
@limiter.limit(REQUESTS)
def send() -> Response:
    """Write down what was asked, and lead to the page of the request, which says what happens next."""
    form = read_form()
    if form.errors:
        return make_response(render_template("corrections/ask.html", form=form), 422)
    if form.is_trapped:
        return see_other(url_for("corrections.corrections"))
    with write() as session:
        key = requests.ask(session, form.asked(), secret_key(config()), now()).key
    return see_other(url_for("corrections.request_page", key=key, sent=1))


@bp.get("/corrections/requests/<key>")
def request_page(key: str) -> str:
    """Show one request: its dates, the decision and our answer."""
    g.moment = when = moment()
    with read() as session:
        found = requests.find(session, key)
        if found is None or found.asked_at > when.at:
            abort(404, "There is no request with this reference. All of them are listed under Corrections.")
        one = _one(session, found, when.at)
    return render_template("corrections/request.html", one=one, sent="sent" in request.args)


def _public(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return what a correction has to be to be shown: of a public motion, and recorded by an instant."""
    return Change.kind.in_(CORRECTIONS), Change.recorded_at <= at, Motion.visibility == Visibility.PUBLIC


def _latest(at: datetime) -> Select[Change, Motion]:
    joined = select(Change, Motion).join(Motion, Motion.id == Change.motion_id).where(*_public(at))
    return joined.order_by(Change.recorded_at.desc(), Change.id.desc())


def _corrected(session: Session, change: Change, motion: Motion) -> Corrected:
    on = local_day(change.recorded_at, motion.time_zone)
    lines = [line_of(one, motion.time_zone) for one in _what_changed(session, change)]
    shown = [one for one in lines if one.fields]
    return Corrected(
        change, motion.slug, motion.log_sequence, motion.log_head, motion.title, on, words_of(change), shown
    )


def _what_changed(session: Session, change: Change) -> list[Change]:
    """Return the entries that a note is about: those of the same act, of the subjects that it names."""
    after = change.after_value
    subjects = after.get("corrects") if isinstance(after, dict) else None
    if not subjects:
        return [change]
    query = select(Change).where(Change.motion_id == change.motion_id, Change.recorded_at == change.recorded_at)
    # What came on record anew in the same act was not corrected.
    query = query.where(Change.subject.in_(subjects), Change.kind.not_in(CORRECTIONS), Change.before != "null")
    return list(session.scalars(query.order_by(Change.sequence)))


def _asked(session: Session, at: datetime) -> tuple[list[Asked], int]:
    """Return the newest requests as they stood at an instant, the open ones first, and how many there are in all."""
    wanted = CorrectionRequest.asked_at <= at
    total = session.scalar(select(func.count(CorrectionRequest.id)).where(wanted)) or 0
    query = select(CorrectionRequest).where(wanted).order_by(CorrectionRequest.id.desc()).limit(MOST_REQUESTS)
    found = [_one(session, one, at) for one in session.scalars(query)]
    found.sort(key=lambda one: one.standing.decided_on is not None)
    return found, total


def _one(session: Session, found: CorrectionRequest, at: datetime) -> Asked:
    standing = requests.standing_of(found, at)
    about = session.get(Motion, found.motion_id) if found.motion_id else None
    open_ = about is None or about.visibility is Visibility.PUBLIC
    change = session.get(Change, found.change_id) if found.change_id and standing.decided_on else None
    corrected = None
    if change is not None:
        motion = session.get_one(Motion, change.motion_id)
        corrected = _corrected(session, change, motion) if motion.visibility is Visibility.PUBLIC else None
    return Asked(found, standing, found.page if open_ else None, found.answer if open_ else None, corrected)
