"""A scheduler that was off catches up once, with the true instants (docs/decisions/deadlines.md#catching-up)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from tests.builders import load, utc
from tracker.db import reading, transaction
from tracker.models import Change
from tracker.operations.clock.sweep import Swept, sweep
from tracker.operations.record.check import check_motions
from tracker.vocabulary import ActorKind, ChangeKind

LOADED_AT = utc(2026, 1, 2)
HEAD = """\
motion:
  {slug: daily, title: Daily, body: Council, addressee: Cabinet, adopted_on: 2026-01-01, grace_hours: 0.5}
sources:
  - {id: minutes, publisher: Council, title: Minutes, published_on: 2026-01-01}
demands:
"""
DEMAND = """\
  - number: %d
    title: Results
    asks: Publish them.
    sources: [minutes]
    deadlines:
      - {due: %s, kind: set, set_on: 2026-01-01, set_by: the motion, basis: a day, sources: [minutes]}
"""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFF_FROM = [
    pytest.param(utc(2026, 3, 28, 12), date(2026, 3, 28), id="the clocks go forward"),
    pytest.param(utc(2026, 10, 24, 12), date(2026, 10, 24), id="the clocks go back"),
    pytest.param(utc(2028, 2, 28, 12), date(2028, 2, 28), id="29 February"),
]


def close_in_london(day: date) -> datetime:
    """Return the close by the rule that a schoolbook gives: summer time from 1:00 UTC of two last Sundays."""
    following = datetime(day.year, day.month, day.day, tzinfo=LOADED_AT.tzinfo) + DAY
    march, october = (
        max(utc(day.year, month, number) for number in range(25, 32) if is_sunday(day.year, month, number))
        for month in (3, 10)
    )
    return following - HOUR if march + HOUR <= following - HOUR < october + HOUR else following


def is_sunday(year: int, month: int, day: int) -> bool:
    return date(year, month, day).weekday() == 6


def recorded(engine: Engine, kind: ChangeKind) -> list[tuple[datetime, datetime]]:
    with reading(engine) as session:
        query = select(Change.happened_at, Change.recorded_at).where(
            Change.kind == kind, Change.actor_role == ActorKind.CLOCK
        )
        return [(happened, at) for happened, at in session.execute(query.order_by(Change.happened_at))]


def tick(engine: Engine, now: datetime) -> Swept:
    with transaction(engine) as session:
        return sweep(session, now)


@pytest.mark.parametrize(("off_from", "first"), OFF_FROM)
@pytest.mark.parametrize("off", [3 * DAY, 45 * DAY], ids=["3 days", "45 days"])
def test_each_deadline_is_recorded_once_at_its_true_instant(
    engine: Engine, off_from: datetime, first: date, off: timedelta
) -> None:
    days = [first + count * DAY for count in range(off // DAY + 3)]
    load(engine, HEAD + "".join(DEMAND % (number, day) for number, day in enumerate(days, 1)), LOADED_AT)
    assert tick(engine, off_from) == Swept(0, 0)
    back = off_from + off
    closed = [(close_in_london(day), back) for day in days if close_in_london(day) <= back]
    assert tick(engine, back) == Swept(len(closed), len(closed))
    assert tick(engine, back) == Swept(0, 0)
    assert recorded(engine, ChangeKind.DEADLINE_PASSED) == closed
    assert recorded(engine, ChangeKind.OVERDUE) == [(close + HOUR / 2, back) for close, _ in closed]
    assert check_motions(engine, back) == ([], 1)


def test_an_hour_off_over_both_readings_of_half_past_one(engine: Engine) -> None:
    # On 25 October 2026 half past one comes twice in London: 00:30 and 01:30 UTC.
    twice = ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]
    load(engine, HEAD + "".join(DEMAND % (number, f'"{due}"') for number, due in enumerate(twice, 1)), LOADED_AT)
    back = utc(2026, 10, 25, 1, 15)
    assert tick(engine, utc(2026, 10, 25, 0, 15)) == Swept(0, 0)
    assert tick(engine, back) == Swept(1, 1)
    assert recorded(engine, ChangeKind.DEADLINE_PASSED) == [(utc(2026, 10, 25, 0, 30), back)]
    assert check_motions(engine, back) == ([], 1)
