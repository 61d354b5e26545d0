"""The editors' desk: the doors through which the record is kept."""

from flask import Flask


def init_app(app: Flask) -> None:
    from tracker.web.desk import findings, offers, requests, today
    from tracker.web.desk.acts import motion
    from tracker.web.desk.compose import import_file
    from tracker.web.desk.replies import parts, publish

    rooms = (today, requests, parts, publish, findings, offers, motion, import_file)
    for door in dict.fromkeys(room.bp for room in rooms):  # Some rooms share a door.
        app.register_blueprint(door)
