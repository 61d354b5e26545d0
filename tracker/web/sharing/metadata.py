"""What a public page says of itself to those who show its link: Open Graph, Twitter, oEmbed, and schema.org.

Only pages that are named here say anything; a page whose address is a secret, the desk and every error say nothing. A
card's address carries the motion's revision and the instant from which the page holds in it, so it is new exactly when
the page says something new: those who keep a preview by its address then fetch the new one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import current_app, g, request
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from tracker.formats.json.base import Addresses
from tracker.formats.linked_data import (
    Node,
    PageData,
    dataset_node,
    demand_id,
    demand_name,
    demand_node,
    graph,
    list_node,
    motion_id,
    motion_node,
    page_node,
)
from tracker.models import Motion
from tracker.queries.lists import OVERDUE_PER_PAGE, PER_PAGE, ResultPage
from tracker.queries.log import last_recorded_at
from tracker.rules.status import MotionStanding, Standing, holds_since
from tracker.web.core.as_of import Moment
from tracker.web.core.context import config, read
from tracker.web.core.export_context import copied
from tracker.web.core.filters import link, public_address_of
from tracker.wording.cards import SITE_SENTENCE
from tracker.wording.status import motion_sentence, status_sentence

MOTION_PAGES = {
    "motions.motion": "",
    "motions.demand": "",
    "pages.timeline_page": "Timeline",
    "pages.figures": "Figures",
    "pages.sources": "Sources",
    "pages.briefing": "Briefing",
    "log.changes_page": "Changes",
}
"""The pages about one motion, each with its name in the trail that leads to it."""

LISTS = {"motions.motions": PER_PAGE, "motions.overdue": OVERDUE_PER_PAGE}
"""The lists over all motions, each with how many it shows on a page."""

OTHER_PAGES = frozenset(
    {"corrections.corrections", "status.status", "docs.docs", "subscriptions.form"}
    | {"about.method", "about.corrections", "about.privacy", "about.accessibility"}
)
"""The public pages that are of no one motion: they show the card of the site."""

FILES = (
    ("JSON", "application/json", ".json"),
    ("Tables", "application/zip", "/datapackage.zip"),
    ("Demands as a table", "text/csv", ".csv"),
    ("Log of changes", "application/jsonl", "/changes.jsonl"),
)
"""The forms of a motion's record that are files of data."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself. `image_says` is the generated sentence that its card shows."""

    kind: str
    title: str
    sentence: str
    address: str
    image: str
    image_says: str
    linked: Node | None
    embeds: bool


@pass_context
def metadata(context: Context, title: str, description: str) -> Metadata | None:
    """Return what the present page says of itself, or None where it is to say nothing.

    `title` and `description` are the page's own, as its template made them; the rest is what the view gave it.
    """
    copy = copied()
    if copy and not copy.live:
        return None  # A copy that knows of no site has no address to give.
    said = [str(Markup(text).unescape()).strip() for text in (title, description)]
    if request.endpoint in MOTION_PAGES and "whole" in context:
        return _of_motion(said[0], said[1], context["whole"], context.get("one"))
    if request.endpoint in LISTS:
        return _of_list(said[0], said[1], context)
    if request.endpoint in OTHER_PAGES:
        address = config().base_url + link(str(request.endpoint), **(request.view_args or {}))
        return Metadata("website", said[0], said[1], address, site_card_address(), SITE_SENTENCE, None, False)
    return None


def card_address(whole: MotionStanding, demand: Standing | None = None) -> str:
    """Return the full address of a card, new whenever the card is: `?v=<revision>-<YYYYMMDDHHMM, UTC>`.

    On a past day time changes nothing: the address has the day, and of the record only its revision.
    """
    motion, when = whole.motion, _moment()
    version = str(motion.log_sequence)
    if not when.is_past:
        version += f"-{holds_since(motion, when.at).astimezone(UTC):%Y%m%d%H%M}"
    values: dict[str, Any] = {"slug": motion.slug, "on": when.link_on, "v": version}
    if demand is not None:
        return public_address_of("cards.demand", number=demand.demand.number, **values)
    return public_address_of("cards.motion", **values)


def site_card_address() -> str:
    return public_address_of("cards.site", v=current_app.jinja_env.globals["version"])


def _of_motion(title: str, description: str, whole: MotionStanding, demand: Standing | None) -> Metadata:
    own = request.endpoint in ("motions.motion", "motions.demand")
    image, places = card_address(whole, demand), _places()
    says = status_sentence(demand) if demand else motion_sentence(whole)
    address = public_address_of(str(request.endpoint), on=_moment().link_on, **(request.view_args or {}))
    modified = None if _moment().is_past else _last_recorded(whole.motion)
    trail = _trail(whole, demand, address)
    page = PageData(
        "WebPage", address, title, description, image, says, trail, whole.motion.published_at, modified
    )  # fmt: skip
    if demand is not None:
        nodes = [page_node(page, places.base, demand_id(demand, places)), demand_node(demand, places)]
    elif own:
        nodes = [page_node(page, places.base, motion_id(whole.motion, places)), motion_node(whole, places)]
        nodes.append(dataset_node(whole, places, _files(whole.motion, places), modified))
    else:
        nodes = [page_node(page, places.base) | {"about": {"@id": motion_id(whole.motion, places)}}]
    return Metadata("article", title, description, address, image, says, graph(*nodes), own)


def _of_list(title: str, description: str, context: Context) -> Metadata:
    part: ResultPage = context["page"]
    places, image = _places(), site_card_address()
    number = str(part.number) if part.number > 1 else None
    address = config().base_url + link(str(request.endpoint), page=number)
    trail = [("Motions", places.at("/"))]
    if "late" in context:
        items = [
            (demand_name(demand), places.demand(demand.demand.motion.slug, demand.demand.number))
            for demand in context["late"]
        ]
        trail.append(("Overdue", address))
    else:
        items = [(whole.motion.title, places.motion(whole.motion.slug)) for whole in context["motions"]]
    page = PageData("CollectionPage", address, title, description, image, SITE_SENTENCE, trail)
    first = (part.number - 1) * LISTS[str(request.endpoint)] + 1
    nodes = page_node(page, places.base, f"{address}#list"), list_node(address, items, first, part.total)
    return Metadata("website", title, description, address, image, SITE_SENTENCE, graph(*nodes), False)


def _trail(whole: MotionStanding, demand: Standing | None, address: str) -> list[tuple[str, str]]:
    places, motion = _places(), whole.motion
    steps = [("Motions", places.at("/")), (motion.title, places.motion(motion.slug))]
    if demand is not None:
        steps.append((f"Demand {demand.demand.number}: {demand.demand.title}", address))
    elif name := MOTION_PAGES[str(request.endpoint)]:
        steps.append((name, address))
    return steps


def _files(motion: Motion, places: Addresses) -> list[tuple[str, str, str]]:
    served = current_app.url_map.bind("")
    found = [file for file in FILES if served.test(f"/motions/{motion.slug}{file[2]}")]
    return [(name, kind, places.motion(motion.slug, form)) for name, kind, form in found]


def _last_recorded(motion: Motion) -> datetime | None:
    with read() as session:
        return last_recorded_at(session, motion.id)


def _moment() -> Moment:
    when: Moment = g.moment
    return when


def _places() -> Addresses:
    when: Moment | None = g.get("moment")
    return Addresses(config().base_url, when.on if when else None)
