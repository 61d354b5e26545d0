"""What an act at the desk is: the form it asks for, and the entries that go on record when it is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.models import Change, Clearance, Draft, Motion
from tracker.operations.record.publishing import Refusal, RefusedError, checked
from tracker.operations.record.safeguards import unfair
from tracker.record.difference import EntryDiff, differences
from tracker.record.entries import Table, asks_action, content, flatten, record_of
from tracker.record.fields import Entry
from tracker.record.schema import SourceEntry
from tracker.rules.hash_chain import canonical_json
from tracker.rules.log_past import question_key
from tracker.rules.points import propose_slug
from tracker.vocabulary import ActorKind, ChangeKind, DraftKind
from tracker.web.core.forms import Errors, FormType, Typed, judged_by
from tracker.web.desk.acts.forms import Field, labels_of
from tracker.web.desk.opening import motion_of
from tracker.wording.dates import day_words
from tracker.wording.entry_fields import ended, placed, words_for
from tracker.wording.log import LogLine, line_of

Known = dict[str, Any]
"""Entries as the editor had them before them, by subject, as plain data; None where there was none."""
UNSAID = frozenset({"id", "sha256"})
"""What a preview leaves out: it is for machines, and stands in the log."""
WHOLE = "whole"
"""The id of the form itself: where a fault leads that is of no one field."""


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act. `tells`: followers may get a mail about it."""

    name: str
    kind: DraftKind
    heading: Callable[["Case"], str]
    fields: Callable[["Case"], list[Field]]
    plan: Callable[["Case"], "ActPlan"]
    known: Callable[["Case"], Known]
    lead: str
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One act as far as it has got: the motion, its entries, what the act is about, and what was filled in."""

    act: Act
    motion: Motion
    table: Table
    about: Mapping[str, Any]
    typed: Typed
    now: datetime
    known: Known = field(default_factory=dict)
    draft: Draft | None = None

    @property
    def heading(self) -> str:
        return self.act.heading(self)

    @property
    def fields(self) -> list[Field]:
        return self.act.fields(self)

    def text(self, name: str) -> str:
        return str(self.typed.get(name) or "")

    def judged(self, form: type[FormType]) -> tuple[FormType | None, "ActPlan"]:
        """Return the form that was filled in, if nothing is wrong with it, and the plan that begins with it."""
        read, errors = judged_by(form, self.typed, labels_of(self.fields))
        return read, ActPlan(errors=errors, reason=self.text("note") or self.text("withdrawn_reason"))

    def data(self) -> dict[str, Any]:
        """Return what a draft keeps of it."""
        known = self.act.known(self) | self.known
        about = {"act": self.act.name, "slug": self.motion.slug, "about": dict(self.about)}
        return about | {"typed": self.typed, "known": known}


@dataclass
class ActPlan:
    """What an act would put on record, or why it cannot: a sentence for each field that does not fit."""

    changes: dict[str, Entry | None] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    reason: str = ""
    note: str | None = None
    only_wording: bool = False
    cleared: dict[str, Clearance] = field(default_factory=dict)
    needs_reviewer: bool = False


def new_case(session: Session, act: Act, slug: str, about: Mapping[str, Any], typed: Typed, now: datetime) -> Case:
    motion = motion_of(session, slug)
    return Case(act, motion, flatten(record_of(motion)), about, typed, now)


def planned(case: Case) -> ActPlan:
    plan = case.act.plan(case)
    if not plan.errors:
        try:
            record = checked(case.table, plan.changes, case.now)
            faults = [Refusal(*fault) for fault in unfair(case.table, flatten(record), plan.cleared, shows=False)]
            plan.errors |= errors_of(RefusedError(*faults), case)
        except RefusedError as error:
            plan.errors |= errors_of(error, case)
    return plan


def errors_of(error: RefusedError, case: Case) -> Errors:
    labels = labels_of(case.fields)
    found: Errors = {}
    for fault in error.faults:
        name = "public_note" if fault.field == "note" and not fault.subject else fault.field
        if name not in labels or fault.subject not in ("", case.about.get("subject", fault.subject)):
            name, words = WHOLE, placed(fault.subject, fault.field, fault.sentence)
        else:
            # Without a subject it is a sentence of a form's own, which names its field.
            words = ended(f"{labels[name]}: {fault.sentence}" if fault.subject else fault.sentence)
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


def known_entry(table: Table, subject: str) -> Known:
    entry = table.get(subject)
    return {subject: content(entry) if entry else None}


def free_id(words: str, noun: str, table: Table) -> str:
    """Return an id made of words that no entry of a noun has yet."""
    plain = propose_slug(words)[:60].strip("-") or noun
    number, wanted = 1, plain
    while f"{noun}/{wanted}" in table:
        number += 1
        wanted = f"{plain}-{number}"
    return wanted


def changed_lines(case: Case, plan: ActPlan) -> list[LogLine]:
    after = {subject: entry for subject, entry in (case.table | plan.changes).items() if entry is not None}
    zone = case.motion.time_zone
    return [line_of_difference(difference, zone, case.now, after) for difference in differences(case.table, after)]


def name_of(subject: str, case: Case) -> str:
    """Return what an entry that is on record is called in the log."""
    return line_of_difference(
        EntryDiff(subject, None, case.table[subject]), case.motion.time_zone, case.now, case.table
    ).about


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
    noun, known = difference.subject.partition("/")[0], table or {}
    line = line_of(change, zone, asks_action(known, question_key(change)))
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
