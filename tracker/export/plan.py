"""From addresses to files: what belongs to a copy, and in which file each address is kept."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from tracker.models import Motion
from tracker.web.core.copying import Copied, Each, Past

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
"""What may stand in a query whose answer is kept in a file: it becomes the name of a folder."""

ADDRESSED = {"slug": "slug", "short_code": "code"}
"""By what a motion is known in addresses: its own word for it, and theirs."""

Values = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One answer of a copy: its address, what is asked of it, and the past day it shows (None: the copy's own)."""

    endpoint: str
    values: Values = ()
    asked: tuple[tuple[str, str], ...] = ()
    on: date | None = None


@dataclass
class ExportPlan:
    """What a copy holds: the addresses of the site, their rows of the table, and the motions' days so far.

    `ended` tells that it is a copy as of a past day. `ending` gives the ending of a file whose address has none, and
    `holds` tells whether a motion is in the copy. `days` holds the key dates of the motion that is being copied, and
    `todays` the day that it stands at, which may be another than the house's.
    """

    addresses: MapAdapter
    rows: Mapping[str, Copied | object]
    day: date
    ended: bool
    ending: Callable[[Spot], str]
    holds: Callable[[str], bool]
    days: dict[str, frozenset[date]] = field(default_factory=dict)
    todays: dict[str, date] = field(default_factory=dict)

    def of_site(self) -> Iterator[Spot]:
        """Give what is there once."""
        for endpoint, row in self.rows.items():
            if isinstance(row, Copied) and row.each is Each.ONCE:
                yield from (Spot(endpoint, values) for values in _every(row))

    def of_motion(self, motion: Motion) -> Iterator[Spot]:
        """Give what is there for a motion and its demands: on the copy's day, then on each of its key dates."""
        for on in (None, *sorted(self.days.get(motion.slug, ()))):
            for endpoint, row in self.rows.items():
                if not isinstance(row, Copied) or (on is not None and row.past is not Past.WRITTEN):
                    continue
                name = (ADDRESSED[row.by], getattr(motion, row.by))
                if row.each is Each.MOTION:
                    yield from (Spot(endpoint, (name, *values), (), on) for values in _every(row))
                elif row.each is Each.DEMAND:
                    numbers = sorted(demand.number for demand in motion.demands)
                    every = product(numbers, _every(row))
                    yield from (Spot(endpoint, (name, ("number", number), *rest), (), on) for number, rest in every)

    def find(self, address: str) -> Spot | None:
        """Return what an address of the site is in the copy, or None where the copy does not hold it."""
        parts = urlsplit(address)
        try:
            endpoint, values = self.addresses.match(unquote(parts.path) or "/", "GET")
        except (HTTPException, RequestRedirect):
            return None
        row = self.rows.get(endpoint)
        if not isinstance(row, Copied) or ("slug" in values and not self.holds(values["slug"])):
            return None
        query = dict(parse_qsl(parts.query))
        is_there, on = self._day(row, values.get("slug", ""), query.pop("on", ""))
        asked = tuple((name, query.pop(name)) for name in row.more if name in query)
        asked = tuple(pair for pair in asked if pair != ("page", "1"))
        if not is_there or set(query) - set(row.drops) or not all(PLAIN.fullmatch(value) for _, value in asked):
            return None
        return Spot(endpoint, tuple(sorted(values.items(), key=_slug_first)), asked, on)

    def _day(self, row: Copied, slug: str, asked: str) -> tuple[bool, date | None]:
        """Return whether the copy shows the day of a link's page, and the past day it is (None: the copy's own)."""
        if not asked or not row.dated or row.past is Past.PRESENT:
            return True, None
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            return False, None
        if row.past is Past.WRITTEN and day in self.days.get(slug, ()):
            return True, day
        return day == self.todays.get(slug, self.day), None

    def is_followed(self, spot: Spot) -> bool:
        """Tell whether an answer belongs to the copy because a page of it links there."""
        row = self.rows[spot.endpoint]
        return isinstance(row, Copied) and (row.each is Each.LINKED or bool(spot.asked))

    def address(self, spot: Spot) -> str:
        row = self.rows[spot.endpoint]
        on = spot.on or (self.day if self.ended and isinstance(row, Copied) and row.dated else None)
        asked = [*spot.asked, *([("on", on.isoformat())] if on else [])]
        return self._path(spot) + ("?" + urlencode(asked) if asked else "")

    def file(self, spot: Spot) -> str:
        """Return the file that an answer is kept in, below the copy's folder, with `/` between its parts."""
        path = unquote(self._path(spot)).strip("/")
        days = ["on", spot.on.isoformat()] if spot.on else []
        folders = [*days, *(part for pair in spot.asked for part in pair)]
        last = path.rpartition("/")[2]
        if "." not in last:
            ending = self.ending(spot)
            return path + ending if ending else "/".join(filter(None, [path, *folders, "index.html"]))
        return "/".join([path.rpartition(".")[0], *folders, last]) if folders else path

    def _path(self, spot: Spot) -> str:
        return self.addresses.build(spot.endpoint, dict(spot.values))


def _every(row: Copied) -> Iterator[Values]:
    names = [name for name, _ in row.every]
    for values in product(*(values for _, values in row.every)):
        yield tuple(zip(names, values, strict=True))


def _slug_first(pair: tuple[str, Any]) -> tuple[bool, bool, str]:
    return pair[0] not in ADDRESSED.values(), pair[0] != "number", pair[0]
