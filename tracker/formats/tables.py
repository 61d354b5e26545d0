"""A motion as tables: the same record, statuses and sentences as its page, a row for each thing.

Days are in the motion's own zone, instants in UTC. What a past day had not seen is left out, as on its pages.
"""

from collections.abc import Callable, Iterable
from typing import Any

from tracker.formats.csv_text import Column, Table, cells_of, words_of
from tracker.formats.evidence_tables import figures_table, responses_table, sources_table
from tracker.rules.deadlines import first_closes_at
from tracker.rules.findings import findings_by
from tracker.rules.parts import Part
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import (
    Clock,
    Confidence,
    CountedFrom,
    DeadlineKind,
    Gap,
    Ground,
    PartKind,
    PartState,
    Reply,
    Roll,
    Stance,
    Status,
    Verdict,
)
from tracker.wording.deadlines import arithmetic, promised_day
from tracker.wording.labels import status_label, verdict_label
from tracker.wording.status import motion_sentence, status_sentence

DEMAND = (("demand",), "demands", ("number",))
QUESTION = (("demand", "question"), "questions", ("demand", "letter"))
RESPONSE = (("response",), "responses", ("id",))


DEMANDS = (
    Column("number", "integer", "Its number in the motion", required=True),
    Column("title", says="Our short title"),
    Column("asks", says="What it asks"),
    Column("confidence", says="How sure we are of it", words=words_of(Confidence)),
    Column("status", says="Its status", words=words_of(Status), required=True),
    Column("sentence", says="Where it stands, in one sentence", required=True),
    Column("clock", says="Where the deadline stands", words=words_of(Clock), required=True),
    Column("reply", says="What has come", words=words_of(Reply), required=True),
    Column("due_on", "date", "The last day of the deadline in force"),
    Column("due_at", "datetime", "The instant at which that deadline closes"),
    Column("first_due_at", "datetime", "The instant at which the first deadline closed"),
    Column("days_overdue", "integer", "Days past the deadline in force", required=True),
    Column("parts", "integer", "How many parts it has", required=True),
    Column("parts_answered", "integer", "How many of them are answered in full", required=True),
    Column("withdrawn_on", "date", "The day on which those who made it took it back"),
    Column("sources", says="Ids of its sources"),
    Column("label", says="Its status in words", required=True),
    Column("reference", says="The body's own number for it"),
    Column("addressee", says="Who has to answer", required=True),
    Column("responsible", says="The officer or office that leads"),
    Column("topics", says="What it is about"),
    Column("stance", says="What the latest reply that says so makes of it", words=words_of(Stance)),
    Column("expected_on", "date", "The day for which the addressee has promised an answer"),
)


def demand_cells(standing: Standing) -> list[Any]:
    """Return the cells of one demand, in the order of `DEMANDS`."""
    demand = standing.demand
    withdrawn = demand.withdrawn_on if demand.withdrawn_on and demand.withdrawn_on <= standing.today else None
    return cells_of(
        DEMANDS,
        demand,
        status=standing.status,
        sentence=status_sentence(standing),
        clock=standing.clock,
        reply=standing.reply,
        due_on=standing.due_day,
        due_at=standing.closes_at,
        first_due_at=first_closes_at(standing.due, standing.zone),
        days_overdue=standing.days_overdue,
        parts=len(standing.parts),
        parts_answered=standing.count(Verdict.ANSWERED),
        withdrawn_on=withdrawn,
        label=status_label(standing),
        addressee=demand.addressee or demand.motion.addressee,
        topics=demand.topics or [],
        stance=standing.stance[0] if standing.stance else None,
        expected_on=promised_day(standing),
    )


def demands_table(whole: MotionStanding) -> Table:
    rows = [demand_cells(standing) for standing in whole.demands]
    return Table("demands", "The demands and where each stands", DEMANDS, rows, ("number",))


def questions_table(whole: MotionStanding) -> Table:
    """Return the parts of every demand with the verdict in force on each."""
    columns = (
        Column("demand", "integer", "The demand it is a part of", required=True),
        Column("letter", says="Its letter", required=True),
        Column("text", says="What is asked"),
        Column("test", says="What would count as an answer"),
        Column("verdict", says="The verdict in force", words=words_of(Verdict), required=True),
        Column("gap", says="What is missing", words=words_of(Gap)),
        Column("ground", says="On what ground it was refused", words=words_of(Ground)),
        Column("reasoning", says="Why it is judged so"),
        Column("found_on", "date", "As of which day"),
        Column("response", says="Id of the reply it is judged by"),
        Column("label", says="The verdict in words", required=True),
        Column("kind", says="Whether it asks for an answer or an action", words=words_of(PartKind), required=True),
        Column("reference", says="The body's own number for it"),
        Column("addressee", says="Who has to answer"),
        Column("responsible", says="The officer or office that leads"),
        Column("state", says="How far it has got", words=words_of(PartState), required=True),
        Column("clock", says="Where its deadline stands", words=words_of(Clock), required=True),
        Column("due_on", "date", "The last day of its deadline in force"),
        Column("due_at", "datetime", "The instant at which that deadline closes"),
        Column("days_late", "integer", "Days by which those asked are or were late", required=True),
        Column("certain", says="The last verdict that decides it", words=words_of(Verdict)),
    )
    rows = [
        cells_of(columns, part.question, **_of_part(part), demand=standing.demand.number)
        for standing in whole.demands
        for part in standing.parts
    ]
    return Table("questions", "The parts of the demands", columns, rows, ("demand", "letter"), (DEMAND, RESPONSE))


def _of_part(part: Part) -> dict[str, Any]:
    found, due = part.finding, part.due
    judged = ("gap", "ground", "reasoning", "found_on")
    return {name: getattr(found, name, None) for name in judged} | {
        "verdict": part.verdict,
        "label": verdict_label(part),
        "response": found.response_key if found else None,
        "addressee": part.addressee,
        "responsible": part.responsible,
        "state": part.state,
        "clock": part.clock,
        "due_on": due.day if due else None,
        "due_at": due.closes_at if due else None,
        "days_late": part.days_late,
        "certain": part.certain.verdict if part.certain else None,
    }


def findings_table(whole: MotionStanding) -> Table:
    """Return every finding that had been made, those that a later one replaced as well."""
    columns = (
        Column("id", says="Its id", required=True),
        Column("demand", "integer", "The demand", required=True),
        Column("question", says="The part's letter", required=True),
        Column("response", says="Id of the reply it is judged by"),
        Column("verdict", says="The verdict", words=words_of(Verdict), required=True),
        Column("gap", says="What is missing", words=words_of(Gap)),
        Column("ground", says="On what ground it was refused", words=words_of(Ground)),
        Column("reasoning", says="Why it is judged so", required=True),
        Column("passage", says="The words of the reply that it rests on"),
        Column("found_on", "date", "As of which day", required=True),
        Column("found_by", says="Who judged"),
        Column("in_force", "boolean", "Whether no later finding has replaced it", required=True),
        Column("figures", says="Ids of the figures it rests on"),
        Column("sources", says="Ids of its sources"),
        Column("found_at", "datetime", "The instant, where it is known"),
        Column("label", says="The verdict in words", required=True),
    )
    rows = []
    for standing in whole.demands:
        for part in standing.parts:
            for found in findings_by(part.question, standing.at, standing.zone):
                about = {"demand": standing.demand.number, "question": part.question.letter}
                rest = {"response": found.response_key, "in_force": found is part.finding}
                rest["label"] = verdict_label(part, found.verdict)
                rows.append(cells_of(columns, found, **about, **rest, figures=found.figures or []))
    return Table("findings", "Our findings", columns, rows, ("id",), (DEMAND, QUESTION, RESPONSE))


def deadlines_table(whole: MotionStanding) -> Table:
    """Return the ledger of every demand's deadlines."""
    columns = (
        Column("demand", "integer", "The demand", required=True),
        Column("position", "integer", "Its place in the ledger", required=True),
        Column("kind", says="What it did", words=words_of(DeadlineKind), required=True),
        Column("due_on", "date", "The last day"),
        Column("due_at", "datetime", "The instant, where one was set"),
        Column("set_on", "date", "The day on which it was set", required=True),
        Column("set_by", says="Who set it"),
        Column("agreed", "boolean", "Whether those who asked agreed"),
        Column("basis", says="On what basis"),
        Column("arithmetic", says="The sum in words"),
        Column("sources", says="Ids of its sources"),
        Column("ledger", says="Whose ledger it stands in: the demand's, as 2, or the part's, as 2b", required=True),
        Column("event", says="The event that is awaited, where no day is known"),
        Column("counted_from", says="From which day its rule counts", words=words_of(CountedFrom)),
        Column("received_on", "date", "The day of receipt, where it counts from that"),
        Column("roll", says="Where it goes from a day without work", words=words_of(Roll)),
    )
    rows = [
        cells_of(
            columns,
            row,
            demand=standing.demand.number,
            ledger=f"{standing.demand.number}{row.letter or ''}",
            arithmetic=arithmetic(row, standing.demand),
        )
        for standing in whole.demands
        for row in standing.demand.deadlines
        if row.set_on <= standing.today
    ]
    return Table(
        "deadlines", "The deadlines, with all that moved them", columns, rows, ("ledger", "position"), (DEMAND,)
    )


TABLES: dict[str, Callable[[MotionStanding], Table]] = {
    "demands": demands_table,
    "questions": questions_table,
    "findings": findings_table,
    "deadlines": deadlines_table,
    "responses": responses_table,
    "figures": figures_table,
    "sources": sources_table,
}
"""The tables of a motion that follow from its record; `changes` follows from its log."""

MOTIONS = (
    Column("slug", says="Its id", required=True),
    Column("title", says="Its title", required=True),
    Column("body", says="Who adopted it", required=True),
    Column("addressee", says="Who has to answer", required=True),
    Column("adopted_on", "date", "When", required=True),
    Column("sentence", says="Where it stands, in one sentence", required=True),
    *(Column(status.value, "integer", f"How many demands: {status.label.lower()}", required=True) for status in Status),
    Column("revision", "integer", "How many entries its log has", required=True),
    Column("log_head", says="The seal of the newest entry", required=True),
)


def motions_table(wholes: Iterable[MotionStanding]) -> Table:
    rows = []
    for whole in wholes:
        counts = {status.value: whole.counts.get(status, 0) for status in Status}
        given = {"sentence": motion_sentence(whole), "revision": whole.motion.log_sequence}
        rows.append(cells_of(MOTIONS, whole.motion, **given, **counts))
    return Table("motions", "Motions", MOTIONS, rows, ("slug",))


def overdue_table(late: Iterable[Standing]) -> Table:
    """Return demands across motions, each with the motion it belongs to."""
    columns = (Column("motion", says="The motion's id", required=True), *DEMANDS)
    rows = [[standing.demand.motion.slug, *demand_cells(standing)] for standing in late]
    return Table("overdue", "Overdue demands", columns, rows, ("motion", "number"))
