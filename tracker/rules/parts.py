"""Where one part of a demand stands at an instant: verdict, state, clock and lateness.

Rule: docs/decisions/status.md#parts.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.models import Deadline, Demand, Finding, Question, Response
from tracker.rules.dates import local_day
from tracker.rules.deadlines import Due, days_late, due_of, ledger_of_part, promised
from tracker.rules.findings import addressee_of, findings_by, found_at, received_at, touches_part
from tracker.vocabulary import Clock, PartState, Reply, Verdict

SETTLED = frozenset({Verdict.ANSWERED, Verdict.REFUSED})
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Part:
    """One part with its findings, oldest first, the replies that touch it, its deadline and promise, state and clock.

    `stopped_by` is the first reply that no certain finding judges: from its day on the delay is not theirs.
    `late_until` is the last local day that counts against those who were asked: the day of the reply that settled the
    part or stopped the days, else the instant's own day.
    """

    question: Question
    finding: Finding | None
    earlier: tuple[Finding, ...]
    replies: tuple[Response, ...]
    due: Due | None
    expected: Deadline | None
    state: PartState
    clock: Clock
    stopped_by: Response | None
    late_until: date

    @property
    def zone(self) -> str:
        return self.question.demand.motion.time_zone

    @property
    def verdict(self) -> Verdict:
        """Return the verdict in force; without a finding nothing is assessed."""
        return self.finding.verdict if self.finding else Verdict.NOT_ASSESSED

    @property
    def certain(self) -> Finding | None:
        """Return the last finding that decides the part; it stands beside a later one that cannot be judged."""
        found = (*self.earlier, self.finding) if self.finding else ()
        return next((row for row in reversed(found) if row and row.verdict is not Verdict.CANNOT_BE_JUDGED), None)

    @property
    def certain_verdict(self) -> Verdict:
        return self.certain.verdict if self.certain else Verdict.NOT_ASSESSED

    @property
    def name(self) -> str:
        """Return the few words that stand for the part in a list: a motion's own text often ends with a stop."""
        return self.question.name or self.question.text.rstrip(" .;,")

    @property
    def addressee(self) -> str | None:
        return addressee_of(self.question, self.question.demand)

    @property
    def responsible(self) -> str | None:
        """Return the officer or office that leads, where one is named."""
        return self.question.responsible or self.question.demand.responsible

    @property
    def unjudged(self) -> Response | None:
        """Return the reply whose judgement is still owed by us, or the last of which it could not be made."""
        if self.state is PartState.ASSESSING:
            return next((reply for reply in self.replies if _waits(reply, self.finding, self.zone)), None)
        if self.state is PartState.UNREAD and self.finding:
            named = [reply for reply in self.replies if reply.key == self.finding.response_key]
            return named[-1] if named else self.stopped_by
        return None

    @property
    def days_late(self) -> int:
        """Return by how many days the part is or was late against its deadline in force; 0 before it has passed."""
        return days_late(self.due, self.due.row, self.late_until, self.zone) if self.due else 0

    @property
    def days_late_first(self) -> int:
        """Return the same against its first deadline."""
        return days_late(self.due, self.due.first, self.late_until, self.zone) if self.due else 0


def part_at(question: Question, demand: Demand, came: tuple[Response, ...], at: datetime, *, withdrawn: bool) -> Part:
    """Return where a part stands at an aware instant; `came` is what had come in on its demand by then."""
    motion, zone = demand.motion, demand.motion.time_zone
    found = findings_by(question, at, zone)
    finding = found[-1] if found else None
    of_part = tuple(reply for reply in came if touches_part(reply, question, demand))
    rows = ledger_of_part(demand, question.letter, at)
    due = due_of(rows, motion)
    state = _state(finding, of_part, zone)
    clock = Clock.STOPPED if withdrawn and due else _clock(due, state, at, zone)
    stopped_by = _stopping(found, of_part, zone) if state in (PartState.ASSESSING, PartState.UNREAD) else None
    if state is PartState.SETTLED:
        until = _settled_on(found, of_part, zone)
    elif stopped_by:
        until = stopped_by.received_on
    else:
        until = local_day(at, zone)
    return Part(question, finding, tuple(found[:-1]), of_part, due, promised(rows), state, clock, stopped_by, until)


def _state(finding: Finding | None, came: tuple[Response, ...], zone: str) -> PartState:
    if finding and finding.verdict in SETTLED:
        return PartState.SETTLED
    if any(_waits(reply, finding, zone) for reply in came):
        return PartState.ASSESSING
    return PartState.UNREAD if finding and finding.verdict is Verdict.CANNOT_BE_JUDGED else PartState.OPEN


def _waits(reply: Response, finding: Finding | None, zone: str) -> bool:
    """Tell whether a full reply is later than a part's latest finding."""
    if reply.reply is not Reply.RECEIVED:
        return False
    return finding is None or received_at(reply, zone) > found_at(finding, zone)


def _clock(due: Due | None, state: PartState, at: datetime, zone: str) -> Clock:
    if due is None:
        return Clock.NO_DEADLINE
    if state is PartState.SETTLED:
        return Clock.STOPPED
    if due.paused_on is not None and (state is PartState.OPEN or due.closes_at is None):
        return Clock.PAUSED
    if due.day is None or due.closes_at is None or due.checked_until is None:
        return Clock.AWAITS_EVENT
    if at < due.closes_at:
        days = (due.day - local_day(at, zone)).days
        return Clock.DUE_TODAY if days <= 0 else Clock.DUE_SOON if days <= SOON_DAYS else Clock.RUNNING
    if state is not PartState.OPEN:
        return Clock.STOPPED
    return Clock.CHECKING if at < due.checked_until else Clock.OVERDUE


def _stopping(found: list[Finding], came: tuple[Response, ...], zone: str) -> Response | None:
    """Return the first reply after the last certain finding that is a full one or could not be judged.

    Later ones make nobody later.
    """
    at = max((place for place, row in enumerate(found) if row.verdict is not Verdict.CANNOT_BE_JUDGED), default=-1)
    certain, named = found[at] if at >= 0 else None, {row.response_key for row in found[at + 1 :]}
    return next((reply for reply in came if reply.key in named or _waits(reply, certain, zone)), None)


def _settled_on(found: list[Finding], came: tuple[Response, ...], zone: str) -> date:
    """Return the day on which a part was first settled for good; a later finding may only confirm it.

    That is the day of the reply that the finding names, else of the last full one since the finding before it, which
    found the earlier ones wanting. Where there is none, what settled it came to light with the finding.
    """
    found = found[:]
    while len(found) > 1 and found[-2].verdict is found[-1].verdict:
        found.pop()
    last, before = found[-1], found[-2] if len(found) > 1 else None
    named = [reply.received_on for reply in came if reply.key == last.response_key]
    since = [reply.received_on for reply in came if _waits(reply, before, zone) and not _waits(reply, last, zone)]
    return max(named or since, default=last.found_on)
