"""The instant that a page speaks of: now, or the end of the day that `?on=` names, in the motion's own zone."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import abort, request

from tracker.clock import now
from tracker.rules.dates import HOUSE_ZONE, day_last_instant, local_day
from tracker.web.core.export_context import copied
from tracker.wording.dates import day_words


@dataclass(frozen=True, slots=True)
class Moment:
    """What a page is as of. `on` is the past day that was asked for, None for the present.

    `ended` tells that today itself is over: only a copy of the site as of a past day stands there.
    """

    at: datetime
    day: date
    today: date
    zone: str
    on: date | None
    ended: bool = False
    last_word: str = "Today"
    """What a list of days calls the last of them: a copy is read on other days than it was made."""

    @property
    def is_past(self) -> bool:
        return self.on is not None and (self.ended or self.on < self.today)

    @property
    def link_on(self) -> str | None:
        return self.on.isoformat() if self.on else None

    @property
    def house_on(self) -> str | None:
        return None if self.on and self.on > local_day(self.at, HOUSE_ZONE) else self.link_on


def moment(zone: str = HOUSE_ZONE, first: date | None = None) -> Moment:
    """Return the moment a request asks for.

    `first` is the first day there is anything to show. A day that is malformed is answered 400, one in the future or
    before the first 404, each with a sentence that says what to do. A day that has begun in the house's zone and not
    yet in this one is taken for today: the lists of that day lead here.
    """
    instant, copy = now(), copied()
    ended, word = copy is not None and copy.ended, "This copy" if copy else "Today"
    today = copy.day if copy and ended else local_day(instant, zone)
    asked = request.args.get("on", "").strip() or (today.isoformat() if ended else "")
    if not asked:
        return Moment(instant, today, today, zone, None, last_word=word)
    day = _day(asked)
    if not ended and today < day <= local_day(instant, HOUSE_ZONE):
        day = today
    if day > today:
        abort(404, f"{day_words(day)} has not come yet. The latest day there is to show is today, {day_words(today)}.")
    if first and day < first:
        abort(404, f"There is nothing to show for {day_words(day)}: the record begins on {day_words(first)}.")
    last = day_last_instant(day, zone)
    return Moment(last if ended else min(instant, last), day, today, zone, day, ended, word)


def elsewhere(when: Moment, zone: str) -> Moment:
    """Return the same day on the clock of a motion's own zone; where that day is not over there, it ends now."""
    if when.on is None or zone == when.zone:
        return when
    instant, last = now(), day_last_instant(when.on, zone)
    today = when.today if when.ended else local_day(instant, zone)
    return replace(when, at=last if when.ended else min(instant, last), today=today, zone=zone)


def _day(asked: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", asked):
            raise ValueError
        return date.fromisoformat(asked)
    except ValueError:
        abort(400, "That is not a date. Write the day as year-month-day, such as ?on=2019-02-12.")
