"""What the projection of a demand must say, and what the clock has still to record of it, at their true instants."""

from dataclasses import dataclass
from datetime import datetime

from tracker.models import Demand
from tracker.rules.dates import MICROSECOND, ONE_DAY, day_start, local_day
from tracker.rules.deadlines import checked_until, closes_at, current_deadline
from tracker.rules.findings import touches
from tracker.rules.status import standing
from tracker.vocabulary import Clock, Status


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is settled of a demand, and the instants at which time alone changes it.

    `status` is None while time decides between awaiting and overdue. `passes_at` is when its deadline passed or will
    pass with something still awaited; `overdue_from` when the clock first says, or will say, overdue.
    """

    status: Status | None
    outstanding: bool
    deadline_id: int | None
    closes_at: datetime | None
    passes_at: datetime | None
    overdue_from: datetime | None


def outlook(demand: Demand, now: datetime) -> Outlook:
    """Return a demand's outlook from the facts known at an aware instant `now`."""
    deadline = current_deadline(demand, now)
    present = standing(demand, now)
    settled = None if present.status in (Status.AWAITING, Status.OVERDUE) else present.status
    if deadline is None:
        return Outlook(settled, False, None, None, None, None)
    closing = closes_at(deadline, demand.motion.time_zone)
    ending = checked_until(deadline, demand.motion)
    later = standing(demand, max(now, ending))
    # What was still awaited in the last moment of the deadline went unanswered by it, whatever came that next day.
    passes = standing(demand, closing - MICROSECOND).clock not in (Clock.STOPPED, Clock.NO_DEADLINE)
    return Outlook(
        status=settled,
        outstanding=later.clock is Clock.OVERDUE,
        deadline_id=deadline.id,
        closes_at=closing,
        passes_at=closing if passes else None,
        overdue_from=_first_overdue(demand, ending),
    )


def _first_overdue(demand: Demand, ending: datetime) -> datetime | None:
    """Return the first instant from the end of the grace on at which the clock says overdue; facts may delay it."""
    zone = demand.motion.time_zone
    days = {reply.received_on for reply in demand.motion.responses if touches(reply, demand)}
    days |= {finding.found_on for question in demand.questions for finding in question.findings}
    instants = sorted({ending, *(instant for instant in (day_start(day, zone) for day in days) if instant > ending)})
    return next((instant for instant in instants if standing(demand, instant).clock is Clock.OVERDUE), None)


def status_at(settled: Status | None, overdue_from: datetime | None, outstanding: bool, at: datetime) -> Status:
    """Return the status that a projection's row means at an instant."""
    if settled:
        return settled
    return Status.OVERDUE if outstanding and overdue_from and overdue_from <= at else Status.AWAITING


def was_overdue(demand: Demand, marked: datetime, recorded_at: datetime) -> bool:
    """Tell whether the facts now on record bear out the entry, recorded at an instant, that a demand was overdue.

    A finding is known by its day only: one of that same day may have come after the instant, so it contradicts
    nothing. A reply that came in time does; and a finding that was recorded after the entry came after it.
    """
    day = local_day(marked, demand.motion.time_zone)
    same_day = [finding for part in demand.questions for finding in part.findings if finding.found_on == day]
    views = [standing(demand, marked, found_by=day - ONE_DAY)]
    if not same_day or any(finding.recorded_at <= recorded_at for finding in same_day):
        views.append(standing(demand, marked))
    return any(view.clock is Clock.OVERDUE for view in views)
