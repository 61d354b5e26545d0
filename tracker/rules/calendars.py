"""Whose working days count: the week-ends and bank holidays of a country or of a part of one.

A calendar is named by its ISO 3166 code, "FR" or "GB-SCT", as the `holidays` package knows it. "GB" alone is the law's
own calendar: a bank holiday in any part of the United Kingdom is no working day (Freedom of Information Act 2000,
section 10(6); docs/decisions/deadlines.md#calendars).
"""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

UNITED_KINGDOM = "GB"
WEEKDAYS = "weekdays"
"""The calendar where no country is known: Monday to Friday, without holidays."""
_OF_ZONE = {"Europe/London": "GB-ENG"}


def is_calendar(name: str) -> bool:
    """Tell whether a calendar is known: an ISO 3166 code of a country or of a part of one, or `weekdays`."""
    from holidays import list_supported_countries

    country, hyphen, part = name.partition("-")
    known = list_supported_countries(include_aliases=False)
    return name == WEEKDAYS or (len(country) == 2 and country in known and (not hyphen or part in known[country]))


@cache
def calendar_of_zone(zone: str) -> str:
    """Return the calendar of the country that a time zone belongs to (the zone table of the tz database).

    A zone's other names count as the zone itself: Asia/Calcutta is in India. One that belongs to no country, or to one
    whose holidays are not known, has weekdays only.
    """
    if zone in _OF_ZONE:
        return _OF_ZONE[zone]
    tables = files("tzdata") / "zoneinfo"
    for line in (tables / "zone.tab").read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) > 2 and columns[2] == zone and is_calendar(columns[0]):
            return columns[0]
    links = (line.split() for line in (tables / "tzdata.zi").read_text("utf-8").splitlines() if line.startswith("L "))
    target = next((target for _, target, name in links if name == zone), None)
    return calendar_of_zone(target) if target else WEEKDAYS


def is_working_day(day: date, calendar: str) -> bool:
    """Tell whether a day is neither a week-end nor a bank holiday in a calendar."""
    if calendar == WEEKDAYS:
        return day.weekday() < 5
    return all(table.is_working_day(day) for table in _tables(calendar))


def next_working_day(day: date, calendar: str) -> date:
    """Return the day itself where it is a working day, else the first one after it."""
    while not is_working_day(day, calendar):
        day += timedelta(days=1)
    return day


def add_working_days(start: date, count: int, calendar: str) -> date:
    """Return the `count`-th working day after `start`."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, calendar):
            count -= 1
    return day


@cache
def _tables(calendar: str) -> tuple[Any, ...]:
    # Imported here: the tables are large, and most pages never count a working day.
    from holidays import country_holidays

    country, _, part = calendar.partition("-")
    parts = country_holidays(country).subdivisions if calendar == UNITED_KINGDOM else (part or None,)
    return tuple(country_holidays(country, subdiv=name) for name in parts)
