"""What speaks against a wall clock: the running clock, what is on record, the database server's clock."""

from datetime import datetime, timedelta

import pytest

from tests.builders import utc
from tracker.rules.clock_guard import WAIT, ClockDoubt, ClockFault, ClockGuard, KnownInstants

NOON = utc(2026, 11, 9, 12)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
RAN = KnownInstants((NOON,), ran=True)
APART = KnownInstants((NOON + DAY,), ran=True, server=NOON)

STARTS = [
    ("an empty database", KnownInstants(), NOON, None),
    ("the last run a moment ago", RAN, NOON + MINUTE, None),
    ("just within the tolerance", RAN, NOON + 10 * MINUTE, None),
    ("days after the last run", RAN, NOON + DAY, ClockDoubt(ClockFault.AHEAD, DAY)),
    ("days after a load, and no clock ran yet", KnownInstants((NOON,)), NOON + DAY, None),
    ("another machine is minutes ahead", RAN, NOON - 10 * MINUTE, None),
    ("before the last run", RAN, NOON - DAY, ClockDoubt(ClockFault.BEHIND, -DAY)),
    ("before the last load", KnownInstants((NOON,)), NOON - DAY, ClockDoubt(ClockFault.BEHIND, -DAY)),
    ("another time than the server's", APART, NOON + DAY, ClockDoubt(ClockFault.APART, DAY)),
    ("the server's time, but before the last run", APART, NOON, ClockDoubt(ClockFault.BEHIND, -DAY)),
]


@pytest.mark.parametrize(("known", "wall", "doubt"), [case[1:] for case in STARTS], ids=[case[0] for case in STARTS])
def test_a_start_is_doubted(known: KnownInstants, wall: datetime, doubt: ClockDoubt | None) -> None:
    assert known.doubt(wall, vouched=False) == doubt


def test_a_clock_that_the_system_vouches_for_may_be_ahead_but_never_behind_or_apart() -> None:
    assert RAN.doubt(NOON + DAY, vouched=True) is None
    assert RAN.doubt(NOON - DAY, vouched=True) == ClockDoubt(ClockFault.BEHIND, -DAY)
    assert APART.doubt(NOON + DAY, vouched=True) == ClockDoubt(ClockFault.APART, DAY)


def start(wall: datetime = NOON + DAY) -> ClockGuard:
    return ClockGuard(wall, 0, proven=False)


def test_a_start_that_is_ahead_is_believed_after_the_wait() -> None:
    guard = start()
    seconds = [0, 300, WAIT.total_seconds() - 1, WAIT.total_seconds(), 900]
    doubts = [guard.doubt(NOON + DAY + timedelta(seconds=passed), passed, RAN) for passed in seconds]
    assert [doubt is None for doubt in doubts] == [False, False, False, True, True]


def test_a_clock_that_is_set_during_the_wait_is_believed_at_once() -> None:
    guard = start()
    assert guard.doubt(NOON + DAY, 15, RAN)
    assert guard.doubt(NOON + MINUTE, 30, RAN) is None
    assert guard.doubt(NOON + 2 * MINUTE, 90, RAN) is None


def test_a_clock_that_is_set_wrong_during_the_wait_begins_another() -> None:
    guard = start()
    assert guard.doubt(NOON + DAY + timedelta(seconds=590), 590, RAN)
    assert guard.doubt(NOON + 2 * DAY, 600, RAN)
    assert guard.doubt(NOON + 2 * DAY + timedelta(seconds=15), 615, RAN)


@pytest.mark.parametrize("wall", [NOON - DAY, NOON + DAY])
def test_no_wait_helps_a_clock_that_is_behind_or_apart(wall: datetime) -> None:
    guard, known = start(wall), KnownInstants((NOON,), ran=True, server=NOON)
    assert all(guard.doubt(wall + timedelta(seconds=passed), passed, known) for passed in range(0, 3600, 300))


def test_an_operators_word_ends_every_hold_and_counts_for_ten_minutes() -> None:
    for proven in (True, False):
        guard = ClockGuard(NOON, 0, proven=proven)
        word = KnownInstants((NOON + DAY,), ran=True, believed=NOON - DAY)
        assert guard.doubt(NOON - DAY + 11 * MINUTE, 5, word)
        assert guard.doubt(NOON - DAY + MINUTE, 10, word) is None
        assert guard.doubt(NOON - DAY + 2 * MINUTE, 70, KnownInstants((NOON + DAY,), ran=True)) is None


@pytest.mark.parametrize(
    ("recorded", "wall", "newest"),
    [
        ([NOON + DAY], NOON + MINUTE, NOON),
        ([NOON + DAY, NOON + MINUTE], NOON + 2 * MINUTE, NOON + MINUTE),
        ([NOON + 2 * DAY], NOON + MINUTE, NOON + 2 * DAY),
        ([NOON + DAY], NOON + 2 * DAY, NOON + DAY),
        ([NOON - DAY], NOON + MINUTE, NOON),
    ],
)
def test_what_lay_ahead_of_an_operators_word_is_no_evidence(
    recorded: list[datetime], wall: datetime, newest: datetime
) -> None:
    word = KnownInstants(tuple(recorded), ran=True, believed=NOON, overruled=NOON + DAY)
    assert word.newest(wall) == newest
