"""One motion as JSON: the whole, one demand, its other pages, and the motion in the words of Popolo."""

from typing import Any

from flask import g

from tracker.formats.json.base import instant, keys
from tracker.formats.json.motion import (
    demand_of,
    discrepancy_of,
    figure_of,
    motion_data,
    note_of,
    response_of,
    source_of,
    statement_of,
)
from tracker.formats.json.numbers import FiguresData, Unanswered, check_of, difference_of, flow_of, series_of
from tracker.formats.json.pages import (
    Briefing,
    Changes,
    DeadlineInWords,
    DemandPage,
    Resting,
    SourceOfPage,
    Sources,
    Timeline,
    TimelineEntry,
    TopNoteData,
    briefing_demand,
    change_of,
)
from tracker.formats.json.popolo import Popolo, popolo_data
from tracker.formats.json.record import MotionData, StatementData
from tracker.models import Statement
from tracker.queries.log import count_entries, newest_entries
from tracker.rules.status import MotionStanding, holds_since
from tracker.vocabulary import SourceCoverage, Status
from tracker.web.core.context import read
from tracker.web.core.copying import DEMAND, MOTION, MOTION_NOW, Copied, Each
from tracker.web.core.open_record import around, history_of, open_demand, open_motion, statements_of
from tracker.web.core.summaries import deadlines_in_words, read_counts
from tracker.web.data.api.lists import paging
from tracker.web.data.api.queries import OfChanges
from tracker.web.data.api.table import ONE_MOTION, addresses, answers, asked_as_of
from tracker.web.public.figure_view import look, without_a_figure
from tracker.web.public.log import log_filter
from tracker.web.public.pages import resting
from tracker.web.public.timeline import timeline
from tracker.web.public.top_notes import top_notes
from tracker.wording.status import motion_sentence, open_by_label, status_sentence


@answers("/motions/<slug>.json", ONE_MOTION, copied=MOTION)
def motion_json(slug: str) -> MotionData:
    """Give a motion: what was asked of whom, by when, where every demand stands, and on which sources."""
    _, whole = open_motion(slug)
    return motion_data(whole, addresses(), asked_as_of())


@answers("/motions/<slug>/demands/<int:number>.json", ONE_MOTION, copied=DEMAND)
def demand_json(slug: str, number: int) -> DemandPage:
    """Give one demand: its parts, what came in on it, its deadlines and its history."""
    motion, whole, standing = open_demand(slug, number, "Its demands are in the motion's own answer.")
    where = addresses()
    figures = [figure for figure in motion.figures if number in figure.demands]
    notes = [note for note in motion.notes if number in note.demands]
    neighbours = around(standing, whole)
    before, after = [where.demand(slug, near.demand.number, ".json") if near else None for near in neighbours]
    answer = DemandPage(
        **stamp(whole),
        links=where.of_demand(slug, number),
        demand=demand_of(standing, where),
        demand_sentence=status_sentence(standing),
        previous_demand=before,
        next_demand=after,
        notes=[note_of(note) for note in notes],
        responses=[response_of(reply) for reply in standing.replies],
        statements=[_statement(said) for said in statements_of(motion, number)],
        figures=[figure_of(figure, slug, where) for figure in figures],
        changes=[change_of(entry, slug, where) for entry in history_of(motion, number)],
        sources=[],
    )
    cited = _cited(answer)
    sources = [source_of(source, slug, where) for source in motion.sources_of_record if source.key in cited]
    return answer.model_copy(update={"sources": sources})


@answers("/motions/<slug>/popolo.json", ONE_MOTION, copied=MOTION_NOW)
def popolo_json(slug: str) -> Popolo:
    """Give a motion in the words of Popolo: Motion, VoteEvent, Person, Organization, with our `demands`."""
    _, whole = open_motion(slug)
    return popolo_data(whole, addresses(), asked_as_of())


@answers("/motions/<slug>/timeline.json", ONE_MOTION, copied=MOTION_NOW)
def timeline_json(slug: str) -> Timeline:
    """Give what happened, day by day, oldest first."""
    motion, whole = open_motion(slug)
    entries = [
        TimelineEntry(
            day=row.day,
            kind=row.kind,
            text=row.text,
            note=row.note,
            demands=row.demands,
            sources=keys(row.citations),
        )
        for row in timeline(motion, g.moment.day)
    ]
    return Timeline(**stamp(whole), links=addresses().of_page(slug, "timeline"), entries=entries)


@answers("/motions/<slug>/figures.json", ONE_MOTION, copied=MOTION_NOW)
def figures_json(slug: str) -> FiguresData:
    """Give the published figures, whether they add up, where sources differ, and what they leave open."""
    motion, whole = open_motion(slug)
    where, looked = addresses(), look(motion)
    return FiguresData(
        **stamp(whole),
        links=where.of_page(slug, "figures"),
        figures=[figure_of(figure, slug, where) for figure in motion.figures],
        checks=[check_of(check, slug, where) for check in looked.checks],
        differences=[difference_of(difference) for difference in looked.differences],
        discrepancies=[discrepancy_of(found.noted, slug, where) for found in looked.differences if found.noted],
        series=series_of(looked.series),
        flows=[flow_of(flow.picture, slug, where) for flow in looked.flows],
        unanswered=[
            Unanswered(
                demand=demand.number,
                parts=[part.name for part in parts],
                address=where.demand(slug, demand.number, ".json"),
            )
            for demand, parts in without_a_figure(whole)
        ],
    )


@answers("/motions/<slug>/sources.json", ONE_MOTION, copied=MOTION_NOW)
def sources_json(slug: str) -> Sources:
    """Give every source, how much of it was read, and what rests on it."""
    motion, whole = open_motion(slug)
    where, cited, counts = addresses(), resting(motion), dict(read_counts(motion.sources_of_record))
    sources = [
        SourceOfPage(
            **dict(source_of(source, slug, where)),
            cited_by=[Resting(what=what, address=where.base + path) for what, path in cited[source.key]],
        )
        for source in motion.sources_of_record
    ]
    return Sources(
        **stamp(whole),
        links=where.of_page(slug, "sources"),
        read_counts={how: counts.get(how, 0) for how in SourceCoverage},
        sources=sources,
    )


@answers("/motions/<slug>/changes.json", ONE_MOTION, copied=Copied(Each.MOTION, more=("page",)))
def changes_json(asked: OfChanges, slug: str) -> Changes:
    """Give the log, the newest entry first: before, after, why, and the hashes that seal it."""
    motion, whole = open_motion(slug)
    where, wanted = addresses(), log_filter(motion, asked.kind, asked.demand)
    with read() as session:
        total = count_entries(session, wanted)
        entries = [change for change, _ in newest_entries(session, wanted, asked.page, asked.per_page)]
    given = asked.model_dump(mode="json", include={"kind", "demand"})
    return Changes(
        **stamp(whole),
        **paging(asked, total, f"/motions/{slug}/changes.json", where, given),
        links=where.of_page(slug, "changes") | {"log": where.log(slug)},
        changes=[change_of(entry, slug, where) for entry in entries],
    )


@answers("/motions/<slug>/briefing.json", ONE_MOTION, copied=MOTION_NOW)
def briefing_json(slug: str) -> Briefing:
    """Give the motion on one sheet: the status of every demand, its open parts, and what to know."""
    motion, whole = open_motion(slug)
    where = addresses()
    return Briefing(
        **stamp(whole),
        links=where.of_page(slug, "briefing"),
        body=motion.body,
        addressee=motion.addressee,
        adopted_on=motion.adopted_on,
        briefing_of=g.moment.day,
        carried=motion.carried,
        counts={status: whole.counts.get(status, 0) for status in Status},
        deadlines=[
            DeadlineInWords(arithmetic=one.words, demands=one.demands, parts=one.parts)
            for one in deadlines_in_words(whole)
        ],
        demands=[
            briefing_demand(demand, status_sentence(demand), open_by_label(demand), where) for demand in whole.demands
        ],
        notes=[note_of(note) for note in motion.notes if not note.demands],
        corrections=[
            TopNoteData(
                recorded_on=top_note.on,
                text=top_note.words,
                demand=top_note.demand,
                address=where.motion(slug, "/changes", f"entry-{top_note.sequence}"),
            )
            for top_note in top_notes(motion)
        ],
    )


def stamp(whole: MotionStanding) -> dict[str, Any]:
    """Return what every answer about one motion says first, but for its links."""
    motion = whole.motion
    return {
        "slug": motion.slug,
        "title": motion.title,
        "as_of": instant(asked_as_of() or holds_since(motion, whole.at)),
        "revision": motion.log_sequence,
        "log_head": motion.log_head,
        "sentence": motion_sentence(whole),
    }


def _statement(statement: Statement) -> StatementData:
    day, said = g.moment.day, statement_of(statement)
    later = {"received_on": None} if statement.received_on and statement.received_on > day else {}
    is_published = statement.published_on is not None and statement.published_on <= day
    unpublished = {} if is_published else {"published_on": None, "text": None}
    return said.model_copy(update=later | unpublished)


def _cited(answer: DemandPage) -> set[str]:
    """Return the ids of the sources that an answer's own objects rest on."""
    demand = answer.demand
    citing: list[Any] = [demand, *demand.questions, *demand.deadlines]
    citing += [*answer.notes, *answer.responses, *answer.figures]
    return {key for entry in citing for key in entry.sources}
