"""The desk's page of one motion, the doors to each act, and the follow-up."""

from dataclasses import replace

from flask import abort, render_template, request, url_for

from tracker.clock import now
from tracker.operations.desk import drafts
from tracker.operations.record import visibility
from tracker.rules.status import motion_standing
from tracker.vocabulary import Capability, Visibility
from tracker.web.core.context import read
from tracker.web.core.filters import public_address_of
from tracker.web.core.routing import KIB, MIB
from tracker.web.desk.acts.forms import typed_of
from tracker.web.desk.acts.pages import Answer, begun, bp, start
from tracker.web.desk.acts.plans import name_of
from tracker.web.desk.opening import motion_of
from tracker.wording.follow_up import FollowUp, follow_up, open_demands


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
    return start(begun("deadline", slug, typed={"demands": [str(number)] if number else []}))


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
    typed = typed_of(entry.model_dump(mode="json", by_alias=True, exclude_none=True))
    return start(replace(case, about=about, typed=typed))


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
