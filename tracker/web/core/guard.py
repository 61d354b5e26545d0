"""The one door-keeper: before any view runs, it asks web/policy.py who may come, and where a form came from.

What anyone may read passes without a look at the session. Everything else needs a good sign-in of the right role, and
the dangerous acts one that was proved within 15 minutes. What was typed into a form is never lost on the way.
"""

from contextlib import suppress

from flask import Flask, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from tracker.clock import now
from tracker.operations.accounts import sign_ins
from tracker.web.core.context import config, write
from tracker.web.core.current import Found, current_sign_in, is_desk, is_fresh
from tracker.web.core.pending_forms import keep_form
from tracker.web.core.policy import PAGES, Access, access
from tracker.web.core.safe_redirect import onward

LATE = "That page had waited too long. Please try again."
SENT = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def init_app(app: Flask) -> None:
    app.before_request(watch)


def watch() -> ResponseReturnValue | None:
    if request.endpoint is None or request.method == "OPTIONS":
        return None  # There is nothing behind it: the framework says so.
    page, desk = PAGES.get(request.endpoint), is_desk(request.path)
    if page and page.longest:
        request.max_content_length = page.longest
    if desk:
        if request.method in SENT and not sent_from_here():
            abort(403)
        _drop_strange_next()
    found = access(request.endpoint, request.method)
    if found is None:
        abort(403)
    refused = None if found.capability is None else _refusal(found, current_sign_in())
    if refused is None and desk and request.method in SENT and not _has_token():
        refused = _once_more()
    return refused


def _refusal(wanted: Access, found: Found | None) -> ResponseReturnValue | None:
    if found is None:
        return _to("security.login", "signed-out")
    if not wanted.allows(found.editor.role):
        return make_response(render_template("accounts/denied.html"), 403)
    if wanted.fresh and not is_fresh():
        return _to("security.verify", "stale")
    if now() >= found.sign_in.seen_at + sign_ins.SEEN_EVERY:
        # A busy database is no reason to turn anybody away: it is noted a minute later.
        with suppress(OperationalError), write() as database:
            sign_ins.see(database, found.sign_in.id, now())
    return None


def _to(endpoint: str, reason: str) -> ResponseReturnValue:
    """Send a visitor to prove who they are, and back; a form is shown again with what was typed."""
    if request.method in SENT:
        if request.blueprint == "security":
            return redirect(url_for(endpoint), 303)
        return keep_form(reason)
    here = request.full_path.rstrip("?") if request.query_string else request.path
    return redirect(url_for(endpoint, next=onward(here)), 303)


def _has_token() -> bool:
    from flask_wtf.csrf import CSRFError

    try:
        current_app.extensions["csrf"].protect()
    except CSRFError:
        return False
    return True


def _once_more() -> ResponseReturnValue:
    """Answer a form without a good token: kept where it was the desk's, begun again where it held a secret."""
    if request.blueprint == "security":
        flash(LATE, "error")
        return redirect(url_for("security.login"), 303)
    if request.endpoint in ("account.help_sent", "account.link_used"):
        flash(LATE, "error")
        return redirect(request.path, 303)
    return keep_form("csrf")


def sent_from_here() -> bool:
    """Tell whether our own page sent a form; where a browser says nothing, the token alone decides."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    return request.headers.get("Origin") in (None, config().base_url, request.host_url.rstrip("/"))


def _drop_strange_next() -> None:
    """Forget where a request wants to be sent on to, unless it is plainly an address of the desk."""
    if "next" in request.args and not _is_plain(request.args):
        request.args = ImmutableMultiDict([pair for pair in request.args.items(multi=True) if pair[0] != "next"])
    if request.method in SENT and "next" in request.form and not _is_plain(request.form):
        request.form = ImmutableMultiDict([pair for pair in request.form.items(multi=True) if pair[0] != "next"])


def _is_plain(values: MultiDict[str, str]) -> bool:
    return all(onward(value) for value in values.getlist("next"))
