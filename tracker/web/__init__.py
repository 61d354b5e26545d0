"""The public pages. A view finds the record, asks the rules where it stands at an instant, and fills in a template."""

from flask import Flask

from tracker.web import (
    about,
    accounts,
    alerts,
    api,
    badges,
    calendars,
    cards,
    corrections,
    data,
    editor,
    embeds,
    errors,
    feeds,
    files,
    filters,
    guard,
    headers,
    limits,
    log,
    metadata,
    motions,
    oembed,
    offers,
    pages,
    sharing,
    sheets,
    short,
    status,
    subscriptions,
    tables,
)
from tracker.web.cache import Cache
from tracker.web.correction_form import this_page
from tracker.web.expectations import Expectations
from tracker.web.signup_form import follow_form
from tracker.web.snapshots import Snapshots

MOST_SENT = 64 * 1024
"""The longest form that is read, in bytes."""


def init_app(app: Flask) -> None:
    """Give the application its pages, its answers to errors, its headers and its cache."""
    engine = app.extensions["engine"]
    app.extensions["snapshots"] = Snapshots(engine)
    app.extensions["expectations"] = Expectations(engine)
    app.config["MAX_CONTENT_LENGTH"] = MOST_SENT
    app.url_map.strict_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    for room in (
        motions,
        pages,
        log,
        api,
        api.docs,
        about,
        status,
        subscriptions,
        alerts,
        corrections,
        offers,
        files,
        badges,
        embeds,
        feeds,
        calendars,
        cards,
        oembed,
        sharing,
        short,
        tables,
    ):
        app.register_blueprint(room.bp)
    guard.init_app(app)  # Before the limits: who is turned away at the door is not counted.
    accounts.init_app(app)
    editor.init_app(app)
    filters.init_app(app)
    sheets.init_app(app)
    app.jinja_env.globals["follow_form"] = follow_form
    app.jinja_env.globals["our_copy"] = files.our_copy
    app.jinja_env.globals["metadata"] = metadata.metadata
    app.jinja_env.globals["this_page"] = this_page
    app.jinja_env.globals["badge_size"] = embeds.badge_size
    app.jinja_env.globals["embed_snippets"] = embeds.embed_snippets
    app.jinja_env.globals["share_of"] = sharing.share_of
    headers.init_app(app)
    data.init_app(app)
    errors.init_app(app)
    limits.init_app(app)
    app.wsgi_app = Cache(app.wsgi_app, engine, filters.release(app))  # type: ignore[method-assign,assignment]
