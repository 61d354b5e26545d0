"""Deadlines as calendars (RFC 5545), one event for each demand and each part with its own: for mails and public feeds.

Both name an event by the same UID and count its SEQUENCE alike (rules/calendar_sequence.py), so that what was
taken over from a mail and what comes from a feed are one event, and the newer of the two wins. The library is loaded
with the first calendar: most processes write none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.rules.calendar_sequence import calendar_sequence
from tracker.rules.dates import ONE_DAY
from tracker.rules.parts import Part
from tracker.rules.status import Standing
from tracker.vocabulary import Status
from tracker.wording.deadlines import arithmetic_in_force, deadline_sentence, of_part
from tracker.wording.findings import part_sentence
from tracker.wording.parts import has_own_deadline
from tracker.wording.status import status_sentence
from tracker.wording.text import isolated, plain

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//Answerable//Deadlines of demands//EN"
TYPE = "text/calendar"
ASK_AGAIN = timedelta(hours=1)
"""How long a calendar may wait before it asks a feed again."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline as a calendar needs it: a day, or an aware instant in UTC; with a letter, that of one part alone.

    `sequence` is raised when the deadline is moved or the demand withdrawn, and by nothing else.
    `sentence` is where the demand stands, `counted` the deadline's sum.
    """

    slug: str
    number: int
    summary: str
    sentence: str
    counted: str
    due: date | datetime
    sequence: int
    is_cancelled: bool
    letter: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """What a public calendar says of itself: its name and text, the page that shows the same, its own address."""

    name: str
    text: str
    page: str
    itself: str


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One event of a public calendar: the deadline, its page, and the instant at which what it says last changed."""

    dated: Dated
    page: str
    changed_at: datetime


def dates_of(standing: Standing) -> list[Dated]:
    """Return a demand's deadlines for a calendar: its own, and that of each part that has one of its own."""
    own = [part for part in standing.parts if has_own_deadline(part)]
    shared = next((part for part in standing.parts if part not in own), None)
    found = [_dated(standing, of_part(standing, shared), None)] if shared else []
    return [*filter(None, found), *filter(None, (_dated(standing, of_part(standing, part), part) for part in own))]


def _dated(standing: Standing, timed: Standing, part: Part | None) -> Dated | None:
    """Return one deadline of a demand, or None where it has no day: `timed` is the standing by its clock."""
    row, day, demand = timed.deadline, timed.due_day, standing.demand
    if timed.due is None or row is None or day is None:
        return None
    due: date | datetime = day if row.due_at is None or timed.closes_at is None else timed.closes_at.astimezone(UTC)
    letter = part.question.letter if part else ""
    what = f"part ({letter}), {isolated(plain(part.name))}" if part else isolated(plain(demand.title))
    said = f"{part_sentence(part)} {deadline_sentence(timed)}" if part else status_sentence(standing)
    return Dated(
        slug=demand.motion.slug,
        number=demand.number,
        summary=f"Due: demand {demand.number}, {what} ({isolated(plain(demand.motion.title))})",
        sentence=plain(said),
        counted=f"The deadline was {plain(arithmetic_in_force(timed.due, demand))}.",
        due=due,
        sequence=calendar_sequence(demand, standing.at),
        is_cancelled=standing.status is Status.WITHDRAWN,
        letter=letter,
    )


def deadline_calendar(dates: Sequence[Dated], base_url: str, at: datetime) -> bytes:
    """Return the calendar file of a mail: some deadlines as they stand at an aware instant.

    `base_url` names events and links.
    """
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    for dated in dates:
        page = f"{base_url}/motions/{dated.slug}/demands/{dated.number}"
        event = _event(dated, base_url, page, f"{dated.counted}\n{page}")
        event.add("dtstamp", at.astimezone(UTC))
        calendar.add_component(event)
    return _written(calendar)


def calendar_feed(feed: CalendarFeed, events: Sequence[DatedEvent], base_url: str) -> bytes:
    """Return a calendar to subscribe to. It has no alarms, and nothing in it tells when it was asked for.

    There is no METHOD, so DTSTAMP is when the event last changed (RFC 5545, section 3.8.7.2).
    """
    from icalendar import vDuration, vText

    calendar = _calendar()
    for name, text in (("name", feed.name), ("description", feed.text)):  # RFC 7986, and what came before it.
        calendar.add(name, plain(text))
    calendar.add("x-wr-calname", vText(plain(feed.name)))
    calendar.add("x-wr-caldesc", vText(plain(feed.text)))
    calendar.add("url", feed.page)
    calendar.add("source", feed.itself, {"VALUE": "URI"})
    calendar.add("refresh-interval", ASK_AGAIN, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    for entry in events:
        said = f"{entry.dated.sentence}\n{entry.dated.counted}\n{entry.page}"
        event = _event(entry.dated, base_url, entry.page, said)
        changed_at = entry.changed_at.astimezone(UTC).replace(microsecond=0)
        event.add("dtstamp", changed_at)
        event.add("last-modified", changed_at)
        calendar.add_component(event)
    return _written(calendar)


def _calendar() -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _written(calendar: Calendar) -> bytes:
    written: bytes = calendar.to_ical()
    return written


def _event(dated: Dated, base_url: str, page: str, description: str) -> Event:
    from icalendar import Event

    event = Event()
    part = f"-{dated.letter}" if dated.letter else ""
    event.add("uid", f"demand-{dated.number}{part}@{dated.slug}.{urlsplit(base_url).hostname or 'localhost'}")
    event.add("sequence", dated.sequence)
    event.add("dtstart", dated.due)
    if not isinstance(dated.due, datetime):
        event.add("dtend", dated.due + ONE_DAY)
    event.add("summary", dated.summary)
    event.add("description", description)
    event.add("url", page)
    event.add("status", "CANCELLED" if dated.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
