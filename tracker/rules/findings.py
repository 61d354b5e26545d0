"""When a reply and a finding count from, which parts a reply touches, and what had been found by an instant.

A reply that is known by its day counts from the day's start, a finding from its day's end, in the motion's own zone;
neither later than we put it on record (docs/decisions/status.md#instants).
"""

from datetime import datetime
from string import digits

from tracker.models import Demand, Finding, Question, Response
from tracker.rules.dates import day_last_instant, day_start
from tracker.vocabulary import Reply

_REPLY_ORDER = list(Reply)


def received_at(response: Response, zone: str, *, at_the_latest: bool = False) -> datetime:
    """Return the instant from which a reply counts.

    With `at_the_latest` it is the last at which it can have come: where only the day is known, the day's end.
    """
    day = day_last_instant if at_the_latest else day_start
    return _at_most(response.received_at or day(response.received_on, zone), response.recorded_at)


def found_at(finding: Finding, zone: str) -> datetime:
    """Return the instant from which a finding counts."""
    return _at_most(finding.found_at or day_last_instant(finding.found_on, zone), finding.recorded_at)


def _at_most(instant: datetime, recorded_at: datetime | None) -> datetime:
    # What is on record has happened, whatever the hour that was not known.
    return min(instant, recorded_at) if recorded_at else instant


def findings_by(question: Question, at: datetime, zone: str) -> list[Finding]:
    """Return the findings on a part that had been made by an instant, oldest first."""
    made = [(found_at(row, zone), row.id or 0, row.key or "", row) for row in question.findings if not row.withdrawn]
    return [row for *_, row in sorted((found for found in made if found[0] <= at), key=lambda found: found[:3])]


def split_part(key: str) -> tuple[int, str]:
    """Return the demand and the letter of a part: (2, "a") of "2a", (2, "c11") of "2c11", (2, "") of "2"."""
    letter = key.lstrip(digits)
    return int(key.removesuffix(letter)), letter


def letter_order(letter: str) -> tuple[str, int]:
    """Return what parts are sorted by: their letter, then its number."""
    return letter[:1], int(letter[1:] or 0)


def touches(response: Response, demand: Demand) -> bool:
    """Tell whether a response is about a demand. One that names no demand and no part is about them all."""
    if response.withdrawn:
        return False
    named = {*response.demands, *(split_part(part)[0] for part in response.parts)}
    return not named or demand.number in named


def touches_part(response: Response, question: Question, demand: Demand) -> bool:
    """Tell whether a response that is about a demand touches one of its parts.

    One that names parts touches these alone. One that names none touches all, but not those that were put to somebody
    else where its sender is one of several addressees.
    """
    letters = [letter for number, letter in map(split_part, response.parts) if number == demand.number]
    if letters:
        return question.letter in letters
    addressees = {addressee_of(part, demand) for part in demand.questions}
    return response.sender not in addressees or addressee_of(question, demand) == response.sender


def addressee_of(question: Question, demand: Demand) -> str | None:
    """Return whom a part is put to: its own addressee, that of its demand, or the motion's."""
    return question.addressee or demand.addressee or demand.motion.addressee


def replies(demand: Demand, at: datetime, *, at_the_latest: bool = False) -> tuple[Response, ...]:
    """Return what had come in on a demand by an instant, oldest first."""
    zone = demand.motion.time_zone
    came = []
    for reply in demand.motion.responses:
        instant = received_at(reply, zone, at_the_latest=at_the_latest)
        if touches(reply, demand) and instant <= at:
            came.append((instant, reply.position or 0, reply.key, reply))
    return tuple(reply for *_, reply in sorted(came, key=lambda known: known[:3]))


def reply_axis(came: tuple[Response, ...]) -> Reply:
    """Return the furthest a reply has got: none, acknowledged, holding or received."""
    return max((reply.reply for reply in came), key=_REPLY_ORDER.index, default=Reply.NONE)
