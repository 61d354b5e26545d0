"""Prove the record: stored equals derived, rows equal the log replayed, and every log is intact. Nothing is written."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tracker.db import reading
from tracker.models import Change, Motion, Projection
from tracker.queries.corrections import CORRECTIONS
from tracker.queries.log import changes
from tracker.queries.motions import known_slugs, motion_by_slug, projections_of
from tracker.record.entries import content, flatten, record_of
from tracker.rules.hash_chain import broken_links
from tracker.rules.projection import Countdown, outlook
from tracker.rules.reminders import next_reminder
from tracker.vocabulary import ActorKind
from tracker.wording.service import broken_link_words


def check_motions(engine: Engine, now: datetime) -> tuple[list[str], int]:
    """Return everything that does not hold, a line each, and how many motions were looked at."""
    with reading(engine) as session:
        slugs = known_slugs(session)
    faults: list[str] = []
    for slug in slugs:
        # One motion at a time, so that memory stays flat.
        with reading(engine) as session:
            motion = motion_by_slug(session, slug)
            assert motion is not None  # No motion is ever deleted.
            faults += [f"{slug}: {fault}" for fault in _faults(session, motion, now)]
    return faults, len(slugs)


def _faults(session: Session, motion: Motion, now: datetime) -> Iterator[str]:
    log = changes(session, motion)[::-1]
    yield from map(broken_link_words, broken_links(log, motion.slug))
    if (motion.log_sequence, motion.log_head) != ((log[-1].sequence, log[-1].hash) if log else (0, "")):
        yield "the log's head is not its last entry"
    yield from _replay_faults(motion, log)
    yield from _projection_faults(session, motion, now)


def replay(log: list[Change]) -> dict[str, Any]:
    """Return what the log says is on record: the last version of every entry that was not taken off."""
    said: dict[str, Any] = {}
    for change in log:
        if change.actor_role is ActorKind.CLOCK or change.kind in CORRECTIONS:
            continue  # Neither what time did nor the note of a correction changes an entry.
        said[change.subject] = change.after_value
    return {subject: entry for subject, entry in said.items() if entry is not None}


def _replay_faults(motion: Motion, log: list[Change]) -> Iterator[str]:
    stored = {subject: content(entry) for subject, entry in flatten(record_of(motion)).items()}
    logged = replay(log)
    for subject in sorted(stored.keys() | logged.keys()):
        if stored.get(subject) != logged.get(subject):
            yield f"{subject} is not what the log says"


def _projection_faults(session: Session, motion: Motion, now: datetime) -> Iterator[str]:
    known = projections_of(session, motion.id)
    for demand in motion.demands:
        rows, ahead = known[demand.id], outlook(demand, now)
        if "" not in rows:
            yield f"demand {demand.number} has no projection"
            continue
        stored = (rows[""].status, rows[""].no_answer_from, rows[""].waiting_since)
        derived = (ahead.status, ahead.no_answer_from, ahead.waiting_since)
        if stored != derived:
            yield f"demand {demand.number} is projected as {stored} and derived as {derived}"
        for letter in sorted(rows.keys() | ahead.countdowns.keys()):
            about = f"demand {demand.number}{letter}"
            yield from _clock_faults(about, rows.get(letter), ahead.countdowns.get(letter, Countdown()), motion, now)


def _clock_faults(about: str, row: Projection | None, ahead: Countdown, motion: Motion, now: datetime) -> Iterator[str]:
    if row is None:
        yield f"{about} has a ledger and no projection"
        return
    stored = (row.outstanding, row.deadline_id, row.closes_at, row.overdue_from)
    derived = (ahead.outstanding, ahead.deadline_id, ahead.closes_at, ahead.overdue_from)
    if stored != derived:
        yield f"{about} is projected as {stored} and derived as {derived}"
    coming = next_reminder(ahead.passes_at, ahead.overdue_from if ahead.outstanding else None, motion.time_zone, now)
    if row.remind_at != coming and not (row.remind_at and row.remind_at <= now):
        yield f"{about} has its next reminder at {row.remind_at} and not at {coming}"
