"""Badges that other sites show: a picture of where a motion or a demand stands, and the same for Shields."""

import json

from flask import Response, abort, g, request

from tracker.formats import shields
from tracker.formats.images import badge
from tracker.formats.images.badge import Size, demand_badge, motion_badge
from tracker.rules.status import Standing
from tracker.web.core.copying import DEMAND_NOW, MOTION_NOW, Copied, Each, Past
from tracker.web.core.data_answer import data_answer
from tracker.web.core.routing import Door
from tracker.web.public.motions import open_motion

bp = Door("badges", __name__)


@bp.get("/motions/<slug>.svg", copied=Copied(Each.MOTION, Past.WRITTEN, more=("size",)))
def motion(slug: str) -> Response:
    """Draw the badge of a motion; `?size=` is small, medium (as where none is named) or large."""
    size = _size()
    _, whole = open_motion(slug)
    return data_answer(motion_badge(whole, size, _dated()), badge.TYPE)


@bp.get("/motions/<slug>/demands/<int:number>.svg", copied=Copied(Each.DEMAND, Past.WRITTEN, more=("size",)))
def demand(slug: str, number: int) -> Response:
    """Draw the badge of a demand; `?size=` as for a motion."""
    size = _size()
    return data_answer(demand_badge(open_demand(slug, number), size, _dated()), badge.TYPE)


@bp.get("/motions/<slug>/badge.json", copied=MOTION_NOW)
def motion_shield(slug: str) -> Response:
    """Give what Shields draws a motion's badge from."""
    _, whole = open_motion(slug)
    return _json(shields.motion_shield(whole, _dated()))


@bp.get("/motions/<slug>/demands/<int:number>/badge.json", copied=DEMAND_NOW)
def demand_shield(slug: str, number: int) -> Response:
    """Give what Shields draws a demand's badge from."""
    return _json(shields.demand_shield(open_demand(slug, number), _dated()))


def open_demand(slug: str, number: int) -> Standing:
    """Return where one demand of a public motion stands at the moment asked for; answer 404 where there is none."""
    found, whole = open_motion(slug)
    one = next((one for one in whole.demands if one.demand.number == number), None)
    if one is None:
        abort(404, f"“{found.title}” has no demand {number}. Its demands are numbered on the motion's page.")
    return one


def _dated() -> bool:
    """Tell whether a badge is pinned to a day, which it must then name."""
    return g.moment.on is not None


def _size() -> Size:
    asked = request.args.get("size", Size.MEDIUM.value)
    if asked not in set(Size):
        abort(400, f"There is no size “{asked[:40]}”. A badge is {Size.SMALL}, {Size.MEDIUM} or {Size.LARGE}.")
    return Size(asked)


def _json(found: dict[str, object]) -> Response:
    return data_answer(json.dumps(found, ensure_ascii=False), "application/json")
