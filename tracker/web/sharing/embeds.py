"""Frames for other sites: a small page about a motion or a demand, and the script that puts it on somebody's page.

Any site may show these pages, and no other page of ours (`may_be_framed`). They set no cookie and load nothing but
their own sheet and script; in the frame that our script makes they have no origin, so these two are open to any site.
"""

from typing import Any

from flask import Response, abort, current_app, g, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from tracker.formats.images.badge import Size
from tracker.formats.snippets import Places, Snippet, snippets
from tracker.models import Demand, Motion
from tracker.web.core.cache import hold_until
from tracker.web.core.copying import DEMAND, MOTION, NotCopied
from tracker.web.core.data_answer import data_answer
from tracker.web.core.errors import WORDS
from tracker.web.core.export_context import copied
from tracker.web.core.filters import public_address_of
from tracker.web.core.headers import may_be_framed
from tracker.web.core.open_record import open_demand, open_motion
from tracker.web.core.routing import Door

bp = Door("embeds", __name__)

SCRIPT_SECONDS = 3600
"""For how long the script may be kept. Its address is for ever: a better one reaches every page within the hour."""
THEMES = ("light", "dark")


@bp.get("/motions/<slug>/embed", copied=MOTION)
@may_be_framed
def motion(slug: str) -> Response:
    theme = _theme()
    found, whole = open_motion(slug)
    return _frame("sharing/motion.html", motion=found, whole=whole, theme=theme)


@bp.get("/motions/<slug>/demands/<int:number>/embed", copied=DEMAND)
@may_be_framed
def demand(slug: str, number: int) -> Response:
    theme = _theme()
    _, _, standing = open_demand(slug, number)
    return _frame("sharing/demand.html", motion=standing.demand.motion, one=standing, theme=theme)


@bp.get("/embed.js", copied=NotCopied("other sites load it from the live site, whose pages it shows"))
def script() -> Response:
    hold_until(None, max_age=SCRIPT_SECONDS)
    with current_app.open_resource("static/embed.js") as file:
        return data_answer(file.read(), "text/javascript; charset=utf-8")


@bp.errorhandler(HTTPException)
def tell(error: HTTPException) -> Response:
    title, cure = WORDS.get(error.code or 500, WORDS[500])
    own = error.description if error.description != type(error).description else None
    response = _frame("sharing/gone.html", title=title, cure=own or cure, theme=None)
    response.status_code = error.code or 500
    return response


def badge_size(demand: Demand | None) -> Size:
    """Return the size of badge that is offered first: a motion's counts on one line are too wide for a telephone."""
    return Size.LARGE if demand is None else Size.MEDIUM


def embed_snippets(motion: Motion, demand: Demand | None = None) -> list[Snippet]:
    """Return what to paste into a page to show a motion or a demand, on the day that the present page speaks of.

    Nothing on a copy of the site that knows of no live one: there would be nothing to show.
    """
    copy = copied()
    if copy and not copy.live:
        return []
    room = "motion" if demand is None else "demand"
    values = {"slug": motion.slug, "on": g.moment.link_on} | ({} if demand is None else {"number": demand.number})
    title = motion.title if demand is None else f"{motion.title}, demand {demand.number}: {demand.title}"
    places = Places(
        name=title,
        page=public_address_of(f"motions.{room}", **values),
        badge=public_address_of(f"badges.{room}", size=badge_size(demand), **values),
        frame=public_address_of(f"embeds.{room}", **values),
        script=public_address_of("embeds.script"),
        shield=public_address_of(f"badges.{room}_shield", **values),
        slug=motion.slug,
        number=None if demand is None else demand.number,
        on=g.moment.link_on,
    )
    return snippets(places)


def _frame(template: str, **values: Any) -> Response:
    return make_response(render_template(template, **values))


def _theme() -> str | None:
    asked = request.args.get("theme")
    if asked not in (None, *THEMES):
        abort(400, f"There is no theme “{asked[:40]}”. Write light or dark, or leave it out to follow the reader.")
    return asked
