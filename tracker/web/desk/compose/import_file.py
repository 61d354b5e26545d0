"""A record file from the browser: every fault at once, then a dry run that shows what differs, then on record."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256

from flask import abort, make_response, render_template, request, url_for
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.models import Clearance, Draft, Editor
from tracker.operations.desk import drafts
from tracker.operations.record.publishing import ChangedError, RefusedError, publish, stored_table
from tracker.operations.record.safeguards import unfair
from tracker.record.difference import EntryDiff, differences
from tracker.record.entries import Table, asks_action, content, flatten
from tracker.record.faults import Fault, RecordFaultsError
from tracker.record.fields import Entry
from tracker.record.reading import read_record
from tracker.record.schema import FindingEntry, QuestionEntry, RecordFile
from tracker.rules.correction_rules import needs_note
from tracker.rules.dates import local_day
from tracker.vocabulary import ADVERSE, Capability, DraftKind, Visibility, label_of
from tracker.web.core.answers import see_other
from tracker.web.core.context import read, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import sent_text
from tracker.web.core.routing import MIB
from tracker.web.desk.acts.plans import WHOLE, line_of_difference
from tracker.web.desk.compose.pages import Answer, bp, opened
from tracker.web.desk.opening import put_once
from tracker.web.desk.preview import figure_troubles
from tracker.wording.entry_fields import placed

CHANGED = {WHOLE: "The record was changed in between: this is the new dry run."}
FIRST_ZONE = "Pacific/Kiritimati"
"""A day that has begun anywhere on earth may be in a file."""
JUDGE = (
    "says {}, and is not on record yet. Judge it at the desk, with a second person and a reply "
    "offered; or have the operator load the file as history: flask --app app load"
)
TEST = "needs its part to say what would count as an answer: add a test to the question in the file"


@dataclass
class DryRun:
    """What putting a file on record would change, what is in its way, and what clears its findings."""

    record: RecordFile
    stored: Table
    found: list[EntryDiff]
    refused: list[str] = field(default_factory=list)
    cleared: dict[str, Clearance] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, Entry | None]:
        return {diff.subject: diff.after for diff in self.found}

    @property
    def needs_note(self) -> bool:
        """Tell whether something public is corrected, so that readers need a note."""
        return any(
            needs_note(content(diff.before), content(diff.after) if diff.after else None)
            for diff in self.found
            if diff.before
        )

    @property
    def seen(self) -> str:
        """Return what stands for a dry run, so that nobody puts on record what they have not seen."""
        return sha256("\n".join(map(str, self.found)).encode()).hexdigest()[:24]


@bp.form("/motions/import", may=Capability.RECORD, longest=2 * MIB)
def upload() -> Answer:
    if request.method == "GET":
        return render_template("desk/compose/upload.html", text="", errors={}, faults=[])
    sent = request.files.get("file")
    name = sent.filename if sent and sent.filename else "the text below"
    raw = sent.stream.read(MIB + 1) if sent and sent.filename else request.form.get("text", "").encode()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _again("", {"file": "The file is not UTF-8 text. Save it as UTF-8 and choose it again."}, [])
    if not text.strip() or len(raw) > MIB or "\0" in text:
        words = "Choose a record file of at most 1 MB, or paste its text."
        return _again("" if len(raw) > MIB else text, {"file": words}, [])
    try:
        record = read_record(text, name, local_day(now(), FIRST_ZONE))
    except RecordFaultsError as error:
        count = f"{len(error.faults)} thing{'s' if len(error.faults) > 1 else ''} in the file to put right."
        return _again(text, {"text": count}, error.faults)
    with write() as session:
        data = {"name": name, "text": text}
        made = drafts.begin(session, signed_in(), DraftKind.IMPORT, record.motion.title, data, now())
    return see_other(url_for("compose.dry_run", key=made.key))


def _again(text: str, errors: dict[str, str], faults: list[Fault]) -> Answer:
    return make_response(render_template("desk/compose/upload.html", text=text, errors=errors, faults=faults), 422)


@bp.get("/compose/<key>/dry-run", may=Capability.RECORD)
def dry_run(key: str) -> Answer:
    return _page(opened(key, DraftKind.IMPORT), {})


@bp.post("/compose/<key>/import", may=Capability.PUBLISH, fresh=True)
def put_import(key: str) -> Answer:
    """Put a record file on record: once, and only as the dry run showed it."""
    found = opened(key, DraftKind.IMPORT, live=False)
    shown, note = _run(found), sent_text("public_note")
    if shown.refused and found.state in drafts.LIVE:
        return make_response(_page(found, {}, note), 422)
    if request.form.get("seen") != shown.seen and found.state in drafts.LIVE:
        return make_response(_page(found, CHANGED, note), 409)
    try:
        return put_once(key, partial(_publish, run=shown, note=note), "On record: {title}.")
    except RefusedError as error:
        words = {
            ("public_note" if fault.field == "note" else WHOLE): placed(fault.subject, fault.field, fault.sentence)
            for fault in error.faults
        }
        return make_response(_page(found, words, note), 422)
    except (ChangedError, drafts.ConflictError):
        return make_response(_page(found, CHANGED, note), 409)


def _publish(session: Session, _: Draft, who: Editor, instant: datetime, *, run: DryRun, note: str) -> str:
    slug = run.record.motion.slug
    publish(
        session,
        slug,
        run.changes,
        who,
        instant,
        reason="A record file put on record at the desk",
        tells=request.form.get("do") == "tell",
        cleared=run.cleared,
        note=note or None,
        before={diff.subject: diff.before for diff in run.found},
    )
    public = run.record.motion.visibility is Visibility.PUBLIC
    return url_for("motions.motion" if public else "acts.desk_motion", slug=slug)


def _run(found: Draft) -> DryRun:
    data = drafts.data_of(found)
    try:
        record = read_record(data["text"], data["name"], local_day(now(), FIRST_ZONE))
    except RecordFaultsError as error:  # A day of the file has not come yet where it had, or the schema has changed.
        abort(410, f"The file does not fit any more: {error.faults[0]} Upload it again.")
    with read() as session:
        stored = stored_table(session, record.motion.slug)
    wanted = flatten(record)
    run = DryRun(record, stored, differences(stored, wanted))
    judged = {diff.subject: diff.after for diff in run.found if isinstance(diff.after, FindingEntry)}
    for subject, entry in judged.items():
        _gate(run, subject, entry, wanted, found.author_id)
    run.refused += [f"{subject}: {words}" for subject, _, words in unfair(stored, wanted, judged, shows=False)]
    return run


def _gate(run: DryRun, subject: str, entry: FindingEntry, wanted: Table, author_id: int) -> None:
    part = wanted.get(f"question/{entry.demand}{entry.question}")
    test = part.test if isinstance(part, QuestionEntry) else None
    name = f"The finding on demand {entry.demand}, part {entry.question}"
    label = label_of(entry.verdict, asks_action(wanted, f"{entry.demand}{entry.question}"))
    if entry.verdict in ADVERSE:
        run.refused.append(f"{name} {JUDGE.format(label.lower())}.")
    elif not test:
        run.refused.append(f"{name} {TEST}.")
    else:
        run.cleared[subject] = Clearance(verdict=entry.verdict, test=test, author_id=author_id)


def _page(found: Draft, errors: dict[str, str], note: str = "") -> str:
    run = _run(found)
    zone, wanted = run.record.motion.time_zone, flatten(run.record)
    return render_template(
        "desk/compose/dry_run.html",
        draft=found,
        run=run,
        lines=[line_of_difference(diff, zone, now(), wanted) for diff in run.found],
        troubles=figure_troubles(run.stored, run.changes),
        errors=errors,
        note=note,
    )
