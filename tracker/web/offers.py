"""The right of reply: a private page where an addressee reads what we intend to publish, and answers or declines.

No account and no cookie: the address is the secret. Opening it changes nothing; every form carries a sign that only the
page gives, and what will stand on record is shown before it is sent.
"""

import secrets
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request, url_for
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.config import Config
from tracker.db import reading, transaction
from tracker.delivery.channels.email.letter_words import shown_in_words, zone_in_words
from tracker.keys import secret_key, signature
from tracker.models import Draft, Motion, ReplyOffer
from tracker.operations import offers
from tracker.operations.offers import OfferRefusedError
from tracker.rules import promises
from tracker.rules.instants import local_day
from tracker.vocabulary import DraftState
from tracker.web.limits import REPLIES, limiter
from tracker.web.subscriptions import see_other

bp = Blueprint("offers", __name__)

MOST_SENT = 256 * 1024
"""The longest form that is read here: a reply of 20,000 signs, each of which may take nine bytes on its way."""
UNKNOWN = "This link is not one of ours. Check that it was copied whole, or ask whoever sent it to you."
ENDED = (
    "The days to reply have ended, or the invitation was withdrawn. To have something put right that we published, "
    "use “Ask for a correction” at the foot of this page."
)


@bp.get("/reply/<token>")
def page(token: str) -> str:
    """Show what was asked, what we intend to publish and why, until when they may reply, and the form."""
    with reading(current_app.extensions["engine"]) as session:
        return render_template("offers/offer.html", **_values(session, _offer(session, token)))


@bp.post("/reply/<token>")
@limiter.limit(REPLIES)
def act(token: str) -> Response:
    """Show what will stand on record, or take it, as the button said."""
    request.max_content_length = MOST_SENT
    with reading(current_app.extensions["engine"]) as session:
        offer = _offer(session, token)
        values = _values(session, offer)
    sent = request.form
    values["typed"] = sent.get("answer", "")
    if not secrets.compare_digest(sent.get("sign", "").encode(), str(values["sign"]).encode()):
        return _again(values, OfferRefusedError("Please press the button once more.", "answer"))
    if values["over"]:
        return see_other(url_for("offers.page", token=token))
    act_ = sent.get("act", "")
    try:
        if act_ in ("preview", "send"):
            values["words"] = offers.read_answer(values["typed"])
        if act_ == "preview":
            return make_response(render_template("offers/preview.html", **values))
        if act_ == "preview-decline":
            return make_response(render_template("offers/preview.html", **values, words=None))
        if act_ == "change":
            return make_response(render_template("offers/offer.html", **values))
        with transaction(current_app.extensions["engine"]) as session:
            if act_ == "send":
                offers.answer(session, token, values["typed"], now())
            elif act_ == "decline":
                offers.decline(session, token, now())
            else:
                abort(400, "The form did not say what to do. Open the link again and press one of its buttons.")
    except OfferRefusedError as error:
        return _again(values, error)
    return see_other(url_for("offers.page", token=token))


def _again(values: dict[str, Any], error: OfferRefusedError) -> Response:
    errors = {error.field or "answer": str(error)}
    return make_response(render_template("offers/offer.html", **values | {"errors": errors}), 422)


def _offer(session: Session, token: str) -> ReplyOffer:
    """Return the offer of a link; answer 404 for an unknown one, and 410 for one that ended without being used."""
    offer = offers.find(session, token)
    if offer is None:
        abort(404, UNKNOWN)
    used = offer.answered_at or offer.declined_at
    if offer.cancelled_at or (offers.is_over(session, offer, now()) and not used):
        abort(410, ENDED)
    return offer


def _values(session: Session, offer: ReplyOffer) -> dict[str, Any]:
    """Return what the pages of an offer show."""
    zone, instant = offers.zone_of(session, offer), now()
    draft = session.get_one(Draft, offer.draft_id)
    return {
        "offer": offer,
        "motion_title": session.get_one(Motion, offer.motion_id).title,
        "shown": shown_in_words(offer),
        "due": offer.due_on or promises.reply_due_on(instant, offer.working_days, zone),
        "zone": zone_in_words(zone),
        "came_on": _day(offer.answered_at or offer.declined_at, zone),
        "invited_on": _day(offer.invited_at or instant, zone),
        "today": local_day(instant, zone),
        "over": offers.is_over(session, offer, instant),
        "published": draft.state is DraftState.PUBLISHED,
        "typed": offer.answer or "",
        "errors": {},
        "sign": signature(secret_key(_config()), "offer", offer.token_hash or ""),
    }


def _day(at: datetime | None, zone: str) -> Any:
    return local_day(at, zone) if at else None


def _config() -> Config:
    config: Config = current_app.extensions["config"]
    return config
