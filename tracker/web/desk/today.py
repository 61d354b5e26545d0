"""The desk's first pages: what needs hands today, every motion whatever its visibility, and the drafts."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.clock import now
from tracker.models import Editor
from tracker.operations.desk import audit, drafts
from tracker.operations.notify import letters
from tracker.queries import desk
from tracker.queries.accounts import names
from tracker.vocabulary import Capability, DraftKind, DraftState
from tracker.web.core.answers import tell
from tracker.web.core.context import files, read, write
from tracker.web.core.current import current_editor
from tracker.web.core.routing import Door
from tracker.web.desk import agenda

bp = Door("desk", __name__, url_prefix="/editor", desk=True)


@bp.get("", may=Capability.SIGN_IN)
def today() -> str:
    instant, editor = now(), signed_in()
    with read() as session:
        found: dict[str, Any] = {
            "coming": desk.due_between(session, instant, instant + agenda.SOON),
            "checking": desk.being_checked(session, instant),
            "unassessed": desk.unassessed(session),
            "submitted": desk.waiting_drafts(session, DraftState.SUBMITTED),
            "mine": desk.waiting_drafts(session, DraftState.OPEN, editor.id),
            "offers": agenda.open_offers(session, instant),
            "requests": agenda.asked_corrections(session, instant),
            "hidden": agenda.hidden(session, instant),
            "files": audit.file_faults(session, files()),
            "failed": agenda.failed_mails(session, instant),
            "failed_letters": letters.failed(session),
            "trouble": agenda.mail_trouble(session),
            "alone": agenda.missing_people(session),
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
    return redirect(url_for("desk.today"), 303)


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


OPENED_BY = {
    DraftKind.REPLY: "replies.draft",
    DraftKind.MOTION: "compose.draft",
    DraftKind.IMPORT: "compose.draft",
}
"""Which door opens a draft, by its kind; every other kind is opened by the acts."""


@bp.get("/draft/<key>", may=Capability.DRAFT, endpoint="draft")
def open_draft(key: str) -> Response:
    with read() as session:
        draft = drafts.find(session, key)
    if draft is None:
        abort(404, "There is no such draft. The drafts that are still worked on are on the list of drafts.")
    if draft.state is DraftState.PUBLISHED and draft.result:
        return redirect(draft.result, 303)
    if draft.kind is DraftKind.REPLY and draft.state is DraftState.SUBMITTED:
        return redirect(url_for("findings.review", key=draft.key), 303)
    return redirect(url_for(OPENED_BY.get(draft.kind, "acts.draft"), key=draft.key), 303)


def signed_in() -> Editor:
    editor = current_editor()
    if editor is None:
        abort(403)
    return editor
