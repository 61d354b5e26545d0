"""The sweep: record every deadline that has closed, and every grace that has ended, once, at its true instant.

What is due is a query on the projection's index; only what is due is read, in batches, so memory stays flat however
many demands there are. Whoever runs it, and however often: the unique key `once` makes a second entry impossible.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, null, select, true, update
from sqlalchemy.orm import Session

from tracker.models import Change, Demand, Motion, Projection
from tracker.rules.chain import canonical_json, instant_text, seal
from tracker.vocabulary import ChangeKind, Clock, Role

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Swept:
    """How many deadlines a sweep found passed, and how many demands it found overdue."""

    passed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the clock records: its kind, the column that says when, and what it changes."""

    kind: ChangeKind
    column: Any
    before: Clock
    after: Clock
    marks: dict[str, Any]

    @property
    def before_json(self) -> str:
        """Return what stood before, as it is sealed."""
        return canonical_json({"clock": self.before.value})

    @property
    def after_json(self) -> str:
        """Return what stands after, as it is sealed."""
        return canonical_json({"clock": self.after.value})

    @property
    def reason_json(self) -> str:
        """Return the public sentence of the entry, as it is sealed."""
        return canonical_json(self.kind.sentence)


STEPS = (
    Step(
        ChangeKind.DEADLINE_PASSED,
        Projection.pass_due_at,
        Clock.DUE_TODAY,
        Clock.CHECKING,
        {"pass_marked": true(), "pass_due_at": null()},
    ),
    Step(
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
    3. Move the logs' heads.  4. Note in the projection, in one statement, that it has been recorded.
    """
    connection = session.connection()
    _lock(connection, now)
    passed, overdue = (_take(connection, step, now) for step in STEPS)
    session.expire_all()
    return Swept(passed, overdue)


def _lock(connection: Connection, now: datetime) -> None:
    """Lock the motions concerned in one order, so that two sweeps wait for each other instead of colliding."""
    if connection.dialect.name == "sqlite":
        return  # The write transaction already holds the only lock there is.
    due = select(Projection.motion_id).where((Projection.pass_due_at <= now) | (Projection.overdue_due_at <= now))
    connection.execute(select(Motion.id).where(Motion.id.in_(due)).order_by(Motion.id).with_for_update())


def _take(connection: Connection, step: Step, now: datetime) -> int:
    query = (
        select(
            Projection.motion_id,
            Projection.deadline_id,
            Projection.round,
            step.column.label("instant"),
            Demand.number,
            Motion.slug,
            Motion.log_sequence,
            Motion.log_head,
        )
        .join(Demand, Demand.id == Projection.demand_id)
        .join(Motion, Motion.id == Projection.motion_id)
        .where(step.column <= now)
        .order_by(Projection.motion_id, step.column, Demand.number)
    )
    count = 0
    head = Head()
    with connection.execute(query, execution_options={"yield_per": BATCH}) as rows:
        for batch in rows.partitions():
            entries = [head.entry(step, row, now) for row in batch]
            connection.execute(insert(Change), entries)
            _move_heads(connection, entries)
            count += len(entries)
    if count:
        connection.execute(update(Projection).where(step.column <= now).values(**step.marks))
    return count


@dataclass
class Head:
    """The end of the log that is growing: rows come motion by motion, so one is enough."""

    motion_id: int = 0
    sequence: int = 0
    hash: str = ""

    def entry(self, step: Step, row: Row[Any], now: datetime) -> dict[str, Any]:
        """Return the next entry of a motion's log, sealed."""
        if row.motion_id != self.motion_id:
            self.motion_id, self.sequence, self.hash = row.motion_id, row.log_sequence, row.log_head
        entry = {
            "motion_id": row.motion_id,
            "sequence": self.sequence + 1,
            "kind": step.kind,
            "happened_at": row.instant,
            "recorded_at": now,
            "actor_role": Role.CLOCK,
            "subject": f"demand/{row.number}",
            "demand_number": row.number,
            "before": step.before_json,
            "after": step.after_json,
            "reason": step.reason_json,
            "previous_hash": self.hash,
            "once": f"{step.kind.value}:{row.deadline_id}:{row.round}",
        }
        lines = (step.kind.value, instant_text(row.instant), instant_text(now), Role.CLOCK.value, entry["subject"])
        told = (step.before_json, step.after_json, step.reason_json)
        entry["hash"] = self.hash = seal(self.hash, row.slug, entry["sequence"], *lines, *told)
        self.sequence += 1
        return entry


def _move_heads(connection: Connection, entries: list[dict[str, Any]]) -> None:
    """Move each motion's head to the last of its entries."""
    last = {entry["motion_id"]: entry for entry in entries}
    statement = (
        update(Motion)
        .where(Motion.id == bindparam("motion"))
        .values(log_sequence=bindparam("at"), log_head=bindparam("head"))
    )
    moved = [{"motion": key, "at": entry["sequence"], "head": entry["hash"]} for key, entry in last.items()]
    connection.execute(statement, moved)
