"""The other pages of a motion: its timeline, sources, figures and briefing."""

from collections import defaultdict

from flask import g, render_template

from tracker.models import Motion
from tracker.rules.figure_conflicts import figure_conflicts
from tracker.rules.known import Cited, KnownDays, is_by
from tracker.web.core.copying import MOTION
from tracker.web.core.filters import link
from tracker.web.core.open_record import open_motion
from tracker.web.core.routing import Door
from tracker.web.core.summaries import deadlines_in_words, read_counts
from tracker.web.public.figure_view import look, without_a_figure
from tracker.web.public.timeline import timeline
from tracker.web.public.top_notes import top_notes

bp = Door("pages", __name__)


@bp.get("/motions/<slug>/timeline", copied=MOTION)
def timeline_page(slug: str) -> str:
    motion, whole = open_motion(slug)
    return render_template("public/timeline.html", motion=motion, whole=whole, entries=timeline(motion, g.moment.day))


@bp.get("/motions/<slug>/sources", copied=MOTION)
def sources(slug: str) -> str:
    motion, whole = open_motion(slug)
    cited = resting(motion)
    rows = [(source, cited[source.key]) for source in motion.sources_of_record]
    counts = read_counts(motion.sources_of_record)
    return render_template("public/sources.html", motion=motion, whole=whole, rows=rows, read_counts=counts)


def resting(motion: Motion) -> dict[str, list[tuple[str, str]]]:
    """Return what rests on each source, by its key, as of the page's day: what to call it, and its address."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    days = KnownDays.of(motion)

    def add(row: Cited, label: str, address: str) -> None:
        for citation in row.citations if is_by(days.known_on(row), g.moment.day) else []:
            if (label, address) not in found[citation.source.key]:
                found[citation.source.key].append((label, address))

    add(motion, "the motion", link("motions.motion", slug=motion.slug))
    for demand in motion.demands:
        page = link("motions.demand", slug=motion.slug, number=demand.number)
        add(demand, f"demand {demand.number}", page)
        for row in demand.deadlines:
            add(row, f"deadline of demand {demand.number}", f"{page}#deadline")
        for question in demand.questions:
            for finding in question.findings:
                add(finding, f"finding on {demand.number}{question.letter}", f"{page}#part-{question.letter}")
    when = link("pages.timeline_page", slug=motion.slug)
    for response in motion.responses:
        add(response, f"reply of {response.received_on.isoformat()}", when)
    for event in motion.events:
        add(event, f"event of {event.happened_on.isoformat()}", when)
    numbers = link("pages.figures", slug=motion.slug)
    shown = _shown(motion)
    for figure in motion.figures:
        place = f"figure-{figure.key}"
        add(figure, f"figure: {figure.label}", f"{numbers}#{place}" if place in shown else numbers)
    for note in motion.notes:
        add(note, f"note on {note.about}", link("motions.motion", slug=motion.slug) + "#notes")
    for discrepancy in motion.discrepancies:
        place = f"difference-{discrepancy.key}"
        add(discrepancy, "difference between sources", f"{numbers}#{place}" if place in shown else numbers)
    return found


def _shown(motion: Motion) -> set[str]:
    noted = figure_conflicts(motion.figures, motion.discrepancies, motion.identities)
    return {
        *(f"figure-{figure.key}" for figure in motion.figures),
        *(f"difference-{noted_figure.key}" for noted_figure in noted),
    }


@bp.get("/motions/<slug>/figures", copied=MOTION)
def figures(slug: str) -> str:
    motion, whole = open_motion(slug)
    looked = look(motion)
    return render_template(
        "public/figures.html",
        motion=motion,
        whole=whole,
        looked=looked,
        unanswered=without_a_figure(whole),
        cautions=[note for note in motion.notes if note.about.lower().startswith("figures")],
    )


@bp.get("/motions/<slug>/briefing", copied=MOTION)
def briefing(slug: str) -> str:
    motion, whole = open_motion(slug)
    notes = [note for note in motion.notes if not note.demands]
    deadlines = deadlines_in_words(whole)
    return render_template(
        "public/briefing.html",
        motion=motion,
        whole=whole,
        notes=notes,
        deadlines=deadlines,
        top_notes=top_notes(motion),
    )
