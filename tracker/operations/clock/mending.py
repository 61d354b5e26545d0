"""Put right what a wrong clock did: an operator's word that the clock is right now, and what it had marked taken back.

Rule: docs/decisions/deadlines.md#taking-back.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import String, cast, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models import Change, Heartbeat, Message, Notification
from tracker.operations.notify.changes import announce_together
from tracker.operations.notify.reminders import recompute_reminders
from tracker.operations.record.log import lock_motion
from tracker.operations.record.projections import project_motion, take_back
from tracker.queries.clock import BELIEVED, known_instants
from tracker.queries.motions import load_whole, projections_of
from tracker.rules.change_facts import Recorded
from tracker.rules.dates import local_day
from tracker.rules.status import motion_standing, standing
from tracker.vocabulary import ActorKind, ChangeKind
from tracker.wording.service import retraction


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry of a motion's log that was corrected: what it said of which demand, and when that was to be."""

    slug: str
    demand_number: int
    kind: ChangeKind
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Retraction:
    """What was taken back, and to how many people a correction goes."""

    entries: list[TakenBack]
    people: int


def believe(session: Session, now: datetime) -> None:
    """Keep an operator's word that the wall clock is right as it shows `now`, and work out the reminders anew."""
    newest = max(known_instants(session).recorded, default=None)
    row = session.get(Heartbeat, BELIEVED)
    if row is None:
        row = Heartbeat(name=BELIEVED, found_passed=0, found_overdue=0)
        session.add(row)
    row.owner, row.ran_at, row.found_at = "operator", now, newest
    recompute_reminders(session, now)


def retract(session: Session, since: datetime, now: datetime) -> Retraction:
    """Correct what the clock wrote from an instant on of moments that have not come by `now`, and return it.

    1. Add a correction to the log for each entry, and bring its motion's projection up to date.  2. Stop what waits to
    tell of it, and queue a correction for exactly those who were told.  3. Work out the reminders anew.  4. Keep it as
    the operator's word that the clock is right now. What was taken back before is left alone.
    """
    found = _untrue(session, since, now)
    by_motion = groupby(found, key=lambda entry: entry.motion_id)
    acts = [_correct(session, motion_id, list(entries), now) for motion_id, entries in by_motion]
    announce_together(session, acts, now, only_corrections=True)
    if found:
        believe(session, now)
    else:
        recompute_reminders(session, now)
    slugs = {act.motion.id: act.motion.slug for act in acts}
    entries = [TakenBack(slugs[one.motion_id], one.demand_number or 0, one.kind, one.happened_at) for one in found]
    return Retraction(entries, _people(session, acts))


def _untrue(session: Session, since: datetime, now: datetime) -> list[Change]:
    correction = aliased(Change)
    key = literal(f"{ChangeKind.CORRECTION.value}:", String) + cast(Change.id, String)
    query = select(Change).where(
        Change.actor_role == ActorKind.CLOCK,
        Change.kind.in_((ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE)),
        or_(Change.recorded_at >= since, Change.happened_at >= since),
        Change.happened_at > now,
        ~select(correction.id).where(correction.once == key).exists(),
    )
    return list(session.scalars(query.order_by(Change.motion_id, Change.sequence)))


def _correct(session: Session, motion_id: int, entries: list[Change], now: datetime) -> Recorded:
    """Take entries of one motion back, and return what that recorded."""
    motion = load_whole(session, lock_motion(session, motion_id))
    demands, rows = {demand.number: demand for demand in motion.demands}, projections_of(session, motion_id)
    last, said = motion.log_sequence, {}
    for entry in entries:
        demand = demands[entry.demand_number or 0]
        said[demand.number] = standing(demand, entry.happened_at).status
        note = retraction(entry.kind, local_day(entry.happened_at, motion.time_zone))
        take_back(session, demand, rows[demand.id], entry, standing(demand, now).clock, note, now)
    session.flush()
    project_motion(session, motion, now)
    session.flush()
    made = session.scalars(select(Change).where(Change.motion_id == motion_id, Change.sequence > last))
    now_so = {each.demand.number: each.status for each in motion_standing(motion, now).demands}
    return Recorded(motion, sorted(made, key=lambda change: change.sequence), said, now_so)


def _people(session: Session, acts: list[Recorded]) -> int:
    changes = [change.id for act in acts for change in act.changes]
    query = select(func.count(Message.subscriber_id.distinct())).join(
        Notification, Notification.id == Message.notification_id
    )
    return session.scalar(query.where(Notification.change_id.in_(changes))) or 0
