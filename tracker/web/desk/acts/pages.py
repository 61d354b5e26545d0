"""Acts on what is on record: fill in a form, see what changes, put it on record once. Each step saves a draft."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.models import Draft, Editor
from tracker.operations.desk import audit, drafts
from tracker.operations.record.publishing import ChangedError, Refusal, RefusedError, publish
from tracker.record.difference import EntryDiff
from tracker.record.entries import owner_of
from tracker.vocabulary import Capability, DraftState, Visibility
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import read, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import Errors, Typed, read_form, sent_number
from tracker.web.core.routing import MIB, Door
from tracker.web.desk.acts import deadlines, entries
from tracker.web.desk.acts.forms import SendBackForm, typed_in
from tracker.web.desk.acts.plans import (
    WHOLE,
    Act,
    ActPlan,
    Case,
    before_of,
    changed_lines,
    errors_of,
    line_of_difference,
    new_case,
    planned,
)
from tracker.web.desk.opening import draft_of, put_once
from tracker.web.desk.preview import figure_troubles
from tracker.web.desk.preview import preview as previewed
from tracker.web.desk.uploads import file_words, uploaded

bp = Door("acts", __name__, url_prefix="/editor", desk=True)

Answer = str | Response
ACTS: dict[str, Act] = {act.name: act for act in (*deadlines.ACTS, *entries.ACTS)}


def begun(act: str, slug: str, about: dict[str, Any] | None = None, typed: Typed | None = None) -> Case:
    with read() as session:
        return new_case(session, ACTS[act], slug, about or {}, typed or {}, now())


def start(case: Case) -> Answer:
    return _save(case) if request.method == "POST" else _form(case, {})


@bp.form("/acts/<key>", may=Capability.DRAFT, longest=11 * MIB)
def draft(key: str) -> Answer:
    return start(_open(key, live=True))


@bp.get("/acts/<key>/preview", may=Capability.DRAFT)
def preview(key: str) -> Answer:
    case = _open(key, live=True)
    plan = planned(case)
    if plan.errors:
        return see_other(url_for("acts.draft", key=key))
    tells, mail = case.act.tells and case.motion.visibility is Visibility.PUBLIC, None
    if tells and not plan.cleared:
        with read() as session:
            mail = previewed(session, case.motion.id, plan.changes, case.now).mail
    return _page(
        "preview",
        case,
        plan=plan,
        lines=changed_lines(case, plan),
        sums=deadlines.sums(case, plan),
        troubles=figure_troubles(case.table, plan.changes),
        mail=mail,
        tells=tells,
        reviewer_wanted=plan.needs_reviewer and not signed_in().role.can(Capability.PUBLISH),
    )


@bp.post("/acts/<key>/publish", may=Capability.RECORD)
def put_on_record(key: str) -> Answer:
    """Put an act on record, once: a second press leads to the page that the first one made."""
    tells = request.form.get("do") == "tell"
    try:
        done = "On record: {title}. Followers are told." if tells else "On record: {title}."
        return put_once(key, partial(_publish, tells=tells), done)
    except RefusedError as error:
        case = _open(key)
        return make_response(_form(case, errors_of(error, case)), 422)
    except drafts.ConflictError:
        return _saved_over(key, _open(key).typed)
    except ChangedError as error:
        case, both = _open(key), EntryDiff(error.subject, error.known, error.stored)
        line = line_of_difference(both, case.motion.time_zone, case.now, case.table)
        return make_response(_page("changed", case, rows=line.fields), 409)


def _publish(session: Session, taken: Draft, who: Editor, instant: datetime, *, tells: bool) -> str:
    case = _case_of(session, taken, instant)
    plan = planned(case)
    if not plan.errors and plan.needs_reviewer and not who.role.can(Capability.PUBLISH):
        plan.errors[WHOLE] = "A finding is put right by a reviewer: hand the draft to one."
    if plan.errors:
        raise RefusedError(*(Refusal("", name, sentence) for name, sentence in plan.errors.items()))
    publish(
        session,
        case.motion.slug,
        plan.changes,
        who,
        instant,
        reason=plan.reason or case.act.kind.label,
        tells=tells,
        cleared=plan.cleared,
        note=plan.note,
        only_wording=plan.only_wording,
        before=before_of(case, plan),
    )
    return _result(case, plan)


@bp.post("/acts/<key>/hand", may=Capability.DRAFT)
def hand(key: str) -> Answer:
    """Hand a draft to a second person, give it back with a word, or put it aside."""
    case = _open(key, live=True)
    who, instant, do = signed_in(), now(), request.form.get("do", "")
    form, _, errors = read_form(SendBackForm)
    if do == "back" and form is None:
        return make_response(_form(case, errors), 422)
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
    return see_other(url_for("desk.drafts"))


def _open(key: str, *, live: bool = False) -> Case:
    """Return what a draft is of. `live`: one that is on record or put aside is no form any more."""
    with read() as session:
        case = _case_of(session, draft_of(session, key, states=drafts.LIVE if live else tuple(DraftState)), now())
        session.expunge_all()
    return case


def _case_of(session: Session, draft: Draft, now: datetime) -> Case:
    data = drafts.data_of(draft)
    act = ACTS.get(data.get("act", ""))
    if act is None:
        abort(404, "There is no such draft. The drafts that are still worked on are on the list of drafts.")
    case = new_case(session, act, data["slug"], data["about"], data["typed"], now)
    subject = data["about"].get("subject")
    if subject is not None and subject not in case.table:
        abort(410, "The entry that this draft would put right is no longer on record. The draft is kept.")
    return replace(case, known=data["known"], draft=draft)


def _save(case: Case) -> Answer:
    who, instant, found = signed_in(), now(), case.draft
    fields, about = case.fields, dict(case.about)
    file, fault = uploaded("upload") if any(field.kind == "file" for field in fields) else (None, None)
    if file is not None:
        about["file"] = file
    case = replace(case, typed=typed_in(fields), about=about, now=instant)
    if request.form.get("do") == "again":
        case = replace(case, known={})
    try:
        with write() as session:
            data, title = case.data(), case.heading
            if found is None:
                found = drafts.begin(session, who, case.act.kind, title, data, instant, case.motion)
            else:
                found = drafts.save(session, found.key, sent_number("version"), data, who, instant, title)
            if file is not None:
                audit.record_file(session, who, file["sha256"], instant)
    except drafts.ConflictError:
        return _saved_over(found.key if found else "", case.typed)
    case = replace(case, known=data["known"], draft=found)
    errors = planned(case).errors | ({"upload": fault} if fault else {})
    if errors:
        return make_response(_form(case, errors), 422)
    return see_other(url_for("acts.preview", key=found.key))


def _form(case: Case, errors: Errors) -> str:
    action = url_for("acts.draft", key=case.draft.key) if case.draft else request.path
    return _page("form", case, errors=errors, action=action, file=file_words(case.about.get("file")))


def _saved_over(key: str, typed: Typed) -> Response:
    case = _open(key)
    assert case.draft is not None
    if case.draft.state not in drafts.LIVE:
        abort(410, f"This draft is finished: {case.draft.state.sentence} Nothing was saved over it.")
    return make_response(_page("conflict", case, typed=typed, theirs=case.typed), 409)


def _page(name: str, case: Case, **values: Any) -> str:
    values = {"draft": case.draft, "fields": case.fields, "typed": case.typed, "heading": case.heading} | values
    return render_template(f"desk/acts/{name}.html", act=case.act, case=case, **values)


def _result(case: Case, plan: ActPlan) -> str:
    slug = case.motion.slug
    if case.motion.visibility is not Visibility.PUBLIC:
        return url_for("acts.desk_motion", slug=slug)
    noun, _, key = next(iter(plan.changes)).partition("/")
    if noun in ("deadline", "demand", "question") and len(plan.changes) <= 2:
        return url_for("motions.demand", slug=slug, number=owner_of(key)[0])
    return url_for({"source": "pages.sources", "figure": "pages.figures"}.get(noun, "motions.motion"), slug=slug)
