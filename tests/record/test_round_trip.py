"""What is dumped loads again and changes nothing; a new version is written as changes, never over the old."""

import json
from datetime import date

import pytest
from sqlalchemy import Engine, select

from tests.builders import CLEAN_RIVER, FINDING, LOADED_AT, REPLY, load
from tracker.db import reading
from tracker.models import Change, Deadline, Response
from tracker.operations.record.check import check_motions
from tracker.operations.record.entries import EntryRefusedError
from tracker.operations.record.loading import compare_record
from tracker.queries.motions import motion_by_slug
from tracker.record.entries import record_of
from tracker.record.reading import read_record
from tracker.record.writing import write_record
from tracker.serving.setup import RECORDS
from tracker.vocabulary import ChangeKind

WHOLE = CLEAN_RIVER + REPLY + FINDING


def dumped(engine: Engine, slug: str = "clean-river") -> str:
    """Return the text of a stored record."""
    with reading(engine) as session:
        motion = motion_by_slug(session, slug)
        assert motion is not None
        return write_record(record_of(motion))


def log(engine: Engine) -> list[Change]:
    """Return the whole log, oldest first."""
    with reading(engine) as session:
        return list(session.scalars(select(Change).order_by(Change.id)))


def test_loading_the_same_file_again_changes_nothing(engine: Engine) -> None:
    assert len(load(engine, WHOLE)) == 8
    assert load(engine, WHOLE) == []


def test_loading_a_dump_changes_nothing(engine: Engine) -> None:
    load(engine, WHOLE)
    before = len(log(engine))
    assert load(engine, dumped(engine)) == []
    assert len(log(engine)) == before


@pytest.mark.parametrize("path", sorted(RECORDS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_bundled_record_survives_the_round_trip(sqlite: Engine, path: object) -> None:
    text = (RECORDS / str(path)).read_text("utf-8")
    load(sqlite, text)
    slug = read_record(text, "bundled", date(2030, 1, 1)).motion.slug
    assert load(sqlite, dumped(sqlite, slug)) == []


def test_a_dry_run_names_what_would_change_and_writes_nothing(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    record = read_record(WHOLE.replace("title: Sampling", "title: River sampling"), "x", date(2026, 11, 22))
    with reading(engine) as session:
        found = [str(one).splitlines()[0] for one in compare_record(session, record)]
    assert found == ["~ demand/1", "+ response/letter-1", "+ finding/1a-2026-11-04"]
    assert len(log(engine)) == 6


def test_an_amended_reply_is_a_new_version_beside_the_old(engine: Engine) -> None:
    load(engine, WHOLE)
    load(engine, WHOLE.replace("summary: Results.", "summary: Results for 2025."))
    with reading(engine) as session:
        kept = session.scalars(select(Response.summary).order_by(Response.version)).all()
    assert kept == ["Results.", "Results for 2025."]


def test_a_corrected_deadline_keeps_the_row_it_corrects(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    load(engine, CLEAN_RIVER.replace("due: 2026-11-08", "due: 2026-11-09"))
    with reading(engine) as session:
        assert session.scalars(select(Deadline.due_on).order_by(Deadline.version)).all() == [
            date(2026, 11, 8),
            date(2026, 11, 9),
        ]


def test_an_amendment_is_logged_with_before_after_and_reason(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    load(engine, CLEAN_RIVER.replace("title: Sampling results", "title: Samples"))
    last = log(engine)[-1]
    assert (last.kind, last.subject, json.loads(last.reason)) == (ChangeKind.ENTRY_AMENDED, "demand/1", "A test")
    assert (json.loads(last.before)["title"], json.loads(last.after)["title"]) == ("Sampling results", "Samples")
    assert last.recorded_at == LOADED_AT


def test_what_is_taken_off_stays_in_the_log_and_can_come_back(engine: Engine) -> None:
    load(engine, WHOLE)
    load(engine, CLEAN_RIVER)
    assert dumped(engine).count("letter-1") == 0
    assert [one.kind for one in log(engine)[-2:]] == [ChangeKind.ENTRY_WITHDRAWN] * 2
    load(engine, WHOLE)
    assert dumped(engine).count("letter-1") == 2


def test_a_demand_cannot_be_taken_out(engine: Engine) -> None:
    second = "  - {number: 2, title: Second, asks: More., sources: [minutes]}\n"
    load(engine, CLEAN_RIVER + second)
    with pytest.raises(EntryRefusedError, match="withdrawn_on and a withdrawn_reason"):
        load(engine, CLEAN_RIVER)
    assert load(engine, CLEAN_RIVER + second) == []


def test_stored_equals_derived_and_replayed_after_every_version(engine: Engine) -> None:
    for text in (CLEAN_RIVER, WHOLE, WHOLE.replace("summary: Results.", "summary: More."), CLEAN_RIVER, WHOLE):
        load(engine, text)
        assert check_motions(engine, LOADED_AT) == ([], 1)
