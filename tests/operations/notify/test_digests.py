"""The digests: half-open windows that touch, one run for each day, nothing lost over an outage, nothing empty."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from tests.builders import CLEAN_RIVER, REPLY, load, utc
from tests.delivery.people import count, follow
from tracker.db import reading, transaction
from tracker.models import MailBatch, Message
from tracker.operations.notify.digests import digest_day, run_digests
from tracker.vocabulary import Frequency, MessageState

DAYS = [
    (Frequency.DAILY, utc(2026, 11, 4, 7, 29), "2026-11-03"),
    (Frequency.DAILY, utc(2026, 11, 4, 7, 30), "2026-11-04"),
    (Frequency.DAILY, utc(2026, 7, 1, 6, 29), "2026-06-30"),
    (Frequency.DAILY, utc(2026, 7, 1, 6, 30), "2026-07-01"),  # 07:30 on the wall, in summer
    (Frequency.WEEKLY, utc(2026, 11, 2, 7, 29), "2026-10-26"),
    (Frequency.WEEKLY, utc(2026, 11, 2, 7, 30), "2026-11-02"),  # a Monday
    (Frequency.WEEKLY, utc(2026, 11, 8, 23), "2026-11-02"),
]


@pytest.mark.parametrize(("pace", "now", "day"), DAYS)
def test_which_digest_is_due(pace: Frequency, now: datetime, day: str) -> None:
    assert digest_day(pace, now).isoformat() == day


def run(engine: Engine, now: datetime) -> int:
    """Run the digests at an instant and return how many alerts they took up."""
    with transaction(engine) as session:
        return run_digests(session, now)


def windows(engine: Engine, pace: Frequency) -> list[tuple[datetime | None, datetime | None]]:
    """Return the windows of a pace's digests, in order."""
    query = select(MailBatch.window_from, MailBatch.window_to).where(MailBatch.pace == pace).order_by(MailBatch.id)
    with reading(engine) as session:
        return [(row[0], row[1]) for row in session.execute(query)]


def test_a_digest_runs_once_a_day_and_its_windows_touch(engine: Engine) -> None:
    for hours in range(0, 24 * 4, 3):
        run(engine, utc(2026, 11, 3) + timedelta(hours=hours))
    found = windows(engine, Frequency.DAILY)
    assert len(found) == 5
    assert [window[1] for window in found[:-1]] == [window[0] for window in found[1:]]


def test_what_came_before_the_window_ends_is_in_it_and_what_came_at_its_end_is_in_the_next(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, utc(2026, 11, 2, 12))
    run(engine, utc(2026, 11, 3, 8))
    follow(engine, "ann", "all", pace=Frequency.DAILY)
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 5, 7, 15))
    assert run(engine, utc(2026, 11, 5, 7, 30)) == 0
    assert run(engine, utc(2026, 11, 6, 7, 30)) == 1
    assert run(engine, utc(2026, 11, 6, 7, 30)) == 0


def test_an_outage_makes_one_digest_of_all_that_was_missed(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, utc(2026, 11, 2, 12))
    run(engine, utc(2026, 11, 3, 8))
    follow(engine, "ann", "all", pace=Frequency.DAILY)
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 4, 12))
    assert run(engine, utc(2026, 11, 12, 9)) == 1
    assert len(windows(engine, Frequency.DAILY)) == 2
    assert count(engine, Message.state == MessageState.PENDING) == 1


def test_weekly_readers_wait_for_monday(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, utc(2026, 11, 2, 12))
    follow(engine, "ann", "all", pace=Frequency.WEEKLY)
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 4, 12))
    assert run(engine, utc(2026, 11, 8, 12)) == 0
    assert run(engine, utc(2026, 11, 9, 7, 30)) == 1


def test_an_empty_digest_has_a_window_and_no_mail(engine: Engine) -> None:
    follow(engine, "ann", "all", pace=Frequency.DAILY)
    assert run(engine, utc(2026, 11, 3, 8)) == 0
    assert len(windows(engine, Frequency.DAILY)) == 1


def test_a_digest_of_a_clock_that_was_wrong_swallows_nothing(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, utc(2026, 11, 2, 12))
    follow(engine, "ann", "all", pace=Frequency.DAILY)
    run(engine, utc(2027, 11, 3, 8))
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 4, 12))
    assert run(engine, utc(2026, 11, 5, 8)) == 1
