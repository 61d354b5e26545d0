"""What the projection of a demand must say, and what the clock has still to record of it, at their true instants."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.models import Demand, Finding
from tracker.rules.dates import MICROSECOND, day_start
from tracker.rules.deadlines import Due
from tracker.rules.findings import found_at, received_at, touches
from tracker.rules.parts import Part
from tracker.rules.status import Standing, standing
from tracker.vocabulary import Clock, DeadlineKind, PartState, Status

BY_TIME = frozenset({Status.AWAITING, Status.OVERDUE, Status.NO_ANSWER_FOUND})
"""The statuses between which time alone decides."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """The clock of one ledger: what is outstanding on it, and the instants at which time alone changes it.

    `passes_at` is when its deadline passed or will pass with something still awaited; `overdue_from` when the clock
    first says, or will say, overdue.
    """

    outstanding: bool = False
    deadline_id: int | None = None
    closes_at: datetime | None = None
    passes_at: datetime | None = None
    overdue_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is settled of a demand, and its countdowns by the letter of their ledger; "" is the demand's own.

    `status` is None while time decides. `no_answer_from` is when it says, or will say, that no answer was found, unless
    something is overdue by then. `waiting_since` is the day of the first reply that nobody has judged.
    """

    status: Status | None
    no_answer_from: datetime | None
    waiting_since: date | None
    countdowns: dict[str, Countdown]


def outlook(demand: Demand, now: datetime) -> Outlook:
    """Return a demand's outlook from the facts known at an aware instant `now`."""
    present = standing(demand, now)
    unread = [part.due.closes_at for part in present.in_state(PartState.UNREAD) if part.due and part.due.closes_at]
    groups: dict[str, Due] = {part.due.row.letter or "": part.due for part in present.parts if part.due}
    countdowns = {letter: _countdown(demand, letter, due, now) for letter, due in groups.items()}
    settled = None if present.status in BY_TIME else present.status
    waiting = [] if settled is Status.WITHDRAWN else present.in_state(PartState.ASSESSING)
    since = min((part.unjudged.received_on for part in waiting if part.unjudged), default=None)
    return Outlook(settled, min(unread, default=None), since, {"": Countdown()} | countdowns)


def _countdown(demand: Demand, letter: str, due: Due, now: datetime) -> Countdown:
    if due.closes_at is None or due.checked_until is None:
        return Countdown(deadline_id=due.row.id)
    # A deadline that had passed when it was made passes then.
    passing, ending = max(due.closes_at, due.made_at), max(due.checked_until, due.made_at)
    # What was still awaited in the last moment of the deadline went unanswered by it, whatever came that next day.
    last = passing if due.made_at >= due.closes_at else passing - MICROSECOND
    awaited = any(part.clock is not Clock.STOPPED for part in parts_on(standing(demand, last), letter))
    later = standing(demand, max(now, ending))
    return Countdown(
        outstanding=any(part.clock is Clock.OVERDUE for part in parts_on(later, letter)),
        deadline_id=due.row.id,
        closes_at=due.closes_at,
        passes_at=passing if awaited else None,
        overdue_from=_first_overdue(demand, letter, ending),
    )


def parts_on(stood: Standing, letter: str) -> list[Part]:
    """Return the parts whose deadline stands in a ledger."""
    return [part for part in stood.parts if part.due and (part.due.row.letter or "") == letter]


def _first_overdue(demand: Demand, letter: str, ending: datetime) -> datetime | None:
    """Return the first instant from the end of the grace on at which a clock says overdue; facts may delay it."""
    zone = demand.motion.time_zone
    facts = {received_at(reply, zone) for reply in demand.motion.responses if touches(reply, demand)}
    facts |= {found_at(finding, zone) for question in demand.questions for finding in question.findings}
    facts |= {day_start(row.set_on, zone) for row in demand.deadlines if row.kind is DeadlineKind.RESUMED}
    instants = sorted({ending, *(instant for instant in facts if instant > ending)})
    return next((at for at in instants if is_overdue(standing(demand, at), letter)), None)


def is_overdue(stood: Standing, letter: str) -> bool:
    return any(part.clock is Clock.OVERDUE for part in parts_on(stood, letter))


def made_known_by(demand: Demand, letter: str, at: datetime) -> tuple[Finding, date] | None:
    """Return the finding that made a clock overdue at an instant, where it had been stopped, and the day that was due.

    The reply had stopped it; judged insufficient, it counts from its deadline again.
    """
    stopped = {part.question.letter for part in standing(demand, at - MICROSECOND).parts if part.clock is Clock.STOPPED}
    overdue = [part for part in parts_on(standing(demand, at), letter) if part.clock is Clock.OVERDUE]
    known = [part for part in overdue if part.question.letter in stopped]
    if len(known) < len(overdue):
        return None
    return next(((part.finding, part.due.day) for part in known if part.finding and part.due and part.due.day), None)


def status_at(
    settled: Status | None, overdue_from: datetime | None, no_answer_from: datetime | None, at: datetime
) -> Status:
    """Return the status that a projection means at an instant; `overdue_from` is the first of what is outstanding."""
    if settled:
        return settled
    if overdue_from and overdue_from <= at:
        return Status.OVERDUE
    return Status.NO_ANSWER_FOUND if no_answer_from and no_answer_from <= at else Status.AWAITING


def was_overdue(demand: Demand, letter: str, marked: datetime) -> bool:
    """Tell whether the facts now on record bear out an entry that a demand, or a part of it, was overdue at an instant.

    A late reply that is known by its day only may have come after the instant, so it contradicts nothing. Nor does a
    longer grace: the deadline had passed and something was open.
    """
    views = (standing(demand, marked), standing(demand, marked, replies_late=True))
    return any(part.clock in (Clock.OVERDUE, Clock.CHECKING) for stood in views for part in parts_on(stood, letter))
