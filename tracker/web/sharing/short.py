"""Short permanent addresses: they lead on to the page of a motion or a demand, and say nothing themselves.

They answer with 302 and not 301, which browsers keep for ever: a motion may be taken down one day.
"""

from typing import Any

from flask import Response, abort, request, url_for

from tracker.models import Motion
from tracker.queries.motions import slug_of_code
from tracker.rules.short_codes import read_code
from tracker.web.core.context import read
from tracker.web.core.copying import Copied, Each
from tracker.web.core.open_record import no_demand
from tracker.web.core.routing import Door
from tracker.web.core.snapshots import public_motion

bp = Door("short", __name__)

NOWHERE = "There is no motion at this address. All motions on record are on the first page."


@bp.get("/m/<code>", copied=Copied(Each.MOTION, by="short_code"))
def motion(code: str) -> Response:
    return _lead_on("motions.motion", slug=_open(code).slug)


@bp.get("/m/<code>/<int:number>", copied=Copied(Each.DEMAND, by="short_code"))
def demand(code: str, number: int) -> Response:
    found = _open(code)
    if number not in [asked.number for asked in found.demands]:
        no_demand(found, number)
    return _lead_on("motions.demand", slug=found.slug, number=number)


def _open(typed: str) -> Motion:
    """Return the public motion of a code; answer 410 or 404 as its own page does."""
    code = read_code(typed)
    with read() as session:
        slug = slug_of_code(session, code) if code else None
    if slug is None:
        abort(404, NOWHERE)
    return public_motion(slug)


def _lead_on(endpoint: str, **values: Any) -> Response:
    """Answer with the page's address, on the day that was asked for; nothing else of the question goes with it."""
    there = url_for(endpoint, on=request.args.get("on") or None, **values)
    return Response(f"{there}\n", 302, {"Location": there}, mimetype="text/plain")
