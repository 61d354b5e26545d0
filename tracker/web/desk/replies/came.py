"""Record a reply, first page: what came, from whom, the parts it touches. Or judge parts without a new reply."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from tracker.clock import now
from tracker.models import Motion
from tracker.operations.desk import audit, drafts
from tracker.operations.desk.reply_draft import Came, ReplyDraft, demand_of, seen_facts
from tracker.rules.dates import local_day
from tracker.rules.findings import touches
from tracker.rules.status import motion_standing
from tracker.storage.files import MOST_BYTES, FileRefusedError
from tracker.vocabulary import Capability, DraftKind, DraftState, ResponseForm, Stance
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import files, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import Errors, read_form
from tracker.web.core.routing import MIB, Door
from tracker.web.desk.replies.forms import (
    LONGEST_TEXT,
    CameForm,
    JudgeForm,
    addressees,
    differences,
    parts_of,
    parts_put_to,
    read_came,
    read_parts,
)
from tracker.web.desk.replies.work import Work, ended, open_motion, open_work, steps, work_of
from tracker.wording.dates import day_words

bp = Door("replies", __name__, url_prefix="/editor", desk=True)


@bp.get("/motions/<slug>/replies/new", may=Capability.DRAFT)
def new(slug: str) -> str:
    motion = open_motion(slug)
    number = request.args.get("demand", "")
    sender = next(iter(addressees(motion, number)), motion.addressee) if number else motion.addressee
    came = Came(sender=sender, received_on=_today(motion).isoformat())
    return _form(motion, ReplyDraft(came, parts=parts_put_to(motion, number, sender)), {})


@bp.post("/motions/<slug>/replies/new", may=Capability.DRAFT, longest=11 * MIB)
def begin(slug: str) -> str | Response:
    motion = open_motion(slug)
    data, errors = _sent(motion, ReplyDraft())
    if errors:
        return make_response(_form(motion, data, errors), 422)
    return _begin(motion, _title(data), data)


@bp.get("/replies/<key>", may=Capability.DRAFT)
def draft(key: str) -> str | Response:
    work = open_work(key)
    if not work.is_live:
        return see_other(work.draft.result or url_for("desk.drafts"))
    waits = work.draft.state is DraftState.SUBMITTED and "edit" not in request.args
    if work.data.came is None or waits:
        page = "findings.review" if work.data.judged else "replies.preview"
        return see_other(url_for(page, key=key))
    return _form(work.motion, work.data, {}, work)


@bp.post("/replies/<key>", may=Capability.DRAFT, longest=11 * MIB)
def save(key: str) -> str | Response:
    """Save what came. The slower of two gets both texts and loses nothing."""
    before = open_work(key)
    sent, errors = _sent(before.motion, before.data)
    with write() as session:
        work = work_of(session, key, alone=True)
        data = replace(work.data, came=sent.came, text=sent.text, parts=sent.parts)
        is_same = work.data.came is not None and seen_facts(data) == seen_facts(work.data)
        late = not work.is_live or work.data.came is None or request.form.get("seen") != seen_facts(work.data)
        if not errors and not late and not is_same:
            kept = replace(data, judged={part: judged for part, judged in data.judged.items() if part in data.parts})
            drafts.save(session, key, work.draft.version, kept.data(), signed_in(), now(), _title(data))
        session.expunge_all()
    if late and not is_same:
        theirs = differences(CameForm, _values(work.data), _values(data))
        return make_response(_form(work.motion, data, errors, work, theirs), 409)
    if errors:
        return make_response(_form(work.motion, data, errors, work), 422)
    return see_other(next_page(key, data))


@bp.post("/replies/<key>/discard", may=Capability.DRAFT)
def discard(key: str) -> Response:
    with write() as session:
        work = work_of(session, key, alone=True)
        if work.is_live:
            drafts.discard(session, key, signed_in(), now())
            tell(f"The draft “{work.draft.title}” was put aside. Nothing on record was changed.")
    return see_other(url_for("desk.drafts"))


@bp.get("/motions/<slug>/demands/<int:number>/judge", may=Capability.DRAFT)
def judge(slug: str, number: int) -> str:
    motion = open_motion(slug)
    replies = _replies_to(motion, number)
    data = ReplyDraft(response=replies[-1].key if replies else "", parts=parts_of(motion, str(number)))
    return _judge_form(motion, number, data, {})


@bp.post("/motions/<slug>/demands/<int:number>/judge", may=Capability.DRAFT, longest=MIB)
def begin_judging(slug: str, number: int) -> str | Response:
    motion = open_motion(slug)
    keys = {reply.key for reply in _replies_to(motion, number)}
    parts = tuple(part for part in read_parts(motion) if demand_of(part) == number)
    _, typed, errors = read_form(JudgeForm, keys, parts=parts)
    data = ReplyDraft(**typed)
    if errors:
        return make_response(_judge_form(motion, number, data, errors), 422)
    return _begin(motion, f"Findings on demand {number}: {motion.title}", data)


def _begin(motion: Motion, title: str, data: ReplyDraft) -> Response:
    with write() as session:
        key = drafts.begin(session, signed_in(), DraftKind.REPLY, title, data.data(), now(), motion).key
    return see_other(next_page(key, data))


def next_page(key: str, data: ReplyDraft, after: str = "") -> str:
    rest = data.parts[data.parts.index(after) + 1 :] if after in data.parts else data.parts
    left = [part for part in rest if part not in data.judged]
    judges = data.came is None or data.came.reply == "received"
    if left and judges:
        return url_for("replies.part", key=key, part=left[0])
    return url_for("replies.preview", key=key)


def _today(motion: Motion) -> date:
    return local_day(now(), motion.time_zone)


def _title(data: ReplyDraft) -> str:
    came = data.came or Came()
    return f"{ResponseForm(came.form).label} from {came.sender}, {day_words(date.fromisoformat(came.received_on))}"


def _sent(motion: Motion, known: ReplyDraft) -> tuple[ReplyDraft, Errors]:
    """Return what was sent. A file that came along is kept, and the text of a plain one is taken over."""
    data, errors = read_came(motion, known, now())
    file = request.files.get("file")
    if file is None or not file.filename:
        return data, errors
    if errors:
        return data, errors | {"file": "Choose the file again: it was not kept this time."}
    raw = file.read(MOST_BYTES + 1)
    try:
        kept = files().keep(raw)
    except FileRefusedError as error:
        return data, {"file": str(error)}
    with write() as session:
        audit.record_file(session, signed_in(), kept.sha256, now())
    text = data.text
    if kept.kind == "text/plain" and not text:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").strip()[:LONGEST_TEXT]
    came = replace(data.came or Came(), sha256=kept.sha256, ending=kept.ending)
    return replace(data, came=came, text=text), {}


def _values(data: ReplyDraft) -> dict[str, Any]:
    return asdict(data.came or Came()) | {"text": data.text, "parts": data.parts}


def _form(
    motion: Motion,
    data: ReplyDraft,
    errors: Errors,
    work: Work | None = None,
    theirs: list[tuple[str, str, str]] | None = None,
) -> str:
    values: dict[str, Any] = {"motion": motion, "came": data.came, "text": data.text, "ticked": data.parts}
    values |= {"whole": motion_standing(motion, now()), "today": _today(motion), "theirs": theirs, "errors": errors}
    values |= {"letter_forms": [(form.value, form.label) for form in ResponseForm], "senders": addressees(motion)}
    values["stances"] = [(stance.value, f"{stance.label}. {stance.sentence}") for stance in Stance]
    values["sources"] = [(source.key, f"{source.publisher}: {source.title}") for source in motion.sources_of_record]
    if work is not None:
        values = steps(work, "came") | values | {"seen": seen_facts(work.data)}
        values["ended"] = ended(work) if not work.is_live or work.data.came is None else ""
    return render_template("desk/replies/came.html", **values)


def _replies_to(motion: Motion, number: int) -> list[Any]:
    demand = next((demand for demand in motion.demands if demand.number == number), None)
    if demand is None:
        abort(404, f"“{motion.title}” has no demand {number}.")
    return sorted(
        (reply for reply in motion.responses if touches(reply, demand)),
        key=lambda reply: reply.received_on,
    )


def _judge_form(motion: Motion, number: int, data: ReplyDraft, errors: Errors) -> str:
    standing = next(found for found in motion_standing(motion, now()).demands if found.demand.number == number)
    replies = [
        (reply.key, f"{reply.form.label} from {reply.sender}, {day_words(reply.received_on)}")
        for reply in _replies_to(motion, number)
    ]
    values = {"motion": motion, "one": standing, "replies": replies, "errors": errors}
    values |= {"chosen": data.response, "ticked": data.parts, "text": data.text}
    return render_template("desk/replies/judge.html", **values)
