"""Where a demand stands at an instant: four axes and one status. Nothing else decides it.

Rule: docs/decisions/status.md#axes.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from tracker.models import Deadline, Demand, Motion, Response
from tracker.rules.dates import ONE_DAY, day_start, local_day
from tracker.rules.deadlines import checked_until, closes_at, current_deadline, days_late, due_day, first_deadline
from tracker.rules.findings import Part, parts, replies, reply_axis, unassessed
from tracker.vocabulary import Clock, Reply, Status, Verdict

OPEN = frozenset({Verdict.NOT_ASSESSED, Verdict.PARTLY_ANSWERED, Verdict.NOT_ANSWERED})
SOME_ANSWER = frozenset({Verdict.ANSWERED, Verdict.PARTLY_ANSWERED})
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one demand stands at one instant, with everything that made it so."""

    demand: Demand
    at: datetime
    status: Status
    clock: Clock
    reply: Reply
    parts: tuple[Part, ...]
    replies: tuple[Response, ...]
    first: Deadline | None
    deadline: Deadline | None

    @property
    def zone(self) -> str:
        return self.demand.motion.time_zone

    @property
    def today(self) -> date:
        """Return the local day of the instant."""
        return local_day(self.at, self.zone)

    @property
    def due_day(self) -> date | None:
        return due_day(self.deadline, self.zone) if self.deadline else None

    @property
    def closes_at(self) -> datetime | None:
        return closes_at(self.deadline, self.zone) if self.deadline else None

    @property
    def checked_until(self) -> datetime | None:
        return checked_until(self.deadline, self.demand.motion) if self.deadline else None

    @property
    def days_overdue(self) -> int:
        """Return the days since the deadline in force, counted only while the clock says overdue."""
        if self.clock is not Clock.OVERDUE or self.deadline is None:
            return 0
        return days_late(self.today, self.deadline, self.zone)

    @property
    def days_overdue_first(self) -> int:
        """Return the days since the first deadline, counted only while the clock says overdue."""
        if self.clock is not Clock.OVERDUE or self.first is None:
            return 0
        return days_late(self.today, self.first, self.zone)

    @property
    def has_late_parts(self) -> bool:
        return self.clock is Clock.OVERDUE and self.status is not Status.OVERDUE

    @property
    def last_fact_on(self) -> date | None:
        found = [part.finding.found_on for part in self.parts if part.finding]
        return max([*found, *(reply.received_on for reply in self.replies)], default=None)

    def count(self, verdict: Verdict) -> int:
        return sum(part.verdict is verdict for part in self.parts)

    def with_verdict(self, *verdicts: Verdict) -> list[Part]:
        return [part for part in self.parts if part.verdict in verdicts]


def standing(demand: Demand, at: datetime, *, found_by: date | None = None) -> Standing:
    """Return where a demand stands at an aware instant, counting only what had happened by then.

    The status is the first that matches, in the order of docs/decisions/status.md#order. Lateness is the clock's and
    stands beside it.
    `found_by` is the last local day whose findings count; unless given, the instant's own.
    """
    today = local_day(at, demand.motion.time_zone)
    judged = parts(demand, found_by or today)
    came = replies(demand, today)
    deadline = current_deadline(demand, at)
    settled = _settled_status(demand, at, judged, came)
    clock = _clock(demand, at, deadline, judged, came, settled)
    status = settled or (Status.OVERDUE if clock is Clock.OVERDUE else Status.AWAITING)
    return Standing(demand, at, status, clock, reply_axis(came), judged, came, first_deadline(demand, at), deadline)


def _settled_status(
    demand: Demand, at: datetime, judged: tuple[Part, ...], came: tuple[Response, ...]
) -> Status | None:
    """Return the status that the facts decide, or None where only time decides."""
    verdicts = {part.verdict for part in judged}
    if demand.withdrawn_on and day_start(demand.withdrawn_on, demand.motion.time_zone) <= at:
        return Status.WITHDRAWN
    if verdicts == {Verdict.ANSWERED}:
        return Status.ANSWERED
    if verdicts == {Verdict.REFUSED}:
        return Status.REFUSED
    if verdicts & SOME_ANSWER:
        return Status.PARTIALLY_ANSWERED
    if unassessed(came, judged):
        return Status.BEING_ASSESSED
    # A part that was judged not answered decides something; then time decides the status.
    if Verdict.CANNOT_BE_JUDGED in verdicts and Verdict.NOT_ANSWERED not in verdicts:
        return Status.CANNOT_BE_JUDGED
    return None


_NOTHING_AWAITED = frozenset({Status.WITHDRAWN, Status.ANSWERED, Status.REFUSED, Status.CANNOT_BE_JUDGED})


def _clock(
    demand: Demand,
    at: datetime,
    deadline: Deadline | None,
    judged: tuple[Part, ...],
    came: tuple[Response, ...],
    settled: Status | None,
) -> Clock:
    if deadline is None:
        return Clock.NO_DEADLINE
    if settled in _NOTHING_AWAITED or not any(part.verdict in OPEN for part in judged):
        return Clock.STOPPED
    zone = demand.motion.time_zone
    closing = closes_at(deadline, zone)
    if at < closing:
        days = (due_day(deadline, zone) - local_day(at, zone)).days
        return Clock.DUE_TODAY if days == 0 else Clock.DUE_SOON if days <= SOON_DAYS else Clock.RUNNING
    unread_in_time = any(in_time(reply, deadline, zone) for reply in unassessed(came, judged))
    if at < checked_until(deadline, demand.motion) or unread_in_time:
        return Clock.CHECKING
    return Clock.OVERDUE


def in_time(response: Response, deadline: Deadline, zone: str) -> bool:
    """Tell whether a reply came before the deadline closed. A reply known by its day counts from that day's start."""
    return day_start(response.received_on, zone) < closes_at(deadline, zone)


def days_answered_late(standing: Standing) -> int:
    """Return by how many days the last part to be answered was late: the day of its reply, else of its finding."""
    if standing.due_day is None:
        return 0
    settled = [_answered_on(part, standing) for part in standing.parts if part.finding]
    return max(0, (max(settled) - standing.due_day).days) if settled else 0


def _answered_on(part: Part, standing: Standing) -> date:
    """Return the day of the reply that first answered a part for good; a later finding may only confirm it."""
    found = [finding for finding in (*part.earlier, part.finding) if finding]
    while len(found) > 1 and found[-2].verdict is Verdict.ANSWERED:
        found.pop()
    came = {reply.key: reply.received_on for reply in standing.replies}
    known = [day for day in came.values() if day <= found[-1].found_on]
    return came.get(found[-1].response_key or "", max(known, default=found[-1].found_on))


@dataclass(frozen=True, slots=True)
class MotionStanding:
    """Where all the demands of a motion stand at one instant."""

    motion: Motion
    at: datetime
    demands: tuple[Standing, ...]

    @property
    def counts(self) -> dict[Status, int]:
        """Return how many demands have each status, in the order of the statuses; zeros are left out."""
        tally = Counter(demand.status for demand in self.demands)
        return {status: tally[status] for status in Status if tally[status]}

    @property
    def overdue(self) -> list[Standing]:
        return [demand for demand in self.demands if demand.clock is Clock.OVERDUE]

    @property
    def next_due(self) -> Standing | None:
        running = (Clock.RUNNING, Clock.DUE_SOON, Clock.DUE_TODAY)
        ahead = [standing for standing in self.demands if standing.clock in running]
        return min(ahead, key=lambda due: (due.closes_at or due.at, due.demand.number), default=None)


def motion_standing(motion: Motion, at: datetime) -> MotionStanding:
    """Return where a motion's demands stand at an aware instant, in the order of their numbers."""
    ordered = sorted(motion.demands, key=lambda demand: demand.number)
    return MotionStanding(motion, at, tuple(standing(demand, at) for demand in ordered))


def holds_until(motion: Motion, at: datetime) -> datetime:
    """Return the next instant at which time alone may change what a page about the motion says."""
    return min(instant for instant in _boundaries(motion, at) if instant > at)


def holds_since(motion: Motion, at: datetime) -> datetime:
    """Return the last instant at which time alone may have changed what a page about the motion says."""
    return max(instant for instant in _boundaries(motion, at) if instant <= at)


def _boundaries(motion: Motion, at: datetime) -> list[datetime]:
    """Return today's two midnights, at which counted days change, and every close and end of grace."""
    zone = motion.time_zone
    today = local_day(at, zone)
    instants = [day_start(today, zone), day_start(today + ONE_DAY, zone)]
    for deadline in filter(None, (current_deadline(demand, at) for demand in motion.demands)):
        instants += [closes_at(deadline, zone), checked_until(deadline, motion)]
    return instants
