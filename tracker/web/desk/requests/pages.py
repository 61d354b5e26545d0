"""The desk's side of readers' requests: a queue with our own clock, and a page for each to look at and decide."""

from typing import Annotated, Any, ClassVar, NoReturn

from flask import Response, abort, make_response, render_template, url_for
from pydantic import StringConstraints

from tracker.clock import now
from tracker.models import Change, Motion
from tracker.operations.desk import requests
from tracker.queries.accounts import names
from tracker.record.fields import Name, Readable
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.vocabulary import Capability, RequestDecision
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import read, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import SentForm, read_form
from tracker.web.core.routing import Door
from tracker.wording.dates import day_words
from tracker.wording.log import correction_note

bp = Door("requests", __name__, url_prefix="/editor/requests", desk=True)

LATEST = 20
LONGEST_ANSWER = 5_000


class DecisionForm(SentForm):
    """What was decided on a request. Its context: the corrections that can be named."""

    labels: ClassVar = {"answer": "Public answer"}
    cures: ClassVar = {
        "decision": "Choose what was decided.",
        "answer": "Write the public answer: what was found, and why.",
        "change unknown": "Choose the correction that was made. It is put on record first.",
    }
    checks = (
        ("change unknown", lambda typed, known: typed["decision"] == "corrected" and typed["change"] not in known),
    )

    decision: RequestDecision
    answer: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ANSWER), Readable]
    change: Name | None = None


@bp.get("", may=Capability.RECORD)
def queue() -> str:
    instant = now()
    with read() as session:
        waiting = [(asked, requests.standing_of(asked, instant)) for asked in requests.open_requests(session)]
        latest = requests.decided_requests(session, LATEST)
        decided = [(asked, requests.standing_of(asked, instant)) for asked in latest]
    return render_template("desk/requests/queue.html", waiting=waiting, decided=decided)


@bp.get("/<key>", may=Capability.RECORD)
def one(key: str) -> str:
    return render_template("desk/requests/request.html", **_values(key))


@bp.post("/<key>/look", may=Capability.RECORD)
def look(key: str) -> Response:
    with write() as session:
        if requests.look(session, key, signed_in(), now()) is None:
            _unknown()
    tell("Noted: looked at. The public page shows when.")
    return see_other(url_for("requests.one", key=key))


@bp.post("/<key>/decide", may=Capability.PUBLISH)
def decide(key: str) -> Response:
    values = _values(key)
    form, typed, errors = read_form(DecisionForm, {change for change, _ in values["corrections"]})
    if form is None:
        page = render_template("desk/requests/request.html", **values | typed | {"errors": errors})
        return make_response(page, 422)
    change = int(form.change) if form.change and form.decision is RequestDecision.CORRECTED else None
    try:
        with write() as session:
            requests.decide(session, key, form.decision, form.answer, signed_in(), now(), change)
    except requests.DecidedError:
        tell("Somebody else decided it in the meantime. What they decided stands below.", error=True)
    else:
        tell("Decided. The answer is public" + (", and a mail goes to whoever asked." if values["mails"] else "."))
    return see_other(url_for("requests.one", key=key))


def _values(key: str) -> dict[str, Any]:
    with read() as session:
        found = requests.find(session, key)
        if found is None:
            _unknown()
        called = names(session)
        return {
            "found": found,
            "standing": requests.standing_of(found, now()),
            "motion": session.get(Motion, found.motion_id) if found.motion_id else None,
            "mails": found.address is not None,
            "corrections": [
                (str(change.id), _label(change, title)) for change, title in requests.recent_corrections(session)
            ],
            "decided_by": called.get(found.decided_by_id or 0),
            "looked_by": called.get(found.looked_by_id or 0),
            "change": str(found.change_id or ""),
            "decisions": [(word.value, f"{word.label}: {word.sentence}") for word in RequestDecision],
            "decision": "",
            "answer": "",
            "errors": {},
        }


def _label(change: Change, title: str) -> str:
    words = correction_note(change)
    day = day_words(local_day(change.recorded_at, HOUSE_ZONE))
    return f"{day}, {title}: {words[:80]}{'…' if len(words) > 80 else ''}"


def _unknown() -> NoReturn:
    abort(404, "There is no request with this reference. All of them are on the list of requests.")
