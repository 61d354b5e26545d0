"""What had come in on a demand by a day, and how each of its parts was judged by then.

Replies and findings are known by their day; one counts from the start of its day on, in the motion's own zone.
"""

from dataclasses import dataclass
from datetime import date

from tracker.models import Demand, Finding, Question, Response
from tracker.vocabulary import Reply, Verdict

_REPLY_ORDER = list(Reply)


@dataclass(frozen=True, slots=True)
class Part:
    """One question with the finding in force on it and those it superseded, oldest first."""

    question: Question
    finding: Finding | None
    earlier: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the verdict in force; without a finding nothing is assessed."""
        return self.finding.verdict if self.finding else Verdict.NOT_ASSESSED

    @property
    def name(self) -> str:
        """Return the few words that stand for the question in a list: a motion's own text often ends with a stop."""
        return self.question.name or self.question.text.rstrip(" .;,")


def parts(demand: Demand, by: date) -> tuple[Part, ...]:
    """Return the demand's parts in the order of their letters, each with its finding in force on a local day."""
    return tuple(_part(question, by) for question in sorted(demand.questions, key=lambda question: question.letter))


def _part(question: Question, by: date) -> Part:
    made = [finding for finding in question.findings if not finding.withdrawn and finding.found_on <= by]
    made.sort(key=lambda finding: (finding.found_on, finding.id or 0, finding.key or ""))
    return Part(question, made[-1] if made else None, tuple(made[:-1]))


def touches(response: Response, demand: Demand) -> bool:
    """Tell whether a response is about a demand. One that names no demand is about them all."""
    return not response.withdrawn and (not response.demands or demand.number in response.demands)


def replies(demand: Demand, by: date) -> tuple[Response, ...]:
    """Return what had come in on a demand by a local day, oldest first."""
    came = [reply for reply in demand.motion.responses if touches(reply, demand) and reply.received_on <= by]
    return tuple(sorted(came, key=lambda reply: (reply.received_on, reply.position or 0, reply.key)))


def reply_axis(came: tuple[Response, ...]) -> Reply:
    """Return the furthest a reply has got: none, acknowledged, holding or received."""
    return max((reply.reply for reply in came), key=_REPLY_ORDER.index, default=Reply.NONE)


def unassessed(came: tuple[Response, ...], judged: tuple[Part, ...]) -> tuple[Response, ...]:
    """Return the replies that no finding has taken into account: none was made on or after the day they came."""
    latest = max((part.finding.found_on for part in judged if part.finding), default=date.min)
    return tuple(reply for reply in came if reply.reply is Reply.RECEIVED and reply.received_on > latest)
