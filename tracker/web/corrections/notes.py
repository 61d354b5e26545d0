"""The notes of corrections that stand at the top of a motion's pages for 30 days (guide, section 4.2 rule 10)."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import g
from sqlalchemy import select

from tracker.models import Change, Motion
from tracker.operations.desk.requests import CORRECTIONS
from tracker.rules.instants import local_day
from tracker.rules.promises import NOTED_FOR
from tracker.web.core.cache import hold_no_longer_than
from tracker.web.core.context import read


@dataclass(frozen=True, slots=True)
class TopNote:
    """One note: when it was recorded, what it says, about which demand, and which entry of the log it is."""

    on: date
    words: str
    demand: int | None
    kind: str
    sequence: int


def top_notes(motion: Motion, demand: int | None = None) -> list[TopNote]:
    """Return the notes that stand at the moment of the page, the newest first.

    Of one demand's page, those about it and those about no demand in particular.
    The page may be kept no longer than until the first of them goes.
    """
    at: datetime = g.moment.at
    query = (
        select(Change)
        .where(Change.motion_id == motion.id, Change.kind.in_(CORRECTIONS))
        .where(Change.recorded_at > at - NOTED_FOR, Change.recorded_at <= at)
        .order_by(Change.sequence.desc())
    )
    if demand is not None:
        query = query.where((Change.demand_number == demand) | Change.demand_number.is_(None))
    with read() as session:
        found = list(session.scalars(query))
        session.expunge_all()
    if found and (g.moment.on is None or g.moment.on == g.moment.today):
        hold_no_longer_than(found[-1].recorded_at + NOTED_FOR)
    return [_note(one, motion.time_zone) for one in found]


def words_of(change: Change) -> str:
    """Return what a correction says of itself: the public note, or the sentence of the clock."""
    after = change.after_value
    noted = after.get("note") if isinstance(after, dict) else None
    return str(noted or change.reason_text)


def _note(change: Change, zone: str) -> TopNote:
    on = local_day(change.recorded_at, zone)
    return TopNote(on, words_of(change), change.demand_number, change.kind.value, change.sequence)
