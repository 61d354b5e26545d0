"""The lease: several processes may run the clock, and one does the work. It saves work; nothing depends on it."""

from datetime import datetime, timedelta

from sqlalchemy import insert, or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.models import Lease
from tracker.rules.clock_guard import TOLERANCE

NAME = "clock"


def take_lease(session: Session, owner: str, now: datetime, length: timedelta) -> bool:
    """Take or renew the lease by compare-and-set and return whether it is ours until `now` plus `length`.

    A lease that ends later than any clock that can be believed would let it was taken by one that was wrong.
    """
    free = or_(Lease.owner == owner, Lease.expires_at <= now, Lease.expires_at > now + length + TOLERANCE)
    claim = update(Lease).where(Lease.name == NAME, free).values(owner=owner, expires_at=now + length)
    if session.connection().execute(claim).rowcount == 1:
        return True
    if session.get(Lease, NAME) is not None:
        return False
    try:
        with session.begin_nested():
            session.execute(insert(Lease).values(name=NAME, owner=owner, expires_at=now + length))
    except IntegrityError:  # Another process made the row first.
        return False
    return True
