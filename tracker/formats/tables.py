"""A motion as tables: the same record, statuses and sentences as its page, a row for each thing.

Days are in the motion's own zone, instants in UTC. What a past day had not seen is left out, as on its pages.
"""

from collections.abc import Callable, Iterable
from typing import Any

from tracker.formats.csv_text import Column, Table, keys_of, words_of
from tracker.formats.evidence_tables import figures_table, responses_table, sources_table
from tracker.rules.deadlines import closes_at
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import Clock, Confidence, DeadlineKind, Gap, Ground, Reply, Status, Verdict
from tracker.wording.deadlines import arithmetic
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
)


def demand_cells(one: Standing) -> list[Any]:
    """Return the cells of one demand, in the order of `DEMANDS`."""
    demand = one.demand
    withdrawn = demand.withdrawn_on if demand.withdrawn_on and demand.withdrawn_on <= one.today else None
    return [
        demand.number,
        demand.title,
        demand.asks,
        demand.confidence,
        one.status,
        status_sentence(one),
        one.clock,
        one.reply,
        one.due_day,
        one.closes_at,
        closes_at(one.first, one.zone) if one.first else None,
        one.days_overdue,
        len(one.parts),
        one.count(Verdict.ANSWERED),
        withdrawn,
        keys_of(demand.citations),
    ]


def demands_table(whole: MotionStanding) -> Table:
    rows = [demand_cells(one) for one in whole.demands]
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
    )
    rows: list[list[Any]] = []
    for one in whole.demands:
        for part in one.parts:
            asked, found = part.question, part.finding
            cells: list[Any] = [one.demand.number, asked.letter, asked.text, asked.test, part.verdict]
            if found:
                cells += [found.gap, found.ground, found.reasoning, found.found_on, found.response_key]
            rows.append(cells + [None] * (len(columns) - len(cells)))
    return Table("questions", "The parts of the demands", columns, rows, ("demand", "letter"), (DEMAND, RESPONSE))


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
    )
    rows = []
    for one in whole.demands:
        for part in one.parts:
            for found in sorted(part.question.findings, key=lambda each: (each.found_on, each.id)):
                if found.found_on > one.today:
                    continue
                judged = [found.verdict, found.gap, found.ground, found.reasoning, found.passage, found.found_on]
                about = [found.key, one.demand.number, part.question.letter, found.response_key]
                rest = [found.found_by, found is part.finding, found.figures or [], keys_of(found.citations)]
                rows.append([*about, *judged, *rest])
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
    )
    rows = [
        [one.demand.number, row.position, row.kind, row.due_on, row.due_at, row.set_on, row.set_by, row.agreed,
         row.basis, arithmetic(row, one.demand), keys_of(row.citations)]
        for one in whole.demands
        for row in one.demand.deadlines
        if row.set_on <= one.today
    ]  # fmt: skip
    return Table(
        "deadlines", "The deadlines, with all that moved them", columns, rows, ("demand", "position"), (DEMAND,)
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
    *(Column(one.value, "integer", f"How many demands: {one.label.lower()}", required=True) for one in Status),
    Column("revision", "integer", "How many entries its log has", required=True),
    Column("log_head", says="The seal of the newest entry", required=True),
)


def motions_table(wholes: Iterable[MotionStanding]) -> Table:
    rows = [
        [one.motion.slug, one.motion.title, one.motion.body, one.motion.addressee, one.motion.adopted_on,
         motion_sentence(one), *(one.counts.get(status, 0) for status in Status), one.motion.log_sequence,
         one.motion.log_head]
        for one in wholes
    ]  # fmt: skip
    return Table("motions", "Motions", MOTIONS, rows, ("slug",))


def overdue_table(late: Iterable[Standing]) -> Table:
    """Return demands across motions, each with the motion it belongs to."""
    columns = (Column("motion", says="The motion's id", required=True), *DEMANDS)
    rows = [[one.demand.motion.slug, *demand_cells(one)] for one in late]
    return Table("overdue", "Overdue demands", columns, rows, ("motion", "number"))
