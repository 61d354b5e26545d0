"""What the database itself refuses: rewriting what was recorded, and a judgement without source or reason."""

from typing import Any

import pytest
from sqlalchemy import Engine, Row, column, delete, insert, select, table, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load
from tests.operations.clock.many import CLOSE, Many
from tracker.db import Base, transaction
from tracker.models import Change, Clearance, Deadline, Finding, Response, Statement
from tracker.operations.clock.sweep import Swept, sweep
from tracker.rules.hash_chain import broken_links
from tracker.vocabulary import Verdict

STATEMENT = "statements:\n  - {id: own-words, by: The Cabinet, demands: [1], text: We disagree., sources: [minutes]}\n"
KEPT = [Change, Deadline, Response, Finding, Statement]


@pytest.fixture
def recorded(engine: Engine) -> Engine:
    load(engine, CLEAN_RIVER + REPLY + FINDING + STATEMENT)
    return engine


@pytest.mark.parametrize("noun", KEPT, ids=lambda noun: noun.__tablename__)
def test_a_recorded_row_cannot_be_rewritten(recorded: Engine, noun: type[Base]) -> None:
    with pytest.raises(DBAPIError, match="is append-only"), transaction(recorded) as session:
        session.execute(update(noun).values(recorded_at=CLOSE))


@pytest.mark.parametrize("noun", KEPT, ids=lambda noun: noun.__tablename__)
def test_a_recorded_row_cannot_be_deleted(recorded: Engine, noun: type[Base]) -> None:
    with pytest.raises(DBAPIError, match="is append-only"), transaction(recorded) as session:
        session.execute(delete(noun))


def test_what_was_refused_left_nothing_behind(recorded: Engine) -> None:
    with pytest.raises(DBAPIError), transaction(recorded) as session:
        session.execute(delete(Change))
    with transaction(recorded) as session:
        log = list(session.scalars(select(Change).order_by(Change.sequence)))
    assert log
    assert broken_links(log, "clean-river") == []


WRONG: dict[str, dict[str, Any]] = {
    "without a source": {"source_id": None},
    "from a source that is not on record": {"source_id": 999_999},
    "without a reason": {"reasoning": None},
    "with an empty reason": {"reasoning": ""},
    "with a reason of blanks": {"reasoning": "   "},
    "with a ground and no refusal": {"ground": "cost"},
    "with a gap in a full answer": {"gap": "withheld"},
    "that judges nothing": {"verdict": "not_assessed"},
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_finding_is_refused(recorded: Engine, fault: str) -> None:
    clearance = _clearance(recorded, WRONG[fault].get("verdict", Verdict.ANSWERED))
    with transaction(recorded) as session:
        row = session.execute(select(Finding.__table__)).one()
    with pytest.raises(IntegrityError), transaction(recorded) as session:
        session.execute(_finding(row, clearance_id=clearance, **WRONG[fault]))


def test_the_same_finding_without_a_fault_is_taken(recorded: Engine) -> None:
    clearance = _clearance(recorded, Verdict.ANSWERED)
    with transaction(recorded) as session:
        row = session.execute(select(Finding.__table__)).one()
        session.execute(_finding(row, clearance_id=clearance))
        assert len(session.execute(select(Finding.id)).all()) == 2


def _clearance(engine: Engine, verdict: str) -> int:
    """Store what clears a finding with a verdict, so that nothing but its own fault is wrong with it."""
    with transaction(engine) as session:
        made = Clearance(question_id=1, verdict=Verdict(verdict), history=True, cleared_at=CLOSE)
        session.add(made)
        session.flush()
        return made.id


def _finding(row: Row[*tuple[Any, ...]], **values: Any) -> Any:
    """Return an insert of a finding like a stored one, past every type of our own."""
    bare = table("finding", *(column(name, known.type) for name, known in Finding.__table__.c.items()))
    words = {name: value for name, value in row._mapping.items() if name != "id"}
    for name in ("verdict", "gap", "ground"):
        bare.c[name].type = column("").type
        words[name] = words[name].value if words[name] else None
    return insert(bare).values(words | {"key": "another"} | values)


def test_an_entry_of_the_clock_cannot_be_doubled(engine: Engine) -> None:
    Many(motions=1, demands=1).fill(engine)
    with transaction(engine) as session:
        assert sweep(session, CLOSE) == Swept(1, 0)
        entry = session.execute(select(Change.__table__)).one()._mapping
    with pytest.raises(IntegrityError), transaction(engine) as session:
        session.execute(insert(Change).values({**entry, "id": 2, "sequence": 2}))
