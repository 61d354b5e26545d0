"""The notes of corrections that stand at the top of a motion's pages for 30 days.

Rule: docs/decisions/fairness.md#corrections.
"""

from dataclasses import dataclass
from datetime import date, datetime

from flask import g

from tracker.models import Change, Motion
from tracker.queries.corrections import corrections_between
from tracker.rules.dates import local_day
from tracker.rules.response_times import NOTED_FOR
from tracker.web.core.cache import hold_no_longer_than
from tracker.web.core.context import read
from tracker.wording.log import correction_note


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
    with read() as session:
        found = corrections_between(session, motion.id, at - NOTED_FOR, at, demand)
    if found and (g.moment.on is None or g.moment.on == g.moment.today):
        hold_no_longer_than(found[-1].recorded_at + NOTED_FOR)
    return [_note(change, motion.time_zone) for change in found]


def _note(change: Change, zone: str) -> TopNote:
    on = local_day(change.recorded_at, zone)
    return TopNote(on, correction_note(change), change.demand_number, change.kind.value, change.sequence)
