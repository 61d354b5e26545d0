"""A motion as JSON (DESIGN section 5): the same record, statuses and sentences as the page."""

from datetime import date, datetime
from typing import Any

from tracker.models import (
    Citation,
    Deadline,
    Discrepancy,
    Event,
    Figure,
    Note,
    Response,
    Source,
    Statement,
)
from tracker.rules.deadlines import closes_at
from tracker.rules.findings import Part
from tracker.rules.instants import local_day
from tracker.rules.sentences import arithmetic, motion_sentence, status_sentence
from tracker.rules.status import MotionStanding, Standing, holds_since
from tracker.vocabulary import Headline


def motion_data(whole: MotionStanding, as_of: datetime | None = None) -> dict[str, Any]:
    """Return a motion's data at the standing's instant.

    `as_of` is the instant from which the data holds; unless given, the last at which time changed it. Instants are
    ISO 8601 in UTC, days are dates in the motion's zone, counts are by headline, zeros included.
    """
    motion, today = whole.motion, local_day(whole.at, whole.motion.time_zone)
    return {
        "slug": motion.slug,
        "title": motion.title,
        "body": motion.body,
        "addressee": motion.addressee,
        "adopted_on": _day(motion.adopted_on),
        "proposer": motion.proposer,
        "seconder": motion.seconder,
        "carried": motion.carried,
        "summary": motion.summary,
        "time_zone": motion.time_zone,
        "as_of": _instant(as_of or holds_since(motion, whole.at)),
        "revision": motion.log_sequence,
        "log_head": motion.log_head,
        "sentence": motion_sentence(whole),
        "counts": {headline.value: whole.counts.get(headline, 0) for headline in Headline},
        "demands": [_demand(one) for one in whole.demands],
        "notes": [_note(one) for one in motion.notes],
        "responses": [_response(one) for one in motion.responses if one.received_on <= today],
        "figures": [_figure(one) for one in motion.figures if one.published_on is None or one.published_on <= today],
        "events": [_event(one) for one in motion.events if one.happened_on <= today],
        "discrepancies": [_discrepancy(one) for one in motion.discrepancies],
        "statements": [_statement(one) for one in motion.statements if one.published_on and one.published_on <= today],
        "sources": [_source(one) for one in motion.sources_of_record],
    }


def _note(one: Note) -> dict[str, Any]:
    return {"about": one.about, "text": one.text, "demands": one.demands, "sources": _keys(one.citations)}


def _event(one: Event) -> dict[str, Any]:
    return {
        "id": one.key,
        "happened_on": _day(one.happened_on),
        "date_note": one.date_note,
        "text": one.text,
        "demands": one.demands,
        "sources": _keys(one.citations),
    }


def _discrepancy(one: Discrepancy) -> dict[str, Any]:
    return {
        "id": one.key,
        "text": one.text,
        "figures": one.figures,
        "state": one.state.value,
        "explanation": one.explanation,
        "explained_by": one.explained_by,
        "sources": _keys(one.citations),
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "id": one.key,
        "by": one.by,
        "demands": one.demands,
        "invited_on": _day(one.invited_on),
        "received_on": _day(one.received_on),
        "published_on": _day(one.published_on),
        "text": one.text,
    }


def _demand(one: Standing) -> dict[str, Any]:
    demand = one.demand
    return {
        "number": demand.number,
        "title": demand.title,
        "asks": demand.asks,
        "confidence": demand.confidence.value if demand.confidence else None,
        "confidence_note": demand.confidence_note,
        "status": one.headline.value,
        "sentence": status_sentence(one),
        "clock": one.clock.value,
        "reply": one.reply.value,
        "due_on": _day(one.due_day),
        "due_at": _instant(one.closes_at),
        "checked_until": _instant(one.checked_until),
        "first_due_at": _instant(_first_due(one)),
        "days_overdue": one.days_overdue,
        "days_overdue_first": one.days_overdue_first,
        "questions": [_question(part) for part in one.parts],
        "deadlines": [_deadline(row, one) for row in demand.deadlines if row.set_on <= one.today],
        "responses": [reply.key for reply in one.replies],
        "sources": _keys(demand.citations),
    }


def _first_due(one: Standing) -> datetime | None:
    return closes_at(one.first, one.zone) if one.first else None


def _question(part: Part) -> dict[str, Any]:
    found = part.finding
    said = {
        "letter": part.question.letter,
        "text": part.question.text,
        "test": part.question.test,
        "verdict": part.verdict.value,
        "gap": found.gap.value if found and found.gap else None,
        "ground": found.ground.value if found and found.ground else None,
        "reasoning": found.reasoning if found else None,
        "found_on": _day(found.found_on) if found else None,
        "response": found.response_key if found else None,
        "sources": _keys(found.citations) if found else [],
    }
    return said | ({"passage": found.passage} if found and found.passage else {})


def _deadline(row: Deadline, one: Standing) -> dict[str, Any]:
    return {
        "due": _day(row.due_on) or _instant(row.due_at),
        "kind": row.kind.value,
        "set_on": _day(row.set_on),
        "set_by": row.set_by,
        "agreed": row.agreed,
        "basis": row.basis,
        "arithmetic": arithmetic(row, one.demand),
        "sources": _keys(row.citations),
    }


def _response(one: Response) -> dict[str, Any]:
    return {
        "id": one.key,
        "from": one.sender,
        "form": one.form.value,
        "reply": one.reply.value,
        "received_on": _day(one.received_on),
        "received_note": one.received_note,
        "title": one.title,
        "summary": one.summary,
        "disputed": one.disputed,
        "demands": one.demands,
        "sources": _keys(one.citations),
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "id": one.key,
        "measure": one.measure,
        "label": one.label,
        "value": format(one.value, "f"),
        "unit": one.unit,
        "precision": one.precision.value,
        "population": one.population,
        "period_from": _day(one.period_from),
        "period_to": _day(one.period_to),
        "published_by": one.published_by,
        "published_on": _day(one.published_on),
        "demands": one.demands,
        "note": one.note,
        "sources": _keys(one.citations),
    }


def _source(one: Source) -> dict[str, Any]:
    return {
        "id": one.key,
        "publisher": one.publisher,
        "title": one.title,
        "author": one.author,
        "published_on": _day(one.published_on),
        "published_note": one.published_note,
        "url": one.url,
        "archived_url": one.archived_url,
        "sha256": one.sha256,
        "kind": one.kind,
        "read": one.read.value,
        "note": one.note,
    }


def _keys(citations: list[Citation]) -> list[str]:
    return [citation.source.key for citation in citations]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z") if instant else None
