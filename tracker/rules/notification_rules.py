"""What a change of the record is worth telling, to whom, and when its mail may go at the earliest.

Old news is not mailed, and what says that somebody did not answer waits, so that a mistake can be stopped
(docs/decisions/alerts.md#what-is-mailed).
"""

import json
from datetime import datetime, timedelta
from typing import Any

from tracker.models import Change, Motion, Notification
from tracker.rules.findings import split_part
from tracker.rules.projection import parts_on
from tracker.rules.status import standing
from tracker.vocabulary import ADVERSE, MOVING, ChangeKind, Clock, DeadlineKind, NotificationKind, Visibility

STALE_AFTER = timedelta(days=7)
ADVERSE_WAIT = timedelta(minutes=15)
EVERYTHING = "all"

_PLAIN = {
    ChangeKind.DEADLINE_PASSED: NotificationKind.DEADLINE_PASSED,
    ChangeKind.OVERDUE: NotificationKind.OVERDUE,
    ChangeKind.RESPONSE_RECORDED: NotificationKind.REPLY_RECORDED,
    ChangeKind.FINDING_MADE: NotificationKind.FINDING_MADE,
    ChangeKind.DEADLINE_MOVED: NotificationKind.DEADLINE_MOVED,
    ChangeKind.DEMAND_WITHDRAWN: NotificationKind.DEMAND_WITHDRAWN,
    ChangeKind.CORRECTION: NotificationKind.CORRECTION,
}
_EDITED = (ChangeKind.ENTRY_AMENDED, ChangeKind.ENTRY_WITHDRAWN)
JUDGEMENT = ("verdict", "gap", "ground")


def motion_target(motion_id: int) -> str:
    return f"motion:{motion_id}"


def demand_target(demand_id: int) -> str:
    return f"demand:{demand_id}"


def notification_kind(change: Change) -> NotificationKind | None:
    """Return the kind of notification that a change makes, or None where it is not worth a mail."""
    if change.kind in _PLAIN:
        return _PLAIN[change.kind]
    if change.kind in (ChangeKind.MOTION_RECORDED, ChangeKind.MOTION_AMENDED):
        return NotificationKind.MOTION_PUBLISHED if _made_public(change) else None
    if change.kind in _EDITED:
        noun = change.noun
        if noun == "finding" and judgement(change.before) != judgement(change.after):
            return NotificationKind.FINDING_MADE
        if noun == "deadline" and _due(change.before) != _due(change.after):
            return NotificationKind.DEADLINE_MOVED
    return None


def is_correction_of_finding(change: Change) -> bool:
    """Tell whether a change takes back a judgement that stood: another verdict, gap or ground for the same finding."""
    return change.kind in _EDITED and notification_kind(change) is NotificationKind.FINDING_MADE


def judgement(entry: str) -> dict[str, str | None] | None:
    """Return what a finding's entry (JSON text) judged: its verdict, gap and ground; None for no entry."""
    found = json.loads(entry)
    return {name: found.get(name) for name in JUDGEMENT} if found else None


def is_adverse(change: Change) -> bool:
    """Tell whether a change says that something was not answered or was refused."""
    if change.noun != "finding":
        return False
    judged = judgement(change.after)
    return judged is not None and judged["verdict"] in ADVERSE


def is_stale(happened_at: datetime, recorded_at: datetime) -> bool:
    """Tell whether something was old news when it was recorded: it stands in the log and is not mailed."""
    return recorded_at - happened_at > STALE_AFTER


def _made_public(change: Change) -> bool:
    before, after = change.before_value or {}, change.after_value or {}
    public = Visibility.PUBLIC.value
    return after.get("visibility") == public and before.get("visibility") != public


def due_of(entry: str) -> dict[str, Any] | None:
    """Return the due day or instant of a deadline's entry (JSON text), or None for no entry and for one without."""
    found = json.loads(entry)
    return {"due": found["due"]} if found and found.get("due") else None


def _due(entry: str) -> dict[str, Any] | None:
    found = json.loads(entry)
    return due_of(entry) if found and found.get("kind", DeadlineKind.SET.value) in MOVING else None


_RUNNING = frozenset({Clock.RUNNING, Clock.DUE_SOON, Clock.DUE_TODAY})
_TRUE_WHILE = {
    NotificationKind.DUE_IN_7_DAYS: _RUNNING,
    NotificationKind.DUE_TOMORROW: _RUNNING,
    NotificationKind.DUE_TODAY: _RUNNING,
    NotificationKind.DEADLINE_PASSED: frozenset({Clock.CHECKING}),
    NotificationKind.STILL_OVERDUE: frozenset({Clock.OVERDUE}),
}
"""What the clock must say for a mail that speaks of the present; all else tells what happened and stays true."""


def still_true(notification: Notification, motion: Motion, now: datetime) -> bool:
    """Tell whether a notification still holds when its mail is written: time or the record may have overtaken it."""
    demand = next((row for row in motion.demands if row.number in notification.demands), None)
    if demand is None or notification.kind not in _TRUE_WHILE:
        return True
    stood, letter = standing(demand, now), split_part(notification.subject.partition("/")[2])[1]
    clocks = [part.clock for part in parts_on(stood, letter)] or [stood.clock]
    return any(clock in _TRUE_WHILE[notification.kind] for clock in clocks)
