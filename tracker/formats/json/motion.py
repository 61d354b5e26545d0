"""A motion as JSON (docs/decisions/data-and-sharing.md#json): the same record, statuses and sentences as the page."""

from datetime import date, datetime

from tracker import models
from tracker.formats.json.base import Addresses, about, counts_of, instant, keys
from tracker.formats.json.record import (
    CertainData,
    DeadlineData,
    DemandData,
    DiscrepancyData,
    EventData,
    FigureData,
    MotionData,
    NoteData,
    PromiseData,
    QuestionData,
    ResponseData,
    SourceData,
    StatementData,
)
from tracker.rules.dates import local_day
from tracker.rules.deadlines import first_closes_at
from tracker.rules.findings import received_at
from tracker.rules.parts import Part
from tracker.rules.status import MotionStanding, Standing
from tracker.wording.deadlines import arithmetic, promised_day
from tracker.wording.labels import status_label, verdict_label
from tracker.wording.status import status_sentence

note_of, response_of, statement_of = NoteData.of, ResponseData.of, StatementData.of
JUDGED = ("gap", "ground", "reasoning", "found_on", "found_at", "passage")
"""What a part has of its finding in force; all of it is null where there is none."""


def motion_data(whole: MotionStanding, where: Addresses, as_of: datetime | None = None) -> MotionData:
    """Return a motion's data at the standing's instant, with addresses of the day that it is asked for.

    `as_of` is the instant from which the data holds; unless given, the last at which time changed it.
    """
    motion, today = whole.motion, local_day(whole.at, whole.motion.time_zone)
    slug = motion.slug
    return MotionData.of(
        motion,
        **about(whole, as_of),
        counts=counts_of(whole),
        demands=[demand_of(standing, where) for standing in whole.demands],
        notes=[note_of(note) for note in motion.notes],
        responses=[
            response_of(response)
            for response in motion.responses
            if received_at(response, motion.time_zone) <= whole.at
        ],
        figures=[figure_of(figure, slug, where) for figure in motion.figures],
        events=[EventData.of(event) for event in motion.events if event.happened_on <= today],
        discrepancies=[discrepancy_of(discrepancy, slug, where) for discrepancy in motion.discrepancies],
        statements=[statement_of(row) for row in motion.statements if row.published_on and row.published_on <= today],
        sources=[source_of(source, slug, where) for source in motion.sources_of_record],
        links=where.of_motion(slug),
    )


def demand_of(standing: Standing, where: Addresses) -> DemandData:
    demand, slug = standing.demand, standing.demand.motion.slug
    page = where.demand(slug, demand.number)
    parts = [_part(part, standing, page) for part in standing.parts]
    return DemandData.of(
        demand,
        addressee=demand.addressee or demand.motion.addressee,
        topics=demand.topics or [],
        status=standing.status,
        label=status_label(standing),
        sentence=status_sentence(standing),
        stance=standing.stance[0] if standing.stance else None,
        clock=standing.clock,
        reply=standing.reply,
        due_on=standing.due_day,
        due_at=standing.closes_at,
        checked_until=standing.checked_until,
        first_due_at=first_closes_at(standing.due, standing.zone),
        days_overdue=standing.days_overdue,
        days_overdue_first=standing.days_overdue_first,
        expected_on=promised_day(standing),
        parts=parts,
        questions=parts,
        deadlines=[_deadline(row, demand) for row in demand.deadlines if row.set_on <= standing.today],
        responses=[reply.key for reply in standing.replies],
        links=where.of_demand(slug, demand.number),
    )


def _part(part: Part, standing: Standing, page: str) -> QuestionData:
    found, due = part.finding, part.due
    judged = {name: getattr(found, name, None) for name in JUDGED}
    return QuestionData.of(
        part.question,
        **judged,
        addressee=part.addressee,
        responsible=part.responsible,
        due_on=due.day if due else None,
        due_at=due.closes_at if due else None,
        first_due_at=first_closes_at(due, standing.zone),
        state=part.state,
        clock=part.clock,
        days_late=part.days_late,
        expected=PromiseData.of(part.expected, due=_due(part.expected)) if part.expected else None,
        verdict=part.verdict,
        label=verdict_label(part),
        certain=CertainData.of(part.certain, label=verdict_label(part, part.certain.verdict)) if part.certain else None,
        response=found.response_key if found else None,
        sources=keys(found.citations) if found else [],
        figures=found.figures if found else [],
        address=f"{page}#part-{part.question.letter}",
    )


def _deadline(row: models.Deadline, demand: models.Demand) -> DeadlineData:
    return DeadlineData.of(row, letter=row.letter or "", due=_due(row), arithmetic=arithmetic(row, demand))


def _due(row: models.Deadline) -> date | datetime | None:
    return instant(row.due_at) if row.due_at else row.due_on


def figure_of(figure: models.Figure, slug: str, where: Addresses) -> FigureData:
    address = where.motion(slug, "/figures", f"figure-{figure.key}")
    return FigureData.of(figure, value=format(figure.value, "f"), address=address)


def source_of(source: models.Source, slug: str, where: Addresses) -> SourceData:
    return SourceData.of(source, address=where.motion(slug, "/sources", f"source-{source.key}"))


def discrepancy_of(discrepancy: models.Discrepancy, slug: str, where: Addresses) -> DiscrepancyData:
    address = where.motion(slug, "/figures", f"difference-{discrepancy.key}")
    return DiscrepancyData.of(discrepancy, address=address)
