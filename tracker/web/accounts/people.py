"""The accounts of others, kept by administrators: invited, given a role, disabled, let in again. Each act is logged."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.models import Editor
from tracker.operations.accounts import accounts
from tracker.operations.notify import letters
from tracker.rules.mailboxes import AddressError, read_address
from tracker.vocabulary import Capability, LetterKind, Role
from tracker.web.core.answers import tell
from tracker.web.core.context import read, write
from tracker.web.core.current import signed_in
from tracker.web.core.routing import Door
from tracker.wording.addresses import address_problem

bp = Door("people", __name__, url_prefix="/editor/people", desk=True)

LONGEST_NAME = 120


@bp.get("", may=Capability.ADMINISTER)
def people() -> str:
    with read() as session:
        found = accounts.all_editors(session)
        session.expunge_all()
    return render_template("accounts/people/people.html", people=found)


@bp.get("/invite", may=Capability.ADMINISTER, fresh=True)
def invite() -> str:
    return render_template("accounts/people/invite.html", errors={}, typed={})


@bp.post("/invite", may=Capability.ADMINISTER, fresh=True)
def invited() -> ResponseReturnValue:
    typed = {name: request.form.get(name, "").strip()[:300] for name in ("address", "name", "role")}
    errors: dict[str, str] = {}
    address = ""
    try:
        address = read_address(typed["address"])
    except AddressError as error:
        errors["address"] = address_problem(error)
    if not typed["name"] or len(typed["name"]) > LONGEST_NAME:
        errors["name"] = f"Enter the person’s name, in at most {LONGEST_NAME} characters."
    if typed["role"] not in [known.value for known in Role]:
        errors["role"] = "Choose what the person will do."
    if not errors:
        try:
            with write() as session:
                role = Role(typed["role"])
                accounts.create_editor(session, address, typed["name"], role, now(), by=signed_in())
                letters.queue(session, LetterKind.ACCOUNT_LINK, address, {}, now())
        except accounts.AccountError as error:
            errors["address"] = str(error)
    if errors:
        return make_response(render_template("accounts/people/invite.html", errors=errors, typed=typed), 422)
    tell(f"{typed['name']} is invited. A mail with a link is on its way; it works once, for two days.")
    return redirect(url_for("people.people"), 303)


@bp.get("/<int:number>", may=Capability.ADMINISTER)
def person(number: int) -> str:
    with read() as session:
        found = session.get(Editor, number)
        session.expunge_all()
    if found is None:
        abort(404)
    return render_template("accounts/people/person.html", person=found)


@bp.post("/<int:number>/role", may=Capability.ADMINISTER, fresh=True)
def role(number: int) -> ResponseReturnValue:
    chosen = request.form.get("role", "")
    if chosen not in [known.value for known in Role]:
        tell("Choose a role.", error=True)
        return redirect(url_for("people.person", number=number), 303)

    act = partial(accounts.change_role, role=Role(chosen))
    return _do(number, act, f"{{name}} is {Role(chosen).label.lower()} now, and signs in again.")


@bp.post("/<int:number>/disable", may=Capability.ADMINISTER, fresh=True)
def disable(number: int) -> ResponseReturnValue:
    return _do(number, accounts.disable, "{name} is signed out and can no longer sign in.")


@bp.post("/<int:number>/enable", may=Capability.ADMINISTER, fresh=True)
def enable(number: int) -> ResponseReturnValue:
    return _do(number, accounts.enable, "{name} can sign in again.")


@bp.post("/<int:number>/sign-out", may=Capability.ADMINISTER, fresh=True)
def sign_out(number: int) -> ResponseReturnValue:
    return _do(number, accounts.sign_out_everywhere, "{name} is signed out everywhere.")


@bp.post("/<int:number>/link", may=Capability.ADMINISTER, fresh=True)
def link(number: int) -> ResponseReturnValue:
    def act(session: Session, number: int, **by: Any) -> None:
        accounts.note_link(session, session.get_one(Editor, number), **by)

    words = "A new link is on its way to {name}. It works once, for two days."
    return _do(number, act, words, mails_link=True)


@bp.post("/<int:number>/reset", may=Capability.ADMINISTER, fresh=True)
def reset(number: int) -> ResponseReturnValue:
    words = "{name} chooses a password and a second factor anew. A link is on its way."
    return _do(number, accounts.reset_second_factor, words, mails_link=True)


def _do(number: int, act: Callable[..., object], words: str, *, mails_link: bool = False) -> ResponseReturnValue:
    try:
        with write() as session:
            who = session.get(Editor, number)
            if who is None:
                abort(404)
            act(session, number, now=now(), by=signed_in())
            if mails_link:
                letters.queue(session, LetterKind.ACCOUNT_LINK, who.email, {}, now())
            name = who.name
    except accounts.AccountError as error:
        tell(str(error), error=True)
    else:
        tell(words.format(name=name))
    mine = signed_in().id == number
    return redirect(url_for("people.people") if mine else url_for("people.person", number=number), 303)
