"""Adding a source or a figure, and putting right any entry on record."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tracker.models import Clearance
from tracker.record.checks import INSTANTS
from tracker.record.entries import asks_action, content
from tracker.record.fields import Entry
from tracker.record.figure_schema import FigureEntry
from tracker.record.schema import DemandEntry, FindingEntry, MotionEntry, QuestionEntry, SourceEntry, StatementEntry
from tracker.rules.correction_rules import changed_fields, needs_note
from tracker.rules.dates import local_day
from tracker.rules.wall_hours import HOUR, HourError, hour_of, instant_of
from tracker.vocabulary import ADVERSE, DraftKind, Verdict, label_of
from tracker.web.core.forms import Errors, Typed, judged_by
from tracker.web.desk.acts.forms import Field, fields_of, labels_of, typed_of
from tracker.web.desk.acts.plans import Act, ActPlan, Case, free_id, known_entry
from tracker.web.desk.repeats import FIELDS as REPEATED
from tracker.web.desk.repeats import occurrences
from tracker.wording.entry_fields import hour_problem, words_for

UPLOAD = Field(
    "upload",
    "The document itself",
    "file",
    "PDF, PNG, JPEG or plain text, up to 10 MB. Readers can download it from the page of sources.",
    extra={"accept": ".pdf,.png,.jpg,.jpeg,.txt"},
)
LOCKED: dict[type[Entry], tuple[str, ...]] = {StatementEntry: ("text",)}
"""What is never corrected here: the addressee's own words stay as they came."""
NOTE = Field(
    "public_note",
    "Note for readers: what was wrong, and how it came about",
    "long",
    "It stands at the top of the page for 30 days, and on the page of corrections for good.",
)
ONLY_WORDING = Field(
    "only_wording",
    "Only spelling or layout changes; what it says stays the same",
    "tick",
    "A slip of the pen needs no note for readers",
)
TAKE_OFF = Field(
    "take_off", "Take the whole entry off the record", "tick", "An entry that should never have been there"
)
RECURS = tuple(
    Field(name, words_for("demand", name)[0], kind, words_for("demand", name)[1], is_rare=True)
    for name, kind in zip(REPEATED, ("line", "date", "line", "date"), strict=True)
)
"""How a demand may be said to fall due again and again: that adds parts and changes none."""
JUDGE = "“{}” and “{}” are judged at the desk, by two people and with a reply offered: judge the part anew."


def plan_source(case: Case) -> ActPlan:
    plan = ActPlan(reason="A source was added")
    file = case.about.get("file") or {}
    words = " ".join(filter(None, (case.text("publisher"), case.text("published_on") or case.text("title"))))
    values: dict[str, Any] = {**case.typed, "id": free_id(words, "source", case.table)}
    values |= {"file": file.get("name"), "sha256": file.get("sha256")}
    if not case.text("url") and not file:
        plan.errors["url"] = "Address: give the document's address, or choose the document itself below."
    return _add(case, plan, SourceEntry, values)


def plan_figure(case: Case) -> ActPlan:
    values = {**case.typed, "id": free_id(case.text("label"), "figure", case.table)}
    return _add(case, ActPlan(reason="A figure was added"), FigureEntry, values)


def _add(case: Case, plan: ActPlan, kind: type[Entry], values: dict[str, Any]) -> ActPlan:
    entry, errors = judged_by(kind, values, labels_of(case.fields))
    plan.errors = errors | plan.errors
    if entry is not None:
        plan.changes[f"{case.act.name}/{values['id']}"] = entry
    return plan


def correction_fields(case: Case) -> list[Field]:
    entry = case.table[case.about["subject"]]
    left = LOCKED.get(type(entry), ())
    if isinstance(entry, DemandEntry) and entry.withdrawn_on is None:
        left = ("withdrawn_on", "withdrawn_reason")  # An act of its own records it, with its source.
    stays = isinstance(entry, MotionEntry | DemandEntry | QuestionEntry)
    recurs = RECURS if isinstance(entry, DemandEntry) else ()
    fields = fields_of(type(entry), case.motion, left)
    if isinstance(entry, FindingEntry) and asks_action(case.table, f"{entry.demand}{entry.question}"):
        fields = [_of_action(field) for field in fields]
    return [*fields, *recurs, NOTE, ONLY_WORDING, *(() if stays else (TAKE_OFF,))]


def _of_action(field: Field) -> Field:
    """Return a field of a finding in the words for what is to be done."""
    if field.name != "verdict":
        return field
    return replace(field, options=tuple((word, label_of(Verdict(word), is_action=True)) for word, _ in field.options))


def entry_typed(entry: Entry, zone: str) -> Typed:
    """Return an entry as its form shows it: an instant as the clocks of the motion's zone do."""
    typed = typed_of(entry.model_dump(mode="json", by_alias=True, exclude_none=True))
    for name, value in entry:
        if isinstance(value, datetime):
            hour = hour_of(value, zone)
            typed[name] = hour if name in INSTANTS else f"{local_day(value, zone)} {hour}"
    return typed


def _by_wall(case: Case, before: Entry) -> tuple[Typed, Errors]:
    """Return the instants that the hours on a form mean, and what is wrong with those that mean none."""
    zone, labels = case.motion.time_zone, labels_of(case.fields)
    shown, kept = entry_typed(before, zone), content(before)
    found, errors = Typed(), Errors()
    for name in ("due", *INSTANTS):
        text = case.text(name)
        day, _, hour = (case.text(INSTANTS[name]), "", text) if name in INSTANTS else text.rpartition(" ")
        if not text or not day:
            continue
        found[name] = None
        if text == shown.get(name) and (name not in INSTANTS or day == shown.get(INSTANTS[name])):
            found[name] = kept[name]  # The record may know the second.
            continue
        try:
            if not re.match(HOUR, hour):
                raise ValueError(hour)
            found[name] = instant_of(date.fromisoformat(day), hour, zone)
        except HourError as error:
            errors[name] = f"{labels[name]}: {hour_problem(error)}."
        except ValueError:
            errors[name] = f"{labels[name]}: write the day as 2026-11-08 and the hour as 16:30."
    return found, errors


def plan_correction(case: Case) -> ActPlan:
    subject = case.about["subject"]
    before = case.table[subject]
    names = {field.name for field in case.fields if field not in (NOTE, ONLY_WORDING, TAKE_OFF, *RECURS)}
    plan = ActPlan(note=case.text("public_note") or None, only_wording=bool(case.text("only_wording")))
    plan.reason = plan.note or "The wording was put right"
    plan.needs_reviewer = isinstance(before, FindingEntry)
    if case.text("take_off"):
        plan.changes[subject] = None
    else:
        kept = {name: value for name, value in content(before).items() if name not in names}
        values = kept | {name: case.typed.get(name) for name in names}
        hours, wrong = _by_wall(case, before)
        entry, faults = judged_by(type(before), values | hours, labels_of(case.fields))
        plan.errors = faults | wrong
        plan.changes[subject] = entry
        if isinstance(entry, DemandEntry):
            _repeat(case, plan, entry)
        if entry is not None and len(plan.changes) == 1 and not plan.errors:
            _check(case, plan, subject, before, entry)
    after = plan.changes[subject]
    wanted = needs_note(content(before), content(after) if after else None, only_wording=plan.only_wording)
    if not plan.errors and wanted and not plan.note:
        plan.errors["public_note"] = "Note for readers: this changes what the record says, so say what was wrong."
    return plan


def _repeat(case: Case, plan: ActPlan, demand: DemandEntry) -> None:
    """Add the parts of a duty that recurs, where the form says one."""
    typed = {name: case.text(name) for name in REPEATED}
    if not any(typed.values()):
        return
    parts = [part for part in case.table.values() if isinstance(part, QuestionEntry)]
    own = [part for part in parts if case.table.get(f"question/{demand.number}{part.letter}") is part]
    row = content(demand) | {"questions": [content(part) for part in own]}
    found, errors = occurrences(row, content(case.table["motion"]), typed)
    plan.errors |= errors
    plan.changes |= found
    plan.reason = plan.note or "Each date of a duty that recurs became a part"


def _check(case: Case, plan: ActPlan, subject: str, before: Entry, after: Entry) -> None:
    if not changed_fields(content(before), content(after)):
        plan.errors["whole"] = "Nothing was changed. Change what is wrong, and save again."
    elif isinstance(before, FindingEntry) and isinstance(after, FindingEntry):
        part = f"{after.demand}{after.question}"
        if before.verdict in ADVERSE or after.verdict in ADVERSE:
            first, second = (label_of(verdict, asks_action(case.table, part)) for verdict in ADVERSE)
            plan.errors["verdict"] = JUDGE.format(first, second.lower())
            return
        question = case.table.get(f"question/{part}")
        test = question.test if isinstance(question, QuestionEntry) else None
        if not test:
            plan.errors["verdict"] = "Say first what would count as an answer: put the part right, then its finding."
            return
        author = case.draft.author_id if case.draft else None
        plan.cleared[subject] = Clearance(verdict=after.verdict, test=test, author_id=author)


ACTS = (
    Act(
        "source",
        DraftKind.SOURCE,
        lambda case: f"Add a source: {case.motion.title}",
        lambda case: [*fields_of(SourceEntry, case.motion), UPLOAD],
        plan_source,
        lambda _: {},  # It adds an entry of its own and is in nobody's way.
        "A document that something rests on: choose the file, or give its address and one of an archived copy.",
    ),
    Act(
        "figure",
        DraftKind.FIGURE,
        lambda case: f"Add a figure: {case.motion.title}",
        lambda case: fields_of(FigureEntry, case.motion),
        plan_figure,
        lambda _: {},  # It adds an entry of its own and is in nobody's way.
        "A published number, with what exactly it counts.",
    ),
    Act(
        "correction",
        DraftKind.CORRECTION,
        lambda case: f"Put right: {case.about['name']}",
        correction_fields,
        plan_correction,
        lambda case: known_entry(case.table, case.about["subject"]),
        "Change what is wrong. What it said before is kept in the log, and readers are told what was put right.",
        tells=True,
    ),
)
