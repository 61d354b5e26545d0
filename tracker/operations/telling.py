"""Queue what followers are to be told, in the transaction that records it: notices, whom they concern, and the alerts.

All that is recorded at once is one `Moment`, so that a person hears of it in one mail. The alerts of a moment are made
by one INSERT … SELECT, whatever the number of followers; the fastest of several matching subscriptions wins.
"""

import json
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, insert, select, text
from sqlalchemy.orm import Session

from tracker.db import UTCDateTime
from tracker.models import Alert, Change, Moment, Motion, Notice, NoticeTarget, Subscription
from tracker.operations.corrections import (
    anyone_told,
    leave_out_those_told,
    stop,
    tell_those_told,
    versions_told,
    wrong_notices,
)
from tracker.rules.audience import (
    ADVERSE_WAIT,
    EVERYTHING,
    demand_target,
    is_adverse,
    is_correction_of_finding,
    is_stale,
    motion_target,
    notice_kind,
)
from tracker.rules.news import Recorded, demand_numbers, facts_of
from tracker.vocabulary import AlertState, ChangeKind, NoticeKind, Pace, Visibility

_COLUMNS = "notice_id, subscriber_id, moment_id, pace, state, due_at, attempts, unknowns"
_FOLLOWERS = """
SELECT t.notice_id, s.subscriber_id, {moment}, s.pace, '{state}', {due}, 0, 0
FROM notice n JOIN notice_target t ON t.notice_id = n.id JOIN subscription s ON s.target = t.target
WHERE n.moment_id = :moment AND s.live AND s.pace = '{pace}'
"""
FAN_OUT = f"INSERT INTO alert ({_COLUMNS}) " + " UNION ALL ".join(
    _FOLLOWERS.format(
        pace=pace.value,
        state=(AlertState.PENDING if pace is Pace.AT_ONCE else AlertState.WAITING).value,
        moment="CAST(:moment AS INTEGER)" if pace is Pace.AT_ONCE else "NULL",
        due=":due" if pace is Pace.AT_ONCE else "NULL",
    )
    for pace in Pace
)
"""Pace after pace, the fastest first: the unique key lets only the first of a person's subscriptions through."""


def anyone_follows(session: Session) -> bool:
    """Tell whether anybody is to be told anything."""
    return session.scalar(select(Subscription.id).where(text("live")).limit(1)) is not None


def new_moment(session: Session, now: datetime, due_at: datetime, pace: Pace = Pace.AT_ONCE, **values: Any) -> Moment:
    """Begin a moment at an aware instant; its key names its mails and cannot be guessed."""
    moment = Moment(key=secrets.token_hex(16), pace=pace, recorded_at=now, due_at=due_at, **values)
    session.add(moment)
    session.flush()
    return moment


def announce(session: Session, recorded: Recorded, now: datetime, *, only_corrections: bool = False) -> None:
    """Queue the alerts for what was just recorded of a motion, in the caller's transaction.

    With `only_corrections` it is not news: only those who were told something wrong hear of it.

    Nothing is told of a motion that is not public, nor what is old news (rules/audience). A motion that has just been
    made public is told as that alone.
    """
    if recorded.motion.visibility is not Visibility.PUBLIC:
        return
    worth = _worth_telling(recorded, now)
    if not worth:
        return
    due_at = now + ADVERSE_WAIT if any(is_adverse(change) for change in recorded.changes) else now
    moment = new_moment(session, now, due_at)
    for kind, change in worth:
        _tell_change(session, recorded, moment, kind, change, is_news=not only_corrections)
    wait_for_what_waits(session, moment)
    fan_out(session, moment)
    for _, change in worth:
        if is_correction_of_finding(change):
            leave_out_those_told(session, change)


def _worth_telling(recorded: Recorded, now: datetime) -> list[tuple[NoticeKind, Change]]:
    kinds = [(kind, change) for change in recorded.changes if (kind := notice_kind(change))]
    published = [pair for pair in kinds if pair[0] is NoticeKind.MOTION_PUBLISHED]
    # It is published now, whenever it was adopted.
    return published or [(kind, change) for kind, change in kinds if not is_stale(change.happened_at, now)]


def _tell_change(
    session: Session, recorded: Recorded, moment: Moment, kind: NoticeKind, change: Change, *, is_news: bool
) -> None:
    facts = facts_of(recorded, change)
    wrong = wrong_notices(session, change)
    if wrong:
        stop(session, wrong, change)
        _correct(session, recorded, moment, change, wrong, facts)
        # Whoever was not told of what was wrong need not hear of it.
        facts = {name: value for name, value in facts.items() if name not in ("before", "headlines")}
    taken_back = wrong and change.kind is ChangeKind.ENTRY_WITHDRAWN
    if is_news and kind is not NoticeKind.CORRECTION and not taken_back:
        notice = _notice(session, recorded, moment, kind, change, facts)
        _add_targets(session, notice, recorded.motion)


def _correct(
    session: Session, recorded: Recorded, moment: Moment, change: Change, wrong: list[int], facts: dict[str, Any]
) -> None:
    """Queue the corrections of a change: one for each version that readers were told, naming what they were told."""
    of_finding = change.kind is not ChangeKind.CORRECTION
    versions: list[tuple[Any, list[int], list[int]]] = [(None, wrong, [])]
    if of_finding:
        versions = versions_told(session, wrong, facts["after"])
    for said, notices, later in versions:
        if anyone_told(session, notices, later):
            told = facts | {"of": "finding" if of_finding else "overdue"}
            if of_finding and said != facts["before"]:
                told["before"] = said
                told.pop("headlines", None)  # They are those of a version that these readers never heard of.
            correction = _notice(session, recorded, moment, NoticeKind.CORRECTION, change, told)
            correction.replaces_id = notices[0]
            tell_those_told(session, correction, notices, moment.due_at, later)


def _notice(
    session: Session, recorded: Recorded, moment: Moment, kind: NoticeKind, change: Change, facts: dict[str, Any]
) -> Notice:
    now = moment.recorded_at
    notice = Notice(
        moment_id=moment.id,
        kind=kind,
        motion_id=recorded.motion.id,
        demands=demand_numbers(change, recorded.motion),
        change_id=change.id,
        subject=change.subject,
        happened_at=now if kind is NoticeKind.MOTION_PUBLISHED else change.happened_at,
        recorded_at=now,
        facts=json.dumps(facts),
    )
    session.add(notice)
    session.flush()
    return notice


def _add_targets(session: Session, notice: Notice, motion: Motion) -> None:
    about = [one for one in motion.demands if one.number in notice.demands]
    targets = [EVERYTHING, motion_target(motion.id), *(demand_target(one.id) for one in about)]
    session.execute(insert(NoticeTarget), [{"notice_id": notice.id, "target": target} for target in targets])


def wait_for_what_waits(session: Session, moment: Moment) -> None:
    """Put a moment off until what waits about its motions has had its wait: a mail says how things stand by then."""
    mine = select(Notice.motion_id).where(Notice.moment_id == moment.id)
    moment.due_at = max(moment.due_at, waits_until(session, moment.recorded_at, mine) or moment.due_at)


def waits_until(session: Session, now: datetime, motions: Select[Any] | None = None) -> datetime | None:
    """Return until when findings wait that can still be stopped, of some motions or of any; None where none does."""
    kinds = (NoticeKind.FINDING_MADE, NoticeKind.CORRECTION)
    query = select(func.max(Moment.due_at)).join(Notice, Notice.moment_id == Moment.id)
    query = query.where(Moment.due_at > now, Notice.kind.in_(kinds), Notice.cancelled_at.is_(None))
    return session.scalar(query if motions is None else query.where(Notice.motion_id.in_(motions)))


def fan_out(session: Session, moment: Moment) -> None:
    """Make the alerts of a moment: one for each notice and follower, by one statement."""
    statement = text(f"{FAN_OUT} ON CONFLICT DO NOTHING").bindparams(bindparam("due", type_=UTCDateTime))
    session.flush()
    session.execute(statement, {"moment": moment.id, "due": moment.due_at})


def tell_one(
    session: Session,
    subscriber_id: int,
    kind: NoticeKind,
    now: datetime,
    *,
    due_at: datetime | None = None,
    facts: dict[str, Any] | None = None,
    once: str | None = None,
) -> Notice:
    """Queue a word to one subscriber about their own alerts, to go at `due_at` or at once."""
    moment = new_moment(session, now, due_at or now, once=once)
    notice = Notice(
        moment_id=moment.id,
        kind=kind,
        subject=f"subscriber/{subscriber_id}",
        happened_at=now,
        recorded_at=now,
        facts=json.dumps(facts or {}),
    )
    session.add(notice)
    session.flush()
    alert = Alert(
        notice_id=notice.id,
        subscriber_id=subscriber_id,
        moment_id=moment.id,
        pace=Pace.AT_ONCE,
        state=AlertState.PENDING,
        due_at=moment.due_at,
    )
    session.add(alert)
    session.flush()
    return notice
