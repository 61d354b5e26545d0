"""The commands of the clock: a sweep, an operator's word, and what a wrong clock had marked taken back."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.cli.test_record import run
from tests.delivery.people import follow
from tests.operations.clock.test_mending import MINUTE, TRUE, WRONG
from tests.operations.clock.test_wrong_clock import restarted
from tests.web.desk.test_today import today


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    """Give the time, which stands still: two days before the small record's deadline."""
    with time_machine.travel(TRUE, tick=False) as traveller:
        yield traveller


def mails(app: Flask) -> list[tuple[str, str]]:
    """Deliver what is due; return the recipient and the subject of each mail there is."""
    run(app, "deliver")
    files = sorted(Path(app.extensions["config"].instance, "mail").rglob("*.eml"))
    letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [(str(letter["To"]), str(letter["Subject"])) for letter in letters]


@pytest.fixture
def wrong(app: Flask, time: time_machine.Traveller) -> Flask:
    """Give an application whose clock was believed three days ahead, and is right again; Ann was told, Ben was not."""
    engine = app.extensions["engine"]
    assert restarted(engine, TRUE).tick()
    follow(engine, "ann", "all")
    time.move_to(WRONG, tick=False)
    run(app, "clock", "--believe")
    assert restarted(engine, WRONG).tick()
    time.move_to(WRONG + MINUTE, tick=False)
    assert len(mails(app)) == 1
    follow(engine, "ben", "all")
    time.move_to(TRUE, tick=False)
    return app


@time_machine.travel("2026-11-09T10:00Z", tick=False)
def test_sweep_counts_what_it_records_once(app: Flask) -> None:
    assert run(app, "sweep").output == "Deadlines passed: 1. Overdue: 1.\n"
    assert run(app, "sweep").output == "Deadlines passed: 0. Overdue: 0.\n"


def test_a_dry_run_says_what_would_be_taken_back_and_changes_nothing(wrong: Flask) -> None:
    for _ in range(2):
        assert run(wrong, "retract", "--since", "2026-11-06T13:00+01:00", "--dry-run").output.splitlines() == [
            "clean-river, demand 1: deadline passed, 00:00 on Monday 9 November 2026 (London)",
            "clean-river, demand 1: overdue, 10:00 on Monday 9 November 2026 (London)",
            "2 corrections would be made, and mailed to 1 reader; nothing was written.",
        ]
    assert run(wrong, "check").exit_code == 1


def test_retract_corrects_and_mails_those_who_were_told(wrong: Flask) -> None:
    said = run(wrong, "retract", "--since", "2026-11-06").output
    assert said.endswith("2 corrections made, and mailed to 1 reader who had been told what was wrong.\n")
    assert run(wrong, "check").exit_code == 0
    told = mails(wrong)
    assert [to for to, _ in told] == ["ann@example.org"] * 2
    assert sum("correction" in subject for _, subject in told) == 1
    assert run(wrong, "retract", "--since", "2026-11-06").output.endswith("Nothing changes.\n")
    assert mails(wrong) == told


def test_an_instant_that_cannot_be_read_is_refused_with_its_cure(app: Flask) -> None:
    result = run(app, "retract", "--since", "yesterday")
    assert (result.exit_code, "write 2026-11-26T09:00 (UTC)" in result.output) == (2, True)


def test_a_hold_is_red_until_an_operator_believes_the_clock(wrong: Flask) -> None:
    machine, client = restarted(wrong.extensions["engine"], TRUE), wrong.test_client()
    assert machine.tick() is None
    held = "The system clock is 4,320 minutes behind the newest thing on record."
    assert f'<p class="error"><b>{held}' in client.get("/status").text
    assert held in today(wrong, TRUE)
    ready = client.get("/readyz")
    assert (ready.status_code, held in ready.text) == (503, True)
    assert run(wrong, "clock", "--believe").output.startswith(
        "Believed: it is 12:00 on Friday 6 November 2026 (London)"
    )
    assert machine.tick() is not None
    assert (client.get("/readyz").status_code, "holding back" in client.get("/status").text) == (200, False)
