"""Put a draft of a reply on record: the facts at once, each finding as soon as the rules of fairness let it.

What may not be published yet stays in the draft and waits there for a second person, or for the addressee.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Clearance, Draft, Editor, Finding, Motion, Response, Source
from tracker.operations.desk import drafts, offers
from tracker.operations.desk.drafts import ConflictError
from tracker.operations.desk.finding_gate import Weighed, live_offer, shown_parts, sources_of, weigh
from tracker.operations.desk.reply_draft import THE_REPLY, Came, ReplyDraft, demands_of, part_order, reply_of
from tracker.operations.record.log import lock_motion
from tracker.operations.record.publishing import Refusal, RefusedError, publish, refused, stored_table
from tracker.record.entries import Table
from tracker.record.fields import Entry
from tracker.record.schema import FindingEntry, ResponseEntry, SourceEntry
from tracker.rules.dates import local_day
from tracker.rules.findings import touches_part
from tracker.rules.wall_hours import instant_of
from tracker.vocabulary import Capability, DraftState, Gap, Ground, Reply, ResponseForm, SourceCoverage, Stance


@dataclass
class ReplyPlan:
    """What goes on record now, what clears it, and what has to wait."""

    changes: dict[str, Entry | None] = field(default_factory=dict)
    cleared: dict[str, Clearance] = field(default_factory=dict)
    response: str = ""
    ready: list[Weighed] = field(default_factory=list)
    waiting: list[Weighed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RecordedReply:
    """What became of a press on "publish": where to go, and how many findings wait."""

    result: str
    waiting: int = 0
    is_new: bool = True


def plan(
    session: Session,
    draft: Draft,
    data: ReplyDraft,
    who: Editor,
    now: datetime,
    *,
    adverse: bool,
    everything: bool = False,
) -> ReplyPlan:
    """Return what would go on record if `who` published at an aware instant.

    Only a reviewer publishes findings, and adverse ones only with `adverse`: its door asks for a sign-in of late. With
    `everything` all are taken, whatever they lack: for a preview.
    """
    motion = session.get_one(Motion, draft.motion_id)
    table = stored_table(session, motion.slug)
    keys, today = _Keys(session, motion), local_day(now, motion.time_zone)
    found = ReplyPlan(response=data.response)
    source = THE_REPLY
    if data.came is not None:
        found.response, source = _add_facts(found, data, data.came, keys, motion)
    for weighed in weigh(session, draft, data, table, motion.time_zone, who, now):
        allowed = who.role.can(Capability.PUBLISH) and weighed.is_ready and (adverse or not weighed.case.is_adverse)
        (found.ready if allowed or everything else found.waiting).append(weighed)
    for weighed in found.ready:
        _add_finding(found, weighed, data, keys, table, source, today)
    _add_statement(found, session, draft, table, today, now)
    return found


def put_on_record(
    session: Session,
    key: str,
    version: int,
    who: Editor,
    now: datetime,
    *,
    result: str,
    tells: bool,
    adverse: bool = False,
    data: ReplyDraft | None = None,
) -> RecordedReply:
    """Put on record what can be, once, and return where that leads; what has to wait stays in the draft.

    `data` is the draft with the hash of a file that was kept meanwhile. Raise ConflictError where the draft is not as
    its editor saw it, RefusedError where it does not fit the record.
    """
    draft = drafts.find(session, key)
    assert draft is not None
    session.refresh(draft, with_for_update=True)  # Another press may have committed while this one waited.
    stored = reply_of(draft)
    if draft.state is DraftState.PUBLISHED and draft.result:
        return RecordedReply(draft.result, is_new=False)
    if stored.recorded and stored.recorded[0] == version:
        return RecordedReply(stored.recorded[1], len(stored.judged), is_new=False)
    if draft.version != version or draft.state is DraftState.DISCARDED:
        raise ConflictError(draft)
    data = data or stored
    assert draft.motion_id is not None  # A reply is to a motion.
    motion = lock_motion(session, draft.motion_id)  # What is planned must still be so when it is written.
    found = plan(session, draft, data, who, now, adverse=adverse)
    _refuse_nothing(found, data)
    reason = "Judged part by part"
    if data.came is not None:
        reason = "A reply was recorded" + (", and judged part by part" if found.ready else "")
    publish(session, motion.slug, found.changes, who, now, reason=reason, tells=tells, cleared=found.cleared)
    if found.waiting:
        _leave_waiting(session, draft, data, found, who, now, result)
    else:
        taken = drafts.take(session, key, who, now, version)
        assert taken is not None
        taken.result = result
        _end_offer(session, taken, who, now)
    return RecordedReply(result, len(found.waiting))


def _refuse_nothing(found: ReplyPlan, data: ReplyDraft) -> None:
    faults = [
        Refusal(f"part/{finding.part}", finding.part, sentence)
        for finding in found.waiting
        for sentence in finding.faults
    ]
    if faults and data.came is None and not found.ready:
        raise RefusedError(*faults)
    if not found.changes:
        waits = "Nothing can go on record yet: see below what each finding still needs."
        raise refused(waits if data.judged else "No part is judged yet, so there is nothing to say.")


def _leave_waiting(
    session: Session, draft: Draft, data: ReplyDraft, found: ReplyPlan, who: Editor, now: datetime, result: str
) -> None:
    """Let the draft go on with what could not be published: as findings only, waiting for a second person."""
    version = draft.version
    published = {finding.part for finding in found.ready}
    parts = tuple(part for part in data.parts if part not in published)
    judged = {part: judged for part, judged in data.judged.items() if part not in published}
    left = replace(data, came=None, response=found.response, parts=parts, judged=judged, recorded=(version, result))
    title = draft.title if draft.title.startswith("Findings: ") else f"Findings: {draft.title}"
    saved = drafts.save(session, draft.key, version, left.data(), who, now, title)
    drafts.submit(session, draft.key, saved.version, who, now)


def _end_offer(session: Session, draft: Draft, who: Editor, now: datetime) -> None:
    """End an invitation whose days still run, where nothing is left that it was about."""
    offer = live_offer(session, draft)
    if offer is None or offer.answered_at or offer.declined_at:
        return
    end = offers.ends_at(session, offer)
    if end is None or now < end:
        offers.cancel(session, offer, who, now)


class _Keys:
    """Gives new entries keys that were never used, not even by what was taken off the record."""

    def __init__(self, session: Session, motion: Motion) -> None:
        self._used = {
            noun: set(session.scalars(select(noun.key).where(noun.motion_id == motion.id)))
            for noun in (Source, Response, Finding)
        }

    def free(self, noun: type[Any], wanted: str) -> str:
        used, key, count = self._used[noun], wanted, 1
        while key in used:
            count += 1
            key = f"{wanted}-{count}"
        used.add(key)
        return key


def _add_facts(found: ReplyPlan, data: ReplyDraft, came: Came, keys: _Keys, motion: Motion) -> tuple[str, str]:
    """Add the reply and, unless it is there already, its source; return the keys of both."""
    form = ResponseForm(came.form)
    source = came.source
    if not source:
        source = keys.free(Source, f"{came.form}-{came.received_on}")
        found.changes[f"source/{source}"] = _source(came, source, form)
    key = keys.free(Response, f"{came.form}-{came.received_on}")
    day = date.fromisoformat(came.received_on)
    found.changes[f"response/{key}"] = ResponseEntry.model_construct(
        id=key,
        sender=came.sender,
        form=form,
        reply=Reply(came.reply),
        received_on=day,
        received_at=instant_of(day, came.received_time, motion.time_zone) if came.received_time else None,
        title=came.title or None,
        summary=came.summary,
        stance=Stance(came.stance) if came.stance else None,
        demands=demands_of(data.parts),
        parts=_parts_named(motion, came.sender, data.parts),
        sources=[source],
    )
    return key, source


def _parts_named(motion: Motion, sender: str, parts: tuple[str, ...]) -> list[str]:
    """Return the parts that a reply has to name: those of each demand where naming none would mean others."""
    named: list[str] = []
    for demand in motion.demands:
        keys = {question.key: question for question in demand.questions}
        touched = [part for part in parts if part in keys]
        unnamed = Response(sender=sender, parts=[])
        if touched and set(touched) != {key for key in keys if touches_part(unnamed, keys[key], demand)}:
            named += sorted(touched, key=part_order)
    return named


def _source(came: Came, key: str, form: ResponseForm) -> SourceEntry:
    return SourceEntry.model_construct(
        id=key,
        publisher=came.publisher or came.sender,
        title=came.source_title or came.title or form.label,
        published_on=_day(came.published_on) or _day(came.received_on),
        url=came.url or None,
        archived_url=came.archived_url or None,
        file=f"{key}{came.ending}" if came.sha256 else None,
        sha256=came.sha256 or None,
        kind=form.label.lower(),
        read=SourceCoverage.WHOLE,
    )


def _add_finding(
    found: ReplyPlan, weighed: Weighed, data: ReplyDraft, keys: _Keys, table: Table, source: str, today: date
) -> None:
    judged = weighed.judged
    key = keys.free(Finding, f"{weighed.part}-{today}")
    found.changes[f"finding/{key}"] = FindingEntry.model_construct(
        id=key,
        demand=weighed.demand.number,
        question=weighed.question.letter,
        response=found.response or None,
        verdict=weighed.case.verdict,
        gap=Gap(judged.gap) if judged.gap else None,
        ground=Ground(judged.ground) if judged.ground else None,
        reasoning=judged.reasoning,
        passage=judged.passage or None,
        found_on=today,
        figures=list(judged.figures),
        sources=[source if name == THE_REPLY else name for name in sources_of(data, judged, table)],
    )
    found.cleared[f"finding/{key}"] = weighed.clearance()
    if not weighed.question.test and judged.test:
        found.changes[f"question/{weighed.part}"] = weighed.question.model_copy(update={"test": judged.test})


def _add_statement(found: ReplyPlan, session: Session, draft: Draft, table: Table, today: date, now: datetime) -> None:
    """Add what became of the right of reply, with the first finding that it is about."""
    offer = live_offer(session, draft)
    if offer is None or not found.ready or f"statement/{offer.statement_key}" in table:
        return
    parts = shown_parts(offer)
    if not any(finding.part in parts for finding in found.ready):
        return
    try:
        entry = offers.statement_entry(session, offer, demands_of(tuple(parts)), today, now)
    except offers.OfferRefusedError:
        return
    found.changes[f"statement/{offer.statement_key}"] = entry


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if typed else None
