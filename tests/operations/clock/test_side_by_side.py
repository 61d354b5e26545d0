"""Two editors on two motions and the sweep write beside each other; nobody waits for another's work (PostgreSQL)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.databases import fresh_postgresql
from tests.operations.clock.many import BEFORE, CLOSE, Many
from tracker.db import reading, transaction
from tracker.models import Change
from tracker.operations.clock.sweep import Swept, sweep
from tracker.operations.record.log import append, lock_motion
from tracker.queries.log import list_revision
from tracker.vocabulary import ActorKind, ChangeKind

LATER = CLOSE + timedelta(seconds=15)


@pytest.fixture
def two_motions(postgresql_url: str) -> Iterator[Engine]:
    made = fresh_postgresql(postgresql_url)
    Many(motions=2, demands=1).fill(made)
    yield made
    made.dispose()


def write(session: Session, motion_id: int) -> None:
    session.execute(text("SET LOCAL lock_timeout = '100ms'"))
    motion = lock_motion(session, motion_id)
    append(session, motion, ChangeKind.ENTRY_RECORDED, "note/a", BEFORE, ActorKind.EDITOR)
    session.flush()


def revision(engine: Engine) -> int:
    with reading(engine) as session:
        return list_revision(session)


def test_two_writers_of_two_motions_do_not_wait_for_each_other(two_motions: Engine) -> None:
    before = revision(two_motions)
    with transaction(two_motions) as first:
        write(first, 1)
        with transaction(two_motions) as second:
            write(second, 2)
        assert revision(two_motions) == before + 1
    assert revision(two_motions) == before + 2


def test_the_revision_moves_for_one_that_commits_later_whatever_its_numbers(two_motions: Engine) -> None:
    seen = []
    with transaction(two_motions) as first:
        write(first, 1)  # It has the lower number, and is committed last.
        with transaction(two_motions) as second:
            write(second, 2)
        seen.append(revision(two_motions))
    assert revision(two_motions) > seen[0]


def test_two_writers_of_one_motion_take_turns(two_motions: Engine) -> None:
    with transaction(two_motions) as first:
        write(first, 1)
        with pytest.raises(OperationalError, match="lock timeout"), transaction(two_motions) as second:
            write(second, 1)


def test_the_sweep_waits_for_nobody_and_comes_back_for_what_an_editor_holds(two_motions: Engine) -> None:
    with transaction(two_motions) as first:
        write(first, 1)
        with transaction(two_motions) as second:
            second.execute(text("SET LOCAL lock_timeout = '100ms'"))
            assert sweep(second, CLOSE) == Swept(1, 0)
    with transaction(two_motions) as session:
        assert sweep(session, LATER) == Swept(1, 0)
        passed = select(Change.motion_id).where(Change.kind == ChangeKind.DEADLINE_PASSED)
        assert sorted(session.scalars(passed)) == [1, 2]


def test_an_editor_does_not_wait_for_a_sweep_of_other_motions(two_motions: Engine) -> None:
    with transaction(two_motions) as first:
        write(first, 1)
        with transaction(two_motions) as second:
            sweep(second, CLOSE)
        write(first, 1)


def test_the_sweep_waits_for_nobody_when_nothing_is_due(two_motions: Engine) -> None:
    with transaction(two_motions) as first, transaction(two_motions) as second:
        write(first, 1)
        assert sweep(second, BEFORE) == Swept(0, 0)
