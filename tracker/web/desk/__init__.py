"""The editors' desk: the doors through which the record is kept."""

from flask import Flask


def init_app(app: Flask) -> None:
    from tracker.web.desk import today
    from tracker.web.desk.acts import motion
    from tracker.web.desk.compose import import_file
    from tracker.web.desk.findings import pages as findings
    from tracker.web.desk.offers import pages as offers
    from tracker.web.desk.replies import parts, publish
    from tracker.web.desk.requests import pages as requests

    rooms = (today, requests, parts, publish, findings, offers, motion, import_file)
    for door in dict.fromkeys(room.bp for room in rooms):  # Some rooms share a door.
        app.register_blueprint(door)
