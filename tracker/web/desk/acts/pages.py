"""Acts on what is on record: fill in a form, see what changes, put it on record once. Each step saves a draft."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import abort, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from tracker.clock import now
from tracker.models import Draft, Editor, Motion
from tracker.operations.desk import audit, drafts
from tracker.operations.record.publishing import ChangedError, RefusedError, publish
from tracker.record.entries import content
from tracker.vocabulary import Capability, DraftState, Visibility
from tracker.web.core.answers import tell
from tracker.web.core.context import read, write
from tracker.web.core.forms import read_form, sent_number
from tracker.web.core.routing import MIB, Door
from tracker.web.desk.acts import deadlines
from tracker.web.desk.acts.forms import SendBackForm, typed_in
from tracker.web.desk.acts.plans import Act, ActPlan, Case
from tracker.web.desk.acts.work import ACTS, WHOLE, before_of, case_of, changed_lines, data_of, errors_of, planned
from tracker.web.desk.acts.work import new_case as begun
from tracker.web.desk.figure_troubles import figure_troubles
from tracker.web.desk.preview import preview as previewed
from tracker.web.desk.today import signed_in
from tracker.web.desk.uploads import file_words, uploaded
from tracker.wording.log import LogLine

bp = Door("acts", __name__, url_prefix="/editor", desk=True)

Answer = str | Response


def start(name: str, slug: str, about: dict[str, Any], typed: dict[str, Any] | None = None) -> Answer:
    act = ACTS[name]
    with read() as session:
        case = replace(begun(session, slug, about, now()), typed=typed or {})
    if request.method == "POST":
        return _save(act, case, None)
    return _form(act, case, None, {})


@bp.form("/acts/<key>", may=Capability.DRAFT, longest=11 * MIB)
def draft(key: str) -> Answer:
    found, act, case = _open(key)
    if request.method == "POST":
        return _save(act, case, found)
    return _form(act, case, found, {})


@bp.get("/acts/<key>/preview", may=Capability.DRAFT)
def preview(key: str) -> Answer:
    found, act, case = _open(key)
    plan = planned(act, case)
    if plan.errors:
        return redirect(url_for("acts.draft", key=key), 303)
    return _preview(act, case, found, plan, changed_lines(case.table, plan, case.motion.time_zone, case.now))


@bp.post("/acts/<key>/publish", may=Capability.RECORD)
def put_on_record(key: str) -> Answer:
    """Put an act on record, once: a second press leads to the page that the first one made."""
    found, act, case = _open(key, live=False)
    if found.state is DraftState.PUBLISHED:
        return redirect(found.result or _desk(case.motion), 303)
    who, instant, tells = signed_in(), now(), request.form.get("do") == "tell"
    try:
        with write() as session:
            taken = drafts.take(session, key, who, instant, sent_number("version"))
            if taken is not None:
                taken.result = _publish(session, taken, who, instant, tells=tells)
    except _PlanError as error:
        return make_response(_form(act, case, found, error.plan.errors), 422)
    except RefusedError as error:
        return make_response(_form(act, case, found, errors_of(error, act, case)), 422)
    except drafts.ConflictError:
        return _saved_over(key, case.typed)
    except ChangedError as error:
        return _changed_on_record(act, case, found, error)
    if taken is None:  # Another press was quicker; it made the page that this one leads to.
        return redirect(_open(key, live=False)[0].result or _desk(case.motion), 303)
    tell(f"On record: {taken.title}.{' Followers are told.' if tells else ''}")
    return redirect(taken.result or _desk(case.motion), 303)


def _publish(session: Session, taken: Draft, who: Editor, instant: datetime, *, tells: bool) -> str:
    act, case = case_of(session, taken, instant)
    plan = planned(act, case)
    if not plan.errors and plan.needs_reviewer and not who.role.can(Capability.PUBLISH):
        plan.errors[WHOLE] = "A finding is put right by a reviewer: hand the draft to one."
    if plan.errors:
        raise _PlanError(plan)
    publish(
        session,
        case.motion.slug,
        plan.changes,
        who,
        instant,
        reason=plan.reason or act.kind.label,
        tells=tells,
        cleared=plan.cleared,
        note=plan.note,
        only_wording=plan.only_wording,
        before=before_of(case, plan),
    )
    return _result(case.motion, plan)


@bp.post("/acts/<key>/hand", may=Capability.DRAFT)
def hand(key: str) -> Answer:
    """Hand a draft to a second person, give it back with a word, or put it aside."""
    found, act, case = _open(key)
    who, instant, do = signed_in(), now(), request.form.get("do", "")
    form, _, errors = read_form(SendBackForm)
    if do == "back" and form is None:
        return make_response(_form(act, case, found, errors), 422)
    try:
        with write() as session:
            if do == "hand":
                drafts.submit(session, key, sent_number("version"), who, instant)
            elif do == "back" and form is not None:
                drafts.send_back(session, key, form.words, who, instant)
            elif do == "discard":
                drafts.discard(session, key, who, instant)
            else:
                abort(400, "The form did not say what to do. Go back and press again.")
    except drafts.ConflictError:
        return _saved_over(key, case.typed)
    tell({"hand": "It waits for a second person now.", "back": "It is with its author again."}.get(do, "Put aside."))
    return redirect(url_for("desk.drafts"), 303)


class _PlanError(Exception):
    """A plan that does not fit; it rolls back the transaction."""

    def __init__(self, plan: ActPlan) -> None:
        super().__init__("; ".join(plan.errors.values()))
        self.plan = plan


def _open(key: str, *, live: bool = True) -> tuple[Draft, Act, Case]:
    """Return a draft with its act; one that is on record or put aside is no form any more."""
    with read() as session:
        found = None if "\0" in key else drafts.find(session, key)
        if found is None:
            abort(404, "There is no such draft. The drafts that are still worked on are on the list of drafts.")
        if live and found.state not in drafts.LIVE:
            abort(410, f"This draft is finished: {found.state.sentence}")
        act, case = case_of(session, found, now())
        session.expunge_all()
    return found, act, case


def _save(act: Act, case: Case, found: Draft | None) -> Answer:
    who, instant = signed_in(), now()
    fields, about = act.fields(case), dict(case.about)
    typed = typed_in(fields)
    file, fault = uploaded("upload") if any(field.kind == "file" for field in fields) else (None, None)
    if file is not None:
        about["file"] = file
    case = replace(case, typed=typed, about=about, now=instant)
    if found is not None and request.form.get("do") == "again":
        case = replace(case, known={})
    try:
        with write() as session:
            data, title = data_of(act, case), act.heading(case)
            if found is None:
                found = drafts.begin(session, who, act.kind, title, data, instant, case.motion)
            else:
                found = drafts.save(session, found.key, sent_number("version"), data, who, instant, title)
            if file is not None:
                audit.record_file(session, who, file["sha256"], instant)
    except drafts.ConflictError:
        return _saved_over(found.key if found else "", typed)
    plan = planned(act, replace(case, known=data["known"], author_id=found.author_id))
    errors = plan.errors | ({"upload": fault} if fault else {})
    if errors:
        return make_response(_form(act, case, found, errors), 422)
    return redirect(url_for("acts.preview", key=found.key), 303)


def _form(act: Act, case: Case, found: Draft | None, errors: dict[str, str]) -> str:
    action = url_for("acts.draft", key=found.key) if found else request.path
    return render_template(
        "desk/acts/form.html",
        act=act,
        case=case,
        draft=found,
        fields=act.fields(case),
        typed=case.typed,
        errors=errors,
        action=action,
        heading=act.heading(case),
        file=file_words(case.about.get("file")),
    )


def _preview(act: Act, case: Case, found: Draft, plan: ActPlan, lines: list[LogLine]) -> str:
    mail = None
    if act.tells and case.motion.visibility is Visibility.PUBLIC and not plan.cleared:
        with read() as session:
            mail = previewed(session, case.motion.id, plan.changes, case.now).mail
    return render_template(
        "desk/acts/preview.html",
        act=act,
        case=case,
        draft=found,
        plan=plan,
        lines=lines,
        sums=deadlines.sums(case, plan),
        troubles=figure_troubles(case.table, plan.changes),
        heading=act.heading(case),
        mail=mail,
        tells=act.tells and case.motion.visibility is Visibility.PUBLIC,
        reviewer_wanted=plan.needs_reviewer and not signed_in().role.can(Capability.PUBLISH),
    )


def _saved_over(key: str, typed: dict[str, Any]) -> Response:
    stored, act, case = _open(key, live=False)
    if stored.state not in drafts.LIVE:
        abort(410, f"This draft is finished: {stored.state.sentence} Nothing was saved over it.")
    theirs = drafts.data_of(stored)["typed"]
    fields = [field for field in act.fields(case) if field.kind != "file"]
    page = render_template(
        "desk/acts/conflict.html", act=act, case=case, draft=stored, fields=fields, typed=typed, theirs=theirs
    )
    return make_response(page, 409)


def _changed_on_record(act: Act, case: Case, found: Draft, error: ChangedError) -> Response:
    known, stored = (content(version) if version else {} for version in (error.known, error.stored))
    names = sorted({**known, **stored})
    rows = [(name.replace("_", " "), known.get(name, ""), stored.get(name, "")) for name in names]
    page = render_template(
        "desk/acts/changed.html", act=act, case=case, draft=found, rows=rows, fields=act.fields(case)
    )
    return make_response(page, 409)


def _result(motion: Motion, plan: ActPlan) -> str:
    if motion.visibility is not Visibility.PUBLIC:
        return _desk(motion)
    noun, _, key = next(iter(plan.changes)).partition("/")
    number = "".join(sign for sign in key.split("-")[0] if sign.isdigit())
    if noun in ("deadline", "demand", "question") and len(plan.changes) <= 2:
        return url_for("motions.demand", slug=motion.slug, number=int(number))
    page = {"source": "pages.sources", "figure": "pages.figures"}.get(noun, "motions.motion")
    return url_for(page, slug=motion.slug)


def _desk(motion: Motion) -> str:
    return url_for("acts.desk_motion", slug=motion.slug)
