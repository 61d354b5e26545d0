"""Record a reply, first page: what came, from whom, the parts it touches. Or judge parts without a new reply."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from tracker.clock import now
from tracker.models import Editor, Motion
from tracker.operations.desk import drafts
from tracker.operations.desk.reply_draft import Came, ReplyDraft, seen_facts
from tracker.operations.desk.source_files import note_kept
from tracker.rules.dates import local_day
from tracker.rules.status import motion_standing
from tracker.storage.files import MOST_BYTES, FileRefusedError
from tracker.vocabulary import Capability, DraftKind, DraftState, ResponseForm
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import files, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import Errors, read_form
from tracker.web.core.routing import MIB, Door
from tracker.web.desk.replies.forms import (
    LONGEST_TEXT,
    CameForm,
    JudgeForm,
    SentReply,
    differences,
    read_came,
    read_parts,
)
from tracker.web.desk.replies.work import Work, ended, open_motion, open_work, steps, work_of
from tracker.wording.dates import day_words

bp = Door("replies", __name__, url_prefix="/editor", desk=True)


@bp.get("/motions/<slug>/replies/new", may=Capability.DRAFT)
def new(slug: str) -> str:
    motion = open_motion(slug)
    asked, today = request.args.get("demand", ""), _today(motion)
    ticked = [
        f"{demand.number}{part.letter}"
        for demand in motion.demands
        if str(demand.number) == asked
        for part in demand.questions
    ]
    came = Came(sender=motion.addressee, received_on=today.isoformat())
    return _form(motion, came, "", tuple(ticked), {})


@bp.post("/motions/<slug>/replies/new", may=Capability.DRAFT, longest=11 * MIB)
def begin(slug: str) -> str | Response:
    motion, who, instant = open_motion(slug), signed_in(), now()
    sent = _with_file(read_came(motion, None, _today(motion)), who)
    if sent.errors:
        return make_response(_form(motion, sent.came, sent.text, sent.parts, sent.errors), 422)
    data = ReplyDraft(came=sent.came, text=sent.text, parts=sent.parts)
    with write() as session:
        row = session.get_one(Motion, motion.id)
        draft = drafts.begin(session, who, DraftKind.REPLY, _title(sent.came), data.data(), instant, row)
    return see_other(next_page(draft.key, data))


@bp.get("/replies/<key>", may=Capability.DRAFT)
def draft(key: str) -> str | Response:
    work = open_work(key)
    if not work.is_live:
        return see_other(work.draft.result or url_for("desk.drafts"))
    waits = work.draft.state is DraftState.SUBMITTED and "edit" not in request.args
    if work.data.came is None or waits:
        page = "findings.review" if work.data.judged else "replies.preview"
        return see_other(url_for(page, key=key))
    return _form(work.motion, work.data.came, work.data.text, work.data.parts, {}, work)


@bp.post("/replies/<key>", may=Capability.DRAFT, longest=11 * MIB)
def save(key: str) -> str | Response:
    """Save what came. The slower of two gets both texts and loses nothing."""
    who, instant = signed_in(), now()
    before = open_work(key)
    sent = _with_file(read_came(before.motion, before.data.came, _today(before.motion)), who)
    with write() as session:
        work = work_of(session, key, alone=True)
        data = replace(work.data, came=sent.came, text=sent.text, parts=sent.parts)
        is_same = work.data.came is not None and seen_facts(data) == seen_facts(work.data)
        late = not work.is_live or work.data.came is None or request.form.get("seen") != seen_facts(work.data)
        if not sent.errors and not late and not is_same:
            kept = replace(data, judged={part: judged for part, judged in data.judged.items() if part in data.parts})
            drafts.save(session, key, work.draft.version, kept.data(), who, instant, _title(sent.came))
        session.expunge_all()
    if late and not is_same:
        page = _form(work.motion, sent.came, sent.text, sent.parts, sent.errors, work, theirs=_differences(work, sent))
        return make_response(page, 409)
    if sent.errors:
        return make_response(_form(work.motion, sent.came, sent.text, sent.parts, sent.errors, work), 422)
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
    chosen = replies[-1].key if replies else ""
    ticked = [
        f"{number}{question.letter}"
        for demand in motion.demands
        if demand.number == number
        for question in demand.questions
    ]
    return _judge_form(motion, number, chosen, tuple(ticked), "", {})


@bp.post("/motions/<slug>/demands/<int:number>/judge", may=Capability.DRAFT, longest=MIB)
def begin_judging(slug: str, number: int) -> str | Response:
    motion, who = open_motion(slug), signed_in()
    keys = {reply.key for reply in _replies_to(motion, number)}
    parts = tuple(part for part in read_parts(motion) if part[:-1] == str(number))
    _, typed, errors = read_form(JudgeForm, keys, parts=parts)
    if errors:
        return make_response(_judge_form(motion, number, typed["response"], parts, typed["text"], errors), 422)
    data = ReplyDraft(**typed)
    with write() as session:
        row = session.get_one(Motion, motion.id)
        title = f"Findings on demand {number}: {motion.title}"
        draft = drafts.begin(session, who, DraftKind.REPLY, title, data.data(), now(), row)
    return see_other(next_page(draft.key, data))


def next_page(key: str, data: ReplyDraft, after: str = "") -> str:
    rest = data.parts[data.parts.index(after) + 1 :] if after in data.parts else data.parts
    left = [part for part in rest if part not in data.judged]
    judges = data.came is None or data.came.reply == "received"
    if left and judges:
        return url_for("replies.part", key=key, part=left[0])
    return url_for("replies.preview", key=key)


def _today(motion: Motion) -> date:
    return local_day(now(), motion.time_zone)


def _title(came: Came) -> str:
    return f"{ResponseForm(came.form).label} from {came.sender}, {day_words(date.fromisoformat(came.received_on))}"


def _with_file(sent: SentReply, who: Editor) -> SentReply:
    """Keep the file that was sent along, if any, and take over the text of a plain one."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return sent
    if sent.errors:
        return replace(sent, errors=sent.errors | {"file": "Choose the file again: it was not kept this time."})
    data = file.read(MOST_BYTES + 1)
    try:
        kept = files().keep(data)
    except FileRefusedError as error:
        return replace(sent, errors=sent.errors | {"file": str(error)})
    with write() as session:
        note_kept(session, who, kept.sha256, now())
    text = sent.text
    if kept.kind == "text/plain" and not text:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").strip()[:LONGEST_TEXT]
    came = replace(sent.came, sha256=kept.sha256, ending=kept.ending)
    return replace(sent, came=came, text=text)


def _differences(work: Work, sent: SentReply) -> list[tuple[str, str, str]]:
    stored = asdict(work.data.came or Came()) | {"text": work.data.text, "parts": work.data.parts}
    return differences(CameForm, stored, asdict(sent.came) | {"text": sent.text, "parts": sent.parts})


def _form(
    motion: Motion,
    came: Came,
    text: str,
    parts: tuple[str, ...],
    errors: Errors,
    work: Work | None = None,
    theirs: list[tuple[str, str, str]] | None = None,
) -> str:
    values: dict[str, Any] = {"motion": motion, "came": came, "text": text, "ticked": parts, "errors": errors}
    values |= {"whole": motion_standing(motion, now()), "today": _today(motion), "theirs": theirs}
    values |= {"letter_forms": [(form.value, form.label) for form in ResponseForm]}
    values["sources"] = [(source.key, f"{source.publisher}: {source.title}") for source in motion.sources_of_record]
    if work is not None:
        values = steps(work, "came") | values | {"seen": seen_facts(work.data)}
        values["ended"] = ended(work) if not work.is_live or work.data.came is None else ""
    return render_template("desk/replies/came.html", **values)


def _replies_to(motion: Motion, number: int) -> list[Any]:
    if number not in {demand.number for demand in motion.demands}:
        abort(404, f"“{motion.title}” has no demand {number}.")
    return sorted(
        (reply for reply in motion.responses if not reply.demands or number in reply.demands),
        key=lambda reply: reply.received_on,
    )


def _judge_form(motion: Motion, number: int, chosen: str, ticked: tuple[str, ...], text: str, errors: Errors) -> str:
    whole = motion_standing(motion, now())
    standing = next(demand for demand in whole.demands if demand.demand.number == number)
    replies = [
        (reply.key, f"{reply.form.label} from {reply.sender}, {day_words(reply.received_on)}")
        for reply in _replies_to(motion, number)
    ]
    values = {"motion": motion, "one": standing, "replies": replies, "chosen": chosen, "ticked": ticked, "text": text}
    return render_template("desk/replies/judge.html", errors=errors, **values)
