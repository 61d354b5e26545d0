"""Deadlines as a calendar file (RFC 5545), one event for each demand. A newer file of the same demand replaces it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from tracker.formats.plain import plain
from tracker.rules.instants import ONE_DAY
from tracker.rules.sentences import arithmetic
from tracker.rules.status import Standing
from tracker.vocabulary import Headline

PRODUCT = "-//Answerable//Deadlines of demands//EN"


@dataclass(frozen=True, slots=True)
class Dated:
    """A demand's deadline as a calendar needs it: a day, or an aware instant in UTC.

    `sequence` grows with the motion's log, so that a calendar takes over whatever was recorded last, a deadline that
    was taken back included.
    """

    slug: str
    number: int
    summary: str
    counted: str
    due: date | datetime
    sequence: int
    is_cancelled: bool


def dated(one: Standing) -> Dated | None:
    """Return a demand's deadline for a calendar, or None where it has none."""
    if one.deadline is None or one.due_day is None:
        return None
    motion, demand = one.demand.motion, one.demand
    due: date | datetime = one.due_day if one.deadline.due_at is None else one.deadline.due_at.astimezone(UTC)
    summary = f"Due: demand {demand.number}, {plain(demand.title)} ({plain(motion.title)})"
    cancelled = one.headline is Headline.WITHDRAWN
    counted = f"The deadline was {plain(arithmetic(one.deadline, demand))}."
    return Dated(motion.slug, demand.number, summary, counted, due, motion.log_sequence, cancelled)


def deadline_calendar(dates: Sequence[Dated], base_url: str, at: datetime) -> bytes:
    """Return the calendar of some deadlines as it stands at an aware instant. `base_url` names events and links."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in dates:
        calendar.add_component(_event(one, base_url, at))
    written: bytes = calendar.to_ical()
    return written


def _event(one: Dated, base_url: str, at: datetime) -> Event:
    page = f"{base_url}/motions/{one.slug}/demands/{one.number}"
    event = Event()
    event.add("uid", f"demand-{one.number}@{one.slug}.{urlsplit(base_url).hostname or 'localhost'}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("dtstart", one.due)
    if not isinstance(one.due, datetime):
        event.add("dtend", one.due + ONE_DAY)
    event.add("summary", one.summary)
    event.add("description", f"{one.counted}\n{page}")
    event.add("url", page)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
