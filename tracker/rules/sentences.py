"""The generated sentences: one for each demand and one for each motion, the same wherever they appear.

They say the fact and not the motive (guide, section 4.2), count parts and days, and name every part that is open.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from tracker.models import Deadline, Demand
from tracker.rules.date_rules import read_rule
from tracker.rules.dates import local_time
from tracker.rules.deadlines import due_day
from tracker.rules.findings import Part
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Clock, DeadlineKind, Status, Verdict

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NAMED = (
    (Verdict.PARTLY_ANSWERED, "Partly answered"),
    (Verdict.NOT_ANSWERED, "Not answered"),
    (Verdict.REFUSED, "Refused"),
    (Verdict.CANNOT_BE_JUDGED, "Cannot be judged"),
    (Verdict.NOT_ASSESSED, "No answer recorded"),
)
"""The verdicts whose parts a sentence names, in order."""


def day_words(day: date) -> str:
    """Write a date: "11 February 2019"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_day_words(day: date) -> str:
    """Write a date with its weekday: "Monday 11 February 2019"."""
    return f"{WEEKDAYS[day.weekday()]} {day_words(day)}"


def instant_words(instant: datetime, zone: str) -> str:
    """Write an instant as the zone's wall clock shows it: "10:00 on 12 February 2019"."""
    wall = local_time(instant, zone)
    return f"{wall:%H:%M} on {day_words(wall.date())}"


def closing_words(instant: datetime, zone: str) -> str:
    """Write when something closes: midnight as "the end of 12 February 2019", so that nobody is a day out."""
    wall = local_time(instant, zone)
    if wall.time() == time():
        return f"the end of {day_words(wall.date() - timedelta(days=1))}"
    return instant_words(instant, zone)


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: "1 day", "2,841 days"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Join names: "a", "a and b", "a, b and c"."""
    *rest, last = names
    return f"{', '.join(rest)} and {last}" if rest else last


def status_sentence(one: Standing) -> str:
    """Return the sentence by which a demand explains itself: status, open parts by name, deadline and days."""
    return " ".join(filter(None, [_status(one), _named_parts(one), deadline_sentence(one)]))


def _status(one: Standing) -> str:
    total = len(one.parts)
    match one.status:
        case Status.WITHDRAWN:
            return f"Withdrawn on {day_words(one.demand.withdrawn_on)}." if one.demand.withdrawn_on else "Withdrawn."
        case Status.ANSWERED | Status.REFUSED:
            return f"{one.status.label}: all {total} parts." if total > 1 else f"{one.status.label}."
        case Status.PARTIALLY_ANSWERED:
            return _partially(one, total)
        case Status.BEING_ASSESSED:
            return f"Being assessed: a reply came on {day_words(one.replies[-1].received_on)}."
        case Status.CANNOT_BE_JUDGED:
            decided = "does not decide every part" if one.count(Verdict.REFUSED) else "decides nothing"
            return f"Cannot be judged: a reply is in, and what we could see of it {decided}."
        case Status.OVERDUE:
            judged = one.count(Verdict.NOT_ANSWERED) == total
            return "Overdue: not answered." if judged else "Overdue: no answer recorded."
        case _:
            return "Awaiting a reply." if not one.replies else "Awaiting an answer."


def _partially(one: Standing, total: int) -> str:
    answered = one.count(Verdict.ANSWERED)
    if total == 1:
        return "Partially answered."
    if answered:
        return f"Partially answered: {answered} of {total} parts."
    partly = one.count(Verdict.PARTLY_ANSWERED)
    return f"Partially answered: no part in full, {partly} of {total} in part."


def _named_parts(one: Standing) -> str:
    """Name every part that is not answered. A demand of one part needs no list, nor one of which nothing is known."""
    if len(one.parts) < 2 or one.status in (Status.WITHDRAWN, Status.REFUSED, Status.BEING_ASSESSED):
        return ""
    named = [(label, one.with_verdict(verdict)) for verdict, label in NAMED]
    if len([group for group in named if group[1]]) == 1 and one.status is not Status.PARTIALLY_ANSWERED:
        return ""
    return " ".join(f"{label}: {listed(part.name for part in group)}." for label, group in named if group)


def deadline_sentence(one: Standing) -> str:
    """Return the deadline's part of the sentence: the day it falls due and the days before or since."""
    if one.deadline is None or one.due_day is None:
        return "No deadline was set."
    if one.status is Status.WITHDRAWN:
        return ""
    timed = one.deadline.due_at
    due = f"Due {instant_words(timed, one.zone) if timed else day_words(one.due_day)}"
    days = (one.due_day - one.today).days
    if one.clock is Clock.CHECKING and one.checked_until and one.at < one.checked_until:
        return f"{due}; deadline passed, post being checked until {instant_words(one.checked_until, one.zone)}."
    if one.status is Status.ANSWERED:
        return f"{due}; {_answered_when(one)}."
    if days > 0:
        return f"{due}, in {plural(days, 'day')}."
    if days == 0:
        return f"{due}, today." if timed else f"Due today, {day_words(one.due_day)}."
    return f"{due}, {plural(-days, 'day')} ago."


def _answered_when(one: Standing) -> str:
    days = answered_late_by(one)
    return f"answered {plural(days, 'day')} late" if days else "answered in time"


def answered_late_by(one: Standing) -> int:
    """Return by how many days the last part to be answered was late: the day of its reply, else of its finding."""
    if one.due_day is None:
        return 0
    settled = [_answered_on(part, one) for part in one.parts if part.finding]
    return max(0, (max(settled) - one.due_day).days) if settled else 0


def _answered_on(part: Part, one: Standing) -> date:
    """Return the day of the reply that first answered a part for good; a later finding may only say so again."""
    found = [finding for finding in (*part.earlier, part.finding) if finding]
    while len(found) > 1 and found[-2].verdict is Verdict.ANSWERED:
        found.pop()
    came = {reply.key: reply.received_on for reply in one.replies}
    known = [day for day in came.values() if day <= found[-1].found_on]
    return came.get(found[-1].response_key or "", max(known, default=found[-1].found_on))


def motion_sentence(whole: MotionStanding) -> str:
    """Return the standfirst of a motion: how many demands stand where, and what is overdue for how long."""
    total = len(whole.demands)
    counts = [f"{number} {_counted(status)}" for status, number in whole.counts.items()]
    sentence = f"Of {plural(total, 'demand')}: {listed(counts)}." if total else "No demand has been recorded."
    late = whole.overdue
    if not late:
        return sentence
    days = max(one.days_overdue for one in late)
    partly = any(one.status is Status.PARTIALLY_ANSWERED for one in late)
    what = f"Parts of {plural(len(late), 'demand')}" if partly else plural(len(late), "demand")
    verb = "is" if len(late) == 1 and not partly else "are"
    since = f"the longest for {plural(days, 'day')}" if days else "since today"
    return f"{sentence} {what} {verb} overdue, {since}."


def _counted(status: Status) -> str:
    words = {Status.AWAITING: "awaiting a reply", Status.CANNOT_BE_JUDGED: "cannot be judged"}
    return words.get(status, status.label.lower())


_VERBS = {
    DeadlineKind.SET: "set",
    DeadlineKind.EXTENDED: "extended",
    DeadlineKind.BROUGHT_FORWARD: "brought forward",
    DeadlineKind.ASKED_AGAIN: "asked again",
}


def arithmetic(deadline: Deadline, demand: Demand) -> str:
    """Return a deadline's sum in words, such as "passed Monday 4 February 2019 + 7 days = end of Monday 11 …"."""
    zone = demand.motion.time_zone
    day = due_day(deadline, zone)
    passed = deadline.kind is DeadlineKind.SET and deadline.set_on == demand.motion.adopted_on
    verb = "passed" if passed else _VERBS[deadline.kind]
    added = str(read_rule(deadline.rule)) if deadline.rule else plural((day - deadline.set_on).days, "day")
    moment = "end of" if deadline.due_at is None else f"{local_time(deadline.due_at, zone):%H:%M} on"
    return f"{verb} {full_day_words(deadline.set_on)} + {added} = {moment} {full_day_words(day)} ({place(zone)})"


def place(zone: str) -> str:
    """Return the town by which a time zone is known: "London"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
