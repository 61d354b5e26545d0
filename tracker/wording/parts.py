"""What the page of a demand says of one part beside its verdict: whose turn it is, by when, and who is asked."""

from collections.abc import Sequence

from tracker.models import Deadline, Response
from tracker.rules.deadlines import Due
from tracker.rules.parts import Part
from tracker.rules.status import Standing
from tracker.vocabulary import MOVING, Clock, DeadlineKind, PartState
from tracker.wording.dates import day_words
from tracker.wording.deadlines import deadline_sentence, of_part
from tracker.wording.labels import verdict_label
from tracker.wording.text import plain, plural


def has_own_deadline(part: Part) -> bool:
    """Tell whether a part's deadline stands in a ledger of its own."""
    return part.due is not None and bool(part.due.row.letter)


def part_state_sentence(standing: Standing, part: Part) -> str:
    """Say of a part whose reply is not judged, or could not be, what came, how late, and whose delay it has been."""
    reply, first = part.unjudged, part.stopped_by
    if reply is None:
        return ""
    second = reply if first and first is not reply else None
    if part.state is PartState.ASSESSING:
        return _assessing(standing, part, first or reply, second)
    late = plural(part.days_late, "day")
    later = f" came {late} after the deadline" if part.days_late else " is in"
    also = f", another of {day_words(second.received_on)}" if second else ""
    came = f"A reply of {day_words((first or reply).received_on)}{later}{also}; "
    return f"{_before(part)} {came}what could be read of {'them' if second else 'it'} does not decide.".strip()


def _assessing(standing: Standing, part: Part, first: Response, second: Response | None) -> str:
    days = (standing.today - (second or first).received_on).days
    waited = f"it has waited for our judgement for {plural(days, 'day')}" if days else "we have yet to judge it"
    came = f"A reply came on {day_words(first.received_on)}"
    came += f", {plural(part.days_late, 'day')} late" if part.days_late else ""
    if second:
        came += f"; what could be read of it does not decide. Another came on {day_words(second.received_on)}"
    return f"{came}; {waited}."


def _before(part: Part) -> str:
    """Say what is certain, and of when: "At the deadline: not answered."."""
    reply, certain, due = part.stopped_by or part.unjudged, part.certain, part.due
    if reply is None or certain is None:
        return ""
    late = due is not None and due.day is not None and due.day < reply.received_on
    judged = certain.response.received_on if certain.response else None
    at_deadline = late and due is not None and due.day is not None and (judged is None or judged <= due.day)
    when = "At the deadline" if at_deadline else "Before that reply"
    return f"{when}: {verdict_label(part, certain.verdict).lower()}."


def part_facts(standing: Standing, part: Part) -> list[str]:
    """Return what a part has of its own, a sentence each: addressee, who leads, reference and deadline."""
    demand, question = standing.demand, part.question
    found = [f"Reference {plain(question.reference)}." if question.reference else ""]
    if question.addressee and question.addressee != (demand.addressee or demand.motion.addressee):
        found.append(f"Asked of {plain(question.addressee)}.")
    if question.responsible and question.responsible != demand.responsible:
        found.append(f"Led by {plain(question.responsible)}.")
    if has_own_deadline(part):
        found.append(deadline_sentence(of_part(standing, part)))
    return [said for said in found if said]


def demand_facts(standing: Standing) -> list[str]:
    """Return what a demand has of its own, a sentence each: reference, addressee where it is another, who leads."""
    demand = standing.demand
    found = [f"Reference {plain(demand.reference)}." if demand.reference else ""]
    if demand.addressee and demand.addressee != demand.motion.addressee:
        found.append(f"Asked of {plain(demand.addressee)}.")
    if demand.responsible:
        found.append(f"Led by {plain(demand.responsible)}.")
    return [said for said in found if said]


def ledger_lateness(standing: Standing, row: Deadline) -> str:
    """Say of a row of a ledger whether it is in force, and how late the parts are, or were, that go by it."""
    if row.kind not in MOVING:
        return "" if row.kind in (DeadlineKind.PAUSED, DeadlineKind.RESUMED) else "Does not move the clock."
    parts = [part for part in standing.parts if part.due and (part.due.row.letter or "") == (row.letter or "")]
    dues = [part.due for part in parts if part.due]
    in_force, is_first = any(due.row is row for due in dues), any(due.first is row for due in dues)
    if in_force:
        said = "First and in force" if is_first else "In force"
        return f"{said}.{_stood(dues[0])}{_late(parts, [part.days_late for part in parts])}"
    return f"First.{_late(parts, [part.days_late_first for part in parts])}" if is_first else "Replaced."


def _stood(due: Due) -> str:
    """Say what pauses did to a deadline in force."""
    if due.paused_on:
        return f" Paused since {day_words(due.paused_on)}."
    if due.stood_for and due.day:
        return f" The clock stood for {plural(due.stood_for, 'day')}, so it is due {day_words(due.day)}."
    return ""


def _late(parts: Sequence[Part], days: Sequence[int]) -> str:
    """Say for how long parts are open past a deadline, else by how much what came was late."""
    overdue = [late for part, late in zip(parts, days, strict=True) if part.clock is Clock.OVERDUE]
    if max(overdue, default=0):
        return f" Open for {plural(max(overdue), 'day')}."
    stopped = [late for part, late in zip(parts, days, strict=True) if part.clock is Clock.STOPPED]
    return f" What came was {plural(max(stopped), 'day')} late." if max(stopped, default=0) else ""
