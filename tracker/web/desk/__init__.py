"""The editors' desk: the doors through which the record is kept."""

from flask import Flask

LONGEST: dict[str, int] = {
    "acts.source": 11 * 1024 * 1024,
    "acts.draft": 11 * 1024 * 1024,
    "acts.correct": 1024 * 1024,
    "acts.deadline": 256 * 1024,
    "compose.new": 1024 * 1024,
    "compose.draft": 11 * 1024 * 1024,
    "compose.upload": 2 * 1024 * 1024,
    "replies.begin": 11 * 1024 * 1024,  # A file of 10 MB, and the texts beside it.
    "replies.save": 11 * 1024 * 1024,
    "replies.begin_judging": 1024 * 1024,
    "replies.save_part": 512 * 1024,
    "findings.send_back": 128 * 1024,
}
"""The most bytes that a form of the desk may have, by endpoint, where it is more than any form's (web/guard.py)."""


def init_app(app: Flask) -> None:
    """Give the application the desk's pages."""
    from tracker.web.desk import today
    from tracker.web.desk.acts import choose, visibility
    from tracker.web.desk.compose import import_file
    from tracker.web.desk.findings import review
    from tracker.web.desk.offers import pages as offers
    from tracker.web.desk.replies import parts, publish
    from tracker.web.desk.requests import pages as requests

    rooms = (today, requests, parts, publish, review, offers, choose, visibility, import_file)
    for door in dict.fromkeys(room.bp for room in rooms):  # Some rooms share a door.
        app.register_blueprint(door)
