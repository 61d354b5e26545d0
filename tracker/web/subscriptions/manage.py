"""The doors that the link in every mail opens, without an account: change, pause, stop, see, be erased.

A GET shows and never changes, for scanners open every link. Unsubscribing answers the POST of RFC 8058 as it answers
its own button, and says the same for a link that it does not know.
"""

from collections.abc import Callable

from flask import Response, abort, make_response, render_template, request, url_for
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.delivery.channels.email.files import MAIL_FOLDER, remove_files_of
from tracker.models import Motion, Subscriber
from tracker.operations.people import followers
from tracker.operations.people.data_export import followed
from tracker.operations.people.secure_delete import erasing
from tracker.queries.lists import public_motions
from tracker.queries.motions import public_id
from tracker.rules.mailboxes import masked
from tracker.rules.notification_rules import EVERYTHING, motion_target
from tracker.vocabulary import Frequency, LinkPurpose
from tracker.web.core.answers import see_other
from tracker.web.core.context import config, engine, read, write
from tracker.web.core.forms import sent_number
from tracker.web.core.routing import Door

bp = Door("alerts", __name__)

MOST_LISTED = 200
UNKNOWN = "This link is not one of ours, or what it belonged to has been erased. No mail goes out because of it."

DONE = {
    "changed": "Saved.",
    "followed": "You follow it now.",
    "stopped": "Stopped. No more alerts about it will be sent.",
    "paused": "Paused. Nothing is sent until you resume.",
    "resumed": "Resumed. From now on you are told again.",
    "stopped-all": "All alerts are stopped.",
    "held": "A mail with all that we hold about you is on its way.",
    "held-before": "That mail was already asked for today. One a day is sent.",
    "nothing": "That could not be done any more. Below is how things stand.",
}
"""What the page says after each act."""


@bp.get("/subscribe/manage/<token>")
def manage(token: str) -> str:
    return _page(token)


@bp.post("/subscribe/manage/<token>")
def act(token: str) -> Response | str:
    asked = request.form.get("do", "")
    if asked == "erase":
        return _erase(token)
    if asked not in ACTS:
        abort(400, "The form was not complete. Open the link in the mail again.")
    with write() as session:
        done = ACTS[asked](session, _subscriber(session, token).id)
    return see_other(url_for("alerts.manage", token=token, done=done))


@bp.get("/u/<token>")
def stop_page(token: str) -> str:
    with read() as session:
        subscriber = _subscriber(session, token)
        # Somebody else may have asked again for an address that was stopped.
        stopped = subscriber.stopped_at is not None and not followed(session, subscriber.id)
    return render_template("subscriptions/stop.html", state="done" if stopped else "ask")


@bp.post("/u/<token>")
def stop(token: str) -> str:
    """Stop everything at once, for the button and for mail programs (RFC 8058); the answer is always the same."""
    with write() as session:
        link = followers.find_link(session, token, LinkPurpose.ALERTS)
        if link is not None:
            followers.stop_all(session, link.subscriber_id, now())
    return render_template("subscriptions/stop.html", state="done")


def _subscriber(session: Session, token: str) -> Subscriber:
    link = followers.find_link(session, token, LinkPurpose.ALERTS)
    if link is None:
        abort(404, UNKNOWN)
    return session.get_one(Subscriber, link.subscriber_id)


def _page(token: str, fault: str | None = None) -> str:
    with read() as session:
        subscriber = _subscriber(session, token)
        mine = followed(session, subscriber.id)
        targets = {subscription.target for subscription in mine}
        others = [] if subscriber.stopped_at or not subscriber.confirmed_at else _others(session, targets)
        session.expunge_all()
    return render_template(
        "subscriptions/manage.html",
        subscriber=subscriber,
        address=masked(subscriber.address) if subscriber.address else None,
        followed=mine,
        others=others,
        can_follow_all=EVERYTHING not in targets,
        done=DONE.get(request.args.get("done", "")),
        fault=fault,
        token=token,
    )


def _others(session: Session, targets: set[str]) -> list[Motion]:
    return [motion for motion in public_motions(session, MOST_LISTED) if motion_target(motion.id) not in targets]


def _change(session: Session, reader: int) -> str:
    return "changed" if followers.change(session, reader, sent_number("subscription"), _pace()) else "nothing"


def _stop_one(session: Session, reader: int) -> str:
    return "stopped" if followers.stop_one(session, reader, sent_number("subscription"), now()) else "nothing"


def _follow(session: Session, reader: int) -> str:
    wanted = request.form.get("motion", "")
    motion_id = public_id(session, wanted)
    if wanted and motion_id is None:
        return "nothing"
    found = followers.follow(session, reader, motion_id, _pace(), "/subscribe/manage", now())
    return "followed" if found else "nothing"


def _pause(session: Session, reader: int) -> str:
    followers.pause(session, reader, now())
    return "paused"


def _resume(session: Session, reader: int) -> str:
    followers.resume(session, reader)
    return "resumed"


def _stop_all(session: Session, reader: int) -> str:
    followers.stop_all(session, reader, now())
    return "stopped-all"


def _held(session: Session, reader: int) -> str:
    return "held" if followers.ask_for_held(session, reader, now()) else "held-before"


ACTS: dict[str, Callable[[Session, int], str]] = {
    "change": _change,
    "stop": _stop_one,
    "follow": _follow,
    "pause": _pause,
    "resume": _resume,
    "stop-all": _stop_all,
    "held": _held,
}
"""What can be decided on the page, by the name of its button; each returns the word for what was done."""


def _pace() -> Frequency:
    pace = request.form.get("pace", "")
    if pace not in set(Frequency):
        abort(400, "Choose how often you want to hear. Open the link in the mail again.")
    return Frequency(pace)


def _erase(token: str) -> Response | str:
    if request.form.get("sure") != "yes":
        fault = "Tick the box first: what is erased cannot be brought back."
        return make_response(_page(token, fault), 422)
    with erasing(engine()) as session:
        reader = _subscriber(session, token).id
        followers.erase(session, reader, now())
    remove_files_of(config().instance / MAIL_FOLDER, reader)
    return render_template("subscriptions/erased.html")
