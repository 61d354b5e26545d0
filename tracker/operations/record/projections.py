"""Keep the projection equal to the rule, and correct the log by itself where a late entry shows it wrong."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Change, Demand, Motion, Projection
from tracker.operations.record.log import append
from tracker.queries.motions import projections_of
from tracker.record.entries import owner_of
from tracker.rules.dates import local_day
from tracker.rules.findings import received_at
from tracker.rules.projection import Countdown, outlook, was_overdue
from tracker.rules.reminders import next_reminder
from tracker.rules.status import standing
from tracker.vocabulary import ActorKind, ChangeKind, Clock, Reply
from tracker.wording.dates import day_words


def project_motion(session: Session, motion: Motion, now: datetime) -> None:
    """Write the projection of every demand of a loaded motion, in the caller's transaction."""
    known = projections_of(session, motion.id)
    standing_entries = _overdue_entries(session, motion)
    for demand in motion.demands:
        rows, ahead = known[demand.id], outlook(demand, now)
        for letter in ahead.countdowns.keys() - rows.keys():
            rows[letter] = Projection(
                demand_id=demand.id, letter=letter, motion_id=motion.id, round=0, pass_marked=False
            )
            session.add(rows[letter])
        for entry in standing_entries.get(demand.number, []):
            _correct_if_wrong(session, demand, rows, entry, now)
        for letter, row in rows.items():
            _project(row, ahead.countdowns.get(letter, Countdown()), motion.time_zone, now)
        own = rows[""]
        own.status, own.no_answer_from, own.waiting_since = ahead.status, ahead.no_answer_from, ahead.waiting_since


def _overdue_entries(session: Session, motion: Motion) -> dict[int, list[Change]]:
    """Return a motion's entries "overdue" that no correction has taken back, by demand."""
    kinds = (ChangeKind.OVERDUE, ChangeKind.CORRECTION)
    query = select(Change).where(Change.motion_id == motion.id, Change.kind.in_(kinds)).order_by(Change.sequence)
    entries = list(session.scalars(query))
    taken_back = {entry.once for entry in entries}
    found: dict[int, list[Change]] = {}
    for entry in entries:
        if entry.kind is ChangeKind.OVERDUE and _correction_key(entry) not in taken_back:
            found.setdefault(entry.demand_number or 0, []).append(entry)
    return found


def _correction_key(entry: Change) -> str:
    return f"{ChangeKind.CORRECTION.value}:{entry.id}"


def _project(row: Projection, ahead: Countdown, zone: str, now: datetime) -> None:
    missed = row.remind_at if row.remind_at and row.remind_at <= now else None
    coming = next_reminder(ahead.passes_at, ahead.overdue_from if ahead.outstanding else None, zone, now)
    # A reminder that the clock has not got round to still stands, unless what it is about has changed.
    row.remind_at = missed if missed and coming and row.closes_at == ahead.closes_at else coming
    if row.closes_at != ahead.closes_at:
        # A moved deadline is a new promise: the clock starts over for it. A reworded one is the same promise.
        row.round += bool(row.pass_marked or row.overdue_marked_at)
        row.pass_marked, row.overdue_marked_at = False, None
    row.outstanding = ahead.outstanding
    row.deadline_id, row.closes_at, row.overdue_from = ahead.deadline_id, ahead.closes_at, ahead.overdue_from
    row.pass_due_at = None if row.pass_marked else ahead.passes_at
    row.overdue_due_at = None if row.overdue_marked_at else ahead.overdue_from


def letter_of(entry: Change) -> str:
    """Return the letter of the ledger that an entry of the clock is about; "" for the demand's own."""
    return owner_of(entry.key)[1]


def _correct_if_wrong(
    session: Session, demand: Demand, rows: dict[str, Projection], entry: Change, now: datetime
) -> None:
    """Correct an entry "overdue" that the facts now on record contradict, and let the clock judge anew."""
    marked = entry.happened_at
    if not was_overdue(demand, letter_of(entry), marked):
        take_back(session, demand, rows, entry, standing(demand, marked).clock, _correction(demand, entry), now)


def take_back(
    session: Session,
    demand: Demand,
    rows: dict[str, Projection],
    entry: Change,
    after: Clock,
    reason: str,
    now: datetime,
) -> None:
    """Correct an entry of the clock in the log, with what is true `after`, and let the clock judge anew."""
    append(
        session,
        demand.motion,
        ChangeKind.CORRECTION,
        entry.subject,
        now,
        ActorKind.CLOCK,
        before=entry.after_value,
        after={"clock": after.value},
        reason=reason,
        demand_number=demand.number,
        once=_correction_key(entry),
    )
    row = rows.get(letter_of(entry))
    if row is None:
        return
    if entry.kind is ChangeKind.OVERDUE and row.overdue_marked_at == entry.happened_at:
        row.overdue_marked_at = None
        row.round += 1
    elif entry.kind is ChangeKind.DEADLINE_PASSED and row.closes_at == entry.happened_at:
        row.pass_marked = False
        row.round += 1


def _correction(demand: Demand, entry: Change) -> str:
    """Return the public note of a correction; a reply that came in time and was recorded late is named with its day."""
    marked = entry.happened_at
    there = standing(demand, marked)
    day = day_words(local_day(marked, demand.motion.time_zone))
    if there.closes_at:
        late = [reply for reply in there.replies if reply.recorded_at > entry.recorded_at]
        received = [reply for reply in late if reply.reply is Reply.RECEIVED]
        timely = [reply for reply in received if received_at(reply, there.zone) < there.closes_at]
        if timely:
            return (
                f"A reply was received in time, on {day_words(timely[-1].received_on)}. Our entry that the demand was "
                f"overdue on {day} was caused by our delay in recording it."
            )
    return f"What is now on record shows that the demand was not overdue on {day}. Our entry that it was is corrected."
