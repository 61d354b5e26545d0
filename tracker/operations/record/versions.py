"""A motion's record as of a past day: what was corrected later reads as it read then, what was not known is not there.

The record itself is never touched: the earlier version is made in a database in memory that nobody else can reach and
that is gone afterwards. What was recorded late counts from the day it happened on, as everywhere; only what had been on
record by then, and was changed since, is shown as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import create_engine, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.pool import StaticPool

from tracker.db import Base
from tracker.models import Change, Motion
from tracker.operations.record.entries import NOUNS
from tracker.operations.record.loading import load_record
from tracker.queries.motions import load_whole
from tracker.record.entries import KINDS, Table, content, flatten, record_from, record_of
from tracker.record.fields import Entry
from tracker.record.schema import SECTIONS, DeadlineEntry, MotionEntry, QuestionEntry
from tracker.rules.known import KnownDays, is_by, known_by
from tracker.vocabulary import DiscrepancyState

Row = TypeVar("Row", bound=Base)

RECORD = (*NOUNS, "citation", "demand_link", "question_link", "figure_link", "identity_link", "projection", "change")
"""The tables that are copied: those of the record, in which there is nobody's address."""
_ENTRIES: dict[str, type[Entry]] = {
    "motion": MotionEntry,
    "question": QuestionEntry,
    "deadline": DeadlineEntry,
    **{kind: SECTIONS[name] for name, kind in KINDS.items()},
}


@contextmanager
def copied(session: Session, motion_id: int) -> Iterator[Session]:
    """Give a session on a new database in memory that holds one motion's record; it is gone at the end."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    try:
        Base.metadata.create_all(engine)
        with Session(engine, expire_on_commit=False) as memory:
            for name in RECORD:
                table = Base.metadata.tables[name]
                column = table.c.id if name == "motion" else table.c.motion_id
                rows = session.execute(select(table).where(column == motion_id)).mappings().all()
                # What cleared the findings on record stays where it is: none of them is written again.
                apart = {"clearance_id": None} if name == "finding" else {}
                if rows:
                    memory.execute(insert(table), [dict(row) | apart for row in rows])
            yield memory
    finally:
        engine.dispose()


def as_it_stood(session: Session, motion: Motion, changes: list[Change]) -> Motion:
    """Return a loaded motion with these changes undone, detached; its log and revision are those of today."""
    with copied(session, motion.id) as memory:
        there = load_whole(memory, memory.get_one(Motion, motion.id))
        before = flatten(record_of(there))
        load_record(memory, record_from(_undone(before, changes)), motion.recorded_at, reason="As it stood")
        memory.flush()
        found = load_whole(memory, there)
        memory.expunge_all()
    found.log_sequence, found.log_head = motion.log_sequence, motion.log_head
    for demand, today in zip(found.demands, motion.demands, strict=True):
        set_committed_value(demand, "moves", today.moves)
    return found


def _undone(table: Table, changes: list[Change]) -> Table:
    """Return the entries with these changes undone; who may see the motion stays as it is."""
    undone: dict[str, Any] = dict(table)
    for change in changes:
        values = change.before_value
        if change.subject == "motion":
            values.pop("visibility", None)
            values |= {"visibility": content(table["motion"]).get("visibility", "draft")}
        undone[change.subject] = _ENTRIES[change.noun].model_validate(values)
    return undone


def as_known(motion: Motion, day: date) -> Motion:
    """Return a copy of a loaded motion, to be read, with what was known by the end of a day: it cites nothing later.

    A difference whose explanation came later is open there (docs/decisions/status.md#known).
    """
    days, lists = KnownDays.of(motion), known_by(motion, day)
    unexplained: dict[str, Any] = {"state": DiscrepancyState.OPEN, "explanation": None, "explained_by": None}
    lists["discrepancies"] = [
        row if is_by(days.explained_on(row), day) else _with(row, unexplained | {"sums": []})
        for row in lists["discrepancies"]
    ]

    known = {source.key for source in lists["sources_of_record"]}

    def citing(row: Row, **values: Any) -> Row:
        return _with(row, values | {"citations": [one for one in vars(row)["citations"] if one.source.key in known]})

    for name in ("notes", "figures", "identities", "discrepancies", "responses", "events", "statements"):
        lists[name] = [citing(row) for row in lists.get(name, getattr(motion, name))]
    replies = {reply.key: reply for reply in lists["responses"]}
    then = citing(motion, **lists, demands=[])
    for row in motion.demands:
        demand = citing(row, motion=then, questions=[], deadlines=[])
        then.demands.append(demand)
        demand.deadlines.extend(citing(each, demand=demand) for each in row.deadlines)
        for each in row.questions:
            question = _with(each, {"demand": demand, "findings": []})
            demand.questions.append(question)
            question.findings.extend(
                citing(found, question=question, response=replies.get(found.response_key or ""))
                for found in each.findings
            )
    return then


def _with(row: Row, values: dict[str, Any]) -> Row:
    """Return a copy of a loaded row with other values, in no session and not to be saved."""
    copy = type(row)()
    # Lists are shared with the row, and links are no columns: a setter would touch the other ends.
    vars(copy).update({name: value for name, value in (vars(row) | values).items() if name != "_sa_instance_state"})
    return copy
