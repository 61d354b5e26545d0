"""Corrections: what was put right, what readers asked to have put right, and the form to ask with.

The tracker tracks itself: every request has its two days, and the page says by how many days we are late.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Blueprint, Response, abort, current_app, g, make_response, render_template, request, url_for
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.config import Config
from tracker.db import reading, transaction
from tracker.formats.atom import TYPE, Feed, FeedEntry, tag_id, write_feed
from tracker.keys import secret_key
from tracker.models import Change, CorrectionRequest, Motion
from tracker.operations import requests
from tracker.operations.requests import CORRECTIONS
from tracker.rules.instants import local_day
from tracker.rules.promises import RequestStanding
from tracker.vocabulary import Visibility
from tracker.web.cache import hold_until
from tracker.web.correction_form import CorrectionForm, about_page, read_form
from tracker.web.history import Line, line_of
from tracker.web.limits import REQUESTS, limiter
from tracker.web.log import wanted_number
from tracker.web.moment import moment
from tracker.web.subscriptions import see_other
from tracker.web.top_notes import words_of

bp = Blueprint("corrections", __name__)

PER_PAGE = 50
MOST_REQUESTS = 200
IN_FEED = 50
BEGUN = date(2026, 1, 1)
"""A day on which the addresses of the feed were ours already; its ids are made with it, so it must never change."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction: the entry of the log, the motion it is about, what the note says, and what was changed."""

    change: Change
    slug: str
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


@bp.get("/corrections")
def corrections() -> str:
    """Show the corrections that were made, the newest first, and the requests with the clock that runs over each."""
    g.moment = when = moment()
    number = wanted_number("page") or 1
    with reading(current_app.extensions["engine"]) as session:
        made = select(func.count(Change.id)).join(Motion, Motion.id == Change.motion_id)
        total = session.scalar(made.where(*_public(when.at))) or 0
        rows = session.execute(_latest(when.at).limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
        found = [_corrected(session, change, motion) for change, motion in rows]
        asked, asked_total = _asked(session, when.at)
    return render_template(
        "corrections/corrections.html",
        corrections=found,
        total=total,
        number=number,
        pages=max(1, -(-total // PER_PAGE)),
        asked=asked,
        asked_total=asked_total,
        open_total=sum(one.standing.decided_on is None for one in asked),
        late_total=sum(one.standing.is_late for one in asked),
        most=MOST_REQUESTS,
    )


@bp.get("/corrections.atom")
def feed() -> Response:
    """Give the latest corrections as a feed."""
    hold_until(None)
    base = _config().base_url
    with reading(current_app.extensions["engine"]) as session:
        rows = session.execute(_latest(now()).limit(IN_FEED)).all()
        entries = [_feed_entry(base, change, motion) for change, motion in rows]
    about = Feed(
        id=tag_id(base, BEGUN, "corrections"),
        title="Answerable: corrections",
        subtitle="What was put right on public record, on every motion.",
        link=base + url_for("corrections.corrections"),
        itself=base + url_for("corrections.feed"),
        author="Answerable",
        begun=datetime(BEGUN.year, BEGUN.month, BEGUN.day, tzinfo=UTC),
    )
    return Response(write_feed(about, entries), mimetype=TYPE)


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
    with transaction(current_app.extensions["engine"]) as session:
        key = requests.ask(session, form.asked(), secret_key(_config()), now()).key
    return see_other(url_for("corrections.request_page", key=key, sent=1))


@bp.get("/corrections/requests/<key>")
def request_page(key: str) -> str:
    """Show one request: its dates, the decision and our answer."""
    g.moment = when = moment()
    with reading(current_app.extensions["engine"]) as session:
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
    return Corrected(change, motion.slug, motion.title, on, words_of(change), [one for one in lines if one.fields])


def _what_changed(session: Session, change: Change) -> list[Change]:
    """Return the entries that a note is about: those of the same act, of the subjects that it names."""
    after = json.loads(change.after)
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


def _feed_entry(base: str, change: Change, motion: Motion) -> FeedEntry:
    path = url_for("log.changes_page", slug=motion.slug, kind=change.kind.value, _anchor=f"entry-{change.sequence}")
    where = f", demand {change.demand_number}" if change.demand_number else ""
    return FeedEntry(
        id=tag_id(base, BEGUN, f"correction/{motion.slug}/{change.sequence}"),
        title=f"Correction: {motion.title}{where}",
        link=base + path,
        updated=change.recorded_at,
        summary=words_of(change),
    )


def _config() -> Config:
    config: Config = current_app.extensions["config"]
    return config
