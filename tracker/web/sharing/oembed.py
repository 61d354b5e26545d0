"""oEmbed (oembed.com, version 1.0): a site that is given the address of a motion or demand asks here how to show it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response, abort, current_app, g, json, request
from markupsafe import Markup
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException

from tracker.formats.images.card_layout import HEIGHT, WIDTH
from tracker.web.core.answers import wanted_number
from tracker.web.core.context import config
from tracker.web.core.copying import NotCopied
from tracker.web.core.data_answer import data_answer
from tracker.web.core.filters import public_address_of
from tracker.web.core.open_record import demand_of, open_motion
from tracker.web.core.routing import Door
from tracker.web.sharing.metadata import card_address
from tracker.wording.status import motion_sentence, status_sentence

bp = Door("oembed", __name__)

FRAME_WIDTH, NARROW = 640, 480
MOTION_HEIGHT, DEMAND_HEIGHT = (400, 580), (320, 440)
"""How high a frame is: at 480 pixels of width and more, and on less. What is longer scrolls in its frame."""
AGE_SECONDS = 3600
"""For how long an answer may be kept: the frame in it is always of today."""
FRAME = Markup(
    '<iframe src="{src}" title="{title}" width="{width}" height="{height}" frameborder="0" loading="lazy" '
    'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
)


@bp.get("/oembed", copied=NotCopied("answers other sites about an address that they send: it needs the live site"))
def oembed() -> Response:
    """Answer how to show an address of ours, as JSON or XML; 404 for an address that is not a motion or a demand."""
    form = request.args.get("format", "json")
    if form not in ("json", "xml"):
        abort(501, f"There is no format “{form[:40]}”. Write json or xml.")
    width, height = _at_most("maxwidth"), _at_most("maxheight")
    slug, number = _named(request.args.get("url", ""))
    found = _described(slug, number, width, height)
    if form == "xml":
        return data_answer(_xml(found), "text/xml; charset=utf-8")
    return data_answer(json.dumps(found, ensure_ascii=False), "application/json")


def _named(address: str) -> tuple[str, int | None]:
    """Return the slug and number that an address of ours names; its day is taken as the day that is asked for."""
    base = urlsplit(config().base_url)
    try:
        asked = urlsplit(address.strip())
        ours = asked.scheme in ("http", "https") and asked.netloc.lower() == base.netloc.lower()
        adapter = current_app.url_map.bind(base.netloc)
        endpoint, values = adapter.match(asked.path, method="GET") if ours else ("", {})
    except (ValueError, HTTPException):
        endpoint, values = "", {}
    room = endpoint.partition(".")[2]
    if endpoint.partition(".")[0] not in ("motions", "embeds") or room not in ("motion", "demand"):
        abort(404, "That is not the address of a motion or a demand of this site. Write one in full, as ?url=.")
    day = parse_qs(asked.query).get("on", [""])[0]
    request.args = ImmutableMultiDict({"on": day} if day else {})  # The day of that page is the day to speak of.
    return values["slug"], values.get("number")


def _described(slug: str, number: int | None, width: int | None, height: int | None) -> dict[str, Any]:
    """Return the answer: a frame, and the card as a thumbnail where it is no larger than what was asked for."""
    motion, whole = open_motion(slug)
    demand = demand_of(whole, number) if number is not None else None
    values = {"slug": slug, "on": g.moment.link_on} | ({"number": number} if demand else {})
    title = f"Demand {number}, {demand.demand.title} – {motion.title}" if demand else motion.title
    wide = min(FRAME_WIDTH, width or FRAME_WIDTH)
    own = (DEMAND_HEIGHT if demand else MOTION_HEIGHT)[wide < NARROW]
    high = min(own, height or own)
    src = public_address_of("embeds.demand" if demand else "embeds.motion", **values)
    found: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "description": status_sentence(demand) if demand else motion_sentence(whole),
        "provider_name": "Answerable",
        "provider_url": public_address_of("motions.motions"),
        "cache_age": AGE_SECONDS,
        "html": FRAME.format(src=src, title=title, width=wide, height=high),
        "width": wide,
        "height": high,
    }
    if (width or WIDTH) >= WIDTH and (height or HEIGHT) >= HEIGHT:
        found |= {"thumbnail_url": card_address(whole, demand), "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}
    return found


def _at_most(name: str) -> int | None:
    return wanted_number(name, f"“{name}” is a number of pixels, such as {name}=600.")


def _xml(found: dict[str, Any]) -> bytes:
    root = Element("oembed")
    for name, value in found.items():
        SubElement(root, name).text = str(value)
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written
