"""Put entries on record from the desk: checked as a record file is, gated, logged with the editor's role, announced.

One act of an editor is one call: every entry it brings goes on record in one transaction, or none does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Clearance, Editor, Motion
from tracker.operations.desk import audit
from tracker.operations.record.entries import EntryRefusedError
from tracker.operations.record.loading import demand_number, load_record
from tracker.operations.record.log import append, lock_record
from tracker.operations.record.safeguards import unfair
from tracker.queries.motions import motion_by_slug
from tracker.record.checks import check_record
from tracker.record.difference import EntryDiff, differences
from tracker.record.entries import KINDS, Table, flatten, record_from, record_of
from tracker.record.faults import cure_for
from tracker.record.fields import Entry
from tracker.record.schema import DemandEntry, RecordFile
from tracker.rules.correction_rules import needs_note
from tracker.rules.dates import local_day
from tracker.vocabulary import ActorKind, Capability, ChangeKind

Changes = Mapping[str, Entry | None]
"""Entries by subject, as they are to stand; None takes one off the record."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that is wrong: with which entry, in which field, and what to do. No subject: the act as a whole."""

    subject: str
    field: str
    sentence: str


class RefusedError(Exception):
    """What an editor asked for cannot go on record as it stands; `faults` say why, each with its cure."""

    def __init__(self, *faults: Refusal) -> None:
        super().__init__("; ".join(fault.sentence for fault in faults))
        self.faults = faults


def refused(sentence: str, field: str = "", subject: str = "") -> RefusedError:
    """Return the refusal of an act for one reason; without a field and a subject, of the act as a whole."""
    return RefusedError(Refusal(subject, field, sentence))


class ChangedError(Exception):
    """An entry on record is not what the editor had before them: somebody else changed it. Both versions are here."""

    def __init__(self, subject: str, known: Entry | None, stored: Entry | None) -> None:
        super().__init__(f"{subject} was changed by somebody else in the meantime.")
        self.subject, self.known, self.stored = subject, known, stored


def stored_table(session: Session, slug: str) -> Table:
    """Return the entries of a motion as they stand on record, by subject; empty where there is no such motion."""
    motion = motion_by_slug(session, slug)
    return flatten(record_of(motion)) if motion else {}


def publish(
    session: Session,
    slug: str,
    changes: Changes,
    who: Editor,
    now: datetime,
    *,
    reason: str,
    tells: bool = True,
    cleared: Mapping[str, Clearance] | None = None,
    note: str | None = None,
    only_wording: bool = False,
    before: Mapping[str, Entry | None] | None = None,
    shows: bool = False,
) -> list[EntryDiff]:
    """Put entries on record and return what was changed. `now` is the aware instant of recording.

    `reason` stands in the public log. `cleared` says by subject what clears each finding. `note` is the public note of
    a correction; `only_wording` is the editor's word that only the spelling was corrected. `before` are the
    entries as the editor had them before them. Without `tells` only those hear of it who had been sent something wrong.
    `shows` is for the acts that settle who may see a motion: no other may change that.

    Raise RefusedError where it does not fit the record or lacks a note, ChangedError where somebody else was quicker.
    """
    if not who.role.can(Capability.RECORD):
        raise refused(f"A {who.role.label.lower()} puts nothing on record: hand it to an editor.")
    lock_record(session, slug)
    stored = stored_table(session, slug)
    for subject, known in (before or {}).items():
        versions = EntryDiff(subject, known, stored.get(subject))
        if versions.contents[0] != versions.contents[1]:
            raise ChangedError(subject, known, stored.get(subject))
    record = checked(stored, changes, now)
    wanted = flatten(record)
    if faults := [Refusal(*fault) for fault in unfair(stored, wanted, cleared or {}, shows=shows)]:
        raise RefusedError(*faults)
    found = differences(stored, wanted)
    corrects = [difference for difference in found if needs_note(*difference.contents, only_wording=only_wording)]
    if corrects and not (note or "").strip():
        raise refused(_NOTE_WANTED, "note")
    try:
        written = load_record(
            session, record, now, reason=reason, role=ActorKind(who.role.value), cleared=cleared or {}, tells=tells
        )
    except EntryRefusedError as error:
        raise refused(str(error)) from error
    if corrects and note:
        _append_note(session, slug, corrects, note, who, now)
    audit.record(session, who, "put on record", f"motion/{slug}", now)
    return written


_NOTE_WANTED = (
    "This changes what the record says: write the note that readers will see, what was wrong and what is right now."
)


def checked(stored: Table, changes: Changes, now: datetime) -> RecordFile:
    """Return the record with the changes made; raise RefusedError with every fault that they bring.

    It is checked as a record file is. What was at fault before the act does not stand in its way.
    """
    table = {subject: entry for subject, entry in (stored | dict(changes)).items() if entry is not None}
    if "motion" not in table:
        raise refused("There is no such motion on record.", subject="motion")
    record = record_from(table)
    faults = [*_schema_faults(changes), *record_faults(record, now)]
    if faults and stored:
        known = set(record_faults(record_from(stored), now))
        faults = [fault for fault in faults if fault not in known]
    if faults:
        raise RefusedError(*faults)
    return record


def record_faults(record: RecordFile, now: datetime) -> list[Refusal]:
    """Return what does not fit together in a whole record at an aware instant."""
    places = _places(record)
    # The checks read the plain data of a file; what is not said stays away.
    plain = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    found = check_record(plain, local_day(now, record.motion.time_zone))
    return [Refusal(*_place_of(path, places), sentence) for path, sentence in found]


def _places(record: RecordFile) -> dict[tuple[Any, ...], str]:
    """Return the subject of every entry by its path in the file; a ledger's is that of its rows without their place."""
    found: dict[tuple[Any, ...], str] = {}
    for name, kind in KINDS.items():
        for index, entry in enumerate(getattr(record, name)):
            path = (name, index)
            found[path] = f"{kind}/{entry.number if isinstance(entry, DemandEntry) else entry.id}"
            if isinstance(entry, DemandEntry):
                parts = {(*path, "questions", at): part.letter for at, part in enumerate(entry.questions)}
                owners = {path: str(entry.number)} | {at: f"{entry.number}{letter}" for at, letter in parts.items()}
                found |= {at: f"question/{owners[at]}" for at in parts}
                found |= {(*at, "deadlines"): f"deadline/{owner}" for at, owner in owners.items()}
    return found


def _place_of(path: tuple[Any, ...], places: dict[tuple[Any, ...], str]) -> tuple[str, str]:
    """Return the subject and the field that a path of the file leads to."""
    if path[0] == "motion":
        return "motion", str(path[-1])
    known = next((path[:size] for size in range(len(path), 1, -1) if path[:size] in places), ())
    within = path[len(known) :]
    names = [step for step in within if isinstance(step, str)]
    subject = places.get(known, "")
    return f"{subject}-{within[0] + 1}" if "deadlines" in known else subject, names[-1] if names else ""


def _schema_faults(changes: Changes) -> list[Refusal]:
    """Return what is wrong with each new entry by itself: the desk may hand over entries that were built unchecked."""
    found = []
    for subject, entry in changes.items():
        if entry is None:
            continue
        try:
            type(entry).model_validate(entry.model_dump(mode="json", by_alias=True, exclude_none=True))
        except ValidationError as errors:
            known = [field.alias or name for name, field in type(entry).model_fields.items()]
            for error in errors.errors(include_url=False):
                field = next((step for step in error["loc"] if isinstance(step, str) and "[" not in step), "")
                found.append(Refusal(subject, field, cure_for(error, known)))
    return found


def _append_note(session: Session, slug: str, corrects: list[EntryDiff], note: str, who: Editor, now: datetime) -> None:
    motion = session.scalars(select(Motion).where(Motion.slug == slug)).one()
    by_demand: dict[int | None, list[EntryDiff]] = {}
    for difference in corrects:
        by_demand.setdefault(demand_number(difference), []).append(difference)
    for number, about in by_demand.items():
        subjects = [difference.subject for difference in about]
        append(
            session,
            motion,
            ChangeKind.CORRECTION_NOTED,
            subjects[0],
            now,
            ActorKind(who.role.value),
            before=about[0].contents[0],
            after={"note": note, "corrects": subjects},
            reason=note,
            demand_number=number,
        )
