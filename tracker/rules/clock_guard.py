"""Can the wall clock be believed? A clock that jumps must not accuse anyone (guide, promise P6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=10)
"""How far the wall clock and the running clock may part between two ticks."""


@dataclass(slots=True)
class ClockGuard:
    """Compares the wall clock with the running clock, from the last reading that could be believed."""

    wall: datetime
    running_seconds: float

    def reason_to_hold(self, wall: datetime, running_seconds: float) -> str | None:
        """Return why nothing may be marked now, or None when both clocks agree; agreement moves the mark on.

        After a jump nothing is marked until the wall clock is back where the running clock says it should be, or the
        process is started again, by which its operator vouches for the clock.
        """
        passed = timedelta(seconds=running_seconds - self.running_seconds)
        jump = (wall - self.wall) - passed
        if abs(jump) > TOLERANCE:
            way = "forward" if jump > timedelta() else "back"
            minutes = round(abs(jump).total_seconds() / 60)
            return f"The system clock jumped {way} by {minutes:,} minutes. Nothing is marked until it is right again."
        self.wall, self.running_seconds = wall, running_seconds
        return None
