"""Where a demand stands at an instant: its parts, its clock and one status. Nothing else decides it.

Rule: docs/decisions/status.md#order.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.models import Deadline, Demand, Motion, Response
from tracker.rules.dates import ONE_DAY, day_start, local_day
from tracker.rules.deadlines import Due, all_ledgers, due_of, ledger
from tracker.rules.findings import letter_order, received_at, replies, reply_axis
from tracker.rules.parts import Part, part_at
from tracker.vocabulary import Clock, PartKind, PartState, Reply, Stance, Status, Verdict

SOME_ANSWER = frozenset({Verdict.ANSWERED, Verdict.PARTLY_ANSWERED})
PRESSING = (
    Clock.OVERDUE,
    Clock.CHECKING,
    Clock.DUE_TODAY,
    Clock.DUE_SOON,
    Clock.RUNNING,
    Clock.PAUSED,
    Clock.AWAITS_EVENT,
    Clock.NO_DEADLINE,
    Clock.STOPPED,
)
"""The clocks of parts in the order in which one is the clock of the demand."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one demand stands at one instant, with everything that made it so.

    `due` is the deadline of the part that decides the clock: of several the first to close.
    """

    demand: Demand
    at: datetime
    status: Status
    clock: Clock
    reply: Reply
    parts: tuple[Part, ...]
    replies: tuple[Response, ...]
    due: Due | None

    @property
    def zone(self) -> str:
        return self.demand.motion.time_zone

    @property
    def today(self) -> date:
        """Return the local day of the instant."""
        return local_day(self.at, self.zone)

    @property
    def deadline(self) -> Deadline | None:
        return self.due.row if self.due else None

    @property
    def first(self) -> Deadline | None:
        return self.due.first if self.due else None

    @property
    def due_day(self) -> date | None:
        return self.due.day if self.due else None

    @property
    def closes_at(self) -> datetime | None:
        return self.due.closes_at if self.due else None

    @property
    def checked_until(self) -> datetime | None:
        return self.due.checked_until if self.due else None

    @property
    def overdue_parts(self) -> list[Part]:
        return [part for part in self.parts if part.clock is Clock.OVERDUE]

    @property
    def days_overdue(self) -> int:
        """Return the days since the deadline in force of the part that is overdue the longest; 0 where none is."""
        return max((part.days_late for part in self.overdue_parts), default=0)

    @property
    def days_overdue_first(self) -> int:
        """Return the same since the first deadline."""
        return max((part.days_late_first for part in self.overdue_parts), default=0)

    @property
    def has_late_parts(self) -> bool:
        return self.clock is Clock.OVERDUE and self.status is not Status.OVERDUE

    @property
    def is_action(self) -> bool:
        """Tell whether all of the demand asks that something be done: its words are then those of actions."""
        return all(part.question.kind is PartKind.ACTION for part in self.parts)

    @property
    def stance(self) -> tuple[Stance, Response] | None:
        """Return the stance that is taken on every part that is not settled, and the latest reply that takes it."""
        owed = [part for part in self.parts if part.state is not PartState.SETTLED] or self.parts
        taken = [next((reply for reply in reversed(part.replies) if reply.stance), None) for part in owed]
        latest = max((reply for reply in taken if reply), key=lambda reply: reply.received_on, default=None)
        if latest is None or latest.stance is None or {reply and reply.stance for reply in taken} != {latest.stance}:
            return None
        return latest.stance, latest

    @property
    def last_fact_on(self) -> date | None:
        found = [part.finding.found_on for part in self.parts if part.finding]
        return max([*found, *(reply.received_on for reply in self.replies)], default=None)

    def count(self, verdict: Verdict) -> int:
        return sum(part.verdict is verdict for part in self.parts)

    def with_verdict(self, *verdicts: Verdict) -> list[Part]:
        return [part for part in self.parts if part.verdict in verdicts]

    def in_state(self, state: PartState) -> list[Part]:
        return [part for part in self.parts if part.state is state]


def standing(demand: Demand, at: datetime, *, replies_late: bool = False) -> Standing:
    """Return where a demand stands at an aware instant, counting only what had happened by then.

    The status is the first that matches, in the order of docs/decisions/status.md#order. Lateness is the parts' own and
    stands beside it. With `replies_late` a reply that is known by its day counts from that day's end.
    """
    zone = demand.motion.time_zone
    withdrawn = demand.withdrawn_on is not None and day_start(demand.withdrawn_on, zone) <= at
    came = replies(demand, at, at_the_latest=replies_late)
    ordered = sorted(demand.questions, key=lambda question: letter_order(question.letter))
    judged = tuple(part_at(question, demand, came, at, withdrawn=withdrawn) for question in ordered)
    clock = min((part.clock for part in judged), key=PRESSING.index, default=Clock.NO_DEADLINE)
    status = Status.WITHDRAWN if withdrawn else _status(judged)
    return Standing(demand, at, status, clock, reply_axis(came), judged, came, _deciding(judged, clock))


def _status(parts: tuple[Part, ...]) -> Status:
    verdicts = {part.verdict for part in parts}
    if verdicts == {Verdict.ANSWERED}:
        return Status.ANSWERED
    if verdicts == {Verdict.REFUSED}:
        return Status.REFUSED
    if any(part.certain_verdict in SOME_ANSWER for part in parts):
        return Status.PARTIALLY_ANSWERED
    if any(part.state is PartState.ASSESSING for part in parts):
        return Status.BEING_ASSESSED
    if any(part.clock is Clock.OVERDUE for part in parts):
        return Status.OVERDUE
    if any(part.state is PartState.UNREAD and part.clock is Clock.STOPPED for part in parts):
        return Status.NO_ANSWER_FOUND
    return Status.AWAITING


def _deciding(parts: tuple[Part, ...], clock: Clock) -> Due | None:
    dues = [part.due for part in parts if part.due and part.clock is clock]
    ahead = [due for due in dues if due.closes_at]
    if clock is Clock.STOPPED:
        return max(ahead, key=lambda due: due.closes_at or due.made_at, default=dues[0] if dues else None)
    return min(ahead, key=lambda due: due.closes_at or due.made_at, default=dues[0] if dues else None)


def days_settled_late(standing: Standing) -> int:
    """Return by how many days the last part to be settled was late."""
    return max((part.days_late for part in standing.in_state(PartState.SETTLED)), default=0)


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
        """Return the demand of which a deadline, or that of a part, comes next, with that deadline and its clock."""
        running = (Clock.RUNNING, Clock.DUE_SOON, Clock.DUE_TODAY)
        ahead = [
            replace(standing, clock=part.clock, due=part.due)
            for standing in self.demands
            for part in standing.parts
            if part.clock in running
        ]
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
    ends = [day_start(today, zone), day_start(today + ONE_DAY, zone)]
    for demand in motion.demands:
        for letter in all_ledgers(demand):
            if due := due_of(ledger(demand, at, letter), motion):
                ends += [instant for instant in (due.closes_at, due.checked_until) if instant]
    return [*ends, *(received_at(reply, zone) for reply in motion.responses if reply.received_at)]
