"""One act at the desk from its draft: read, planned and checked, with what it changes in words."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask import abort
from sqlalchemy.orm import Session

from tracker.models import Change, Draft, Motion
from tracker.operations.desk import drafts
from tracker.operations.record.publishing import Refusal, RefusedError, checked
from tracker.operations.record.safeguards import unfair
from tracker.queries.motions import motion_by_slug
from tracker.record.difference import EntryDiff, differences
from tracker.record.entries import Table, content, flatten, record_of
from tracker.record.schema import Entry, SourceEntry
from tracker.rules.hash_chain import canonical_json
from tracker.vocabulary import ActorKind, ChangeKind
from tracker.web.desk.acts import deadlines, entries
from tracker.web.desk.acts.plans import Act, ActPlan, Case
from tracker.wording.dates import day_words
from tracker.wording.entry_fields import words_for
from tracker.wording.log import LogLine, line_of

ACTS: dict[str, Act] = {act.name: act for act in (*deadlines.ACTS, *entries.ACTS)}
UNSAID = frozenset({"id", "sha256"})
"""What a preview leaves out: it is for machines, and stands in the log."""
WHOLE = "whole"
"""The id of the form itself: where a fault leads that is of no one field."""


def desk_motion_of(session: Session, slug: str) -> Motion:
    motion = None if "\0" in slug else motion_by_slug(session, slug)
    if motion is None:
        abort(404, "There is no such motion on record. All motions are on the desk's list.")
    return motion


def new_case(session: Session, slug: str, about: dict[str, Any], now: datetime) -> Case:
    motion = desk_motion_of(session, slug)
    return Case(motion, flatten(record_of(motion)), about, {}, now)


def case_of(session: Session, draft: Draft, now: datetime) -> tuple[Act, Case]:
    data = drafts.data_of(draft)
    act = ACTS.get(data.get("act", ""))
    if act is None:
        abort(404, "There is no such draft. The drafts that are still worked on are on the list of drafts.")
    case = new_case(session, data["slug"], data["about"], now)
    subject = data["about"].get("subject")
    if subject is not None and subject not in case.table:
        abort(410, "The entry that this draft would put right is no longer on record. The draft is kept.")
    return act, replace(case, typed=data["typed"], known=data["known"], author_id=draft.author_id)


def data_of(act: Act, case: Case) -> dict[str, Any]:
    known = act.known(case) | case.known
    return {
        "act": act.name,
        "slug": case.motion.slug,
        "about": dict(case.about),
        "typed": case.typed,
        "known": known,
    }


def planned(act: Act, case: Case) -> ActPlan:
    plan = act.plan(case)
    if not plan.errors:
        try:
            record = checked(case.table, plan.changes, case.now)
            faults = [Refusal(*fault) for fault in unfair(case.table, flatten(record), plan.cleared, shows=False)]
            plan.errors |= errors_of(RefusedError(*faults), act, case)
        except RefusedError as error:
            plan.errors |= errors_of(error, act, case)
    return plan


def errors_of(error: RefusedError, act: Act, case: Case) -> dict[str, str]:
    fields = {field.name for field in act.fields(case)}
    found: dict[str, str] = {}
    for fault in error.faults:
        name = {"note": "public_note"}.get(fault.field, fault.field) if not fault.subject else fault.field
        name = name if name in fields else WHOLE
        words = f"{fault.sentence[:1].upper()}{fault.sentence[1:]}".rstrip(".") + "."
        found[name] = f"{found[name]} {words}" if name in found else words
    return found


def before_of(case: Case, plan: ActPlan) -> dict[str, Entry | None]:
    found: dict[str, Entry | None] = {}
    for subject, entry in plan.changes.items():
        if subject in case.known:
            shape = entry or case.table.get(subject)
            said = case.known[subject]
            found[subject] = type(shape).model_validate(said) if said is not None and shape is not None else None
    return found


def changed_lines(table: Table, plan: ActPlan, zone: str, now: datetime) -> list[LogLine]:
    after = {subject: entry for subject, entry in (table | plan.changes).items() if entry is not None}
    return [line_of_difference(difference, zone, now, after) for difference in differences(table, after)]


def line_of_difference(difference: EntryDiff, zone: str, now: datetime, table: Table | None = None) -> LogLine:
    change = Change(
        kind=ChangeKind.ENTRY_AMENDED if difference.before else ChangeKind.ENTRY_RECORDED,
        subject=difference.subject,
        happened_at=now,
        recorded_at=now,
        actor_role=ActorKind.EDITOR,
        before=canonical_json(content(difference.before) if difference.before else None),
        after=canonical_json(content(difference.after) if difference.after else None),
        reason=canonical_json(""),
    )
    line = line_of(change, zone)
    noun, known = difference.subject.partition("/")[0], table or {}
    fields = [
        (words_for(noun, name.replace(" ", "_"))[0], _titled(name, before, known), _titled(name, after, known))
        for name, before, after in line.fields
        if name not in UNSAID
    ]
    return replace(line, fields=fields)


def _titled(name: str, text: str, table: Table) -> str:
    if name != "sources":
        return _plain(text)
    found = ((key, table.get(f"source/{key}")) for key in text.split(", "))
    return "; ".join(
        f"{entry.publisher}: {entry.title}" if isinstance(entry, SourceEntry) and entry.title else key
        for key, entry in found
    )


def _plain(text: str) -> str:
    if text in ("True", "False"):
        return "yes" if text == "True" else "no"
    try:
        return day_words(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
