"""The same address in a form for programs: `.json` is the motion's page as data."""

from flask import Blueprint, Response, g, jsonify

from tracker.formats.motion_json import motion_data
from tracker.web.motions import open_motion

bp = Blueprint("api", __name__)


@bp.get("/motions/<slug>.json")
def motion_json(slug: str) -> Response:
    """Give a motion as JSON; open for reading from any site."""
    _, whole = open_motion(slug)
    response = jsonify(motion_data(whole, g.moment.at if g.moment.on else None))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
