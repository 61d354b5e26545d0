"""Asking to follow: the form, the answer that is the same for everybody, and the link that confirms.

Nothing is looked up and nothing is sent when the form comes in: one row is written, whatever is known of the address
(docs/decisions/alerts.md#signing-up). The link opens a page; only its button confirms, or the visit of the very browser
that signed up, which carries a short-lived cookie.
"""

import re
import secrets
from hashlib import sha256

from flask import Response, abort, make_response, render_template, request, url_for
from itsdangerous import Signer
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.keys import secret_key, signer
from tracker.models import Link, Signup
from tracker.operations.people import followers
from tracker.operations.people.data_export import Followed, followed
from tracker.vocabulary import Frequency, LinkPurpose
from tracker.web.core.answers import see_other
from tracker.web.core.cache import asked_with
from tracker.web.core.context import config, read, write
from tracker.web.core.copying import FORM
from tracker.web.core.guard import sent_from_here
from tracker.web.core.limits import SIGNUPS, limiter
from tracker.web.core.routing import Door
from tracker.web.subscriptions.signup_form import asked_form, read_form

bp = Door("subscriptions", __name__)

COOKIE = "answerable_signup"
COOKIE_SECONDS = 2 * 60 * 60
COOKIE_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")
UNKNOWN = (
    "This link is not one of ours, or it has been used up. Links that confirm work for seven days. "
    "You can ask to follow again on the page of any motion."
)


@bp.get("/subscribe", copied=FORM)
def form() -> str:
    return render_template("subscriptions/subscribe.html", form=asked_form())


@bp.post("/subscribe")
@limiter.limit(SIGNUPS)
def subscribe() -> Response:
    sent = read_form()
    if sent.errors:
        return make_response(render_template("subscriptions/subscribe.html", form=sent), 422)
    here = sent_from_here()  # Nobody else may make a browser one that signed up.
    browser = _browser() if here else secrets.token_urlsafe(32)
    if not sent.is_trapped:
        motion_id, demand_id = sent.ids()
        row = Signup(address=sent.address, motion_id=motion_id, demand_id=demand_id, pace=Frequency(sent.pace))
        row.page, row.browser, row.asked_at = sent.where(), _hash(browser), now()
        with write() as session:
            session.add(row)
    response = see_other(url_for("subscriptions.asked"))
    if here:
        response.set_cookie(
            COOKIE,
            browser,
            max_age=COOKIE_SECONDS,
            path="/subscribe",
            secure=config().base_url.startswith("https:"),
            httponly=True,
            samesite="Lax",
        )
    return response


@bp.get("/subscribe/asked", copied=FORM)
def asked() -> str:
    return render_template("subscriptions/asked.html", sender=config().mail.sender)


@bp.get("/subscribe/confirm/<token>")
def confirm_page(token: str) -> str:
    """Show what waits to be confirmed, with a button; the browser that signed up confirms by coming."""
    with read() as session:
        link, waiting = _waiting(session, token)
    mine = [choice.id for choice in waiting if choice.browser == _hash(request.cookies.get(COOKIE, ""))]
    # What another device asked for waits on the same link, so the page shows both and lets the reader choose.
    if mine and len(mine) == len(waiting) and _is_visit():
        return _confirm(link, mine)
    return _show(link, waiting)


@bp.post("/subscribe/confirm/<token>")
def confirm(token: str) -> str | Response:
    """Confirm what was chosen on the page: its form carries a sign that only the page gives."""
    with read() as session:
        link, waiting = _waiting(session, token)
    if not _signer().verify_signature(link.token_hash, request.form.get("sign", "")):
        return make_response(_show(link, waiting, "Please press the button on this page once more."), 422)
    chosen = [choice.id for choice in waiting if str(choice.id) in request.form.getlist("follow")]
    if waiting and not chosen:
        return make_response(_show(link, waiting, "Choose at least one thing to follow, or close this page."), 422)
    return _confirm(link, chosen)


def _waiting(session: Session, token: str) -> tuple[Link, list[Followed]]:
    link = followers.find_link(session, token, LinkPurpose.CONFIRM)
    if link is None:
        abort(404, UNKNOWN)
    return link, [choice for choice in followed(session, link.subscriber_id) if choice.confirmed_at is None]


def _confirm(link: Link, chosen: list[int]) -> str:
    with write() as session:
        ids = [choice.id for choice in followers.confirm(session, link, chosen, now())]
        found = [choice for choice in followed(session, link.subscriber_id) if choice.id in ids]
        manage = followers.issue_link(session, link.subscriber_id, LinkPurpose.ALERTS, now()) if found else None
        link = session.get_one(Link, link.id)
    if not found:
        return _show(link, [])
    return render_template("subscriptions/confirm.html", state="confirmed", followed=found, manage=manage)


def _show(link: Link, waiting: list[Followed], fault: str | None = None) -> str:
    state = "waiting" if waiting else "nothing"
    if link.used_at is not None:
        state = "used"
    elif link.expires_at is None or link.expires_at <= now():
        state = "expired"
    sign = _signer().get_signature(link.token_hash).decode()
    values = {"state": state, "followed": waiting, "fault": fault, "sign": sign}
    return render_template("subscriptions/confirm.html", **values)


def _signer() -> Signer:
    return signer(secret_key(config()), "confirm")


def _browser() -> str:
    """Return what the browser is known by: the cookie that it has, so that a second sign-up keeps the first."""
    known = request.cookies.get(COOKIE, "")
    return known if COOKIE_VALUE.fullmatch(known) else secrets.token_urlsafe(32)


def _hash(browser: str) -> str:
    return sha256(browser.encode()).hexdigest()


def _is_visit() -> bool:
    """Tell whether a person opened the page: no HEAD, no fetching in advance, not as part of another page."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    part = request.headers.get("Sec-Fetch-Dest", "document") != "document"
    return asked_with() == "GET" and "prefetch" not in ahead.lower() and not part
