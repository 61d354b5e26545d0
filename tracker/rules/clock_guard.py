"""Can the wall clock be believed? A clock that jumps must not mark anything overdue.

Rule: docs/decisions/deadlines.md#wrong-clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=10)
"""How far the wall clock and the running clock may part between two ticks."""


@dataclass(slots=True)
class ClockGuard:
    """Compares the wall clock with the running clock, from the last reading that could be believed."""

    wall: datetime
    running_seconds: float

    def jump(self, wall: datetime, running_seconds: float) -> timedelta | None:
        """Return by how much the wall clock jumped, or None when both clocks agree; agreement moves the mark on.

        After a jump nothing is marked until the wall clock is back where the running clock says it should be, or the
        process is restarted, by which its operator vouches for the clock.
        """
        passed = timedelta(seconds=running_seconds - self.running_seconds)
        jump = (wall - self.wall) - passed
        if abs(jump) > TOLERANCE:
            return jump
        self.wall, self.running_seconds = wall, running_seconds
        return None
