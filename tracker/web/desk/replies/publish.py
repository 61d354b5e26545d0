"""Record a reply, last page: how the public pages will stand, the mail, and the buttons that put it on record."""

from dataclasses import replace

from flask import Response, abort, g, make_response, render_template, request, url_for

from tracker.clock import now
from tracker.operations.desk import audit, drafts
from tracker.operations.desk.drafts import ConflictError
from tracker.operations.desk.reply_draft import ReplyDraft, demands_of
from tracker.operations.desk.replying import RecordedReply, plan, put_on_record
from tracker.operations.record.publishing import ChangedError, RefusedError
from tracker.rules.dates import local_day
from tracker.rules.deadlines import ledger
from tracker.storage.files import FileRefusedError
from tracker.vocabulary import Capability
from tracker.web.core.answers import see_other, tell
from tracker.web.core.as_of import Moment
from tracker.web.core.context import files, read, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import sent_number
from tracker.web.desk.preview import preview as previewed
from tracker.web.desk.replies.came import bp
from tracker.web.desk.replies.work import Work, open_work, steps, work_of
from tracker.wording.entry_fields import placed
from tracker.wording.log import line_of, of_action
from tracker.wording.text import plural

CHANGED = "Somebody else changed this draft since you opened the page. Read it as it stands now, and press again."


@bp.get("/replies/<key>/preview/<int:number>", may=Capability.DRAFT)
def preview_page(key: str, number: int) -> str | Response:
    who, instant = signed_in(), now()
    with read() as session:
        work = work_of(session, key)
        if not work.is_live:
            return see_other(work.draft.result or url_for("desk.drafts"))
        try:
            found = plan(session, work.draft, work.data, who, instant, adverse=True, everything=True)
            shown = previewed(session, work.motion.id, found.changes, instant)
        except RefusedError:
            return see_other(url_for("replies.preview", key=key))
        session.expunge_all()
    standing = next((demand for demand in shown.after.demands if demand.demand.number == number), None)
    if standing is None:
        abort(404, f"“{work.motion.title}” has no demand {number}.")
    day = local_day(instant, shown.motion.time_zone)
    g.moment = Moment(instant, day, day, shown.motion.time_zone, None)
    log = [
        line_of(change, shown.motion.time_zone, of_action(change, shown.motion))
        for change in shown.changes
        if change.demand_number == number
    ]
    statements = [said for said in shown.motion.statements if not said.demands or number in said.demands]
    return render_template(
        "desk/replies/page.html",
        motion=shown.motion,
        whole=shown.after,
        one=standing,
        around=[],
        rows=ledger(standing.demand, instant),
        notes=[note for note in shown.motion.notes if number in note.demands],
        top_notes=[],
        statements=statements,
        figures=[figure for figure in shown.motion.figures if number in figure.demands],
        history=log,
        draft=work.draft,
    )


@bp.post("/replies/<key>/submit", may=Capability.DRAFT)
def submit(key: str) -> str | Response:
    try:
        with write() as session:
            work_of(session, key)
            drafts.submit(session, key, sent_number("version"), signed_in(), now())
    except ConflictError:
        return _again(key)
    tell("Handed over. It waits for a second person, who finds it on Today.")
    return see_other(url_for("findings.review", key=key))


@bp.post("/replies/<key>/publish", may=Capability.RECORD)
def publish(key: str) -> str | Response:
    try:
        outcome = put(key, adverse=False)
    except ConflictError:
        return _again(key)
    except (RefusedError, ChangedError) as error:
        return make_response(preview(key, _sentences(error)), 422)
    say(outcome)
    return see_other(outcome.result)


def put(key: str, *, adverse: bool) -> RecordedReply:
    """Put a draft on record as its form asks; the same press twice does it once and leads to the same page."""
    who, instant = signed_in(), now()
    work = open_work(key)
    data = _with_text_on_record(work) if work.is_live and work.draft.version == sent_number("version") else None
    with write() as session:
        outcome = put_on_record(
            session,
            key,
            sent_number("version"),
            who,
            instant,
            result=work.result,
            tells=request.form.get("tell") == "yes",
            adverse=adverse,
            data=data,
        )
        if data is not None and data.came is not None and data.came != (work.data.came or None):
            kept = files().find(data.came.sha256)
            if kept is not None:
                audit.record_file(session, who, kept.sha256, instant)
    return outcome


def say(outcome: RecordedReply) -> None:
    if outcome.is_new:
        waits = f" {plural(outcome.waiting, 'finding')} wait{'s' if outcome.waiting == 1 else ''}."
        tell(f"It is on record.{waits if outcome.waiting else ''}")


def _with_text_on_record(work: Work) -> ReplyDraft | None:
    """Keep the pasted text as a file, where it is to go on record, before the transaction that names it."""
    came = work.data.came
    if came is None or not came.on_record or came.sha256 or came.source:
        return None
    try:
        kept = files().keep(work.data.text.encode())
    except FileRefusedError as error:
        abort(422, str(error))
    return replace(work.data, came=replace(came, sha256=kept.sha256, ending=kept.ending))


def _again(key: str) -> Response:
    return make_response(preview(key, [CHANGED]), 409)


def _sentences(error: RefusedError | ChangedError) -> list[str]:
    if isinstance(error, ChangedError):
        return [str(error)]
    return [placed(fault.subject, fault.field, fault.sentence) for fault in error.faults]


@bp.get("/replies/<key>/preview", may=Capability.DRAFT)
def preview(key: str, faults: list[str] | None = None) -> str | Response:
    who, instant = signed_in(), now()
    with read() as session:
        work = work_of(session, key)
        if not work.is_live and not faults:
            return see_other(work.draft.result or url_for("desk.drafts"))
        found, shown, mailed, sentences = None, None, None, list(faults or [])
        if work.is_live:
            try:
                found = plan(session, work.draft, work.data, who, instant, adverse=False)
                whole = plan(session, work.draft, work.data, who, instant, adverse=True, everything=True)
                shown = previewed(session, work.motion.id, whole.changes, instant) if whole.changes else None
                # The mail tells what this press puts on record, and nothing that waits.
                mailed = shown if not found.changes or not found.waiting else None
                mailed = mailed or previewed(session, work.motion.id, found.changes, instant)
            except RefusedError as error:
                sentences += _sentences(error)
        session.expunge_all()
    values = steps(work, "preview") | {"plan": found, "shown": shown, "mailed": mailed, "faults": sentences}
    values["numbers"] = demands_of(work.data.parts)
    return render_template("desk/replies/preview.html", **values)
