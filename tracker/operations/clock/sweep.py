"""The sweep: record every deadline that has closed, and every grace that has ended, once, at its true instant.

What is due is a query on the projection's index; only what is due is read, in batches, so memory stays flat however
many demands there are. However many processes run it, and however often: the unique key `once` makes a second entry
impossible. Each turn leaves a heartbeat.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    Row,
    Select,
    bindparam,
    func,
    null,
    or_,
    select,
    true,
    type_coerce,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from tracker.db import UTCDateTime
from tracker.models import Change, Demand, Finding, Heartbeat, Motion, Projection, Question
from tracker.operations.notify.reminders import announce_clock
from tracker.operations.record.log import note_growth
from tracker.queries.clock import NEVER_RAN
from tracker.queries.motions import load_whole
from tracker.rules.hash_chain import canonical_json, instant_text, seal
from tracker.rules.projection import made_known_by
from tracker.vocabulary import ActorKind, ChangeKind, Clock
from tracker.wording.service import known_late

Values: TypeAlias = list[tuple[Any, ...]]
Reasons: TypeAlias = dict[tuple[ChangeKind, int | None, int], str]
"""Why the clock says something where it is not the rule's own sentence, as JSON: by kind, row of a ledger and round."""

BATCH = 5_000
HEARTBEAT = "clock"

COLUMNS = (
    "motion_id, sequence, kind, happened_at, recorded_at, actor_role, subject, demand_number, "
    "before, after, reason, previous_hash, hash, once"
)
WRITE = f"INSERT INTO change ({COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS.split(', ')))})"
MOVE = "UPDATE motion SET log_sequence = ?, log_head = ? WHERE id = ?"
"""Written in the driver's own terms: converting each value by its type would cost more than the database does."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How many deadlines a sweep found passed, and how many demands it found overdue."""

    passed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class SweepStep:
    """One thing the clock records: its kind, the column that says when, and what it changes."""

    kind: ChangeKind
    column: Any
    before: Clock
    after: Clock
    marks: dict[str, Any]


STEPS = (
    SweepStep(
        ChangeKind.DEADLINE_PASSED,
        Projection.pass_due_at,
        Clock.DUE_TODAY,
        Clock.CHECKING,
        {"pass_marked": true(), "pass_due_at": null()},
    ),
    SweepStep(
        ChangeKind.OVERDUE,
        Projection.overdue_due_at,
        Clock.CHECKING,
        Clock.OVERDUE,
        {"overdue_marked_at": Projection.overdue_due_at, "overdue_due_at": null()},
    ),
)


def sweep(session: Session, now: datetime) -> Swept:
    """Record what has fallen due by an aware instant, in the caller's transaction, and count it.

    1. Read what is due, in order of motion and true instant.  2. Seal one entry for each onto its motion's log.
    3. Move the logs' heads.  4. Note in the projection, in one statement, that it has been recorded.  5. Queue the
    alerts, and the reminders that are due.
    """
    due = or_(*(step.column <= now for step in STEPS), Projection.remind_at <= now)
    if session.scalar(select(Projection.demand_id).where(due).limit(1)) is None:
        return Swept(0, 0)
    mine = _lock(session, due)
    last_change = session.scalar(select(func.max(Change.id))) or 0
    connection = session.connection()
    reasons = _made_known(session, now, mine)
    passed, overdue = (_take(connection, step, now, mine, reasons) for step in STEPS)
    session.expire_all()
    if passed or overdue:
        note_growth(session)
    announce_clock(session, now, last_change, mine)
    return Swept(passed, overdue)


def beat(session: Session, owner: str, now: datetime, swept: Swept, held: str | None = None) -> None:
    """Write down that the clock ran at an aware instant and what it found, or why it held back."""
    row = session.get(Heartbeat, HEARTBEAT)
    if row is None:
        row = Heartbeat(name=HEARTBEAT, owner=NEVER_RAN, ran_at=now, found_passed=0, found_overdue=0)
        session.add(row)
    row.held = held
    if held:
        return  # The last run stays on record: the next clock is compared with it.
    row.owner, row.ran_at = owner, now
    row.passed, row.overdue = swept.passed, swept.overdue
    if swept.passed or swept.overdue:
        row.found_at, row.found_passed, row.found_overdue = now, swept.passed, swept.overdue


def _lock(session: Session, due: ColumnElement[bool]) -> ColumnElement[bool]:
    """Lock the motions of what is due; return the condition for their projections.

    A motion that an editor is writing to is left to the next tick: nobody waits. SQLite has one writer by itself.
    """
    if session.get_bind().dialect.name == "sqlite":
        return true()
    of_these = select(Motion.id).where(Motion.id.in_(select(Projection.motion_id).where(due)))
    locked = session.scalars(of_these.order_by(Motion.id).with_for_update(skip_locked=True, key_share=True)).all()
    # One array: a million numbers would be too many parameters.
    return Projection.motion_id == func.any(bindparam("locked", list(locked), postgresql.ARRAY(Integer), unique=True))


def _made_known(session: Session, now: datetime, mine: ColumnElement[bool]) -> Reasons:
    """Return the reasons of what is due as overdue because a finding made it known: they say since when it is.

    Only motions with a finding that was recorded as late as that are loaded, so they are few.
    """
    of_motion: dict[int, list[Row[int, int, str, int | None, int, datetime | None]]] = {}
    for row in session.execute(_late_findings(now, mine)):
        of_motion.setdefault(row.motion_id, []).append(row)
    reasons: Reasons = {}
    for motion_id, rows in of_motion.items():
        motion = load_whole(session, session.get_one(Motion, motion_id))
        demands = {demand.number: demand for demand in motion.demands}
        for _, number, letter, deadline, around, instant in rows:
            known = made_known_by(demands[number], letter, instant) if instant else None
            if known:
                reasons[ChangeKind.OVERDUE, deadline, around] = canonical_json(known_late(known[0].found_on, known[1]))
    return reasons


def _late_findings(now: datetime, mine: ColumnElement[bool]) -> Select[int, int, str, int | None, int, datetime | None]:
    at = Projection.overdue_due_at
    found = select(Projection.motion_id, Demand.number, Projection.letter, Projection.deadline_id, Projection.round, at)
    query = found.join(Demand, Demand.id == Projection.demand_id).join(Question, Question.demand_id == Demand.id)
    query = query.join(Finding, Finding.question_id == Question.id)
    return query.where(at <= now, Finding.recorded_at >= at, mine).distinct()


def _take(connection: Connection, step: SweepStep, now: datetime, mine: ColumnElement[bool], reasons: Reasons) -> int:
    count = 0
    pen = Pen(step, now, connection.dialect, reasons)
    with connection.execute(_due(step, now).where(mine), execution_options={"yield_per": BATCH}) as rows:
        for batch in rows.partitions():
            entries = pen.entries(batch)
            _execute(connection, WRITE, entries)
            _execute(connection, MOVE, [(at, head, motion) for motion, (at, head) in pen.heads_moved().items()])
            count += len(entries)
    if count:
        connection.execute(update(Projection).where(step.column <= now, mine).values(**step.marks))
    return count


def _due(step: SweepStep, now: datetime) -> Select[*tuple[Any, ...]]:
    """Return the query for what is due; the true instant comes as the driver gives it, to be copied as it is."""
    found = (Projection.motion_id, Motion.slug, Motion.log_sequence, Motion.log_head, Demand.number, Projection.letter)
    mark = (Projection.deadline_id, Projection.round, type_coerce(step.column, NullType()))
    return (
        select(*found, *mark)
        .join(Demand, Demand.id == Projection.demand_id)
        .join(Motion, Motion.id == Projection.motion_id)
        .where(step.column <= now)
        .order_by(Projection.motion_id, step.column, Demand.number, Projection.letter)
    )


def _execute(connection: Connection, statement: str, values: Values) -> None:
    marked = statement if connection.dialect.paramstyle == "qmark" else statement.replace("?", "%s")
    connection.exec_driver_sql(marked, values)


class Pen:
    """Seals the entries of one step. Rows come motion by motion, so it holds the end of one log at a time."""

    def __init__(self, step: SweepStep, now: datetime, dialect: Dialect, reasons: Reasons) -> None:
        instants = UTCDateTime().dialect_impl(dialect)
        write: Any = instants.bind_processor(dialect)
        read: Any = instants.result_processor(dialect, None)
        self._read, self._now, self._now_text = read, write(now), instant_text(now)
        self._kind = step.kind.value
        said = ({"clock": step.before.value}, {"clock": step.after.value}, step.kind.sentence)
        self._said = tuple(canonical_json(value) for value in said)
        self._reasons = {(row, around): why for (of, row, around), why in reasons.items() if of is step.kind}
        self._motion, self._sequence, self._head = 0, 0, ""
        self._moved: dict[int, tuple[int, str]] = {}

    def entries(self, rows: Sequence[Sequence[Any]]) -> Values:
        """Return an entry for each row, sealed, with its values in the order of COLUMNS."""
        made, kind, role, now = [], self._kind, ActorKind.CLOCK.value, self._now
        (before, after, plain), reasons = self._said, self._reasons
        last, happened = None, ""
        for motion, slug, log_sequence, log_head, number, letter, deadline, around, instant in rows:
            if motion != self._motion:
                self._motion, self._sequence, self._head = motion, log_sequence, log_head
            if instant != last:
                last, happened = instant, instant_text(self._read(instant))
            self._sequence += 1
            previous = self._head
            subject = f"question/{number}{letter}" if letter else f"demand/{number}"
            said = before, after, reasons.get((deadline, around), plain)
            lines = (kind, happened, self._now_text, role, subject, *said)
            self._head = seal(previous, slug, self._sequence, *lines)
            once = f"{kind}:{deadline}:{around}"
            made.append(
                (motion, self._sequence, kind, instant, now, role, subject, number, *said, previous, self._head, once)
            )
            self._moved[motion] = self._sequence, self._head
        return made

    def heads_moved(self) -> dict[int, tuple[int, str]]:
        """Return the new end of each log that grew since this was last asked."""
        moved, self._moved = self._moved, {}
        return moved
