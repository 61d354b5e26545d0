"""Queue the alerts of what is recorded, in its own transaction: notifications, whom they concern, the messages.

All that is recorded at once is one `MailBatch`, so that a person hears of it in one mail. The alerts of the first
followers are made in the same transaction, those of the others after it (fan_out.py).
"""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from tracker.models import IS_LIVE, Change, MailBatch, Message, Notification, NotificationTarget, Subscription
from tracker.operations.notify.corrections import (
    JUDGED,
    correct_recipients,
    stop,
    versions_sent,
    was_sent,
    wrong_notifications,
)
from tracker.operations.notify.fan_out import fan_out
from tracker.rules.change_facts import Recorded, demand_numbers, facts_of
from tracker.rules.notification_rules import (
    ADVERSE_WAIT,
    EVERYTHING,
    demand_target,
    is_adverse,
    is_stale,
    motion_target,
    notification_kind,
)
from tracker.vocabulary import ChangeKind, Clock, Frequency, MessageState, NotificationKind, Visibility


def anyone_follows(session: Session) -> bool:
    return session.scalar(select(Subscription.id).where(IS_LIVE).limit(1)) is not None


def new_batch(
    session: Session, now: datetime, due_at: datetime, pace: Frequency = Frequency.AT_ONCE, **values: Any
) -> MailBatch:
    """Begin a batch at an aware instant; its key names its mails and cannot be guessed."""
    batch = MailBatch(key=secrets.token_hex(16), pace=pace, recorded_at=now, due_at=due_at, **values)
    session.add(batch)
    session.flush()
    return batch


def announce(session: Session, recorded: Recorded, now: datetime, *, only_corrections: bool = False) -> None:
    """Queue the alerts for what was just recorded of a motion: `announce_together` for one act."""
    announce_together(session, [recorded], now, only_corrections=only_corrections)


def announce_together(
    session: Session, acts: Sequence[Recorded], now: datetime, *, only_corrections: bool = False
) -> None:
    """Queue the alerts for what was just recorded of motions, in one batch, in the caller's transaction.

    With `only_corrections` it is not news: only those who were sent something wrong hear of it.

    Nobody is notified of a motion that is not public, nor of old news (rules/notification_rules). A motion that has
    just been made public makes that one notification.
    """
    public = [recorded for recorded in acts if recorded.motion.visibility is Visibility.PUBLIC]
    news = [(recorded, kind, change) for recorded in public for kind, change in _news(recorded, now)]
    if not news:
        return
    adverse = any(is_adverse(change) for recorded in public for change in recorded.changes)
    batch = new_batch(session, now, now + ADVERSE_WAIT if adverse else now)
    for recorded, kind, change in news:
        _notify_change(session, recorded, batch, kind, change, is_news=not only_corrections)
    wait_for_what_waits(session, batch)
    fan_out(session, batch)


def _news(recorded: Recorded, now: datetime) -> list[tuple[NotificationKind, Change]]:
    kinds = [(kind, change) for change in recorded.changes if (kind := notification_kind(change))]
    published = [pair for pair in kinds if pair[0] is NotificationKind.MOTION_PUBLISHED]
    # It is published now, whenever it was adopted.
    return published or [(kind, change) for kind, change in kinds if not is_stale(change.happened_at, now)]


def _notify_change(
    session: Session, recorded: Recorded, batch: MailBatch, kind: NotificationKind, change: Change, *, is_news: bool
) -> None:
    facts, motion = facts_of(recorded, change), recorded.motion
    numbers = demand_numbers(change, motion)
    about = {"subject": change.subject, "motion_id": motion.id, "demands": numbers, "change_id": change.id}
    if kind is not NotificationKind.MOTION_PUBLISHED:
        about["happened_at"] = change.happened_at
    wrong = wrong_notifications(session, change)
    if wrong:
        stop(session, wrong, change)
        _correct(session, batch, change, wrong, facts, about)
        # Those who were not sent what was wrong need not hear of it.
        facts = {name: value for name, value in facts.items() if name not in ("before", "headlines")}
    taken_back = wrong and change.kind is ChangeKind.ENTRY_WITHDRAWN
    if is_news and kind is not NotificationKind.CORRECTION and not taken_back:
        notification = _notification(session, batch, kind, facts, **about)
        demands = [demand_target(demand.id) for demand in motion.demands if demand.number in numbers]
        targets = [EVERYTHING, motion_target(motion.id), *demands]
        rows = [{"notification_id": notification.id, "target": target} for target in targets]
        session.execute(insert(NotificationTarget), rows)


def _correct(
    session: Session, batch: MailBatch, change: Change, wrong: list[int], facts: dict[str, Any], about: dict[str, Any]
) -> None:
    """Queue the corrections of a change: one for each version that readers were sent, naming what it said."""
    of_finding = change.kind is not ChangeKind.CORRECTION
    versions: list[tuple[Any, list[int], list[int]]] = [(None, wrong, [])]
    if of_finding:
        versions = versions_sent(session, wrong, facts["after"])
    for said, notifications, later in versions:
        if was_sent(session, notifications, later):
            corrected = facts | {"of": "finding" if of_finding else _clock_entry(change)}
            if of_finding and said != facts["before"]:
                corrected["before"] = said
                corrected.pop("headlines", None)  # They are those of a version that these readers never heard of.
            correction = _notification(session, batch, NotificationKind.CORRECTION, corrected, **about)
            correction.replaces_id = notifications[0]
            correct_recipients(session, correction, notifications, batch.due_at, later)


def _clock_entry(correction: Change) -> str:
    """Return which entry of the clock a correction takes back."""
    passed = correction.before_value == {"clock": Clock.CHECKING.value}
    return (ChangeKind.DEADLINE_PASSED if passed else ChangeKind.OVERDUE).value


def _notification(
    session: Session, batch: MailBatch, kind: NotificationKind, facts: dict[str, Any], **about: Any
) -> Notification:
    """Add a notification of what `about` says; it happened when it was recorded unless `about` says when."""
    about = {"happened_at": batch.recorded_at, "recorded_at": batch.recorded_at} | about
    notification = Notification(batch_id=batch.id, kind=kind, facts=json.dumps(facts), **about)
    session.add(notification)
    session.flush()
    return notification


def wait_for_what_waits(session: Session, batch: MailBatch) -> None:
    """Put a batch off until what waits about its motions has had its wait: a mail says how things stand by then."""
    mine = select(Notification.motion_id).where(Notification.batch_id == batch.id)
    batch.due_at = max(batch.due_at, waits_until(session, batch.recorded_at, mine) or batch.due_at)


def waits_until(session: Session, now: datetime, motions: Select[Any] | None = None) -> datetime | None:
    """Return until when findings wait that can still be stopped, of some motions or of any; None where none does."""
    query = select(func.max(MailBatch.due_at)).join(Notification, Notification.batch_id == MailBatch.id)
    query = query.where(MailBatch.due_at > now, Notification.kind.in_(JUDGED), Notification.cancelled_at.is_(None))
    return session.scalar(query if motions is None else query.where(Notification.motion_id.in_(motions)))


def notify_one(
    session: Session,
    subscriber_id: int,
    kind: NotificationKind,
    now: datetime,
    *,
    due_at: datetime | None = None,
    facts: dict[str, Any] | None = None,
    once: str | None = None,
) -> Notification:
    """Queue a word to one subscriber about their own alerts, to go at `due_at` or at once."""
    batch = new_batch(session, now, due_at or now, once=once)
    notification = _notification(session, batch, kind, facts or {}, subject=f"subscriber/{subscriber_id}")
    alert = Message(
        notification_id=notification.id,
        subscriber_id=subscriber_id,
        batch_id=batch.id,
        pace=Frequency.AT_ONCE,
        state=MessageState.PENDING,
        due_at=batch.due_at,
    )
    session.add(alert)
    session.flush()
    return notification
