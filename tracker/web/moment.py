"""The instant that a page speaks of: now, or the end of the day that `?on=` names, in the motion's own zone."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from flask import abort, request

from tracker.clock import now
from tracker.rules.instants import HOUSE_ZONE, day_last_instant, local_day
from tracker.rules.sentences import day_words


@dataclass(frozen=True, slots=True)
class Moment:
    """What a page is as of. `on` is the past day that was asked for, None for the present."""

    at: datetime
    day: date
    today: date
    zone: str
    on: date | None

    @property
    def link_on(self) -> str | None:
        """Return the value that links carry so that they stay on the same day."""
        return self.on.isoformat() if self.on else None


def moment(zone: str = HOUSE_ZONE, first: date | None = None) -> Moment:
    """Return the moment a request asks for.

    `first` is the first day there is anything to show. A day that is malformed is answered 400, one in the future or
    before the first 404, each with a sentence that says what to do.
    """
    instant = now()
    today = local_day(instant, zone)
    asked = request.args.get("on", "").strip()
    if not asked:
        return Moment(instant, today, today, zone, None)
    day = _day(asked)
    if day > today:
        abort(404, f"{day_words(day)} has not come yet. The latest day there is to show is today, {day_words(today)}.")
    if first and day < first:
        abort(404, f"There is nothing to show for {day_words(day)}: the record begins on {day_words(first)}.")
    at = min(instant, day_last_instant(day, zone))
    return Moment(at, day, today, zone, day)


def _day(asked: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", asked):
            raise ValueError
        return date.fromisoformat(asked)
    except ValueError:
        abort(400, "That is not a date. Write the day as year-month-day, such as ?on=2019-02-12.")
