"""The generated sentences: one for each demand and one for each motion, the same wherever they appear.

They say the fact and not the motive (docs/decisions/fairness.md#sentences), count parts and days, and name every
open part.
"""

from collections import Counter

from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import PartState, Reply, Status, Verdict
from tracker.wording.dates import day_words, full_day_words, full_instant_words
from tracker.wording.deadlines import deadline_sentence
from tracker.wording.text import listed, plural

NAMED = (
    (Verdict.PARTLY_ANSWERED, "Partly answered"),
    (Verdict.NOT_ANSWERED, "Not answered"),
    (Verdict.REFUSED, "Refused"),
    (Verdict.CANNOT_BE_JUDGED, "Cannot be judged"),
    (Verdict.NOT_ASSESSED, "No answer recorded"),
)
"""The verdicts whose parts a sentence names, in order."""


def status_sentence(standing: Standing) -> str:
    """Return the sentence by which a demand explains itself: status, open parts by name, deadline and days."""
    return " ".join(filter(None, [_status(standing), _named_parts(standing), deadline_sentence(standing)]))


def _status(standing: Standing) -> str:
    total, label = len(standing.parts), standing.status.label
    match standing.status:
        case Status.WITHDRAWN:
            day = standing.demand.withdrawn_on
            return f"Withdrawn on {day_words(day)}." if day else "Withdrawn."
        case Status.ANSWERED | Status.REFUSED:
            return f"{label}: all {total} parts." if total > 1 else f"{label}."
        case Status.PARTIALLY_ANSWERED:
            return _partially(standing, total)
        case Status.BEING_ASSESSED:
            return f"Being assessed: a reply came on {day_words(standing.replies[-1].received_on)}."
        case Status.NO_ANSWER_FOUND:
            return _no_answer_found(standing)
        case Status.OVERDUE:
            judged = standing.count(Verdict.NOT_ANSWERED) == total
            return "Overdue: not answered." if judged else "Overdue: no answer recorded."
        case _:
            return "Awaiting a reply." if not standing.replies else "Awaiting an answer."


def _no_answer_found(standing: Standing) -> str:
    """Say of which reply too little could be read, and what was certain before it came."""
    unread = standing.in_state(PartState.UNREAD)
    days = [part.unjudged.received_on for part in unread if part.unjudged]
    reply = f"a reply of {day_words(max(days))}" if days else "a reply"
    said = f"No answer found: {reply} is in, and what could be read of it does not decide."
    certain = {part.certain_verdict for part in unread} & {Verdict.NOT_ANSWERED}
    return f"{said} Before it: not answered." if certain else said


def _partially(standing: Standing, total: int) -> str:
    answered = standing.count(Verdict.ANSWERED)
    if total == 1:
        return "Partially answered."
    if answered:
        return f"Partially answered: {answered} of {total} parts."
    partly = standing.count(Verdict.PARTLY_ANSWERED)
    return f"Partially answered: no part in full, {partly} of {total} in part."


def _named_parts(standing: Standing) -> str:
    """Name every part that is not answered. A demand of one part needs no list, nor one of which nothing is known."""
    status = standing.status
    if len(standing.parts) < 2 or status in (Status.WITHDRAWN, Status.REFUSED, Status.BEING_ASSESSED):
        return ""
    named = [(label, standing.with_verdict(verdict)) for verdict, label in NAMED]
    if len([parts for _, parts in named if parts]) == 1 and status is not Status.PARTIALLY_ANSWERED:
        return ""
    return " ".join(f"{label}: {listed(part.name for part in parts)}." for label, parts in named if parts)


def motion_sentence(whole: MotionStanding) -> str:
    """Return the standfirst of a motion: how many demands stand where, and what is overdue for how long."""
    total = len(whole.demands)
    counts = [f"{number} {_counted(status)}" for status, number in whole.counts.items()]
    sentence = f"Of {plural(total, 'demand')}: {listed(counts)}." if total else "No demand has been recorded."
    late = whole.overdue
    if not late:
        return sentence
    days = max(standing.days_overdue for standing in late)
    partly = any(standing.status is Status.PARTIALLY_ANSWERED for standing in late)
    what = f"Parts of {plural(len(late), 'demand')}" if partly else plural(len(late), "demand")
    verb = "is" if len(late) == 1 and not partly else "are"
    since = f"the longest for {plural(days, 'day')}" if days else "since today"
    return f"{sentence} {what} {verb} overdue, {since}."


def _counted(status: Status) -> str:
    return "awaiting a reply" if status is Status.AWAITING else status.label.lower()


def other_demands(whole: MotionStanding, numbers: list[int]) -> str | None:
    rest = Counter(standing.status for standing in whole.demands if standing.demand.number not in numbers)
    if not rest:
        return None
    counts = listed(f"{rest[status]} {status.label.lower()}" for status in Status if rest[status])
    return f"The other demand: {counts[2:]}." if rest.total() == 1 else f"The other {rest.total()} demands: {counts}."


def reply_sentence(standing: Standing) -> str:
    """Return what has come in, as of the instant of writing; never why."""
    checked = full_instant_words(standing.at, standing.zone)
    match standing.reply:
        case Reply.NONE:
            return f"We have recorded no reply as of {checked}."
        case Reply.ACKNOWLEDGED:
            return f"The demand was acknowledged; we have recorded no reply as of {checked}."
        case Reply.HOLDING:
            return f"A holding reply came; we have recorded no full reply as of {checked}."
        case _:
            return f"The latest reply on record is of {full_day_words(standing.replies[-1].received_on)}."
