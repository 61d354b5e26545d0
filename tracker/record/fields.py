"""The kinds of value that a record file's fields may hold, each strict enough to mean one thing only."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from tracker.rules.calendars import is_calendar

UNREADABLE = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, and the signs that feeds and pictures (XML 1.0) cannot hold."""

LANGUAGE_TAG = re.compile(
    r"""(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})  # the language, with what extends it
    (?:-[a-z]{4})?                                            # the script
    (?:-(?:[a-z]{2}|[0-9]{3}))?                               # the region
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*                  # variants
    (?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*                      # extensions
    (?:-x(?:-[a-z0-9]{1,8})+)?                                # for private use
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""A well-formed tag, as RFC 5646 section 2.1 (BCP 47) writes `langtag`; whether it is registered is not asked."""


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones; to find them takes milliseconds, so they are found once."""
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in zones():
        raise ValueError(f"'{name}' is not a time zone; use a name such as Europe/London")
    return name


def _language_tag(tag: str) -> str:
    if not LANGUAGE_TAG.fullmatch(tag):
        raise ValueError(f"'{tag}' is not a language tag (BCP 47); write one such as en-GB, cy or ar")
    return tag


def _date_or_instant(value: Any) -> Any:
    """Read `2026-11-08` as a date and `2026-11-08T17:00+00:00` as an instant; an instant needs its offset."""
    if not isinstance(value, str):
        return value
    try:
        if len(value) <= 10:
            return date.fromisoformat(str(_plain_day(value)))
        instant = datetime.fromisoformat(value)
        if not 1900 < instant.year < 2199:
            raise ValueError
    except ValueError:
        raise ValueError("write a date as 2026-11-08, or an instant as 2026-11-08T17:00+00:00") from None
    if instant.tzinfo is None:
        raise ValueError("a time needs its offset from UTC, such as 2026-11-08T17:00+00:00")
    return instant.astimezone(UTC)


def _instant(value: Any) -> Any:
    if isinstance(value, str) and len(value) <= 10:
        raise ValueError("write the instant with its hour and offset, such as 2026-11-08T17:00+00:00")
    return _date_or_instant(value)


def _known_calendar(name: str) -> str:
    if name and not is_calendar(name):
        raise ValueError(f"'{name}' is not a calendar; use the code of a country or of a part of one: GB-ENG, GB, FR")
    return name


def _plain_day(value: Any) -> Any:
    """Read a day only as it is written everywhere; pydantic alone would take a time or a number of seconds too."""
    if isinstance(value, str) and not re.fullmatch(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(f"'{value}' is not a date; write one as 2026-11-08, from 1900 to 2199")
    return value


def _plain_number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        raise ValueError(f"'{value}' is not a number; write digits only, without a zero in front")
    return value


def _no_control_characters(text: str) -> str:
    if UNREADABLE.search(text):
        raise ValueError("has a control character, or a sign that no page may hold; remove it")
    return text


Readable = AfterValidator(_no_control_characters)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000), Readable]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), Readable]
"""Somebody's own words in full: as much as the page of the right of reply takes."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), Readable]
Day = Annotated[date, BeforeValidator(_plain_day)]
Value = Annotated[Decimal, Field(ge=-(10**15), le=10**15, decimal_places=9)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Letter = Annotated[str, StringConstraints(pattern=r"^[a-z][0-9]{0,3}$")]
"""A part within its demand; with a number where it is one of several times: "a", "b", "c1", "c2"."""
PartId = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,5}[a-z][0-9]{0,3}$")]
"""A part of a demand as a reply names it: "2a"."""
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2_000)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Calendar = Annotated[str, AfterValidator(_known_calendar)]
Zone = Annotated[str, AfterValidator(_known_zone)]
Language = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(_language_tag)]
Number = Annotated[int, BeforeValidator(_plain_number), Field(ge=1, le=999_999)]
Due = Annotated[date | datetime, BeforeValidator(_date_or_instant)]
Instant = Annotated[datetime, BeforeValidator(_instant)]
Citations = Annotated[list[Id], Field(min_length=1)]


class Entry(BaseModel):
    """What every part of the file has in common: a field nobody knows is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
