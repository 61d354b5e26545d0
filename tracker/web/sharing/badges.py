"""Badges that other sites show: a picture of where a motion or a demand stands, and the same for Shields."""

import json

from flask import Response, abort, g, request

from tracker.formats import shields
from tracker.formats.images import badge
from tracker.formats.images.badge import Size, demand_badge, motion_badge
from tracker.web.core.copying import DEMAND_NOW, MOTION_NOW, Copied, Each, Past
from tracker.web.core.data_answer import data_answer
from tracker.web.core.open_record import open_demand, open_motion
from tracker.web.core.routing import Door

bp = Door("badges", __name__)


@bp.get("/motions/<slug>.svg", copied=Copied(Each.MOTION, Past.WRITTEN, more=("size",)))
def motion(slug: str) -> Response:
    """Draw the badge of a motion; `?size=` is small, medium (as where none is named) or large."""
    size = _size()
    _, whole = open_motion(slug)
    return data_answer(motion_badge(whole, size, _dated()), badge.TYPE)


@bp.get("/motions/<slug>/demands/<int:number>.svg", copied=Copied(Each.DEMAND, Past.WRITTEN, more=("size",)))
def demand(slug: str, number: int) -> Response:
    size = _size()
    _, _, standing = open_demand(slug, number)
    return data_answer(demand_badge(standing, size, _dated()), badge.TYPE)


@bp.get("/motions/<slug>/badge.json", copied=MOTION_NOW)
def motion_shield(slug: str) -> Response:
    _, whole = open_motion(slug)
    return _json(shields.motion_shield(whole, _dated()))


@bp.get("/motions/<slug>/demands/<int:number>/badge.json", copied=DEMAND_NOW)
def demand_shield(slug: str, number: int) -> Response:
    _, _, standing = open_demand(slug, number)
    return _json(shields.demand_shield(standing, _dated()))


def _dated() -> bool:
    return g.moment.on is not None


def _size() -> Size:
    asked = request.args.get("size", Size.MEDIUM.value)
    if asked not in set(Size):
        abort(400, f"There is no size “{asked[:40]}”. A badge is {Size.SMALL}, {Size.MEDIUM} or {Size.LARGE}.")
    return Size(asked)


def _json(found: dict[str, object]) -> Response:
    return data_answer(json.dumps(found, ensure_ascii=False), "application/json")
