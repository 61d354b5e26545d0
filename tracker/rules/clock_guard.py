"""Can the wall clock be believed? A clock that jumps, or that starts out wrong, must not mark anything overdue.

Rule: docs/decisions/deadlines.md#wrong-clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

TOLERANCE = timedelta(minutes=10)
"""How far the wall clock may part from the running clock between two ticks, and from what is known at a start."""
WAIT = timedelta(minutes=10)
"""How long a start that nothing confirms waits for the clock to be set right."""


class ClockFault(Enum):
    """Why the wall clock is not believed: against the running clock, what is on record, the database's own clock."""

    JUMPED = auto()
    AHEAD = auto()
    BEHIND = auto()
    APART = auto()


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """Why the wall clock is not believed, and by how much it is ahead; negative where it is behind."""

    fault: ClockFault
    by: timedelta


@dataclass(frozen=True, slots=True)
class KnownInstants:
    """What the database knows of the time.

    `recorded` are the latest instants on record; `ran` tells whether the clock ever ran. `believed` is when an operator
    last gave their word, `overruled` the latest instant on record then. `server` is the database server's own clock,
    None where the database is a file.
    """

    recorded: tuple[datetime, ...] = ()
    ran: bool = False
    believed: datetime | None = None
    overruled: datetime | None = None
    server: datetime | None = None

    def believes(self, wall: datetime) -> bool:
        """Tell whether an operator has just said that the wall clock is right."""
        return self.believed is not None and abs(wall - self.believed) <= TOLERANCE

    def newest(self, wall: datetime) -> datetime | None:
        """Return the latest instant that counts against a wall clock.

        What lies ahead of it and lay ahead of an operator's word came from a clock that was wrong.
        """
        known = [at for at in self.recorded if not (wall < at and self._overrules(at))]
        return max([*known, *([self.believed] if self.believed else [])], default=None)

    def _overrules(self, at: datetime) -> bool:
        return bool(self.believed and self.overruled and self.believed < at <= self.overruled)

    def doubt(self, wall: datetime, *, vouched: bool) -> ClockDoubt | None:
        """Return what speaks against a wall clock at a start; `vouched` is the system's word that it is set."""
        if self.server is not None and abs(wall - self.server) > TOLERANCE:
            return ClockDoubt(ClockFault.APART, wall - self.server)
        newest = self.newest(wall)
        if newest is None or abs(wall - newest) <= TOLERANCE:
            return None
        if wall < newest:
            return ClockDoubt(ClockFault.BEHIND, wall - newest)
        return ClockDoubt(ClockFault.AHEAD, wall - newest) if self.ran and not vouched else None


@dataclass(slots=True)
class ClockGuard:
    """Compares the wall clock with the running clock, from the last reading that could be believed.

    A guard that is not `proven` has yet to compare its first readings with what the database knows.
    """

    wall: datetime
    running_seconds: float
    proven: bool = True
    waited: timedelta = timedelta()

    def jump(self, wall: datetime, running_seconds: float) -> timedelta | None:
        """Return by how much the wall clock jumped, or None when both clocks agree; agreement moves the mark on."""
        passed = timedelta(seconds=running_seconds - self.running_seconds)
        jump = (wall - self.wall) - passed
        if abs(jump) > TOLERANCE:
            return jump
        self.wall, self.running_seconds = wall, running_seconds
        self.waited += passed
        return None

    def doubt(
        self, wall: datetime, running_seconds: float, known: KnownInstants, *, vouched: bool = False
    ) -> ClockDoubt | None:
        """Return why a reading of the two clocks cannot be believed, or None; what is believed moves the mark on.

        After a jump nothing is believed until the wall clock is back where the running clock says it should be, or an
        operator gives their word. At a start a clock that is ahead, as after any stop, is believed after a wait.
        """
        jump = self.jump(wall, running_seconds)
        if jump is None and self.proven:
            return None
        if known.believes(wall):
            self._begin(wall, running_seconds)
            self.proven = True
            return None
        if jump is not None and self.proven:
            return ClockDoubt(ClockFault.JUMPED, jump)
        if jump is not None:  # It was set while we waited.
            self._begin(wall, running_seconds)
        return self._first_doubt(known.doubt(wall, vouched=vouched))

    def _first_doubt(self, found: ClockDoubt | None) -> ClockDoubt | None:
        if found is None or (found.fault is ClockFault.AHEAD and self.waited >= WAIT):
            self.proven = True
            return None
        return found

    def _begin(self, wall: datetime, running_seconds: float) -> None:
        self.wall, self.running_seconds, self.waited = wall, running_seconds, timedelta()
