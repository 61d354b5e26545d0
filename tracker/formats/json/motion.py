"""A motion as JSON (docs/decisions/data-and-sharing.md#json): the same record, statuses and sentences as the page."""

from datetime import datetime

from tracker import models
from tracker.formats.json.base import Addresses, instant, keys
from tracker.formats.json.record import (
    DeadlineData,
    DemandData,
    DiscrepancyData,
    EventData,
    FigureData,
    MotionData,
    NoteData,
    QuestionData,
    ResponseData,
    SourceData,
    StatementData,
)
from tracker.rules.dates import local_day
from tracker.rules.deadlines import closes_at
from tracker.rules.findings import Part
from tracker.rules.status import MotionStanding, Standing, holds_since
from tracker.vocabulary import Status
from tracker.wording.deadlines import arithmetic
from tracker.wording.status import motion_sentence, status_sentence


def motion_data(whole: MotionStanding, where: Addresses, as_of: datetime | None = None) -> MotionData:
    """Return a motion's data at the standing's instant, with addresses of the day that it is asked for.

    `as_of` is the instant from which the data holds; unless given, the last at which time changed it. Instants are
    in UTC, days are dates in the motion's zone, counts are by status, zeros included.
    """
    motion, today = whole.motion, local_day(whole.at, whole.motion.time_zone)
    slug = motion.slug
    return MotionData(
        slug=slug,
        title=motion.title,
        body=motion.body,
        addressee=motion.addressee,
        adopted_on=motion.adopted_on,
        proposer=motion.proposer,
        seconder=motion.seconder,
        carried=motion.carried,
        summary=motion.summary,
        time_zone=motion.time_zone,
        as_of=instant(as_of or holds_since(motion, whole.at)),
        revision=motion.log_sequence,
        log_head=motion.log_head,
        sentence=motion_sentence(whole),
        counts={status: whole.counts.get(status, 0) for status in Status},
        demands=[demand_of(one, where) for one in whole.demands],
        notes=[note_of(one) for one in motion.notes],
        responses=[response_of(one) for one in motion.responses if one.received_on <= today],
        figures=[
            figure_of(one, slug, where)
            for one in motion.figures
            if one.published_on is None or one.published_on <= today
        ],
        events=[_event(one) for one in motion.events if one.happened_on <= today],
        discrepancies=[discrepancy_of(one, slug, where) for one in motion.discrepancies],
        statements=[statement_of(one) for one in motion.statements if one.published_on and one.published_on <= today],
        sources=[source_of(one, slug, where) for one in motion.sources_of_record],
        links=where.of_motion(slug),
    )


def demand_of(one: Standing, where: Addresses) -> DemandData:
    """Return a demand and where it stands."""
    demand, slug = one.demand, one.demand.motion.slug
    page = where.demand(slug, demand.number)
    return DemandData(
        number=demand.number,
        title=demand.title,
        asks=demand.asks,
        confidence=demand.confidence,
        confidence_note=demand.confidence_note,
        status=one.status,
        sentence=status_sentence(one),
        clock=one.clock,
        reply=one.reply,
        due_on=one.due_day,
        due_at=_instant(one.closes_at),
        checked_until=_instant(one.checked_until),
        first_due_at=_instant(closes_at(one.first, one.zone) if one.first else None),
        days_overdue=one.days_overdue,
        days_overdue_first=one.days_overdue_first,
        questions=[_question(part, page) for part in one.parts],
        deadlines=[_deadline(row, one) for row in demand.deadlines if row.set_on <= one.today],
        responses=[reply.key for reply in one.replies],
        sources=keys(demand.citations),
        links=where.of_demand(slug, demand.number),
    )


def _question(part: Part, page: str) -> QuestionData:
    found = part.finding
    return QuestionData(
        letter=part.question.letter,
        text=part.question.text,
        test=part.question.test,
        verdict=part.verdict,
        gap=found.gap if found else None,
        ground=found.ground if found else None,
        reasoning=found.reasoning if found else None,
        found_on=found.found_on if found else None,
        response=found.response_key if found else None,
        sources=keys(found.citations) if found else [],
        passage=found.passage if found else None,
        figures=found.figures if found else [],
        address=f"{page}#part-{part.question.letter}",
    )


def _deadline(row: models.Deadline, one: Standing) -> DeadlineData:
    return DeadlineData(
        due=instant(row.due_at) if row.due_at else row.due_on,
        kind=row.kind,
        set_on=row.set_on,
        set_by=row.set_by,
        agreed=row.agreed,
        basis=row.basis,
        arithmetic=arithmetic(row, one.demand),
        sources=keys(row.citations),
    )


def response_of(one: models.Response) -> ResponseData:
    """Return something that came."""
    return ResponseData(
        id=one.key,
        sender=one.sender,
        form=one.form,
        reply=one.reply,
        received_on=one.received_on,
        received_note=one.received_note,
        title=one.title,
        summary=one.summary,
        disputed=one.disputed,
        demands=one.demands,
        sources=keys(one.citations),
    )


def figure_of(one: models.Figure, slug: str, where: Addresses) -> FigureData:
    """Return a published number of a motion."""
    return FigureData(
        id=one.key,
        measure=one.measure,
        series=one.series,
        label=one.label,
        value=format(one.value, "f"),
        unit=one.unit,
        precision=one.precision,
        population=one.population,
        period_from=one.period_from,
        period_to=one.period_to,
        published_by=one.published_by,
        published_on=one.published_on,
        where=one.where,
        demands=one.demands,
        note=one.note,
        sources=keys(one.citations),
        address=where.motion(slug, "/figures", f"figure-{one.key}"),
    )


def source_of(one: models.Source, slug: str, where: Addresses) -> SourceData:
    """Return a document that something rests on."""
    return SourceData(
        id=one.key,
        publisher=one.publisher,
        title=one.title,
        author=one.author,
        published_on=one.published_on,
        published_note=one.published_note,
        url=one.url,
        archived_url=one.archived_url,
        sha256=one.sha256,
        kind=one.kind,
        read=one.read,
        note=one.note,
        address=where.motion(slug, "/sources", f"source-{one.key}"),
    )


def note_of(one: models.Note) -> NoteData:
    """Return something to know about the record itself."""
    return NoteData(about=one.about, text=one.text, demands=one.demands, sources=keys(one.citations))


def _event(one: models.Event) -> EventData:
    return EventData(
        id=one.key,
        happened_on=one.happened_on,
        date_note=one.date_note,
        text=one.text,
        demands=one.demands,
        sources=keys(one.citations),
    )


def discrepancy_of(one: models.Discrepancy, slug: str, where: Addresses) -> DiscrepancyData:
    """Return two sources that differ."""
    return DiscrepancyData(
        id=one.key,
        text=one.text,
        figures=one.figures,
        state=one.state,
        explanation=one.explanation,
        explained_by=one.explained_by,
        sources=keys(one.citations),
        address=where.motion(slug, "/figures", f"difference-{one.key}"),
    )


def statement_of(one: models.Statement) -> StatementData:
    """Return the addressee's own words."""
    return StatementData(
        id=one.key,
        by=one.by,
        demands=one.demands,
        invited_on=one.invited_on,
        received_on=one.received_on,
        published_on=one.published_on,
        text=one.text,
    )


def _instant(value: datetime | None) -> datetime | None:
    return instant(value) if value else None
