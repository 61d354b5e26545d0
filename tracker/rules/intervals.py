"""The stretches of time in which a demand's standing is one and the same.

Rule: docs/decisions/status.md#intervals. Between two boundaries nothing changes but counted days.
"""

from collections.abc import Hashable, Iterator
from datetime import datetime, timedelta

from tracker.models import Demand
from tracker.rules.dates import MICROSECOND, day_start
from tracker.rules.deadlines import all_ledgers, due_of, ledger
from tracker.rules.findings import found_at, received_at, touches
from tracker.rules.parts import SOON_DAYS
from tracker.rules.status import Standing, standing


def boundaries(demand: Demand) -> list[datetime]:
    """Return every instant at which a demand's standing changes, in order: from that instant on it is another one."""
    return [at for at in sorted(set(_candidates(demand))) if _said(demand, at) != _said(demand, at - MICROSECOND)]


def _said(demand: Demand, at: datetime) -> Hashable:
    """Return all that is said of a demand at an instant, without what follows from counting days."""
    stood: Standing = standing(demand, at)
    parts = tuple((part.finding, part.state, part.clock, part.due, part.expected, part.replies) for part in stood.parts)
    return stood.status, stood.clock, stood.reply, stood.stance, parts


def _candidates(demand: Demand) -> Iterator[datetime]:
    zone = demand.motion.time_zone
    yield from (found_at(row, zone) for part in demand.questions for row in part.findings if not row.withdrawn)
    yield from (received_at(reply, zone) for reply in demand.motion.responses if touches(reply, demand))
    if demand.withdrawn_on:
        yield day_start(demand.withdrawn_on, zone)
    for made_at in {day_start(row.set_on, zone) for row in demand.deadlines if not row.withdrawn}:
        yield made_at
        for letter in all_ledgers(demand):
            yield from _of_due(demand, letter, made_at)


def _of_due(demand: Demand, letter: str, at: datetime) -> Iterator[datetime]:
    zone = demand.motion.time_zone
    due = due_of(ledger(demand, at, letter), demand.motion)
    if due and due.day and due.closes_at and due.checked_until:
        yield from (due.closes_at, due.checked_until)
        yield from (day_start(day, zone) for day in (due.day - timedelta(days=SOON_DAYS), due.day))
