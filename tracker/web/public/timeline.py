"""What happened, in order of the days on which it happened: replies, findings, deadlines and other events."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tracker.models import Citation, Deadline, Demand, Motion
from tracker.rules.dates import day_last_instant, local_time
from tracker.rules.deadlines import all_ledgers, due_day, due_of, ledger
from tracker.vocabulary import DeadlineKind, label_of
from tracker.wording.dates import full_day_words
from tracker.wording.labels import is_action


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened: what kind it is, our words on it, the text of the record that follows, its demands."""

    day: date
    kind: str
    text: str
    demands: list[int] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    note: str | None = None
    said: str | None = None


def timeline(motion: Motion, until: date) -> list[TimelineRow]:
    """Return what had happened by the end of a day, oldest first; each kind keeps the order of the record."""
    entries = [*_motion(motion), *_deadlines(motion, until), *_responses(motion), *_findings(motion), *_events(motion)]
    return sorted((entry for entry in entries if entry.day <= until), key=lambda row: row.day)


def _motion(motion: Motion) -> Iterator[TimelineRow]:
    carried = f"{motion.body} adopted the motion “{motion.title}”."
    yield TimelineRow(motion.adopted_on, "Motion", carried, citations=motion.citations, note=motion.carried)


def _deadlines(motion: Motion, until: date) -> Iterator[TimelineRow]:
    """Rows that say the same of several demands are one entry."""
    groups: dict[tuple[date, str, str], dict[int, Demand]] = {}
    cited: dict[tuple[date, str, str], list[Citation]] = {}
    for demand in motion.demands:
        for row in demand.deadlines:
            part = f", demand {demand.number}, part ({row.letter})" if row.letter else ""
            key = (row.set_on, f"{_done(row, motion.time_zone)}{part}", row.set_by)
            groups.setdefault(key, {})[demand.number] = demand
            cited.setdefault(key, row.citations)
    for key, demands in groups.items():
        made, done, by = key
        yield TimelineRow(made, "Deadline", f"{done}, by {by}.", list(demands), cited[key])
    yield from _closings(motion, until)


def _closings(motion: Motion, until: date) -> Iterator[TimelineRow]:
    """The deadlines in force on a day, each on the day on which it closes; those of single parts by name."""
    at = day_last_instant(until, motion.time_zone)
    groups: dict[tuple[date, str], list[int]] = {}
    for demand in motion.demands:
        if demand.withdrawn_on and demand.withdrawn_on <= until:
            continue
        for letter in all_ledgers(demand):
            due = due_of(ledger(demand, at, letter), motion)
            if due and due.day and due.closes_at:
                whole = due.row.due_on is not None
                moment = "the end of this day" if whole else f"{local_time(due.closes_at, motion.time_zone):%H:%M}"
                part = f"The deadline of demand {demand.number}, part ({letter})" if letter else "The deadline"
                numbers = groups.setdefault((due.day, f"{part}: {moment}."), [])
                numbers += [] if demand.number in numbers else [demand.number]
    for (day, text), numbers in groups.items():
        yield TimelineRow(day, "Deadline", text, numbers)


def _done(row: Deadline, zone: str) -> str:
    """Say what a row of a ledger did: "Set for Monday 11 February 2019", "Paused", "Set for the next meeting"."""
    if row.kind in (DeadlineKind.PAUSED, DeadlineKind.RESUMED):
        return row.kind.label
    return f"{row.kind.label} for {row.event or full_day_words(due_day(row, zone))}"


def _responses(motion: Motion) -> Iterator[TimelineRow]:
    for response in motion.responses:
        text = f"{response.sender}, {response.form.label.lower()}:"
        about, note, said = response.demands, response.received_note, response.summary
        yield TimelineRow(response.received_on, "Reply", text, about, response.citations, note, said)


def _findings(motion: Motion) -> Iterator[TimelineRow]:
    for demand in motion.demands:
        for question in demand.questions:
            name = question.name or question.text.rstrip(" .;,")
            for finding in question.findings:
                label = label_of(finding.verdict, is_action(question)).lower()
                text = f"Demand {demand.number}, {name}: {label}."
                about, said = [demand.number], finding.reasoning
                yield TimelineRow(finding.found_on, "Finding (ours)", text, about, finding.citations, None, said)


def _events(motion: Motion) -> Iterator[TimelineRow]:
    for event in motion.events:
        about, note, said = event.demands, event.date_note, event.text
        yield TimelineRow(event.happened_on, "Event", "", about, event.citations, note, said)
