"""The generated sentences: one for each demand and one for each motion, the same wherever they appear.

They say the fact and not the motive (docs/decisions/fairness.md#sentences), count parts and days, and name every
open part.
"""

from collections import Counter
from collections.abc import Iterable

from tracker.models import Finding
from tracker.rules.parts import Part
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Clock, PartState, Reply, Status, Verdict
from tracker.wording.dates import day_words, full_day_words, full_instant_words, month_words
from tracker.wording.deadlines import days_waiting, deadline_sentence
from tracker.wording.labels import counted_label, status_label, verdict_label
from tracker.wording.text import capital, first_sentence, listed, plain, plural

NAMED = (
    Verdict.PARTLY_ANSWERED,
    Verdict.NOT_ANSWERED,
    Verdict.REFUSED,
    Verdict.CANNOT_BE_JUDGED,
    Verdict.NOT_ASSESSED,
)
"""The verdicts whose parts a sentence names, in order."""
NOT_DUE = "Not due yet"
AHEAD = frozenset({Clock.RUNNING, Clock.DUE_SOON, Clock.DUE_TODAY, Clock.AWAITS_EVENT, Clock.PAUSED})
"""The clocks of a part whose deadline lies ahead."""
REASON = 160
"""The longest reason that a demand's sentence repeats, in characters."""


def status_sentence(standing: Standing) -> str:
    """Return the sentence by which a demand explains itself: status, open parts by name, deadline and days."""
    return " ".join(filter(None, [_status(standing), _named_parts(standing), deadline_sentence(standing)]))


def _status(standing: Standing) -> str:
    total, label = len(standing.parts), status_label(standing)
    match standing.status:
        case Status.WITHDRAWN:
            day = standing.demand.withdrawn_on
            return f"Withdrawn on {day_words(day)}." if day else "Withdrawn."
        case Status.ANSWERED | Status.REFUSED:
            return f"{label}: all {total} parts." if total > 1 else f"{label}."
        case Status.PARTIALLY_ANSWERED:
            return _partially(standing, total, label)
        case Status.BEING_ASSESSED:
            return _being_assessed(standing)
        case Status.NO_ANSWER_FOUND:
            return _no_answer_found(standing)
        case Status.OVERDUE:
            said = _accepted(standing) or _nothing_came_of_it(standing)
            return f"Overdue: {said}." if said else "Overdue."
        case _:
            return f"{capital(_accepted(standing) or _awaiting(standing))}."


def _awaiting(standing: Standing) -> str:
    if standing.is_action:
        return status_label(standing)
    return "Awaiting an answer" if standing.replies else "Awaiting a reply"


def _nothing_came_of_it(standing: Standing) -> str:
    """Say what is true of every part; nothing where the parts differ, for then each is named after it."""
    labels = [label for label, _ in open_by_label(standing)]
    return labels[0].lower() if len(labels) == 1 else ""


def _accepted(standing: Standing) -> str:
    """Say what a reply promised and when, and that it has not come about: "accepted in March 2026, not yet done"."""
    if standing.stance is None:
        return ""
    said, reply = standing.stance
    since = f"{said.label.lower()} in {month_words(reply.received_on)}"
    return f"{since}, not yet {'done' if standing.is_action else 'answered'}"


def _being_assessed(standing: Standing) -> str:
    waiting = [part.unjudged for part in standing.in_state(PartState.ASSESSING) if part.unjudged]
    first = min(waiting, key=lambda reply: reply.received_on)
    stance = f", with the word “{first.stance.label.lower()}”" if first.stance else ""
    late = f" Overdue: {_names(standing.overdue_parts)}." if standing.overdue_parts else ""
    return f"Being assessed: a reply came on {day_words(first.received_on)}{stance}.{late}"


def _no_answer_found(standing: Standing) -> str:
    """Say of which reply too little could be read, on what it does not decide, and what was certain before it came."""
    unread = standing.in_state(PartState.UNREAD)
    days = [part.unjudged.received_on for part in unread if part.unjudged]
    reply = f"a reply of {day_words(max(days))}" if days else "a reply"
    named = len(standing.parts) > 1 or unread[0].certain is None
    said = f"what could be read of {reply} does not decide{f' on {_names(unread)}' if named else ''}"
    return f"{status_label(standing)}: {said}. {_certain_before(unread)}".rstrip()


def _certain_before(unread: list[Part]) -> str:
    """Say what had been certain of parts that a later reply leaves open; of a sole part also why."""
    labels = [verdict_label(part, part.certain_verdict).lower() if part.certain else "" for part in unread]
    if len(unread) == 1:
        finding = unread[0].certain or unread[0].finding
        before = f"Before it: {labels[0]}." if labels[0] else ""
        return f"{before} {_reason(finding) if finding else ''}".strip()
    if labels[0] and len(set(labels)) == 1:
        return f"Before it: {labels[0]}, all {len(labels)} parts."
    of_each = {label: [unread[at] for at, own in enumerate(labels) if own == label] for label in labels if label}
    return " ".join(f"Before it, {label}: {_names(parts)}." for label, parts in of_each.items())


def _reason(finding: Finding) -> str:
    """Return why a finding was made, where that is short: its first sentence, else the words of its gap."""
    said = first_sentence(plain(finding.reasoning))
    return said if len(said) <= REASON else finding.gap.sentence if finding.gap else ""


def _partially(standing: Standing, total: int, label: str) -> str:
    answered = standing.count(Verdict.ANSWERED)
    if total == 1:
        return f"{label}."
    if answered:
        return f"{label}: {answered} of {total} parts."
    partly = standing.count(Verdict.PARTLY_ANSWERED)
    return f"{label}: no part in full, {partly} of {total} in part."


def _named_parts(standing: Standing) -> str:
    """Name every part that is not answered. A demand of one part needs no list, nor one of which nothing is known."""
    status, silent = standing.status, (Status.WITHDRAWN, Status.REFUSED, Status.BEING_ASSESSED, Status.NO_ANSWER_FOUND)
    if len(standing.parts) < 2 or status in silent:
        return ""
    named = open_by_label(standing)
    if status is not Status.PARTIALLY_ANSWERED and (len(named) == 1 or _is_untouched(standing)):
        return ""
    return " ".join(f"{label}: {_names(parts, with_certain=True)}." for label, parts in named)


def _is_untouched(standing: Standing) -> bool:
    """Tell whether a demand awaits all its parts alike: nothing is known of any, and they have one deadline or none."""
    unknown = standing.count(Verdict.NOT_ASSESSED) == len(standing.parts)
    return standing.status is Status.AWAITING and unknown and _shares_deadline(standing)


def open_by_label(standing: Standing) -> list[tuple[str, list[Part]]]:
    """Return the parts that are not answered, together under how they stand: theirs, then ours, then not due yet."""
    ours, ahead = standing.in_state(PartState.ASSESSING), _not_due_yet(standing)
    groups: dict[str, list[Part]] = {}
    for verdict in NAMED:
        for part in standing.with_verdict(verdict):
            if part not in ours and part not in ahead:
                groups.setdefault(verdict_label(part), []).append(part)
    groups |= {PartState.ASSESSING.label: ours} if ours else {}
    groups |= {NOT_DUE: ahead} if ahead else {}
    return list(groups.items())


def _not_due_yet(standing: Standing) -> list[Part]:
    """Return the parts of which nothing is known and nothing is due, where the deadlines of the parts differ."""
    if _shares_deadline(standing):
        return []
    unknown = [part for part in standing.in_state(PartState.OPEN) if part.verdict is Verdict.NOT_ASSESSED]
    return [part for part in unknown if part.clock in AHEAD]


def _shares_deadline(standing: Standing) -> bool:
    return len({part.due.row.letter if part.due else None for part in standing.parts}) == 1


def _names(parts: Iterable[Part], with_certain: bool = False) -> str:
    return listed(part.name + (_before(part) if with_certain else "") for part in parts)


def _before(part: Part) -> str:
    """Say what was certain of a part whose latest reply is not judged, or could not be."""
    if part.state not in (PartState.UNREAD, PartState.ASSESSING) or part.certain is None:
        return ""
    return f" (before that: {verdict_label(part, part.certain_verdict).lower()})"


def motion_sentence(whole: MotionStanding) -> str:
    """Return the standfirst of a motion: how many demands stand where, and what is overdue for how long."""
    total = len(whole.demands)
    counts = [f"{number:,} {counted_words(whole, status)}" for status, number in whole.counts.items()]
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


def counted_words(whole: MotionStanding, status: Status) -> str:
    """Return under which words the demands of a status are counted: "partially answered"."""
    return counted_label(whole, status).lower()


def waiting_sentence(whole: MotionStanding) -> str:
    """Return how much waits for our judgement, and the longest since when: the delay that is ours."""
    waiting = [one for one in whole.demands if one.in_state(PartState.ASSESSING)]
    if not waiting:
        return ""
    days = max(days_waiting(one) for one in waiting)
    since = f", the longest for {plural(days, 'day')}" if days else ""
    return f"Replies on {plural(len(waiting), 'demand')} wait for our judgement{since}: that delay is ours."


def other_demands(whole: MotionStanding, numbers: list[int]) -> str | None:
    others = [standing for standing in whole.demands if standing.demand.number not in numbers]
    rest = Counter(status_label(standing).lower() for standing in sorted(others, key=_in_order))
    if not rest:
        return None
    counts = listed(f"{number} {label}" for label, number in rest.items())
    return f"The other demand: {counts[2:]}." if rest.total() == 1 else f"The other {rest.total()} demands: {counts}."


def _in_order(standing: Standing) -> int:
    return list(Status).index(standing.status)


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
