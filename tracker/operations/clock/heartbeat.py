"""The heartbeat: when the clock last ran, what it found, and why it held back if it did."""

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.models import Heartbeat
from tracker.operations.clock.sweep import Swept

NAME = "clock"


def beat(session: Session, owner: str, now: datetime, swept: Swept, held: str | None = None) -> None:
    """Write down that the clock ran at an aware instant, with what it found."""
    row = session.get(Heartbeat, NAME)
    if row is None:
        row = Heartbeat(name=NAME, found_passed=0, found_overdue=0)
        session.add(row)
    row.owner, row.ran_at, row.held = owner, now, held
    row.passed, row.overdue = swept.passed, swept.overdue
    if swept.passed or swept.overdue:
        row.found_at, row.found_passed, row.found_overdue = now, swept.passed, swept.overdue
