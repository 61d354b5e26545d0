"""A reply in time that is judged insufficient long after the deadline: the log says since when the lateness is known.

Rule: docs/decisions/status.md#parts.
"""

import json
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from tests.builders import CLEAN_RIVER, load, utc
from tracker.db import reading, transaction
from tracker.models import Change
from tracker.operations.clock.sweep import sweep
from tracker.operations.record.check import check_motions
from tracker.vocabulary import ChangeKind
from tracker.wording.feeds import change_text

IN_TIME, FOUND, LATER = utc(2026, 11, 7, 12), utc(2027, 3, 2, 12), utc(2027, 3, 4, 12)
REPLY = """\
responses:
  - {id: empty, from: The Cabinet, form: letter, received_on: 2026-11-06, summary: Thanks., sources: [minutes]}
"""
JUDGED = """\
findings:
  - {demand: 1, question: a, response: empty, verdict: not_answered, reasoning: It says nothing., found_on: 2027-03-01,
     sources: [minutes]}
"""
SINCE = "Known since our finding of 1 March 2027; the days count from the deadline, 8 November 2026."


def entries(engine: Engine) -> list[Change]:
    with reading(engine) as session:
        query = select(Change).where(Change.kind == ChangeKind.OVERDUE).order_by(Change.sequence)
        return list(session.scalars(query))


def judged_late(engine: Engine) -> list[Change]:
    """Return the entries "overdue" once an empty letter that came in time was judged in March."""
    load(engine, CLEAN_RIVER)
    load(engine, CLEAN_RIVER + REPLY, IN_TIME)
    load(engine, CLEAN_RIVER + REPLY + JUDGED, FOUND)
    with transaction(engine) as session:
        sweep(session, LATER)
    return entries(engine)


def test_the_entry_says_since_when_it_is_known_and_from_when_the_days_count(engine: Engine) -> None:
    (entry,) = judged_late(engine)
    assert entry.reason_text == SINCE
    assert json.loads(entry.after) == {"clock": "overdue"}
    assert check_motions(engine, LATER) == ([], 1)


def test_it_happened_when_we_found_it_to_the_last_instant_of_that_day(engine: Engine) -> None:
    (entry,) = judged_late(engine)
    assert entry.happened_at == utc(2027, 3, 2) - timedelta(microseconds=1)


def test_a_feed_says_it_too(sqlite: Engine) -> None:
    (entry,) = judged_late(sqlite)
    assert f"Why: {SINCE}" in change_text(entry, "Europe/London").split("\n")


@pytest.mark.parametrize("found", ["", JUDGED.replace("2027-03-01", "2026-11-09, found_at: 2026-11-09T10:00+00:00")])
def test_what_was_open_at_the_end_of_the_grace_is_known_by_the_clock(sqlite: Engine, found: str) -> None:
    load(sqlite, CLEAN_RIVER)
    load(sqlite, CLEAN_RIVER + found.replace("response: empty, ", ""), utc(2026, 11, 9, 12))
    with transaction(sqlite) as session:
        sweep(session, LATER)
    assert [entry.reason_text for entry in entries(sqlite)] == [ChangeKind.OVERDUE.sentence]
