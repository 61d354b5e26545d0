"""The same address in a form for programs: `.json` is the motion's page as data."""

from flask import Blueprint, Response, current_app, g

from tracker.formats.motion_json import motion_data
from tracker.web.data import data_answer
from tracker.web.motions import open_motion

bp = Blueprint("api", __name__)


@bp.get("/motions/<slug>.json")
def motion_json(slug: str) -> Response:
    """Give a motion as JSON; open for reading from any site."""
    _, whole = open_motion(slug)
    data = motion_data(whole, g.moment.at if g.moment.on else None)
    return data_answer(current_app.json.dumps(data) + "\n", "application/json")
