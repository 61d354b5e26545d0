"""The only reader of the clock. Doors ask once and pass the answer on; nothing below a door asks the time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class ClockSample:
    """What both clocks showed at one moment: the wall clock, in UTC, and the seconds since the machine started."""

    wall: datetime
    running_seconds: float


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
    return ClockSample(now(), time.monotonic() if clock is None else time.clock_gettime(clock))
