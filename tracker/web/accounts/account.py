"""One's own account; and the doors for those who have no password yet, or none any more."""

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now
from tracker.operations.accounts import accounts, sign_ins
from tracker.operations.notify import letters
from tracker.queries.accounts import passkeys_of
from tracker.rules.mailboxes import AddressError, read_address
from tracker.vocabulary import Capability, LetterKind
from tracker.web.accounts.passwords import fault
from tracker.web.accounts.routes import LINKS
from tracker.web.core.answers import tell
from tracker.web.core.context import read, write
from tracker.web.core.current import current_sign_in, signed_in
from tracker.web.core.limits import limiter
from tracker.web.core.routing import Door
from tracker.wording.addresses import address_problem

bp = Door("account", __name__, url_prefix="/editor/account", desk=True)


@bp.get("", may=Capability.SIGN_IN)
def account() -> str:
    found = current_sign_in()
    assert found is not None  # The door-keeper let nobody else in.
    with read() as session:
        rows = sign_ins.live(session, found.editor.id, now())
        passkeys = passkeys_of(session, found.editor.id)
    codes = len(found.editor.mf_recovery_codes or [])
    values = {"rows": rows, "here": found.sign_in.id, "passkeys": passkeys, "codes": codes}
    return render_template("accounts/account.html", **values)


@bp.get("/welcome", may=Capability.SIGN_IN)
def welcome() -> ResponseReturnValue:
    has_codes = signed_in().mf_recovery_codes
    return redirect(url_for("desk.today" if has_codes else "security.mf_recovery_codes"), 303)


@bp.post("/sign-out-everywhere", may=Capability.SIGN_IN)
def sign_out_everywhere() -> ResponseReturnValue:
    editor = signed_in()
    with write() as session:
        accounts.sign_out_everywhere(session, editor.id, now(), by=editor)
    tell("You are signed out everywhere.")
    return redirect(url_for("security.login"), 303)


@bp.get("/help", may=None)
def help_page() -> str:
    return render_template("accounts/help.html", errors={}, address="")


@bp.post("/help", may=None)
@limiter.shared_limit(**LINKS)
def help_sent() -> ResponseReturnValue:
    """Queue one letter, whatever is known of the address, and say the same to everybody.

    Whether there is an account is asked when the letter is written: for an unknown address none goes out.
    """
    typed = request.form.get("address", "")
    try:
        address = read_address(typed)
    except AddressError as error:
        page = render_template("accounts/help.html", errors={"address": address_problem(error)}, address=typed[:300])
        return make_response(page, 422)
    with write() as session:
        letters.queue(session, LetterKind.ACCOUNT_LINK, address, {}, now())
    return redirect(url_for("account.asked"), 303)


@bp.get("/help/asked", may=None)
def asked() -> str:
    return render_template("accounts/asked.html")


@bp.post("/link/<token>", may=None)
def link_used(token: str) -> ResponseReturnValue:
    """Set the password, use the link up, and send its owner on to sign in."""
    from flask_security import hash_password

    with read() as session:
        editor = accounts.find_link(session, token, now())
        session.expunge_all()
    if editor is None:
        return link(token)
    security = current_app.extensions["security"]
    typed = security.password_util.normalize(request.form.get("password", ""))
    wrong = fault(typed, editor.email, editor.name)
    if wrong:
        return link(token, {"password": wrong})
    if typed != security.password_util.normalize(request.form.get("password_confirm", "")):
        return link(token, {"password_confirm": "The two do not match: enter the same password twice."})
    hashed = hash_password(typed)
    with write() as session:
        done = accounts.use_link(session, token, hashed, now())
    if done is None:
        return link(token)
    tell("Your password is set. Sign in with it now.")
    return redirect(url_for("security.login"), 303)


@bp.get("/link/<token>", may=None)
def link(token: str, errors: dict[str, str] | None = None) -> Response:
    with read() as session:
        owner = accounts.find_link(session, token, now())
        session.expunge_all()
    code = 404 if owner is None else 422 if errors else 200
    return make_response(render_template("accounts/link.html", owner=owner, errors=errors or {}), code)
