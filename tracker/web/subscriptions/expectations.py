"""About how many mails to expect, worked out from the record once for each revision and day, for the follow form."""

from collections import OrderedDict
from datetime import date, datetime, timedelta

from flask import current_app
from sqlalchemy import Engine

from tracker.clock import now
from tracker.db import reading
from tracker.models import Change, Demand, Motion
from tracker.queries.clock import deadlines_ahead
from tracker.queries.log import list_revision, recorded_since
from tracker.rules.change_facts import demand_numbers
from tracker.rules.dates import HOUSE_ZONE, day_close, day_start, local_day
from tracker.rules.mail_estimate import AHEAD, BACK, mails_a_month, notices_ahead
from tracker.rules.notification_rules import is_stale, notification_kind
from tracker.vocabulary import ChangeKind, Frequency, NotificationKind
from tracker.web.core.cache import hold_no_longer_than
from tracker.wording.estimates import expected_words

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
        self._engine = engine
        self._kept: OrderedDict[tuple[str, int, int, date], Words] = OrderedDict()

    def words(self, day: date, motion: Motion | None = None, demand: Demand | None = None) -> Words:
        """Return about how many mails a demand, a motion or everything means, seen from the start of a day."""
        scope = ("demand", demand.id) if demand else ("motion", motion.id) if motion else ("all", 0)
        key = (*scope, motion.log_sequence if motion else self._revision(), day)
        if key not in self._kept:
            mails = self._mails(day_start(day, HOUSE_ZONE), motion, demand)
            self._kept[key] = {pace: expected_words(pace, count) for pace, count in mails.items()}
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _revision(self) -> int:
        with reading(self._engine) as session:
            return list_revision(session)

    def _mails(self, start: datetime, motion: Motion | None, demand: Demand | None) -> dict[Frequency, int]:
        """Return how many mails a month: from what followers were mailed, and what the clock is sure to tell."""
        # The first reminder comes seven days before the deadline, so more than a month is looked at.
        until = start + AHEAD + WEEK
        with reading(self._engine) as session:
            past = recorded_since(session, start - BACK, _WORTH, MOST_CHANGES, motion)
            ahead = deadlines_ahead(session, until, MOST_DEADLINES, motion, demand)
        if motion and demand:
            past = [change for change in past if demand.number in demand_numbers(change, motion)]
        mailed = {change.recorded_at for change in past if _is_mailed(change)}
        return mails_a_month(mailed, notices_ahead(ahead, start))


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
