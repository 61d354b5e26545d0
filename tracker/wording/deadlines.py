"""Deadlines in words: how far away, how they are computed, and how they were moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.models import Deadline, Demand
from tracker.rules.date_rules import read_rule
from tracker.rules.dates import local_time
from tracker.rules.deadlines import Due, days_late, days_stood, due_day, ledger
from tracker.rules.parts import Part
from tracker.rules.status import Standing, days_settled_late
from tracker.vocabulary import Clock, CountedFrom, DeadlineKind, PartState, Status
from tracker.wording.dates import (
    day_words,
    full_day_words,
    full_instant_words,
    instant_words,
    place,
    rule_words,
)
from tracker.wording.labels import verdict_label
from tracker.wording.text import capital, demands_listed, isolated, listed, plain, plural

AGREED = {
    True: "Those who asked agreed.",
    False: "Those who asked did not agree.",
    None: "Whether those who asked agreed is not recorded.",
}
_VERBS = {
    DeadlineKind.SET: "set",
    DeadlineKind.EXTENDED: "extended",
    DeadlineKind.BROUGHT_FORWARD: "brought forward",
    DeadlineKind.ASKED_AGAIN: "asked again",
    DeadlineKind.EXPECTED: "promised",
    DeadlineKind.PAUSED: "paused",
    DeadlineKind.RESUMED: "resumed",
}


@dataclass(frozen=True, slots=True)
class DueWords:
    """The deadline in force: its day, how far away, how it is computed, and every row that made it so."""

    words: str
    near: str
    when: str
    closed: str
    checked: str
    overdue_for: str
    counted: str
    ledger: tuple[str, ...]


def deadline_sentence(standing: Standing) -> str:
    """Return the day on which a demand's deadline falls, the days before or since, and what was promised."""
    if standing.deadline is None:
        return "No deadline was set."
    if standing.status is Status.WITHDRAWN:
        return ""
    said = [_due_sentence(standing, standing.deadline), _waiting(standing), promise(standing)]
    return " ".join(filter(None, said))


def of_part(standing: Standing, part: Part) -> Standing:
    """Return a demand's standing as if the one part were all of it: for what is said of a deadline of its own."""
    return replace(standing, parts=(part,), clock=part.clock, due=part.due, replies=part.replies)


def _due_sentence(standing: Standing, row: Deadline) -> str:
    whose = _parts_of(standing, row)
    if standing.clock is Clock.PAUSED and standing.due and standing.due.paused_on:
        day = day_words(standing.due.paused_on)
        late = days_late(standing.due, standing.due.row, standing.today, standing.zone)
        by_then = f" It was {plural(late, 'day')} late by then." if late else ""
        return f"The clock{whose} has stood since {day}, while they wait for those who asked.{by_then}"
    if standing.due_day is None or standing.closes_at is None:
        return f"Due{whose} by {plain(row.event or '')}; its date is not known yet."
    timed, zone = row.due_at is not None, standing.zone
    due = f"Due {instant_words(standing.closes_at, zone) if timed else day_words(standing.due_day)}{whose}"
    days = (standing.due_day - standing.today).days
    until = standing.checked_until
    if standing.clock is Clock.CHECKING and until:
        return f"{due}; deadline passed, post being checked until {instant_words(until, zone)}."
    ended = _settled(standing) or _came(standing)
    if ended:
        return f"{due}; {ended}."
    if days > 0:
        return f"{due}, in {plural(days, 'day')}."
    if days == 0:
        return f"{due}, today." if timed else f"Due today, {day_words(standing.due_day)}{whose}."
    return f"{due}, {plural(-days, 'day')} ago{_stood_since(standing)}."


def _stood_since(standing: Standing) -> str:
    """Say for how many of the days since a deadline the clock stood; those that moved it lie before it."""
    stood = days_stood(standing.due, standing.due.row, standing.today) - standing.due.stood_for if standing.due else 0
    return f"; the clock stood for {stood:,} of them" if stood else ""


def _parts_of(standing: Standing, row: Deadline) -> str:
    """Say for which parts a deadline counts, where others have another: " for part (a)"."""
    return _letters([part for part in standing.parts if part.due and part.due.row is row], standing)


def _letters(parts: Sequence[Part], standing: Standing) -> str:
    letters = [f"({part.question.letter})" for part in parts]
    if len(letters) == len(standing.parts):
        return ""
    return f" for part{'' if len(letters) == 1 else 's'} {listed(letters)}" if letters else ""


def _settled(standing: Standing) -> str:
    """Say how late the last part was that was answered or refused; nothing while one is not."""
    if not standing.parts or standing.in_state(PartState.SETTLED) != list(standing.parts):
        return ""
    kinds = {verdict_label(part).lower() for part in standing.parts}
    word = kinds.pop() if len(kinds) == 1 else "settled"
    late = days_settled_late(standing)
    return f"{word} {plural(late, 'day')} late" if late else f"{word} in time"


def _came(standing: Standing) -> str:
    """Say how late the reply came that stopped the clock, and for how long it has waited for our judgement."""
    if standing.clock is not Clock.STOPPED or days_to_close(standing) > 0:
        return ""
    stopped = [part for part in standing.parts if part.unjudged]
    if not stopped:
        return ""
    late, days = max(part.days_late for part in stopped), days_waiting(standing)
    several = any(part.unjudged is not part.stopped_by for part in stopped)
    when = f"{plural(late, 'day')} late" if late else "in time"
    came = f"the {'first ' if several else ''}reply came {when}"
    waits = f"has waited for our judgement for {plural(days, 'day')}"
    return f"{came}{'; a later one' if several else ' and'} {waits}" if days else came


def days_to_close(standing: Standing) -> int:
    """Return the days from the instant's day to the deadline's; 0 or less once it is there or has no day."""
    return (standing.due_day - standing.today).days if standing.due_day else 0


def days_waiting(standing: Standing) -> int:
    """Return for how many days the reply that came first has waited for our judgement: the delay that is ours."""
    came = [part.unjudged.received_on for part in standing.in_state(PartState.ASSESSING) if part.unjudged]
    return (standing.today - min(came)).days if came else 0


def _waiting(standing: Standing) -> str:
    """Say the same where it is not said beside the deadline: while the clock of other parts still runs."""
    days = days_waiting(standing)
    return f"A reply has waited for our judgement for {plural(days, 'day')}." if days and not _came(standing) else ""


def promise(standing: Standing) -> str:
    """Return what those who were asked have promised, beside the deadline: "Promised for 30 June, 19 days after …"."""
    part, day = _promised_part(standing), promised_day(standing)
    row = part.expected if part else None
    if part is None or row is None:
        return ""
    whose = _letters([one for one in standing.parts if one.expected is row], standing)
    said = f"Promised for {plain(row.event or '') if day is None else day_words(day)}{whose}"
    due_on = part.due.day if part.due else None
    if day is None or due_on is None or day <= due_on:
        return f"{said}."
    verb = "was" if due_on <= standing.today else "is"
    return f"{said}, {plural((day - due_on).days, 'day')} after it {verb} due."


def promised_day(standing: Standing) -> date | None:
    """Return the day for which an answer to an open part has been promised; None where none was, or for an event."""
    part = _promised_part(standing)
    row = part.expected if part else None
    return due_day(row, standing.zone) if row and row.event is None else None


def _promised_part(standing: Standing) -> Part | None:
    """Return an open part that was promised, one whose deadline is the demand's before others."""
    promised = [part for part in standing.parts if part.expected and part.state is not PartState.SETTLED]
    return min(promised, key=lambda part: part.due != standing.due, default=None)


def arithmetic(deadline: Deadline, demand: Demand) -> str:
    """Return how a deadline follows, such as "passed Monday 4 February 2019 + 7 days = end of Monday 11 …"."""
    zone = demand.motion.time_zone
    if deadline.kind in (DeadlineKind.PAUSED, DeadlineKind.RESUMED):
        return f"{_VERBS[deadline.kind]} on {full_day_words(deadline.set_on)}"
    if deadline.event is not None:
        return f"{_VERBS[deadline.kind]} on {full_day_words(deadline.set_on)} for {plain(deadline.event)}"
    day, start = due_day(deadline, zone), deadline.received_on or deadline.set_on
    passed = deadline.kind is DeadlineKind.SET and deadline.set_on == demand.motion.adopted_on
    verb = "passed" if passed else _VERBS[deadline.kind]
    if deadline.counted_from is CountedFrom.PREVIOUS or day < start:
        return f"{verb} on {full_day_words(deadline.set_on)}: {_moment(deadline, day, zone)}"
    if deadline.received_on:
        verb = "received"
    added = rule_words(read_rule(deadline.rule)) if deadline.rule else plural((day - start).days, "day")
    if deadline.roll:
        added += f", moved to {deadline.roll.label} where it falls on a day without work"
    return f"{verb} {full_day_words(start)} + {added} = {_moment(deadline, day, zone)}"


def arithmetic_in_force(due: Due, demand: Demand) -> str:
    """Return how the deadline in force follows: from its row, and from the days for which the clock stood."""
    said = arithmetic(due.row, demand)
    if due.paused_on is not None:
        return f"{said}, paused since {full_day_words(due.paused_on)}"
    if due.stood_for and due.day is not None:
        return f"{said} + {plural(due.stood_for, 'day')} for which the clock stood = {full_day_words(due.day)}"
    return said


def _moment(deadline: Deadline, day: date, zone: str) -> str:
    moment = "end of" if deadline.due_at is None else f"{local_time(deadline.due_at, zone):%H:%M} on"
    return f"{moment} {full_day_words(day)} ({place(zone)})"


def due(standing: Standing) -> DueWords | None:
    """Return the deadline in force, with its arithmetic and, where it was moved or asked again, its ledger."""
    row, day, closes, until = standing.deadline, standing.due_day, standing.closes_at, standing.checked_until
    if row is None or day is None or closes is None or until is None:
        return None
    zone = standing.zone
    words = full_instant_words(closes, zone) if row.due_at else full_day_words(day)
    rows = ledger(standing.demand, standing.at, row.letter or "")
    by = f"set by {plain(row.set_by)}" if row.kind is DeadlineKind.SET else f"by {plain(row.set_by)}"
    basis = plain(row.basis)
    near = _near((day - standing.today).days)
    in_force = arithmetic_in_force(standing.due, standing.demand) if standing.due else ""
    return DueWords(
        words=words,
        near=near,
        when=f"due {near}, {instant_words(closes, zone) if row.due_at else day_words(day)}",
        closed=f"the end of {words} ({place(zone)})" if row.due_at is None else words,
        checked=f"{_check(standing.at, closes, until)} {full_instant_words(until, zone)}",
        overdue_for=_overdue_for(standing),
        counted=f"{capital(basis)}, {by}: {in_force}.",
        ledger=tuple(_row(entry, zone) for entry in rows) if len(rows) > 1 else (),
    )


def deadlines_counted(standings: Iterable[Standing]) -> tuple[str, ...]:
    """Return how the deadlines of several demands are computed, those that are computed alike together."""
    found: dict[str, list[int]] = {}
    for standing in standings:
        deadline = due(standing)
        how = deadline.counted if deadline else "no deadline was set."
        found.setdefault(how, []).append(standing.demand.number)
    return tuple(f"For {demands_listed(numbers)}: {how[:1].lower()}{how[1:]}" for how, numbers in found.items())


def _overdue_for(standing: Standing) -> str:
    late = days_late(standing.due, standing.due.row, standing.today, standing.zone) if standing.due else 0
    return plural(late, "day") if late else "less than a day"


def due_words(row: Deadline, zone: str) -> str:
    """Write when a deadline falls due: the day with its weekday, and the time where it has one."""
    if row.event is not None:
        return plain(row.event)
    return full_instant_words(row.due_at, zone) if row.due_at else full_day_words(due_day(row, zone))


def demand_due(standing: Standing) -> str:
    """Return a demand with its deadline: "Demand 1, The results: due Sunday 8 November 2026."."""
    demand, row, found = standing.demand, standing.deadline, due(standing)
    when = f"due {found.words if found else due_words(row, standing.zone)}" if row else "no deadline was set"
    when = "the clock is paused" if standing.due and standing.due.paused_on else when
    return f"Demand {demand.number}, {isolated(plain(demand.title))}: {when}."


def _check(at: datetime, closes: datetime, until: datetime) -> str:
    if at >= until:
        return "the time for checking the post ended at"
    return "the post will be checked until" if at < closes else "the post is being checked until"


def _near(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days" if days > 0 else f"{plural(-days, 'day')} ago")


def _row(row: Deadline, zone: str) -> str:
    """Return one row of the ledger: what was done, by whom, to what day, and whether those who asked agreed."""
    said = f"{row.kind.label} on {day_words(row.set_on)} by {plain(row.set_by)}"
    if row.kind in (DeadlineKind.PAUSED, DeadlineKind.RESUMED):
        return f"{said}."
    said = f"{said}: {due_words(row, zone)}."
    if row.kind is DeadlineKind.EXPECTED:
        return f"{said} The clock was not moved."
    if row.kind is DeadlineKind.ASKED_AGAIN:
        return f"{said} {row.kind.sentence.partition('; ')[2].capitalize()}"
    return said if row.kind is DeadlineKind.SET else f"{said} {AGREED[row.agreed]}"
