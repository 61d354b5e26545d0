"""The database's own gate: a finding that nothing clears is refused, whoever writes it, and however."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import DBAPIError

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tracker.db import reading, transaction
from tracker.models import Change, Clearance, Editor, Finding, Question, Source
from tracker.vocabulary import ChangeKind, Role, Verdict

NOW = utc(2026, 11, 20)
SIX = ("source", "reason", "test", "second", "invitation", "shown")


@pytest.fixture
def two_people(engine: Engine) -> Engine:
    """Give a database with the small record and two accounts, numbers 1 and 2."""
    load(engine, CLEAN_RIVER)
    with transaction(engine) as session:
        for number in (1, 2):
            session.add(
                Editor(
                    id=number,
                    email=f"e{number}@example.org",
                    name=f"E{number}",
                    role=Role.REVIEWER,
                    fs_uniquifier=f"u{number}",
                    created_at=NOW,
                )
            )
    return engine


def publish(engine: Engine, verdict: Verdict, met: dict[str, bool]) -> bool:
    """Write a finding for which these conditions are met past all our code; tell whether the database took it."""
    clears: dict[str, Any] = {"verdict": verdict, "author_id": 1, "approver_id": 2 if met["second"] else 1}
    clears |= {"test": "A date." if met["test"] else None, "reply_shown": met["shown"], "cleared_at": NOW}
    if met["invitation"]:
        clears |= {"invited_at": NOW - timedelta(days=8), "ends_at": NOW - timedelta(days=1)}
    try:
        with transaction(engine) as session:
            question = session.scalars(select(Question).order_by(Question.letter)).first()
            assert question is not None
            source = session.scalar(select(Source.id)) if met["source"] else None
            clearance = Clearance(question_id=question.id, **clears)
            session.add(clearance)
            session.flush()
            session.execute(insert(Finding), [finding(question, verdict, clearance, source, met["reason"])])
    except DBAPIError:
        return False
    return True


def finding(question: Question, verdict: Verdict, clearance: Clearance, source: int | None, reason: bool) -> Any:
    """Return the columns of a finding."""
    return {
        "motion_id": question.motion_id,
        "question_id": question.id,
        "key": "one",
        "version": 1,
        "source_id": source,
        "verdict": verdict,
        "reasoning": "So." if reason else " ",
        "found_on": NOW.date(),
        "found_by": "the editors",
        "withdrawn": False,
        "clearance_id": clearance.id,
        "recorded_at": NOW,
    }


@pytest.mark.parametrize("verdict", [Verdict.NOT_ANSWERED, Verdict.REFUSED])
def test_of_64_combinations_the_database_takes_one(two_people: Engine, verdict: Verdict) -> None:
    rows = [dict(zip(SIX, row, strict=True)) for row in product((False, True), repeat=6)]
    taken = [row for row in rows if publish(two_people, verdict, row)]
    assert taken == [dict.fromkeys(SIX, True)]


def store(engine: Engine, letter: str = "a", links: bool = True, said: Verdict | None = None, **values: Any) -> None:
    """Store what clears a mild finding on part a, and a finding on a part that leans on it, or not."""
    known: dict[str, Any] = {"verdict": Verdict.PARTLY_ANSWERED, "test": "A.", "author_id": 1, "cleared_at": NOW}
    with transaction(engine) as session:
        parts = {part.letter: part for part in session.scalars(select(Question))}
        clearance = Clearance(question_id=parts["a"].id, **known | values)
        session.add(clearance)
        session.flush()
        row = finding(parts[letter], said or clearance.verdict, clearance, 1, True)
        session.execute(insert(Finding), [row if links else row | {"clearance_id": None}])


def test_days_that_have_not_run_clear_nothing(two_people: Engine) -> None:
    dates: dict[str, Any] = {"invited_at": NOW - timedelta(days=1), "ends_at": NOW + timedelta(days=4)}
    with pytest.raises(DBAPIError, match="days_have_run_or_been_used"):
        store(two_people, verdict=Verdict.REFUSED, approver_id=2, reply_shown=True, **dates)


@pytest.mark.parametrize("change", [{"said": Verdict.ANSWERED}, {"letter": "b"}, {"links": False}])
def test_what_clears_one_finding_clears_no_other(two_people: Engine, change: dict[str, Any]) -> None:
    with pytest.raises(DBAPIError, match="a finding needs what cleared it"):
        store(two_people, **change)


def test_what_cleared_a_finding_cannot_be_rewritten(engine: Engine) -> None:
    load(engine, CLEAN_RIVER + REPLY + FINDING)
    with transaction(engine) as session, pytest.raises(DBAPIError, match="clearance is append-only"):
        session.execute(update(Clearance).values(history=False))


def test_a_record_file_is_an_import_of_history_and_the_log_says_so(engine: Engine) -> None:
    load(engine, CLEAN_RIVER + REPLY + FINDING)
    with reading(engine) as session:
        assert session.scalars(select(Clearance.history)).all() == [True]
        entry = session.scalars(select(Change).where(Change.kind == ChangeKind.FINDING_MADE)).one()
    assert entry.reason == '"A test (import of history)"'


def test_one_clearance_clears_one_finding(two_people: Engine) -> None:
    store(two_people)
    with reading(two_people) as session:
        first = session.scalars(select(Finding)).one()
    row = {column.name: getattr(first, column.name) for column in Finding.__table__.columns} | {"key": "two", "id": 99}
    with transaction(two_people) as session, pytest.raises(DBAPIError, match=r"(?i)unique"):
        session.execute(insert(Finding), [row])
