"""Load a record: compare it with what is stored, write what differs, and say so in the log, in one transaction."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Change, Clearance, Motion
from tracker.operations.notify.changes import announce
from tracker.operations.record.entries import EntryWriter, rows_of
from tracker.operations.record.log import append, lock_motion, lock_record
from tracker.operations.record.projections import project_motion
from tracker.queries.motions import load_whole, motion_by_slug, slug_of_code
from tracker.record.difference import EntryDiff, differences
from tracker.record.entries import columns_of, flatten, owner_of, record_of
from tracker.record.fields import Entry
from tracker.record.schema import (
    DeadlineEntry,
    DemandEntry,
    EventEntry,
    FindingEntry,
    MotionEntry,
    RecordFile,
    ResponseEntry,
)
from tracker.rules.change_facts import Recorded
from tracker.rules.dates import day_last_instant, day_start
from tracker.rules.short_codes import free_code
from tracker.rules.status import motion_standing
from tracker.vocabulary import ActorKind, ChangeKind, DeadlineKind, Status, Visibility

HISTORY = " (import of history)"
"""What the log says of a finding that came with a record file: it was not judged at the desk."""


def compare_record(session: Session, record: RecordFile) -> list[EntryDiff]:
    """Return what loading a record would change; nothing is written."""
    motion = motion_by_slug(session, record.motion.slug)
    stored = flatten(record_of(motion)) if motion else {}
    return differences(stored, flatten(record))


def load_record(
    session: Session,
    record: RecordFile,
    now: datetime,
    *,
    reason: str,
    role: ActorKind = ActorKind.IMPORT,
    cleared: Mapping[str, Clearance] | None = None,
    tells: bool = True,
) -> list[EntryDiff]:
    """Make the stored record say what `record` says, and return what was changed.

    Every difference is one entry of the log, with before, after and `reason`; projection and alerts follow in the same
    transaction. `now` is the aware instant of recording. `cleared` says by subject what clears each finding; without it
    all are an import of history, and the log says so. Without `tells` nobody is mailed but those who had been sent
    something wrong. Raise EntryRefusedError where a demand would disappear or a finding is not cleared.
    """
    lock_record(session, record.motion.slug)
    found = compare_record(session, record)
    if not found:
        return []
    motion = _motion(session, record.motion, now)
    before, last = _statuses(motion, now), motion.log_sequence
    desk = EntryWriter(session, motion, now, rows_of(session, motion), cleared)
    # The motion comes last, for the sources it cites must be there.
    for difference in sorted(found, key=lambda difference: difference.subject == "motion"):
        desk.write(difference)
    for difference in found:
        is_history = cleared is None and isinstance(difference.after, FindingEntry)
        _log(session, motion, difference, now, f"{reason}{HISTORY}" if is_history else reason, role)
    session.flush()
    if motion.visibility is Visibility.PUBLIC and motion.published_at is None:
        motion.published_at = now
    project_motion(session, load_whole(session, motion), now)
    session.flush()
    query = select(Change).where(Change.motion_id == motion.id, Change.sequence > last).order_by(Change.sequence)
    recorded = Recorded(motion, list(session.scalars(query)), before, _statuses(motion, now))
    announce(session, recorded, now, only_corrections=not tells)
    return found


def _statuses(motion: Motion, now: datetime) -> dict[int, Status]:
    return {standing.demand.number: standing.status for standing in motion_standing(motion, now).demands}


def _motion(session: Session, entry: MotionEntry, now: datetime) -> Motion:
    """Return the motion's row, locked and loaded; a new one is begun with what the file says of it."""
    known = motion_by_slug(session, entry.slug)
    if known is None:
        code = free_code(entry.slug, lambda code: slug_of_code(session, code) is not None)
        known = Motion(**columns_of(entry), short_code=code, recorded_at=now, log_sequence=0, log_head="")
        session.add(known)
        session.flush()
    return load_whole(session, lock_motion(session, known.id))


def _log(session: Session, motion: Motion, difference: EntryDiff, now: datetime, reason: str, role: ActorKind) -> None:
    before, after = difference.contents
    append(
        session,
        motion,
        _kind(difference),
        difference.subject,
        now,
        role,
        happened_at=_happened_at(difference, motion, now),
        before=before,
        after=after,
        reason=reason,
        demand_number=demand_number(difference),
    )


_DEADLINE_KINDS = {
    DeadlineKind.SET: ChangeKind.DEADLINE_SET,
    DeadlineKind.EXTENDED: ChangeKind.DEADLINE_MOVED,
    DeadlineKind.BROUGHT_FORWARD: ChangeKind.DEADLINE_MOVED,
    DeadlineKind.ASKED_AGAIN: ChangeKind.ASKED_AGAIN,
    DeadlineKind.EXPECTED: ChangeKind.ENTRY_RECORDED,
    DeadlineKind.PAUSED: ChangeKind.DEADLINE_MOVED,
    DeadlineKind.RESUMED: ChangeKind.DEADLINE_MOVED,
}


def _kind(difference: EntryDiff) -> ChangeKind:
    before, after = difference.before, difference.after
    if after is None:
        return ChangeKind.ENTRY_WITHDRAWN
    if isinstance(after, DemandEntry) and after.withdrawn_on and not getattr(before, "withdrawn_on", None):
        return ChangeKind.DEMAND_WITHDRAWN
    if before is not None:
        return ChangeKind.MOTION_AMENDED if isinstance(after, MotionEntry) else ChangeKind.ENTRY_AMENDED
    if isinstance(after, DeadlineEntry):
        return _DEADLINE_KINDS[after.kind]
    kinds: dict[type[Entry], ChangeKind] = {
        MotionEntry: ChangeKind.MOTION_RECORDED,
        DemandEntry: ChangeKind.DEMAND_ADDED,
        ResponseEntry: ChangeKind.RESPONSE_RECORDED,
        FindingEntry: ChangeKind.FINDING_MADE,
    }
    return kinds.get(type(after), ChangeKind.ENTRY_RECORDED)


def demand_number(difference: EntryDiff) -> int | None:
    entry = difference.after or difference.before
    if isinstance(entry, FindingEntry):
        return entry.demand
    kind, _, key = difference.subject.partition("/")
    return owner_of(key)[0] if kind in ("demand", "question", "deadline") else None


def _happened_at(difference: EntryDiff, motion: Motion, now: datetime) -> datetime:
    """Return when a new fact happened, as the rules count it; an amendment happens when it is recorded."""
    entry, zone = difference.after, motion.time_zone
    if difference.before is not None or entry is None:
        return now
    if isinstance(entry, FindingEntry):
        return min(now, entry.found_at or day_last_instant(entry.found_on, zone))
    if isinstance(entry, ResponseEntry) and entry.received_at:
        return min(now, entry.received_at)
    field = _DAYS.get(type(entry))
    day = getattr(entry, field) if field else None
    return day_start(day, zone) if day else now


_DAYS: dict[type[Entry], str] = {
    MotionEntry: "adopted_on",
    DeadlineEntry: "set_on",
    ResponseEntry: "received_on",
    EventEntry: "happened_on",
}
"""The field of an entry that names the day on which it happened."""
