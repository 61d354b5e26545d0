"""The desk's page of one motion, the doors to each act, the follow-up, and who may see the motion."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from flask import abort, make_response, render_template, request, url_for

from tracker.clock import now
from tracker.models import Editor
from tracker.operations.desk import drafts
from tracker.operations.record import visibility
from tracker.operations.record.publishing import RefusedError
from tracker.rules.deadlines import due_of, ledger_of_part
from tracker.rules.status import motion_standing
from tracker.vocabulary import Capability, HideReason, Visibility
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import read, write
from tracker.web.core.current import signed_in
from tracker.web.core.filters import public_address_of
from tracker.web.core.forms import Errors, SentForm, ShortText, read_form
from tracker.web.core.routing import KIB, MIB
from tracker.web.desk.acts.entries import entry_typed
from tracker.web.desk.acts.pages import Answer, begun, bp, start
from tracker.web.desk.acts.plans import name_of
from tracker.web.desk.opening import motion_of
from tracker.wording.follow_up import FollowUp, follow_up, open_demands

SHOWN = {
    "publish": (Visibility.PUBLIC, "It is public."),
    "tell": (Visibility.PUBLIC, "It is public."),
    "unlist": (Visibility.UNLISTED, "Whoever has the link can see it now."),
    "revoke": (Visibility.DRAFT, "The link is dead. Only editors see it now."),
}
"""For each button, who may see the motion from then on, and what is said."""


class HideForm(SentForm):
    """Why a motion is taken down."""

    labels: ClassVar = {"note": "Note"}
    cures: ClassVar = {"reason": "Choose why: readers are told the reason, and nothing else."}

    reason: HideReason
    note: ShortText | None = None


@bp.get("/motions/<slug>", may=Capability.DRAFT)
def desk_motion(slug: str) -> str:
    with read() as session:
        motion = motion_of(session, slug)
        hiding = visibility.hiding_of(session, motion.id)
        waiting = drafts.open_drafts(session, motion_id=motion.id)
        session.expunge_all()
    whole = motion_standing(motion, now())
    return render_template("desk/motion.html", motion=motion, whole=whole, hiding=hiding, drafts=waiting)


@bp.form("/motions/<slug>/deadline", may=Capability.DRAFT, longest=256 * KIB)
@bp.form("/motions/<slug>/demands/<int:number>/deadline", may=Capability.DRAFT, longest=256 * KIB)
def deadline(slug: str, number: int | None = None) -> Answer:
    case = begun("deadline", slug, typed={"demands": [str(number)] if number else []})
    demand = next((demand for demand in case.motion.demands if demand.number == number), None)
    part = request.args.get("part", "")
    rows = ledger_of_part(demand, part, now()) if demand else []
    due = due_of(rows, case.motion)
    # What has no day yet is there to be given one.
    is_set = demand is not None and (due is None or due.row.event is not None)
    more = {"parts": [f"{number}{part}"]} if part else {}
    return start(replace(case, typed=case.typed | more | ({"kind": "set"} if is_set else {})))


@bp.form("/motions/<slug>/demands/<int:number>/withdraw", may=Capability.DRAFT)
def withdraw(slug: str, number: int) -> Answer:
    case = begun("withdrawal", slug, {"number": number})
    if f"demand/{number}" not in case.table:
        abort(404, f"“{case.motion.title}” has no demand {number}.")
    return start(case)


@bp.form("/motions/<slug>/sources/new", may=Capability.DRAFT, longest=11 * MIB)
def source(slug: str) -> Answer:
    return start(begun("source", slug))


@bp.form("/motions/<slug>/figures/new", may=Capability.DRAFT)
def figure(slug: str) -> Answer:
    return start(begun("figure", slug))


@bp.get("/motions/<slug>/correct", may=Capability.DRAFT)
def choose(slug: str) -> str:
    case = begun("correction", slug)
    rows = [(subject, name_of(subject, case)) for subject in case.table]
    return render_template("desk/acts/choose.html", motion=case.motion, rows=rows)


@bp.form("/motions/<slug>/correct/<path:subject>", may=Capability.DRAFT, longest=MIB)
def correct(slug: str, subject: str) -> Answer:
    case = begun("correction", slug)
    entry = case.table.get(subject)
    if entry is None:
        abort(404, "There is no such entry on record. Choose one from the list of what can be put right.")
    about = {"subject": subject, "name": name_of(subject, case), "judge": subject.startswith("finding/")}
    return start(replace(case, about=about, typed=entry_typed(entry, case.motion.time_zone)))


@bp.get("/motions/<slug>/follow-up", may=Capability.DRAFT)
def follow_up_page(slug: str) -> str:
    with read() as session:
        motion = motion_of(session, slug)
    open_ = open_demands(motion_standing(motion, now()).demands)
    wanted = set(request.args.getlist("demand")) or {str(demand.demand.number) for demand in open_}
    chosen = [demand for demand in open_ if str(demand.demand.number) in wanted]
    shape = FollowUp(request.args["shape"]) if request.args.get("shape") in set(FollowUp) else FollowUp.LETTER
    public = motion.visibility is Visibility.PUBLIC
    address = public_address_of("motions.motion", slug=motion.slug) if public else "(not public yet)"
    dated = [str(standing.demand.number) for standing in chosen if standing.deadline]
    return render_template(
        "desk/acts/follow_up.html",
        motion=motion,
        open=open_,
        chosen=[str(standing.demand.number) for standing in chosen],
        dated=dated,
        shape=shape,
        written=FollowUp,
        text=follow_up(shape, motion, chosen, address) if chosen else "",
        sent=url_for("acts.asked_again", slug=motion.slug, demand=dated),
    )


@bp.form("/motions/<slug>/asked-again", may=Capability.DRAFT)
def asked_again(slug: str) -> Answer:
    return start(begun("again", slug, typed={"demands": request.args.getlist("demand")}))


@bp.post("/motions/<slug>/visibility", may=Capability.PUBLISH, fresh=True)
def show(slug: str) -> Answer:
    do = request.form.get("do", "")
    if do == "renew":
        return _do(slug, visibility.renew, "It has a new link; the old one is dead.")
    wanted, words = SHOWN.get(do, SHOWN["revoke"])
    return _do(slug, partial(visibility.show, wanted=wanted, tells=do == "tell"), words)


@bp.post("/motions/<slug>/hide", may=Capability.RECORD)
def hide(slug: str) -> Answer:
    form, _, errors = read_form(HideForm)
    if form is None:
        return make_response(who_sees(slug, errors), 422)
    act = partial(visibility.hide, reason=form.reason, words=form.note or "")
    return _do(slug, act, "It is taken down. It has to be looked at again within a week.")


@bp.post("/motions/<slug>/lift", may=Capability.RECORD)
def ask_to_lift(slug: str) -> Answer:
    if request.form.get("do") == "keep":
        return _do(slug, visibility.keep_hidden, "It stays down a week more.")
    return _do(slug, visibility.ask_to_lift, "Asked. A reviewer who is not you shows it again.")


@bp.post("/motions/<slug>/lifted", may=Capability.PUBLISH, fresh=True)
def lift(slug: str) -> Answer:
    return _do(slug, visibility.lift, "It is public again, as it was before.")


def _do(slug: str, act: Callable[..., object], words: str) -> Answer:
    try:
        with write() as session:
            motion_of(session, slug)
            act(session, slug, who=signed_in(), now=now())
    except RefusedError as error:
        return make_response(who_sees(slug, {"whole": str(error)}), 409)
    tell(words)
    return see_other(url_for("acts.who_sees", slug=slug))


@bp.get("/motions/<slug>/visibility", may=Capability.DRAFT)
def who_sees(slug: str, errors: Errors | None = None) -> str:
    with read() as session:
        motion = motion_of(session, slug)
        hiding = visibility.hiding_of(session, motion.id)
        asked_by = session.get(Editor, hiding.lift_asked_by_id) if hiding and hiding.lift_asked_by_id else None
        session.expunge_all()
    shared = motion.share_token and public_address_of("files.shared", token=motion.share_token)
    typed = {name: request.form.get(name, "") for name in ("reason", "note")}
    return render_template(
        "desk/acts/visibility.html",
        motion=motion,
        hiding=hiding,
        asked_by=asked_by,
        shared=shared,
        errors=errors or {},
        typed=typed,
    )
