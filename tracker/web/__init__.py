"""The public pages. A view finds the record, asks the rules where it stands at an instant, and fills in a template."""

from flask import Flask

from tracker.web import about, api, errors, filters, headers, log, motions, pages, status
from tracker.web.cache import Cache
from tracker.web.snapshots import Snapshots


def init_app(app: Flask) -> None:
    """Give the application its pages, its answers to errors, its headers and its cache."""
    engine = app.extensions["engine"]
    app.extensions["snapshots"] = Snapshots(engine)
    app.url_map.strict_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    for room in (motions, pages, log, api, about, status):
        app.register_blueprint(room.bp)
    filters.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    app.wsgi_app = Cache(app.wsgi_app, engine, filters.release(app))  # type: ignore[method-assign,assignment]
