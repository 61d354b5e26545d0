"""The follow-up that an editor may copy: a letter or a written question, from the parts that are open.

It says what was asked, by when, what came and what is open, each with its day; nothing of why.
"""

from collections.abc import Iterable, Iterator, Sequence

from tracker.models import Deadline, Motion
from tracker.rules.deadlines import all_ledgers, due_day, ledger
from tracker.rules.parts import Part
from tracker.rules.status import Standing
from tracker.vocabulary import DeadlineKind, PartState, Status, Term, Verdict
from tracker.wording.dates import day_words, instant_words
from tracker.wording.labels import verdict_label
from tracker.wording.status import AHEAD
from tracker.wording.text import isolated, listed


class FollowUp(Term):
    """The two shapes that a follow-up may have."""

    LETTER = "letter", "A letter", "To those it was asked of, with the history of each demand."
    QUESTION = "question", "A written question", "One sentence for each demand, to be tabled."


_MOVED = {DeadlineKind.EXTENDED: "put back", DeadlineKind.BROUGHT_FORWARD: "brought forward"}
_STOOD = {DeadlineKind.PAUSED: "The clock was paused", DeadlineKind.RESUMED: "The clock was started again"}


def open_demands(standings: Sequence[Standing]) -> list[Standing]:
    """Return the demands that have an open part and were not withdrawn."""
    return [one for one in standings if one.status is not Status.WITHDRAWN and open_parts(one)]


def open_parts(standing: Standing) -> list[Part]:
    """Return the parts of a demand that have no full answer, but for those whose reply waits for our judgement."""
    ours = standing.in_state(PartState.ASSESSING)
    return [part for part in standing.parts if part.verdict is not Verdict.ANSWERED and part not in ours]


def follow_up(shape: FollowUp, motion: Motion, chosen: Sequence[Standing], address: str) -> str:
    """Return the text of a follow-up on the chosen demands; `address` is where the public finds the record."""
    if shape is FollowUp.QUESTION:
        return "\n\n".join(_question(motion, standing) for standing in chosen) + "\n"
    names = _asked(part for standing in chosen for part in open_parts(standing))
    blocks = [
        _opening(motion, chosen, listed(names)),
        *("\n".join(_demand(motion, standing, tells_whom=len(names) > 1)) for standing in chosen),
        *_closing(motion, address),
    ]
    return "\n\n".join(blocks) + "\n"


def _asked(parts: Iterable[Part]) -> list[str]:
    """Return whom parts are asked of, each once."""
    return list(dict.fromkeys(part.addressee for part in parts if part.addressee))


def _opening(motion: Motion, chosen: Sequence[Standing], names: str) -> str:
    numbers = listed(str(standing.demand.number) for standing in chosen)
    word = "demand" if len(chosen) == 1 else "demands"
    today = f" as of {day_words(chosen[0].today)}" if chosen else ""
    adopted = f"adopted by {motion.body} on {day_words(motion.adopted_on)}"
    return (
        f"To: {names}\n"
        f"About: “{isolated(motion.title)}”, {adopted}: {word} {numbers}\n\n"
        f"The motion asked {names} for what is set out below. For each demand this letter gives the "
        f"deadline, what has come in, and the parts for which no full answer is on record{today}."
    )


def _demand(motion: Motion, standing: Standing, *, tells_whom: bool) -> Iterator[str]:
    yield f"Demand {standing.demand.number}: {standing.demand.title}"
    yield from (f"- {line}" for line in _history(motion, standing))
    yield "Open:"
    for part in open_parts(standing):
        letter = f"({part.question.letter}) " if len(standing.parts) > 1 else ""
        whom = f"; asked of {part.addressee}" if tells_whom else ""
        yield f"  {letter}{_flat(part.question.text)} [{_judged(part)}{whom}]"
    if ours := [part.question.letter for part in standing.in_state(PartState.ASSESSING)]:
        yield f"We have yet to judge what came on {_lettered(ours)}."


def _history(motion: Motion, standing: Standing) -> Iterator[str]:
    """Yield what happened, in the order of its days: asked, moved, asked again, and what came in."""
    zone = motion.time_zone
    letters = all_ledgers(standing.demand)
    rows = [row for letter in letters for row in ledger(standing.demand, standing.at, letter)]
    found = [(row.set_on, 0, _of_part(row, _row(row, zone))) for row in rows]
    if undated := [part.question.letter for part in standing.parts if part.due is None]:
        whose = f" for {_lettered(undated)}" if len(undated) < len(standing.parts) else ""
        found.append((motion.adopted_on, 0, f"Asked on {day_words(motion.adopted_on)}; no deadline was set{whose}."))
    for reply in standing.replies:
        what = f"{reply.form.label} from {reply.sender}, received on {day_words(reply.received_on)}"
        found.append((reply.received_on, 1, f"{what}{'' if reply.reply == 'received' else f' ({reply.reply.label})'}."))
    yield from (words for _, _, words in sorted(found, key=lambda entry: entry[:2]))
    if not standing.replies:
        yield "No reply is on record."


def _lettered(letters: Sequence[str]) -> str:
    """Name parts by their letters: "part (a)", "parts (a) and (c)"."""
    return f"part{'' if len(letters) == 1 else 's'} {listed(f'({letter})' for letter in letters)}"


def _of_part(row: Deadline, said: str) -> str:
    """Say of which part a row is, where it stands in the part's own ledger."""
    return f"Part ({row.letter}): {said[:1].lower()}{said[1:]}" if row.letter else said


def _row(row: Deadline, zone: str) -> str:
    made = day_words(row.set_on)
    if row.kind is DeadlineKind.ASKED_AGAIN:
        return f"Asked again on {made} by {row.set_by}."
    if row.kind in _STOOD:
        return f"{_STOOD[row.kind]} on {made} by {row.set_by}."
    due = row.event or (instant_words(row.due_at, zone) if row.due_at else day_words(due_day(row, zone)))
    if row.kind is DeadlineKind.EXPECTED:
        return f"Promised on {made} by {row.set_by}, for {due}."
    if row.kind in _MOVED:
        return f"Deadline {_MOVED[row.kind]} to {due}, on {made}, by {row.set_by}."
    return f"Asked on {made}, for {due}."


def _judged(part: Part) -> str:
    found = part.finding
    word = verdict_label(part).lower()
    if found is None:
        return f"{word}, not due yet" if part.clock in AHEAD else word
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
    days = {part.due.day if part.due else None for part in parts}
    due = _due(parts[0]) if len(days) == 1 else ""
    each = [_flat(part.question.text).rstrip(".") + ("" if len(days) == 1 else _due(part)) for part in parts]
    names = _asked(parts)
    if len(names) > 1:
        each = [f"{asked} (of {part.addressee})" for asked, part in zip(each, parts, strict=True)]
    what = "; ".join(f"({number}) {asked}" for number, asked in enumerate(each, 1)) if len(each) > 1 else each[0]
    demand = f"demand {standing.demand.number} ({isolated(standing.demand.title)})"
    return (
        f"To ask {listed(names)}, with reference to {demand} of the motion "
        f"“{isolated(motion.title)}”, adopted by {motion.body} on {day_words(motion.adopted_on)}{due}, what the "
        f"answer is to the following: {what}."
    )


def _due(part: Part) -> str:
    return f", due on {day_words(part.due.day)}" if part.due and part.due.day else ""


def _flat(text: str) -> str:
    return " ".join(text.split())
