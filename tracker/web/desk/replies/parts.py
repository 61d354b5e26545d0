"""Record a reply, second page: each part judged beside the reply's text, by its own test."""

from dataclasses import asdict, replace

from flask import Response, make_response, render_template, request

from tracker.clock import now
from tracker.models import Editor
from tracker.operations.desk import drafts
from tracker.operations.desk.finding_gate import in_force
from tracker.operations.desk.reply_draft import THE_REPLY, Judged, ReplyDraft, reply_of, seen_part
from tracker.record.entries import flatten, record_of
from tracker.rules.status import standing as standing_at
from tracker.vocabulary import Capability, Gap, Ground, Verdict, label_of, sentence_of
from tracker.web.core.answers import see_other
from tracker.web.core.context import write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import Errors
from tracker.web.core.routing import KIB
from tracker.web.desk.replies.came import bp, next_page
from tracker.web.desk.replies.forms import ANSWERS, JudgedForm, Judging, differences, read_judged, source_keys
from tracker.web.desk.replies.work import Work, ended, open_work, steps, work_of
from tracker.wording.labels import is_action


@bp.get("/replies/<key>/parts/<part>", may=Capability.DRAFT)
def part(key: str, part: str) -> str:
    work = open_work(key)
    work.question(part)
    judged = work.data.judged.get(part) or Judged(sources=(THE_REPLY,) if work.has_reply else ())
    return _page(work, part, judged, {})


@bp.post("/replies/<key>/parts/<part>", may=Capability.DRAFT, longest=512 * KIB)
def save_part(key: str, part: str) -> str | Response:
    """Save how one part is judged. The slower of two gets both texts and loses nothing."""
    who, instant, takes_back = signed_in(), now(), request.form.get("act") == "take-back"
    with write() as session:
        work = work_of(session, key, alone=True)
        mine, errors = (None, {}) if takes_back else _read(work, part, who)
        stored = work.data.judged.get(part)
        is_same = mine == stored
        late = not work.is_live or request.form.get("seen") != seen_part(work.data, part)
        if not errors and not late and not is_same:
            data = work.data.with_judged(part, mine)
            work = replace(work, draft=drafts.save(session, key, work.draft.version, data.data(), who, instant))
            work = replace(work, data=reply_of(work.draft))
        session.expunge_all()
    if late and not is_same:
        theirs = differences(JudgedForm, asdict(stored or Judged()), asdict(mine or Judged()))
        return make_response(_page(work, part, mine or Judged(), errors, theirs), 409)
    if errors:
        return make_response(_page(work, part, mine or Judged(), errors), 422)
    return see_other(next_page(key, work.data, after=part))


def _read(work: Work, part: str, who: Editor) -> tuple[Judged, Errors]:
    """Return the judgement that was sent; its author is who changed it last, its hands all who wrote it."""
    _, question = work.question(part)
    judging = Judging(
        text=work.data.text,
        sources=source_keys(work.motion),
        figures={figure.key for figure in work.motion.figures},
        has_reply=work.has_reply,
        has_test=bool(question.test),
        of_action=is_action(question),
    )
    judged, errors = read_judged(judging, who.id, in_force(flatten(record_of(work.motion)), part))
    stored = work.data.judged.get(part)
    if stored is not None and replace(judged, author=stored.author, hands=stored.hands) == stored:
        return stored, errors
    earlier = (*stored.hands, stored.author) if stored is not None and stored.verdict == judged.verdict else ()
    return replace(judged, hands=tuple(sorted({*earlier, who.id}))), errors


def _page(
    work: Work, part: str, judged: Judged, errors: Errors, theirs: list[tuple[str, str, str]] | None = None
) -> str:
    demand, question = work.question(part)
    there = standing_at(demand, now()).parts
    standing = next(piece for piece in there if piece.question.letter == question.letter)
    values = {"part": part, "demand": demand, "question": question, "judged": judged, "errors": errors}
    values["answers"] = [(verdict.value, in_words(verdict, is_action(question))) for verdict in ANSWERS]
    values |= {"gaps": [(gap.value, f"{gap.label}: {gap.sentence}") for gap in Gap]}
    values |= {"grounds": [(ground.value, f"{ground.label}: {ground.sentence}") for ground in Ground]}
    values |= {"theirs": theirs, "seen": seen_part(work.data, part), "standing": standing}
    values |= {"text": reply_text(work.data), "the_reply": THE_REPLY, "has_reply": work.has_reply}
    values["ended"] = "" if work.is_live else ended(work)
    return render_template("desk/replies/part.html", **steps(work, part) | values)


def in_words(verdict: Verdict, of_action: bool) -> str:
    return f"{label_of(verdict, of_action)}. {sentence_of(verdict, of_action)}"


def reply_text(data: ReplyDraft) -> list[str]:
    return [paragraph for paragraph in (piece.strip() for piece in data.text.split("\n\n")) if paragraph]
