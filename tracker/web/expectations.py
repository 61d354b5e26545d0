"""About how many mails to expect, worked out from the record once for each revision and day, for the follow form."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, Engine, func, select

from tracker.clock import now
from tracker.db import reading
from tracker.models import Change, Demand, Motion, Projection
from tracker.queries import list_revision
from tracker.rules.change_facts import demand_numbers
from tracker.rules.expected import AHEAD, BACK, DeadlineAhead, expected_words, mails_a_month, told_ahead
from tracker.rules.instants import HOUSE_ZONE, day_close, day_start, local_day
from tracker.rules.notification_rules import is_stale, notification_kind
from tracker.vocabulary import ChangeKind, Frequency, NotificationKind, Visibility
from tracker.web.cache import hold_no_longer_than

MOST_KEPT = 512
MOST_CHANGES = 5_000
MOST_DEADLINES = 1_000
WEEK = timedelta(days=7)
_WORTH = frozenset(
    {*(kind for kind in ChangeKind if kind.value in set(NotificationKind)), ChangeKind.RESPONSE_RECORDED}
    | {ChangeKind.MOTION_RECORDED, ChangeKind.MOTION_AMENDED, ChangeKind.ENTRY_AMENDED, ChangeKind.ENTRY_WITHDRAWN}
)
"""The kinds of change that may be worth a mail; rules/notification_rules decides."""

Words = dict[Frequency, str]


class Expectations:
    """What following something means, in words, for each pace. A number holds for a day of London and a revision."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine to read from."""
        self._engine = engine
        self._kept: OrderedDict[tuple[str, int, int, date], Words] = OrderedDict()

    def words(self, day: date, motion: Motion | None = None, demand: Demand | None = None) -> Words:
        """Return about how many mails a demand, a motion or everything means, seen from the start of a day."""
        scope = ("demand", demand.id) if demand else ("motion", motion.id) if motion else ("all", 0)
        key = (*scope, motion.log_sequence if motion else self._revision(), day)
        if key not in self._kept:
            start = day_start(day, HOUSE_ZONE)
            mails = mails_a_month(self._past(start, motion, demand), self._ahead(start, motion, demand))
            self._kept[key] = {pace: expected_words(pace, count) for pace, count in mails.items()}
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _revision(self) -> int:
        with reading(self._engine) as session:
            return list_revision(session)

    def _past(self, start: datetime, motion: Motion | None, demand: Demand | None) -> set[datetime]:
        """Return when something was recorded that followers are mailed."""
        which: list[ColumnElement[bool]] = [Change.recorded_at >= start - BACK, Change.kind.in_(_WORTH)]
        if motion:
            which += [Change.motion_id == motion.id, Change.sequence > motion.log_sequence - MOST_CHANGES]
        else:
            newest = select(func.max(Change.id)).scalar_subquery()
            public = select(Motion.id).where(Motion.visibility == Visibility.PUBLIC)
            which += [Change.id > newest - MOST_CHANGES, Change.motion_id.in_(public)]
        with reading(self._engine) as session:
            found: Sequence[Change] = session.scalars(select(Change).where(*which)).all()
        if motion and demand:
            found = [one for one in found if demand.number in demand_numbers(one, motion)]
        return {one.recorded_at for one in found if _is_mailed(one)}

    def _ahead(self, start: datetime, motion: Motion | None, demand: Demand | None) -> set[datetime]:
        """Return when the clock is sure to have something to tell."""
        query = select(Projection.pass_due_at, Projection.overdue_from, Projection.outstanding, Motion.time_zone)
        query = query.join(Motion, Motion.id == Projection.motion_id).where(Motion.visibility == Visibility.PUBLIC)
        if motion:
            query = query.where(Projection.motion_id == motion.id)
        if demand:
            query = query.where(Projection.demand_id == demand.id)
        # The first reminder comes seven days before the deadline, so more than a month is looked at.
        soon = start + AHEAD + WEEK
        awaited = query.where(Projection.pass_due_at < soon).order_by(Projection.pass_due_at)
        overdue = query.where(Projection.outstanding, Projection.overdue_from < soon)
        with reading(self._engine) as session:
            rows = [*session.execute(awaited.limit(MOST_DEADLINES))]
            rows += session.execute(overdue.order_by(Projection.overdue_from.desc()).limit(MOST_DEADLINES))
        return told_ahead(
            {
                DeadlineAhead(row.pass_due_at, row.overdue_from if row.outstanding else None, row.time_zone)
                for row in rows
            },
            start,
        )


def _is_mailed(change: Change) -> bool:
    kind = notification_kind(change)
    if kind is NotificationKind.MOTION_PUBLISHED:
        return True
    return kind is not None and not is_stale(change.happened_at, change.recorded_at)


def expected(motion: Motion | None, demand: Demand | None) -> dict[str, Words]:
    """Return the words for each thing that can be followed from a page; the page holds no longer than they do."""
    found: Expectations = current_app.extensions["expectations"]
    day = local_day(now(), HOUSE_ZONE)
    hold_no_longer_than(day_close(day, HOUSE_ZONE))
    words = {"demand": found.words(day, motion, demand)} if demand else {}
    if motion:
        words["motion"] = found.words(day, motion)
    return words | {"all": found.words(day)}
