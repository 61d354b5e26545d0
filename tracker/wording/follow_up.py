"""The follow-up that an editor may copy: a letter or a written question, from the parts that are open.

It says what was asked, by when, what came and what is open, each with its day; nothing of why.
"""

from collections.abc import Iterator, Sequence

from tracker.models import Deadline, Motion
from tracker.rules.deadlines import due_day, ledger
from tracker.rules.parts import Part
from tracker.rules.status import Standing
from tracker.vocabulary import DeadlineKind, Status, Term, Verdict
from tracker.wording.dates import day_words, instant_words
from tracker.wording.labels import verdict_label
from tracker.wording.text import isolated, listed


class FollowUp(Term):
    """The two shapes that a follow-up may have."""

    LETTER = "letter", "A letter", "To those it was asked of, with the history of each demand."
    QUESTION = "question", "A written question", "One sentence for each demand, to be tabled."


CLOSED = (Status.WITHDRAWN, Status.ANSWERED)
_MOVED = {DeadlineKind.EXTENDED: "put back", DeadlineKind.BROUGHT_FORWARD: "brought forward"}
_STOOD = {DeadlineKind.PAUSED: "The clock was paused", DeadlineKind.RESUMED: "The clock ran on"}


def open_demands(standings: Sequence[Standing]) -> list[Standing]:
    """Return the demands that have a part without a full answer and were not withdrawn."""
    return [standing for standing in standings if standing.status not in CLOSED]


def open_parts(standing: Standing) -> list[Part]:
    """Return the parts of a demand that have no full answer."""
    return [part for part in standing.parts if part.verdict is not Verdict.ANSWERED]


def follow_up(shape: FollowUp, motion: Motion, chosen: Sequence[Standing], address: str) -> str:
    """Return the text of a follow-up on the chosen demands; `address` is where the public finds the record."""
    if shape is FollowUp.QUESTION:
        return "\n\n".join(_question(motion, standing) for standing in chosen) + "\n"
    blocks = [
        _opening(motion, chosen),
        *("\n".join(_demand(motion, standing)) for standing in chosen),
        *_closing(motion, address),
    ]
    return "\n\n".join(blocks) + "\n"


def _opening(motion: Motion, chosen: Sequence[Standing]) -> str:
    numbers = listed(str(standing.demand.number) for standing in chosen)
    word = "demand" if len(chosen) == 1 else "demands"
    today = f" as of {day_words(chosen[0].today)}" if chosen else ""
    adopted = f"adopted by {motion.body} on {day_words(motion.adopted_on)}"
    return (
        f"To: {motion.addressee}\n"
        f"About: “{isolated(motion.title)}”, {adopted}: {word} {numbers}\n\n"
        f"The motion asked {motion.addressee} for what is set out below. For each demand this letter gives the "
        f"deadline, what has come in, and the parts for which no full answer is on record{today}."
    )


def _demand(motion: Motion, standing: Standing) -> Iterator[str]:
    yield f"Demand {standing.demand.number}: {standing.demand.title}"
    yield from (f"- {line}" for line in _history(motion, standing))
    yield "Open:"
    for part in open_parts(standing):
        letter = f"({part.question.letter}) " if len(standing.parts) > 1 else ""
        yield f"  {letter}{_flat(part.question.text)} [{_judged(part)}]"


def _history(motion: Motion, standing: Standing) -> Iterator[str]:
    """Yield what happened, in the order of its days: asked, moved, asked again, and what came in."""
    zone = motion.time_zone
    found = [(row.set_on, 0, _row(row, zone)) for row in ledger(standing.demand, standing.at)]
    if not any(row.kind is DeadlineKind.SET for row in ledger(standing.demand, standing.at)):
        found.append((motion.adopted_on, 0, f"Asked on {day_words(motion.adopted_on)}; no deadline was set."))
    for reply in standing.replies:
        what = f"{reply.form.label} from {reply.sender}, received on {day_words(reply.received_on)}"
        found.append((reply.received_on, 1, f"{what}{'' if reply.reply == 'received' else f' ({reply.reply.label})'}."))
    yield from (words for _, _, words in sorted(found, key=lambda entry: entry[:2]))
    if not standing.replies:
        yield "No reply is on record."


def _row(row: Deadline, zone: str) -> str:
    made = day_words(row.set_on)
    if row.kind is DeadlineKind.ASKED_AGAIN:
        return f"Asked again on {made} by {row.set_by}."
    if row.kind in _STOOD:
        return f"{_STOOD[row.kind]} on {made} by {row.set_by}."
    if row.event is not None:
        return f"Asked on {made}, for {row.event}."
    due = instant_words(row.due_at, zone) if row.due_at else day_words(due_day(row, zone))
    if row.kind is DeadlineKind.EXPECTED:
        return f"Promised on {made} by {row.set_by}, for {due}."
    if row.kind in _MOVED:
        return f"Deadline {_MOVED[row.kind]} to {due}, on {made}, by {row.set_by}."
    return f"Asked on {made}, for {due}."


def _judged(part: Part) -> str:
    found = part.finding
    word = verdict_label(part).lower()
    if found is None:
        return word
    detail = found.gap or found.ground
    return f"{word}{f', {detail.label}' if detail else ''}, as judged on {day_words(found.found_on)}"


def _closing(motion: Motion, address: str) -> Iterator[str]:
    yield (
        "For each open part, please give the answer and the document it rests on. Where an answer will not be given, "
        "please say so and on what ground; where it will come later, please say on which day."
    )
    yield f"The record, with every source, is public: {address}"


def _question(motion: Motion, standing: Standing) -> str:
    parts = open_parts(standing)
    asked = [f"({number}) {_flat(part.question.text)}" for number, part in enumerate(parts, 1)]
    what = "; ".join(asked) if len(asked) > 1 else _flat(parts[0].question.text)
    due = f", due on {day_words(standing.due_day)}" if standing.due_day else ""
    demand = f"demand {standing.demand.number} ({isolated(standing.demand.title)})"
    return (
        f"To ask {motion.addressee}, with reference to {demand} of the motion "
        f"“{isolated(motion.title)}”, adopted by {motion.body} on {day_words(motion.adopted_on)}{due}, what the "
        f"answer is to the following: {what.rstrip('.')}."
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
