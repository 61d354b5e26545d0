"""The editors' desk: the doors through which the record is kept."""

from flask import Flask

LONGEST: dict[str, int] = {}
"""The most bytes that a form of the desk may have, by endpoint, where it is more than any form's (web/guard.py)."""


def init_app(app: Flask) -> None:
    """Give the application the desk's pages."""
    from tracker.web.editor import today

    for room in (today,):
        app.register_blueprint(room.bp)
