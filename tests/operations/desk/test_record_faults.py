"""Records with faults: found once, remembered while the record stands, and looked for a few at a time."""

from datetime import date

import pytest
from sqlalchemy import Engine, update

from tests.builders import CLEAN_RIVER, load, utc
from tracker.db import reading, transaction
from tracker.models import Motion
from tracker.operations.desk import record_faults
from tracker.operations.desk.record_faults import FaultFinder
from tracker.queries.desk import all_motions

NOW = utc(2026, 11, 6)


def spoil(engine: Engine) -> None:
    """Make what is stored wrong, as if an older check had let it stand."""
    with transaction(engine) as session:
        session.execute(update(Motion).where(Motion.slug == "clean-river").values(adopted_on=date(2026, 11, 20)))


def faults(engine: Engine, finder: FaultFinder) -> list[tuple[str, str, str]]:
    """Return what a finder says of all motions: the motion, and each fault's entry and field."""
    with reading(engine) as session:
        found = finder.look(session, all_motions(session), NOW)
        return [(motion.slug, fault.subject, fault.field) for motion, rows in found for fault in rows]


def test_a_fault_is_named_with_its_motion_and_entry(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    spoil(engine)
    assert faults(engine, FaultFinder()) == [("clean-river", "motion", "adopted_on")]


def test_a_record_is_looked_at_again_only_when_it_has_grown(engine: Engine) -> None:
    finder = FaultFinder()
    load(engine, CLEAN_RIVER)
    assert faults(engine, finder) == []
    spoil(engine)
    assert faults(engine, finder) == []
    with transaction(engine) as session:
        session.execute(update(Motion).values(log_head="another"))
    assert faults(engine, finder) == [("clean-river", "motion", "adopted_on")]


def test_a_few_are_looked_at_in_one_go(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_faults, "AT_ONCE", 1)
    load(engine, CLEAN_RIVER)
    spoil(engine)
    load(engine, CLEAN_RIVER.replace("clean-river", "other-river"))
    finder = FaultFinder()
    faults(engine, finder)
    assert len(finder.known) == 1
    faults(engine, finder)
    assert len(finder.known) == 2
