"""The clock: when it last ran, what waits for it, and what is still to come."""

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.models import Change, Demand, Heartbeat, Motion, Projection
from tracker.rules.clock_guard import KnownInstants
from tracker.rules.mail_estimate import DeadlineAhead
from tracker.vocabulary import Visibility


def heartbeat(session: Session) -> Heartbeat | None:
    """Return the clock's last run, or None when it never ran."""
    return session.scalar(select(Heartbeat).where(Heartbeat.name == "clock"))


NEVER_RAN = ""
"""The owner of a heartbeat that says only why the clock holds: its first reading was not believed."""
BELIEVED = "believed"
"""The row that keeps an operator's word: given at `ran_at`, it overrules what was on record up to `found_at`."""


def known_instants(session: Session) -> KnownInstants:
    """Return what the database knows of the time: the clock's last run on any machine, the newest entry of the log.

    Each is the last that was written, not the highest: what a wrong clock wrote is forgotten with the next of its kind.
    """
    beat, word = heartbeat(session), session.get(Heartbeat, BELIEVED)
    if beat and beat.owner == NEVER_RAN:
        beat = None
    logged = session.scalar(select(Change.recorded_at).order_by(Change.id.desc()).limit(1))
    return KnownInstants(
        recorded=tuple(at for at in (beat and beat.ran_at, logged) if at),
        ran=beat is not None,
        believed=word.ran_at if word else None,
        overruled=word.found_at if word else None,
        server=_server_clock(session),
    )


def _server_clock(session: Session) -> datetime | None:
    """Return what the database server's clock shows; a file has no clock but ours."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    return session.scalar(select(func.clock_timestamp()))


def waiting_demands(session: Session, at: datetime) -> int:
    """Return on how many demands something has fallen due that the clock has not recorded yet."""
    late = or_(Projection.pass_due_at <= at, Projection.overdue_due_at <= at)
    return session.scalar(select(func.count(Projection.demand_id.distinct())).where(late)) or 0


def deadlines_ahead(
    session: Session, until: datetime, most: int, motion: Motion | None = None, demand: Demand | None = None
) -> set[DeadlineAhead]:
    """Return the deadlines of public motions that pass by an instant, and those that are overdue by then."""
    query = select(Projection.pass_due_at, Projection.overdue_from, Projection.outstanding, Motion.time_zone)
    query = query.join(Motion, Motion.id == Projection.motion_id).where(Motion.visibility == Visibility.PUBLIC)
    if motion:
        query = query.where(Projection.motion_id == motion.id)
    if demand:
        query = query.where(Projection.demand_id == demand.id)
    awaited = query.where(Projection.pass_due_at < until).order_by(Projection.pass_due_at)
    overdue = query.where(Projection.outstanding, Projection.overdue_from < until)
    rows = [*session.execute(awaited.limit(most))]
    rows += session.execute(overdue.order_by(Projection.overdue_from.desc()).limit(most))
    return {
        DeadlineAhead(row.pass_due_at, row.overdue_from if row.outstanding else None, row.time_zone) for row in rows
    }
