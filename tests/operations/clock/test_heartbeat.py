"""The heartbeat says when the clock last ran, what it found, and what it found last."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.builders import utc
from tracker.db import reading, transaction
from tracker.models import Heartbeat
from tracker.operations.clock.sweep import Swept, beat
from tracker.queries.clock import heartbeat

NOON = utc(2026, 11, 9, 12)
TICK = timedelta(seconds=15)


def beaten(engine: Engine, *beats: tuple[Swept, str | None]) -> Heartbeat:
    for count, (swept, held) in enumerate(beats):
        with transaction(engine) as session:
            beat(session, f"process {count}", NOON + count * TICK, swept, held)
    with reading(engine) as session:
        found = heartbeat(session)
        assert found
        return found


def test_a_clock_that_never_ran_has_no_heartbeat(sqlite: Engine) -> None:
    with reading(sqlite) as session:
        assert heartbeat(session) is None


def test_it_says_who_ran_when_and_what_was_found(engine: Engine) -> None:
    found = beaten(engine, (Swept(3, 2), None))
    assert (found.owner, found.ran_at, found.held) == ("process 0", NOON, None)
    assert (found.passed, found.overdue) == (3, 2)
    assert (found.found_at, found.found_passed, found.found_overdue) == (NOON, 3, 2)


def test_a_tick_that_finds_nothing_keeps_what_was_found_before(engine: Engine) -> None:
    found = beaten(engine, (Swept(3, 2), None), (Swept(0, 0), None))
    assert (found.owner, found.ran_at) == ("process 1", NOON + TICK)
    assert (found.passed, found.overdue) == (0, 0)
    assert (found.found_at, found.found_passed, found.found_overdue) == (NOON, 3, 2)


def test_a_reason_to_hold_goes_when_it_has_gone(engine: Engine) -> None:
    held = (Swept(0, 0), "The system clock jumped.")
    assert beaten(engine, held).held == "The system clock jumped."
    assert beaten(engine, held, (Swept(0, 0), None)).held is None


def test_the_status_page_tells_it(client: FlaskClient) -> None:
    beaten(client.application.extensions["engine"], (Swept(0, 0), "The system clock jumped forward."))
    assert "The system clock jumped forward." in client.get("/status").get_data(as_text=True)
