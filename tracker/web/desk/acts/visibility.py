"""Who may see a motion: publish it, share it by a secret link, take it down, show it again."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from flask import make_response, render_template, request, url_for

from tracker.clock import now
from tracker.models import Editor
from tracker.operations.record import visibility
from tracker.operations.record.publishing import RefusedError
from tracker.vocabulary import Capability, HideReason, Visibility
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import read, write
from tracker.web.core.current import signed_in
from tracker.web.core.filters import public_address_of
from tracker.web.core.forms import Errors, SentForm, ShortText, read_form
from tracker.web.desk.acts.pages import Answer, bp
from tracker.web.desk.opening import motion_of

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
