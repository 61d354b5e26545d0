"""A motion in the words of Popolo (popoloproject.com): Motion, VoteEvent, Person, Organization, and our `demands`.

Popolo ends where a motion is adopted; it has no word for what follows. `addressee`, `demands` and `seconder_id` are our
extension; its JSON Schema is at /schemas/demands.json. Ids are made of the motion's slug and a role: they name nobody
beyond this record. Popolo's `date` is the day of the proposal; the record knows the day of adoption and gives that.
"""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from tracker.formats.json.base import AboutMotion, Addresses, Answer, about
from tracker.formats.json.motion import demand_of
from tracker.formats.json.published import published
from tracker.formats.json.record import DemandData
from tracker.models import Citation
from tracker.rules.status import MotionStanding

SCHEMA = "/schemas/demands.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class PopoloLink(Answer):
    """Popolo's Link: a document on the web."""

    url: str = Field(description="Where it is.")
    note: str = Field(description="What it is: its publisher and title.")


class Organization(Answer):
    """Popolo's Organization."""

    id: str = Field(description="Made of the motion's slug and a role.")
    name: str = Field(description="Its name as the record gives it.")


class Person(Answer):
    """Popolo's Person: one whom the record names."""

    id: str = Field(description="Made of the motion's slug and a role.")
    name: str = Field(description="The name as the record gives it.")


class VoteEvent(Answer):
    """Popolo's VoteEvent: the meeting's decision. Votes were counted only where a source says so."""

    id: str = Field(description="Made of the motion's slug and a role.")
    motion_id: str = Field(description="The motion that was decided.")
    organization_id: str = Field(description="The organization that decided.")
    start_date: date = Field(description="The day of the decision.")
    result: str = Field(description="Its result: a motion on record here was adopted, so `pass`.")
    sources: list[PopoloLink] = Field(description="What it is known from.")


class DemandsExtension(Answer):
    """What follows the adoption of a Popolo Motion: of whom it asks, and where each of its demands stands.

    These members stand beside those of Popolo's own Motion.
    """

    model_config = ConfigDict(extra="allow")

    addressee: str = Field(description="Of whom the motion asks.")
    demands: list[DemandData] = Field(description="Its demands in the order of their numbers.")


class PopoloMotion(DemandsExtension):
    """Popolo's Motion with our extension."""

    id: str = Field(description="The motion's slug.")
    organization_id: str = Field(description="The organization that adopted it.")
    creator_id: str | None = Field(description="The person who proposed it, where the record names one.")
    seconder_id: str | None = Field(description="Ours: the person who seconded it, where the record names one.")
    classification: str = Field(description="What kind of motion it is.")
    name: str = Field(description="Ours: its title.")
    text: str | None = Field(description="What it is about; its wording stands in the demands.")
    date: str = Field(description="The day it was adopted.", pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    requirement: str | None = Field(description="What it took to adopt it; the record does not say.")
    result: str = Field(description="Its result: a motion on record here was adopted, so `pass`.")
    vote_events: list[VoteEvent] = Field(description="How it was decided.")
    sources: list[PopoloLink] = Field(description="What it is known from: the sources that are on the web.")


class Popolo(AboutMotion):
    """A motion, who adopted and who moved it, in the words of Popolo."""

    organizations: list[Organization] = Field(description="The organization that adopted it.")
    persons: list[Person] = Field(description="Those whom the record names as proposer and seconder.")
    motions: list[PopoloMotion] = Field(description="The motion.")


def popolo_data(whole: MotionStanding, where: Addresses, as_of: Any = None) -> Popolo:
    """Return a motion in Popolo's words at the standing's instant; `as_of` is as for `motion_data`."""
    motion = whole.motion
    slug, sources = motion.slug, _links(motion.citations)
    body, names = f"{slug}/body", {"proposer": motion.proposer, "seconder": motion.seconder}
    ids = {role: f"{slug}/{role}" if name else None for role, name in names.items()}
    decided = VoteEvent(
        id=f"{slug}/adoption",
        motion_id=slug,
        organization_id=body,
        start_date=motion.adopted_on,
        result="pass",
        sources=sources,
    )
    moved = PopoloMotion(
        id=slug,
        organization_id=body,
        creator_id=ids["proposer"],
        seconder_id=ids["seconder"],
        classification="motion",
        name=motion.title,
        text=motion.summary,
        date=motion.adopted_on.isoformat(),
        requirement=None,
        result="pass",
        vote_events=[decided],
        sources=sources,
        addressee=motion.addressee,
        demands=[demand_of(standing, where) for standing in whole.demands],
    )
    return Popolo(
        **about(whole, as_of),
        links={
            "self": where.motion(slug, "/popolo.json"),
            "page": where.motion(slug),
            "motion": where.motion(slug, ".json"),
            "schema": where.base + SCHEMA,
        },
        organizations=[Organization(id=body, name=motion.body)],
        persons=[Person(id=str(ids[role]), name=name) for role, name in names.items() if name],
        motions=[moved],
    )


def _links(citations: list[Citation]) -> list[PopoloLink]:
    found = [citation.source for citation in citations]
    return [PopoloLink(url=source.url, note=f"{source.publisher}: {source.title}") for source in found if source.url]


def demands_schema(base: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of our extension to Popolo's Motion; `base` is this site's address."""
    schema = published(DemandsExtension.model_json_schema(mode="serialization"))
    title = {"$schema": DIALECT, "$id": base + SCHEMA, "title": "Demands: an extension to Popolo's Motion"}
    return title | {name: value for name, value in schema.items() if name != "title"}
