"""The desk's first pages: what needs hands today, every motion whatever its visibility, and the drafts."""

from datetime import datetime, timedelta
from typing import Any

from flask import Response, abort, current_app, render_template, request, url_for
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.models import Motion, Outlet, ReplyOffer
from tracker.models.message import OUTLET
from tracker.operations.desk import audit, drafts
from tracker.operations.desk.record_faults import FaultFinder
from tracker.operations.desk.requests import open_requests, standing_of
from tracker.operations.notify import letters
from tracker.queries import desk
from tracker.queries.accounts import active_roles, names
from tracker.queries.clock import heartbeat
from tracker.queries.delivery import failed_alerts
from tracker.rules.dates import local_day
from tracker.rules.response_times import RequestStanding, offer_state, waits_for_an_editor
from tracker.vocabulary import Capability, DraftKind, DraftState, OfferState, Role
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import files, read, write
from tracker.web.core.current import signed_in
from tracker.web.core.routing import Door
from tracker.web.desk.opening import draft_of
from tracker.wording.dates import day_words

bp = Door("desk", __name__, url_prefix="/editor", desk=True)

WEEK = timedelta(days=7)
"""How far ahead a deadline is shown, and how long ago a mail may have failed."""
KEEPERS = Role.that_can(Capability.RECORD)
"""Who can put facts on record."""
OPENED_BY = {
    DraftKind.REPLY: "replies.draft",
    DraftKind.MOTION: "compose.draft",
    DraftKind.IMPORT: "compose.draft",
}
"""Which door opens a draft, by its kind; every other kind is opened by the acts."""


@bp.get("", may=Capability.SIGN_IN)
def today() -> str:
    instant, editor = now(), signed_in()
    with read() as session:
        found: dict[str, Any] = {
            "coming": desk.due_between(session, instant, instant + WEEK),
            "checking": desk.being_checked(session, instant),
            "unassessed": [
                (one, (local_day(instant, one.time_zone) - one.waiting_since).days if one.waiting_since else 0)
                for one in desk.unassessed(session)
            ],
            "awaited": desk.awaited_events(session),
            "faulty": _faults().look(session, desk.all_motions(session), instant),
            "submitted": desk.waiting_drafts(session, DraftState.SUBMITTED),
            "mine": desk.waiting_drafts(session, DraftState.OPEN, editor.id),
            "offers": [
                (offer.by, _offer_words(offer, zone, instant), key)
                for offer, key, zone in desk.open_offers(session, drafts.LIVE)
            ],
            "requests": [
                (asked.key, _request_words(standing_of(asked, instant)))
                for asked in open_requests(session)[: desk.MOST]
            ],
            "hidden": _hidden(session, instant),
            "files": audit.file_faults(session, files()),
            "failed": failed_alerts(session, instant - WEEK),
            "failed_letters": letters.failed(session),
            "beat": heartbeat(session),
            "trouble": _mail_trouble(session),
            "alone": _missing_people(session),
        }
        about = desk.motions_by_id(session, (draft.motion_id for draft in (*found["submitted"], *found["mine"])))
    return render_template("desk/today.html", instant=instant, about=about, **found)


@bp.post("/checked", may=Capability.RECORD)
def nothing_came() -> Response:
    slug, number = request.form.get("motion", ""), request.form.get("demand", "")
    if not number.isdecimal():
        abort(400, "The form did not say which demand. Go back to Today and press again.")
    with write() as session:
        if not desk.has_demand(session, slug, int(number[:6])):
            abort(404, "There is no such demand on record.")
        audit.record(session, signed_in(), desk.CHECKED, desk.demand_subject(slug, int(number)), now())
    tell(f"Noted: nothing had come for demand {number}. What the page says follows from the deadline by itself.")
    return see_other(url_for("desk.today"))


@bp.get("/motions", may=Capability.DRAFT)
def motions() -> str:
    with read() as session:
        found = desk.all_motions(session)
    return render_template("desk/motions.html", motions=found)


@bp.get("/drafts", may=Capability.DRAFT, endpoint="drafts")
def drafts_list() -> str:
    with read() as session:
        found = drafts.open_drafts(session)
        about = desk.motions_by_id(session, (draft.motion_id for draft in found))
        called = names(session)
    return render_template("desk/drafts.html", drafts=found, about=about, names=called)


@bp.get("/draft/<key>", may=Capability.DRAFT, endpoint="draft")
def open_draft(key: str) -> Response:
    with read() as session:
        draft = draft_of(session, key)
    if draft.state is DraftState.PUBLISHED and draft.result:
        return see_other(draft.result)
    if draft.kind is DraftKind.REPLY and draft.state is DraftState.SUBMITTED:
        return see_other(url_for("findings.review", key=draft.key))
    return see_other(url_for(OPENED_BY.get(draft.kind, "acts.draft"), key=draft.key))


def _faults() -> FaultFinder:
    """Return what this process knows of records with faults."""
    finder: FaultFinder = current_app.extensions.setdefault("record_faults", FaultFinder())
    return finder


def _offer_words(offer: ReplyOffer, zone: str, now: datetime) -> str:
    if waits_for_an_editor(offer):
        return "a reply came; make sure that it is theirs."
    state = offer_state(offer, zone, now)
    until = f" Until the end of {day_words(offer.due_on)}." if state is OfferState.OPEN and offer.due_on else ""
    return f"{state.label.lower()}.{until}"


def _hidden(session: Session, now: datetime) -> list[tuple[Motion, str]]:
    found = []
    for motion, hiding in desk.hidden_motions(session):
        if hiding.lift_asked_by_id is not None:
            found.append((motion, "somebody asked to show it again; a second person decides."))
        elif hiding.review_on <= local_day(now, motion.time_zone):
            found.append((motion, f"taken down; to be looked at again by {day_words(hiding.review_on)}."))
    return found


def _request_words(standing: RequestStanding) -> str:
    waits = standing.looked_on is None
    due, late = (standing.look_due_on, standing.look_late) if waits else (standing.decide_due_on, standing.decide_late)
    by = f"{late} {'day' if late == 1 else 'days'} late" if late else f"by {day_words(due)}"
    return f"asked {day_words(standing.asked_on)}; {'to be looked at' if waits else 'to be decided'} {by}"


def _mail_trouble(session: Session) -> str | None:
    """Return what holds up all mail, in the words of the outbox, or None."""
    outlet = session.get(Outlet, OUTLET)
    if outlet is None:
        return None
    return "Mail is held back by a person." if outlet.held_at else outlet.trouble


def _missing_people(session: Session) -> str:
    """Say whom the desk lacks to publish an adverse finding, which takes two people, one of them a reviewer."""
    roles = active_roles(session, KEEPERS)
    if not roles:
        return "Nobody can keep the record yet. Invite an editor, who records, and a reviewer, who publishes."
    if not any(role.can(Capability.PUBLISH) for role in roles):
        return "Nobody can publish findings yet. Invite a reviewer."
    if len(roles) == 1:
        return "A finding of “not answered” or “refused” takes two people. Invite an editor or another reviewer."
    return ""
