"""The right of reply: a private page where an addressee reads what we intend to publish, and answers or declines.

No account and no cookie: the address is the secret. Opening it changes nothing; every form carries a sign that only the
page gives, and what will stand on record is shown before it is sent.
"""

from datetime import datetime
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for
from itsdangerous import Signer
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.delivery.channels.email.letter_words import shown_in_words, zone_in_words
from tracker.formats.tongues import Tongue
from tracker.keys import secret_key, signer
from tracker.models import Draft, Motion, ReplyOffer
from tracker.operations.desk import offers
from tracker.operations.desk.offers import OfferRefusedError
from tracker.rules import response_times
from tracker.rules.dates import local_day
from tracker.vocabulary import DraftState
from tracker.web.core.answers import see_other
from tracker.web.core.context import config, read, write
from tracker.web.core.limits import REPLIES, limiter
from tracker.web.core.routing import KIB, Door

bp = Door("offers", __name__)

UNKNOWN = "This link is not one of ours. Check that it was copied whole, or ask whoever sent it to you."
ENDED = (
    "The days to reply have ended, or the invitation was withdrawn. To have something put right that we published, "
    "use “Ask for a correction” at the foot of this page."
)


@bp.get("/reply/<token>")
def page(token: str) -> str:
    with read() as session:
        return render_template("right_of_reply/offer.html", **_values(session, _offer(session, token)))


@bp.post("/reply/<token>", longest=256 * KIB)  # 20,000 signs, each of which may take nine bytes on its way.
@limiter.limit(REPLIES)
def act(token: str) -> Response:
    with read() as session:
        offer = _offer(session, token)
        values = _values(session, offer)
    sent = request.form
    values["typed"] = sent.get("answer", "")
    if not _signer().verify_signature(offer.token_hash or "", sent.get("sign", "")):
        return _again(values, OfferRefusedError("Please press the button once more.", "answer"))
    if values["over"]:
        return see_other(url_for("offers.page", token=token))
    act_ = sent.get("act", "")
    try:
        if act_ in ("preview", "send"):
            values["words"] = offers.read_answer(values["typed"])
        if act_ == "preview":
            return make_response(render_template("right_of_reply/preview.html", **values))
        if act_ == "preview-decline":
            return make_response(render_template("right_of_reply/preview.html", **values, words=None))
        if act_ == "change":
            return make_response(render_template("right_of_reply/offer.html", **values))
        with write() as session:
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
    return make_response(render_template("right_of_reply/offer.html", **values | {"errors": errors}), 422)


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
    zone, instant = offers.zone_of(session, offer), now()
    draft, motion = session.get_one(Draft, offer.draft_id), session.get_one(Motion, offer.motion_id)
    return {
        "offer": offer,
        "motion_title": motion.title,
        "spoken": Tongue(motion.language),
        "shown": shown_in_words(offer),
        "due": offer.due_on or response_times.reply_due_on(instant, offer.working_days, zone),
        "zone": zone_in_words(zone),
        "came_on": _day(offer.answered_at or offer.declined_at, zone),
        "invited_on": _day(offer.invited_at or instant, zone),
        "today": local_day(instant, zone),
        "over": offers.is_over(session, offer, instant),
        "published": draft.state is DraftState.PUBLISHED,
        "typed": offer.answer or "",
        "errors": {},
        "sign": _signer().get_signature(offer.token_hash or "").decode(),
    }


def _signer() -> Signer:
    return signer(secret_key(config()), "offer")


def _day(at: datetime | None, zone: str) -> Any:
    return local_day(at, zone) if at else None
