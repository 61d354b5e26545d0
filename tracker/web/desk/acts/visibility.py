"""Who may see a motion: publish it, share it by a secret link, take it down, show it again."""

from collections.abc import Callable
from typing import Any, ClassVar

from flask import make_response, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from tracker.clock import now
from tracker.models import Editor, Motion
from tracker.operations.record import visibility
from tracker.operations.record.publishing import RefusedError
from tracker.vocabulary import Capability, HideReason, Visibility
from tracker.web.core.answers import tell
from tracker.web.core.context import read, write
from tracker.web.core.filters import public_address_of
from tracker.web.core.forms import Errors, SentForm, ShortText, read_form
from tracker.web.desk.acts.pages import Answer, bp
from tracker.web.desk.acts.work import desk_motion_of
from tracker.web.desk.today import signed_in


class HideForm(SentForm):
    """Why a motion is taken down."""

    labels: ClassVar = {"note": "Note"}
    cures: ClassVar = {"reason": "Choose why: readers are told the reason, and nothing else."}

    reason: HideReason
    note: ShortText | None = None


@bp.get("/motions/<slug>/visibility", may=Capability.DRAFT)
def who_sees(slug: str) -> str:
    return _page(slug, {})


@bp.post("/motions/<slug>/visibility", may=Capability.PUBLISH, fresh=True)
def show(slug: str) -> Answer:
    do = request.form.get("do", "")
    wanted = {"publish": Visibility.PUBLIC, "tell": Visibility.PUBLIC, "unlist": Visibility.UNLISTED}.get(do)
    wanted = Visibility.DRAFT if do == "revoke" else wanted

    def act(session: Session, who: Editor) -> Any:
        if do == "renew":
            return visibility.renew(session, slug, who, now())
        return visibility.show(session, slug, wanted or Visibility.DRAFT, who, now(), tells=do == "tell")

    words = {
        "renew": "It has a new link; the old one is dead.",
        "revoke": "The link is dead. Only editors see it now.",
        "unlist": "Whoever has the link can see it now.",
    }
    return _do(slug, act, words.get(do, "It is public."))


@bp.post("/motions/<slug>/hide", may=Capability.RECORD)
def hide(slug: str) -> Answer:
    form, _, errors = read_form(HideForm)
    if form is None:
        return make_response(_page(slug, errors), 422)
    reason, note = form.reason, form.note or ""
    return _do(
        slug,
        lambda session, who: visibility.hide(session, slug, reason, note, who, now()),
        "It is taken down. It has to be looked at again within a week.",
    )


@bp.post("/motions/<slug>/lift", may=Capability.RECORD)
def ask_to_lift(slug: str) -> Answer:
    if request.form.get("do") == "keep":
        return _do(
            slug, lambda session, who: visibility.keep_hidden(session, slug, who, now()), "It stays down a week more."
        )
    return _do(
        slug,
        lambda session, who: visibility.ask_to_lift(session, slug, who, now()),
        "Asked. A reviewer who is not you shows it again.",
    )


@bp.post("/motions/<slug>/lifted", may=Capability.PUBLISH, fresh=True)
def lift(slug: str) -> Answer:
    return _do(
        slug, lambda session, who: visibility.lift(session, slug, who, now()), "It is public again, as it was before."
    )


def _do(slug: str, act: Callable[[Session, Editor], Any], words: str) -> Answer:
    who = signed_in()
    try:
        with write() as session:
            desk_motion_of(session, slug)
            act(session, who)
    except RefusedError as error:
        return make_response(_page(slug, {"whole": str(error)}), 409)
    tell(words)
    answer: Response = redirect(url_for("acts.who_sees", slug=slug), 303)
    return answer


def _page(slug: str, errors: Errors) -> str:
    with read() as session:
        motion: Motion = desk_motion_of(session, slug)
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
        errors=errors,
        typed=typed,
    )
