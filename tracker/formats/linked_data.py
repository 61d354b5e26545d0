"""What a page is about, for programs that read schema.org (JSON-LD): only what is true of it, and no rating.

A status is no rating of truth: it is not said here as ClaimReview, Review or Rating, but only in the generated
sentence, as the description. Dates are those of the record; a page of a past day has none of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.formats.json.base import Addresses, instant
from tracker.models import Citation, Motion, Source
from tracker.rules.status import MotionStanding, Standing
from tracker.wording.status import status_sentence

Node = dict[str, Any]
NAME = "Answerable"


@dataclass(frozen=True, slots=True)
class PageData:
    """What is said of any page. `trail` leads to it: names and addresses, the page itself last."""

    kind: str
    address: str
    name: str
    description: str
    image: str
    image_says: str
    trail: Sequence[tuple[str, str]]
    published: datetime | None = None
    modified: datetime | None = None


def graph(*nodes: Node) -> Node:
    return {"@context": "https://schema.org", "@graph": [_without_none(node) for node in nodes]}


def page_node(page: PageData, base: str, entity: str | None = None) -> Node:
    """Return a page: what it is called and says, since when, where it stands on the site; `entity` is what it shows."""
    return {
        "@type": page.kind,
        "@id": page.address,
        "url": page.address,
        "name": page.name,
        "description": page.description,
        "inLanguage": "en-GB",
        "isPartOf": {"@type": "WebSite", "@id": f"{base}/#site", "name": NAME, "url": f"{base}/"},
        "publisher": _publisher(base),
        "datePublished": _written(page.published),
        "dateModified": _written(page.modified),
        "primaryImageOfPage": {
            "@type": "ImageObject", "url": page.image, "width": 1200, "height": 630, "caption": page.image_says,
        },
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": _trail(page.trail)} if page.trail else None,
        "mainEntity": {"@id": entity} if entity else None,
    }  # fmt: skip


def motion_node(whole: MotionStanding, places: Addresses) -> Node:
    """Return a motion: who adopted it and when, its demands, and the sources of its text."""
    motion = whole.motion
    return {
        "@type": "CreativeWork",
        "@id": motion_id(motion, places),
        "name": motion.title,
        "url": places.motion(motion.slug),
        "abstract": motion.summary,
        "inLanguage": motion.language,
        "dateCreated": motion.adopted_on.isoformat(),
        "sourceOrganization": {"@type": "Organization", "name": motion.body},
        "isBasedOn": _sources(motion.citations),
        "hasPart": [
            {"@id": demand_id(standing, places), "@type": "CreativeWork", "position": standing.demand.number,
             "name": standing.demand.title, "url": places.demand(motion.slug, standing.demand.number)}
            for standing in whole.demands
        ],
    }  # fmt: skip


def demand_node(standing: Standing, places: Addresses) -> Node:
    """Return a demand: what it asks, of which motion it is a part, and the sources of it and of its findings."""
    demand, motion = standing.demand, standing.demand.motion
    cited = [*demand.citations, *(row for part in standing.parts if part.finding for row in part.finding.citations)]
    return {
        "@type": "CreativeWork",
        "@id": demand_id(standing, places),
        "name": demand.title,
        "url": places.demand(motion.slug, demand.number),
        "position": demand.number,
        "text": demand.asks,
        "inLanguage": motion.language,
        "dateCreated": motion.adopted_on.isoformat(),
        "isPartOf": {"@type": "CreativeWork", "@id": motion_id(motion, places), "name": motion.title},
        "isBasedOn": _sources(cited),
    }


def dataset_node(
    whole: MotionStanding, places: Addresses, files: Iterable[tuple[str, str, str]], modified: datetime | None
) -> Node:
    """Return a motion's record as data; `files` are names, media types and full addresses of its forms."""
    motion = whole.motion
    page = places.motion(motion.slug)
    return {
        "@type": "Dataset",
        "@id": f"{page}#data",
        "name": f"{motion.title}: the record as data",
        "description": f"The demands of “{motion.title}” ({motion.body}, {motion.adopted_on.isoformat()}) with their "
        "deadlines, replies, findings, figures and sources, and the log of every change.",
        "url": page,
        "creator": _publisher(places.base),
        "isAccessibleForFree": True,
        "version": str(motion.log_sequence),
        "dateModified": _written(modified),
        "about": {"@id": motion_id(motion, places)},
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": address}
            for name, kind, address in files
        ],
    }


def list_node(address: str, items: Iterable[tuple[str, str]], first: int, total: int) -> Node:
    """Return a list of names and addresses, or the part of it that begins with a number; `total` counts them all."""
    return {
        "@type": "ItemList",
        "@id": f"{address}#list",
        "numberOfItems": total,
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "url": url}
            for place, (name, url) in enumerate(items, first)
        ],
    }


def demand_name(standing: Standing) -> str:
    """Return a demand's name in a list over many motions, with its sentence."""
    demand = standing.demand
    return f"{demand.motion.title}, demand {demand.number}, {demand.title}. {status_sentence(standing)}"


def motion_id(motion: Motion, places: Addresses) -> str:
    """Return what names a motion: the same on every day."""
    return f"{places.base}/motions/{motion.slug}#motion"


def demand_id(standing: Standing, places: Addresses) -> str:
    """Return what names a demand: the same on every day."""
    return f"{places.base}/motions/{standing.demand.motion.slug}/demands/{standing.demand.number}#demand"


def _publisher(base: str) -> Node:
    return {"@type": "Organization", "name": NAME, "url": f"{base}/"}


def _trail(steps: Sequence[tuple[str, str]]) -> list[Node]:
    return [
        {"@type": "ListItem", "position": place, "name": name, "item": address}
        for place, (name, address) in enumerate(steps, 1)
    ]


def _sources(citations: Iterable[Citation]) -> list[Node] | None:
    """Return the sources that are cited, each once, in order."""
    found = {citation.source.key: _source(citation.source) for citation in citations}
    return list(found.values()) or None


def _source(source: Source) -> Node:
    node = {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "author": source.author,
        "datePublished": source.published_on.isoformat() if source.published_on else None,
        "url": source.url,
    }
    return _without_none(node)


def _written(value: datetime | None) -> str | None:
    return instant(value).isoformat().replace("+00:00", "Z") if value else None


def _without_none(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}
