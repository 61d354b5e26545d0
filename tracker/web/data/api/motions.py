"""One motion as JSON, one demand, and the motion in the words of Popolo."""

from typing import Any

from flask import g

from tracker.formats.json.base import Addresses, instant
from tracker.formats.json.motion import (
    demand_of,
    figure_of,
    motion_data,
    note_of,
    response_of,
    source_of,
    statement_of,
)
from tracker.formats.json.pages import ChangeData, DemandPage, change_of
from tracker.formats.json.popolo import Popolo, popolo_data
from tracker.formats.json.record import MotionData, StatementData
from tracker.models import Motion, Statement
from tracker.queries.log import changes
from tracker.rules.status import MotionStanding, holds_since
from tracker.web.core.context import read
from tracker.web.core.copying import DEMAND, MOTION, MOTION_NOW
from tracker.web.core.open_record import around, open_demand, open_motion, statements_of
from tracker.web.core.summaries import published
from tracker.web.data.api.queries import OnDay
from tracker.web.data.api.table import OF_MOTION, addresses, answers, asked_as_of
from tracker.wording.status import motion_sentence, status_sentence

GROUP = "One motion"


@answers("/motions/<slug>.json", MotionData, query=OnDay, problems=OF_MOTION, group=GROUP, copied=MOTION)
def motion_json(_asked: OnDay, slug: str) -> MotionData:
    """Give a motion: what was asked of whom, by when, where every demand stands, and on which sources."""
    _, whole = open_motion(slug)
    return motion_data(whole, addresses(), asked_as_of())


@answers(
    "/motions/<slug>/demands/<int:number>.json", DemandPage, query=OnDay, problems=OF_MOTION, group=GROUP, copied=DEMAND
)
def demand_json(_asked: OnDay, slug: str, number: int) -> DemandPage:
    """Give one demand: its parts, what came in on it, its deadlines and its history."""
    motion, whole, standing = open_demand(slug, number, "Its demands are in the motion's own answer.")
    where = addresses()
    figures = [figure for figure in published(motion.figures, g.moment.day) if number in figure.demands]
    notes = [note for note in motion.notes if number in note.demands]
    before, *after = around(standing, whole)
    neighbours = [where.demand(slug, near.demand.number, ".json") if near else None for near in (before, *after)]
    demand = demand_of(standing, where)
    answer = DemandPage(
        **stamp(whole),
        links=where.of_demand(slug, number),
        demand=demand,
        demand_sentence=status_sentence(standing),
        previous_demand=neighbours[0],
        next_demand=neighbours[1] if after else None,
        notes=[note_of(note) for note in notes],
        responses=[response_of(reply) for reply in standing.replies],
        statements=[_statement(said) for said in statements_of(motion, number)],
        figures=[figure_of(figure, slug, where) for figure in figures],
        changes=_history(motion, number, where),
        sources=[],
    )
    cited = _cited(answer)
    sources = [source_of(source, slug, where) for source in motion.sources_of_record if source.key in cited]
    return answer.model_copy(update={"sources": sources})


@answers("/motions/<slug>/popolo.json", Popolo, query=OnDay, problems=OF_MOTION, group=GROUP, copied=MOTION_NOW)
def popolo_json(_asked: OnDay, slug: str) -> Popolo:
    """Give a motion in the words of Popolo: Motion, VoteEvent, Person, Organization, with our `demands`."""
    _, whole = open_motion(slug)
    return popolo_data(whole, addresses(), asked_as_of())


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


def _history(motion: Motion, number: int, where: Addresses) -> list[ChangeData]:
    with read() as session:
        entries = [change for change in changes(session, motion, number) if change.happened_at <= g.moment.at]
        return [change_of(entry, motion.slug, where) for entry in entries]


def _cited(answer: DemandPage) -> set[str]:
    """Return the ids of the sources that an answer's own objects rest on."""
    demand = answer.demand
    citing: list[Any] = [demand, *demand.questions, *demand.deadlines]
    citing += [*answer.notes, *answer.responses, *answer.figures]
    return {key for entry in citing for key in entry.sources}
