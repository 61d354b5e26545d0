"""The instant that an hour on the wall of a place means, where it means exactly one.

In spring an hour is left out and in autumn one comes twice; neither is moved in silence.
Rule: docs/decisions/deadlines.md#hours.
"""

import re
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]([+-][0-9]{2}:[0-9]{2})?$"
"""An hour as it is written: "17:00", or "01:30+01:00" where it comes twice."""


class HourFault(StrEnum):
    """Why an hour of a day is no one instant."""

    LEFT_OUT = "left_out"
    COMES_TWICE = "comes_twice"
    OTHER_OFFSET = "other_offset"


class HourError(ValueError):
    """An hour that is no one instant of its day, with the offsets from UTC by which it could be."""

    def __init__(self, fault: HourFault, hour: str, offsets: tuple[str, ...]) -> None:
        super().__init__(f"{fault}: {hour}")
        self.fault, self.hour, self.offsets = fault, hour, offsets


def instant_of(day: date, hour: str, zone: str) -> datetime:
    """Return the aware instant, in UTC, at which the clocks of a zone show an hour on a day.

    Raise HourError where they never do, or do twice and no offset is given, or not with the offset that is given.
    """
    wall = re.sub(r"[+-].*", "", hour)
    found = _instants(datetime.combine(day, time.fromisoformat(wall)), zone)
    by_offset = {instant.astimezone(ZoneInfo(zone)).isoformat()[-6:]: instant for instant in found}
    if not by_offset:
        raise HourError(HourFault.LEFT_OUT, wall, ())
    named = hour.removeprefix(wall)
    if named and named not in by_offset:
        raise HourError(HourFault.OTHER_OFFSET, wall, tuple(by_offset))
    if not named and len(by_offset) > 1:
        raise HourError(HourFault.COMES_TWICE, wall, tuple(by_offset))
    return by_offset[named] if named else found[0]


def hour_of(instant: datetime, zone: str) -> str:
    """Return the hour that `instant_of` takes for an instant: "16:30", with its offset where the hour comes twice."""
    wall = instant.astimezone(ZoneInfo(zone))
    hour = f"{wall:%H:%M}"
    naive = wall.replace(tzinfo=None, second=0, microsecond=0)
    return hour if len(_instants(naive, zone)) == 1 else hour + wall.isoformat()[-6:]


def _instants(wall: datetime, zone: str) -> list[datetime]:
    """Return the instants at which a zone's clocks show a time: none, one, or two in their order."""
    tries = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    shown = [instant for instant in tries if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall]
    return sorted(set(shown))
