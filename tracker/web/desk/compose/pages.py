"""A new motion: paste its text, put its points right, see what goes on record. Saved as a draft at every step."""

from contextlib import nullcontext
from datetime import datetime
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.models import Draft, Editor
from tracker.operations.desk import audit, drafts
from tracker.operations.record.publishing import Refusal, RefusedError, publish
from tracker.queries.motions import revision_of
from tracker.rules.points import propose
from tracker.vocabulary import Capability, DraftKind, DraftState
from tracker.web.core.answers import see_other
from tracker.web.core.context import read, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import sent_number, sent_text
from tracker.web.core.routing import MIB, Door
from tracker.web.desk.acts.plans import WHOLE
from tracker.web.desk.compose.plan import (
    PART_FIELDS,
    POINT_FIELDS,
    WHENS,
    Data,
    Made,
    filled,
    first_data,
    made_of,
    read_data,
    rearranged,
)
from tracker.web.desk.opening import draft_of, put_once
from tracker.web.desk.uploads import file_words, uploaded

bp = Door("compose", __name__, url_prefix="/editor", desk=True)

Answer = str | Response
FIRST = ("title", "body", "adopted_on", "addressee")
DONE = "On record. Only editors see it so far: a reviewer publishes it, or shares it by a link."
RESERVED = ("new", "import")
"""The desk's own words, where it names motions."""
TAKEN = "Address: another motion has it already; an address is for ever, so choose another."


@bp.form("/motions/new", may=Capability.DRAFT, longest=MIB)
def new() -> Answer:
    typed = {name: sent_text(name) for name in FIRST}
    text = sent_text("text")
    if request.method == "GET":
        return render_template("desk/compose/new.html", typed=typed, text=text, errors={})
    errors = {} if text else {"text": "Text of the motion: paste it here."}
    errors |= {} if typed["title"] else {"title": "Title: fill it in."}
    if errors:
        return make_response(render_template("desk/compose/new.html", typed=typed, text=text, errors=errors), 422)
    found = propose(text)
    data = first_data(typed, found.preamble, found.points, found.closing)
    with write() as session:
        draft = drafts.begin(session, signed_in(), DraftKind.MOTION, typed["title"], data, now())
    return see_other(url_for("compose.draft", key=draft.key))


@bp.form("/compose/<key>", may=Capability.DRAFT, longest=11 * MIB)
def draft(key: str) -> Answer:
    found = opened(key)
    if found.kind is DraftKind.IMPORT:
        return see_other(url_for("compose.dry_run", key=key))
    data = drafts.data_of(found)
    return _save(found, data) if request.method == "POST" else _form(found, data, {})


@bp.get("/compose/<key>/preview", may=Capability.DRAFT)
def preview(key: str) -> Answer:
    found = opened(key, DraftKind.MOTION)
    data = drafts.data_of(found)
    made = _made(data)
    if made.errors:
        return see_other(url_for("compose.draft", key=key))
    return render_template("desk/compose/preview.html", draft=found, data=filled(data), made=made)


@bp.post("/compose/<key>/publish", may=Capability.RECORD)
def put_on_record(key: str) -> Answer:
    """Put a new motion on record as a draft that only editors see; a second press makes no second motion."""
    found = opened(key, DraftKind.MOTION, live=False)
    data = drafts.data_of(found)
    try:
        return put_once(key, _publish, DONE)
    except RefusedError as error:
        errors = {fault.field or WHOLE: fault.sentence for fault in error.faults}
        return make_response(_form(found, data, errors), 422)
    except drafts.ConflictError:
        return _conflict(key, data)


def _publish(session: Session, taken: Draft, who: Editor, instant: datetime) -> str:
    data = drafts.data_of(taken)
    made = _made(data, session)
    if made.errors:
        raise RefusedError(*(Refusal("", name, words) for name, words in made.errors.items()))
    slug = data["typed"]["slug"]
    publish(session, slug, made.table, who, instant, reason="A new motion", tells=False)
    return url_for("acts.desk_motion", slug=slug)


def opened(key: str, *kinds: DraftKind, live: bool = True) -> Draft:
    states = drafts.LIVE if live else (*drafts.LIVE, DraftState.PUBLISHED)
    with read() as session:
        found = draft_of(session, key, *(kinds or (DraftKind.MOTION, DraftKind.IMPORT)), states=states)
        session.expunge_all()
    return found


def _save(found: Draft, known: Data) -> Answer:
    data, do = read_data(request.form), request.form.get("do", "")
    file, fault = uploaded("upload")
    data["file"] = file or known.get("file")
    place = rearranged(data, do)
    who, instant = signed_in(), now()
    try:
        with write() as session:
            title = data["typed"]["title"] or found.title
            found = drafts.save(session, found.key, sent_number("version"), data, who, instant, title)
            if file is not None:
                audit.record_file(session, who, file["sha256"], instant)
    except drafts.ConflictError:
        return _conflict(found.key, data)
    if place is not None:
        return see_other(url_for("compose.draft", key=found.key, _anchor=place))
    errors = _made(data).errors | ({"upload": fault} if fault else {})
    if errors:
        return make_response(_form(found, data, errors), 422)
    return see_other(url_for("compose.preview", key=found.key))


def _made(data: Data, session: Session | None = None) -> Made:
    made, slug = made_of(data, data.get("file"), now()), data["typed"]["slug"]
    if "slug" not in made.errors and slug:
        with nullcontext(session) if session else read() as found:
            if slug in RESERVED or revision_of(found, slug) is not None:
                made.errors["slug"] = TAKEN
    return made


def _form(found: Draft, data: Data, errors: dict[str, str]) -> str:
    data = filled(data)
    return render_template(
        "desk/compose/form.html",
        draft=found,
        data=data,
        typed=data["typed"],
        errors=errors,
        whens=WHENS,
        sums=made_of(data, data.get("file"), now()).sums,
        file=file_words(data.get("file")),
    )


def _conflict(key: str, mine: Data) -> Response:
    stored = opened(key, DraftKind.MOTION, live=False)
    if stored.state not in drafts.LIVE:
        abort(410, f"This draft is finished: {stored.state.sentence} Nothing was saved over it.")
    stands, sent = flat(drafts.data_of(stored)), flat(mine)
    rows = [(name, stands.get(name, ""), sent.get(name, "")) for name in stands | sent]
    page = render_template(
        "desk/compose/conflict.html",
        draft=stored,
        rows=[row for row in rows if row[1] != row[2]],
        mine=sent,
        counts={"points": len(mine["points"])}
        | {f"p{at}-parts": len(point["parts"]) for at, point in enumerate(mine["points"], 1)},
    )
    return make_response(page, 409)


def flat(data: Data) -> dict[str, str]:
    found: dict[str, Any] = dict(data["typed"])
    for at, point in enumerate(filled(data)["points"], 1):
        found |= {f"p{at}-{name}": point[name] for name in POINT_FIELDS}
        for place, part in enumerate(point["parts"], 1):
            found |= {f"p{at}-{name}{place}": part[name] for name in PART_FIELDS}
    return found
