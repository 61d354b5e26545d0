"""The other pages of a motion as JSON: timeline, figures, sources, changes, briefing."""

from flask import g

from tracker.formats.json.base import keys
from tracker.formats.json.motion import discrepancy_of, figure_of, note_of, source_of
from tracker.formats.json.numbers import FiguresData, Unanswered, check_of, difference_of, flow_of, series_of
from tracker.formats.json.pages import (
    Briefing,
    Changes,
    DeadlineInWords,
    Resting,
    SourceOfPage,
    Sources,
    Timeline,
    TimelineEntry,
    TopNoteData,
    briefing_demand,
    change_of,
)
from tracker.queries.log import count_entries, newest_entries
from tracker.vocabulary import SourceCoverage, Status
from tracker.web.core.context import read
from tracker.web.core.copying import MOTION_NOW, Copied, Each
from tracker.web.core.open_record import open_motion
from tracker.web.core.summaries import deadlines_in_words, open_by_verdict, published, read_counts
from tracker.web.data.api.lists import paging
from tracker.web.data.api.motions import stamp
from tracker.web.data.api.queries import OfChanges, OnDay
from tracker.web.data.api.table import OF_MOTION, addresses, answers
from tracker.web.public.figure_view import look, without_a_figure
from tracker.web.public.log import log_filter
from tracker.web.public.pages import resting
from tracker.web.public.timeline import timeline
from tracker.web.public.top_notes import top_notes
from tracker.wording.status import status_sentence

GROUP = "One motion"


@answers("/motions/<slug>/timeline.json", Timeline, query=OnDay, problems=OF_MOTION, group=GROUP, copied=MOTION_NOW)
def timeline_json(_asked: OnDay, slug: str) -> Timeline:
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


@answers("/motions/<slug>/figures.json", FiguresData, query=OnDay, problems=OF_MOTION, group=GROUP, copied=MOTION_NOW)
def figures_json(_asked: OnDay, slug: str) -> FiguresData:
    """Give the published figures, whether they add up, where sources differ, and what they leave open."""
    motion, whole = open_motion(slug)
    known, where = published(motion.figures, g.moment.day), addresses()
    looked = look(motion, known)
    return FiguresData(
        **stamp(whole),
        links=where.of_page(slug, "figures"),
        figures=[figure_of(figure, slug, where) for figure in known],
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
            for demand, parts in without_a_figure(whole, known)
        ],
    )


@answers("/motions/<slug>/sources.json", Sources, query=OnDay, problems=OF_MOTION, group=GROUP, copied=MOTION_NOW)
def sources_json(_asked: OnDay, slug: str) -> Sources:
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


@answers(
    "/motions/<slug>/changes.json",
    Changes,
    query=OfChanges,
    problems=OF_MOTION,
    group=GROUP,
    copied=Copied(Each.MOTION, more=("page",)),
)
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


@answers("/motions/<slug>/briefing.json", Briefing, query=OnDay, problems=OF_MOTION, group=GROUP, copied=MOTION_NOW)
def briefing_json(_asked: OnDay, slug: str) -> Briefing:
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
        deadlines=[DeadlineInWords(arithmetic=text, demands=numbers) for text, numbers in deadlines_in_words(whole)],
        demands=[
            briefing_demand(demand, status_sentence(demand), open_by_verdict(demand), where) for demand in whole.demands
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
