"""One transaction at a time writes logs, so whoever has seen the newest entry has seen them all (PostgreSQL too)."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.clock.many import BEFORE, CLOSE, Many
from tests.databases import fresh_postgresql
from tracker.db import transaction
from tracker.operations.clock.sweep import Swept, sweep
from tracker.operations.record.log import Told, append, lock_motion
from tracker.vocabulary import ChangeKind, Role


@pytest.fixture
def two_motions(postgresql_url: str) -> Engine:
    made = fresh_postgresql(postgresql_url)
    Many(motions=2, demands=1).fill(made)
    return made


def write(session: Session, motion_id: int) -> None:
    session.execute(text("SET LOCAL lock_timeout = '100ms'"))
    told = Told(ChangeKind.ENTRY_RECORDED, "note/a")
    append(session, lock_motion(session, motion_id), told, happened_at=BEFORE, recorded_at=BEFORE, role=Role.EDITOR)
    session.flush()


def test_a_second_writer_waits_even_for_another_motion(two_motions: Engine) -> None:
    with transaction(two_motions) as first:
        write(first, 1)
        with pytest.raises(OperationalError, match="lock timeout"), transaction(two_motions) as second:
            write(second, 2)
    with transaction(two_motions) as second:
        write(second, 2)
    two_motions.dispose()


def test_the_sweep_waits_for_a_writer_when_something_is_due(two_motions: Engine) -> None:
    with transaction(two_motions) as first:
        write(first, 1)
        with transaction(two_motions) as second:
            second.execute(text("SET LOCAL lock_timeout = '100ms'"))
            with pytest.raises(OperationalError, match="lock timeout"):
                sweep(second, CLOSE)
            second.rollback()
    two_motions.dispose()


def test_the_sweep_waits_for_nobody_when_nothing_is_due(two_motions: Engine) -> None:
    with transaction(two_motions) as first, transaction(two_motions) as second:
        write(first, 1)
        assert sweep(second, BEFORE) == Swept(0, 0)
    two_motions.dispose()
