"""The only reader of the clock. Doors ask once and pass the answer on; nothing below a door asks the time."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What both clocks showed at one moment: the wall clock, in UTC, and the seconds since the machine started."""

    wall: datetime
    running_seconds: float


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def read() -> Reading:
    """Return what both clocks show. The second counts sleep as well where the system can tell, and never jumps."""
    # Linux counts sleep in one clock and macOS in the other; Windows has neither name.
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return Reading(now(), time.monotonic() if clock is None else time.clock_gettime(clock))
