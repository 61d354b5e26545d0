"""Which entries of the log move a demand in a calendar, and the number by which calendars tell which one is newer.

Rule: docs/decisions/data-and-sharing.md#feeds-and-calendars.

RFC 5545, section 3.8.7.4: SEQUENCE is raised when an event is moved or cancelled. Ours is the number, in the motion's
log, of the last entry that set or moved the demand's deadline, or withdrew the demand: it never falls, other changes
leave it alone, and mails and feeds come to the same number.
"""

import json
from datetime import date, datetime
from typing import Any

from tracker.models import Change, Demand
from tracker.rules.dates import day_start
from tracker.rules.notification_rules import notification_kind
from tracker.vocabulary import ChangeKind, NotificationKind

_ALWAYS = frozenset({ChangeKind.DEADLINE_SET, ChangeKind.DEADLINE_MOVED, ChangeKind.DEMAND_WITHDRAWN})
TOUCHING = _ALWAYS | {ChangeKind.ENTRY_AMENDED, ChangeKind.ENTRY_WITHDRAWN}
"""The kinds of entry among which there are moves."""


def is_move(change: Change) -> bool:
    """Tell whether an entry of the log put a deadline on another day, or withdrew a demand or took that back."""
    if change.kind in _ALWAYS:
        return True
    if change.kind not in TOUCHING:
        return False
    if change.subject.startswith("demand/"):
        return bool(_withdrawn_on(change.before) != _withdrawn_on(change.after))
    return notification_kind(change) is NotificationKind.DEADLINE_MOVED


def calendar_sequence(demand: Demand, at: datetime) -> int:
    """Return the SEQUENCE of a demand's event at an aware instant; 0 where nothing had been set by then."""
    zone = demand.motion.time_zone
    return max((move.sequence for move in demand.moves if _counts_from(move, zone) <= at), default=0)


def _counts_from(change: Change, zone: str) -> datetime:
    """Return from when a move counts: a withdrawal from its own day, which the log has in what it says."""
    day = _withdrawn_on(change.after) if change.kind is ChangeKind.DEMAND_WITHDRAWN else None
    return day_start(date.fromisoformat(day), zone) if day else change.happened_at


def _withdrawn_on(entry: str) -> Any:
    return (json.loads(entry) or {}).get("withdrawn_on")
