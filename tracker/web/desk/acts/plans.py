"""What an act at the desk is: the form it asks for, and the entries that go on record when it is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tracker.models import Clearance, Motion
from tracker.record.entries import Table, content
from tracker.record.schema import Entry
from tracker.rules.points import propose_slug
from tracker.vocabulary import DraftKind
from tracker.web.core.forms import Errors, FormType, Typed, judged_by
from tracker.web.desk.acts.forms import Field, fields_of, labels_of

Known = dict[str, Any]
"""Entries as the editor had them before them, by subject, as plain data; None where there was none."""


@dataclass(frozen=True, slots=True)
class Case:
    """One act as far as it has got: the motion, its entries, what the act is about, and what was filled in."""

    motion: Motion
    table: Table
    about: Mapping[str, Any]
    typed: Typed
    now: datetime
    known: Known = field(default_factory=dict)
    author_id: int | None = None

    def text(self, name: str) -> str:
        return str(self.typed.get(name) or "")

    def several(self, name: str) -> list[str]:
        return list(self.typed.get(name) or [])

    def judged(self, form: type[FormType]) -> tuple[FormType | None, "ActPlan"]:
        """Return the form that was filled in, if nothing is wrong with it, and the plan that begins with it."""
        read, errors = judged_by(form, self.typed, labels_of(fields_of(form, self.motion)))
        return read, ActPlan(errors=errors, reason=self.text("note") or self.text("withdrawn_reason"))


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


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act. `tells`: followers may get a mail about it."""

    name: str
    kind: DraftKind
    heading: Callable[[Case], str]
    fields: Callable[[Case], list[Field]]
    plan: Callable[[Case], ActPlan]
    known: Callable[[Case], Known]
    lead: str = ""
    tells: bool = False


def nothing_known(_case: Case) -> Known:
    """Return nothing: an act that adds an entry of its own is in nobody's way."""
    return {}


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
