"""What every JSON answer is made of: kinds of value, how they are written, and the addresses that answers carry.

Days are `2019-02-11` in the motion's own zone. Instants are ISO 8601 in UTC, ending in Z. A published number is
text, digit by digit, so that no floating point touches it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Self
from urllib.parse import urlencode

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tracker.models import Citation
from tracker.rules.status import MotionStanding, holds_since
from tracker.vocabulary import Status
from tracker.wording.status import motion_sentence


def instant(value: datetime) -> datetime:
    """Return an aware instant as answers give it: in UTC, to the second."""
    return value.astimezone(UTC).replace(microsecond=0)


Instant = Annotated[datetime, AfterValidator(instant)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
"""A word that names a motion or an entry, for ever."""
Hash = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
"""A SHA-256 in hexadecimal; empty before the first entry."""
Count = Annotated[int, Field(ge=0)]
Keys = Annotated[list[str], Field(description="The ids of the sources it rests on.")]
Numbers = Annotated[list[int], Field(description="The numbers of the demands it is about; empty: all of them.")]
Links = Annotated[dict[str, str], Field(description="Full addresses by what is there; `self` is this answer's own.")]


class Answer(BaseModel):
    """An object of an answer. The field names are the promise; new fields may be added."""

    model_config = ConfigDict(serialize_by_alias=True)

    @classmethod
    def of(cls, row: Any, **given: Any) -> Self:
        """Fill the answer from a row: each field that is not given has the row's attribute of the same name.

        An answer's `id` is the row's key; its `sources` are the ids of those that the row cites.
        """
        names = cls.model_fields
        if "id" in names:
            given["id"] = row.key
        if "sources" in names and "sources" not in given:
            given["sources"] = keys(row.citations)
        return cls(**{name: getattr(row, name) for name in names if name not in given}, **given)


class Listing(Answer):
    """A part of a long list: what it is as of, and where it is in the list."""

    as_of: Instant = Field(description="The instant from which the list holds, UTC.")
    revision: Count = Field(description="The sum of the revisions of the motions in this answer.")
    log_head: Hash = Field(
        description="SHA-256 over one line `slug log_head` for each motion in this answer, in order of slug."
    )
    sentence: str = Field(description="What the list comes to, in a sentence.")
    page: int = Field(ge=1, description="Which page of the list this is.")
    per_page: int = Field(ge=1, description="The most items on one page.")
    pages: int = Field(ge=1, description="How many pages the list has.")
    total: Count = Field(description="How many items the list has.")
    next: str | None = Field(description="The address of the next page; null on the last.")
    previous: str | None = Field(description="The address of the page before; null on the first.")
    links: Links


class AboutMotion(Answer):
    """What every answer about one motion says first."""

    slug: Slug = Field(description="The motion's name in addresses, for ever.")
    title: str = Field(description="The motion's title.")
    as_of: Instant = Field(description="The instant from which this answer holds, UTC.")
    revision: Count = Field(description="How many entries the motion's log has.")
    log_head: Hash = Field(description="The hash of the last entry of the motion's log.")
    sentence: str = Field(description="Where the motion's demands stand, in the words of every page.")
    links: Links


@dataclass(frozen=True, slots=True)
class Addresses:
    """The full addresses of public pages and their forms; those of a past day stay on it."""

    base: str
    on: date | None = None

    def at(self, path: str, anchor: str = "", **arguments: str | int | None) -> str:
        asked = {name: value for name, value in arguments.items() if value is not None}
        if self.on is not None:
            asked["on"] = self.on.isoformat()
        query = f"?{urlencode(asked)}" if asked else ""
        return f"{self.base}{path}{query}{'#' if anchor else ''}{anchor}"

    def motion(self, slug: str, form: str = "", anchor: str = "") -> str:
        """Return the address of a motion: its page, or another form or page of it (`.json`, `/timeline`)."""
        return self.at(f"/motions/{slug}{form}", anchor)

    def demand(self, slug: str, number: int, form: str = "", anchor: str = "") -> str:
        return self.at(f"/motions/{slug}/demands/{number}{form}", anchor)

    def log(self, slug: str) -> str:
        """Return the address of a motion's log: the whole of it on any day, for the head that answers name is in it."""
        return f"{self.base}/motions/{slug}/changes.jsonl"

    def of_motion(self, slug: str) -> dict[str, str]:
        forms = {name: self.motion(slug, form) for name, form in MOTION_FORMS.items()}
        return forms | {"log": self.log(slug)}

    def of_demand(self, slug: str, number: int) -> dict[str, str]:
        forms = {name: self.demand(slug, number, form) for name, form in DEMAND_FORMS.items()}
        return forms | {"motion": self.motion(slug, ".json")}

    def of_page(self, slug: str, name: str) -> dict[str, str]:
        page = self.motion(slug, f"/{name}")
        return {"self": self.motion(slug, f"/{name}.json"), "page": page, "motion": self.motion(slug, ".json")}


MOTION_FORMS = {
    "self": ".json",
    "page": "",
    "timeline": "/timeline.json",
    "figures": "/figures.json",
    "sources": "/sources.json",
    "changes": "/changes.json",
    "briefing": "/briefing.json",
    "popolo": "/popolo.json",
    "table": ".csv",
    "feed": ".atom",
    "calendar": ".ics",
    "badge": ".svg",
    "card": ".png",
    "log": "/changes.jsonl",
    "data_package": "/datapackage.json",
}
"""The forms of a motion, by the name under which answers link to them."""

DEMAND_FORMS = {
    "self": ".json", "page": "", "feed": ".atom", "calendar": ".ics", "badge": ".svg", "card": ".png",
}  # fmt: skip
"""The forms of a demand, by the name under which answers link to them."""


def about(whole: MotionStanding, as_of: datetime | None) -> dict[str, Any]:
    """Return what every answer about one motion says first, but for its links.

    `as_of` is the instant from which the answer holds; unless given, the last at which time changed it.
    """
    motion = whole.motion
    return {
        "slug": motion.slug,
        "title": motion.title,
        "as_of": as_of or holds_since(motion, whole.at),
        "revision": motion.log_sequence,
        "log_head": motion.log_head,
        "sentence": motion_sentence(whole),
    }


def counts_of(whole: MotionStanding) -> dict[Status, int]:
    """Return how many demands have each status, zeros included."""
    return {status: whole.counts.get(status, 0) for status in Status}


def keys(citations: list[Citation]) -> list[str]:
    """Return the ids of the sources that citations name, in their order."""
    return [citation.source.key for citation in citations]
