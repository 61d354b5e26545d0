"""The only reader of the clock. Doors ask once and pass the answer on; nothing below a door asks the time."""

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class ClockSample:
    """What both clocks showed at one moment: the wall clock, in UTC, and the seconds since the machine started.

    `vouched` is the system's own word that the network's time keeps the wall clock right.
    """

    wall: datetime
    running_seconds: float
    vouched: bool = False


_stands_at: list[datetime] = []


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _stands_at[-1] if _stands_at else datetime.now(UTC)


@contextmanager
def standing_still(at: datetime) -> Iterator[None]:
    """Let `now` return one instant for the whole process, until the block ends.

    The export asks for it, so that all its pages speak of one instant; a process that serves readers never may.
    """
    _stands_at.append(at)
    try:
        yield
    finally:
        _stands_at.pop()


def read() -> ClockSample:
    """Return what both clocks show. The second counts sleep as well where the system can tell, and never jumps."""
    # Linux counts sleep in one clock and macOS in the other; Windows has neither name.
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    wall = now()
    return ClockSample(wall, time.monotonic() if clock is None else time.clock_gettime(clock), _vouched(wall))


NOT_SYNCHRONISED = 5  # TIME_ERROR of <sys/timex.h>
SAME_CLOCK = timedelta(minutes=1)


def _vouched(wall: datetime) -> bool:
    """Tell whether the kernel says that its time is synchronised, and means the time that we were shown.

    It asks ntp_gettime(3), of glibc and macOS; where there is none, nobody vouches for the clock.
    """
    answer = (ctypes.c_long * 32)()  # Its struct is shorter; the seconds come first.
    with suppress(OSError, AttributeError, TypeError):
        state = ctypes.CDLL(None).ntp_gettime(answer)
        return 0 <= state < NOT_SYNCHRONISED and abs(datetime.fromtimestamp(answer[0], UTC) - wall) < SAME_CLOCK
    return False
