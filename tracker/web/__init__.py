"""The public pages. A view finds the record, asks the rules where it stands at an instant, and fills in a template."""

from flask import Flask

from tracker.web import accounts, desk
from tracker.web.core import data_answer, errors, filters, guard, headers, limits, sheets
from tracker.web.core.cache import Cache
from tracker.web.core.routing import LONGEST_FORM
from tracker.web.core.snapshots import Snapshots
from tracker.web.corrections import pages as corrections
from tracker.web.corrections.form import this_page
from tracker.web.data import api, calendars, feeds, tables
from tracker.web.public import about, files, log, motions, pages
from tracker.web.right_of_reply import page as right_of_reply
from tracker.web.service import status
from tracker.web.sharing import badges, cards, embeds, metadata, oembed, share, short
from tracker.web.subscriptions import manage, subscribe
from tracker.web.subscriptions.expectations import Expectations
from tracker.web.subscriptions.signup_form import follow_form


def init_app(app: Flask) -> None:
    """Give the application its pages, its answers to errors, its headers and its cache."""
    engine = app.extensions["engine"]
    app.extensions["snapshots"] = Snapshots(engine)
    app.extensions["expectations"] = Expectations(engine)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_FORM
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
        subscribe,
        manage,
        corrections,
        right_of_reply,
        files,
        badges,
        embeds,
        feeds,
        calendars,
        cards,
        oembed,
        share,
        short,
        tables,
    ):
        app.register_blueprint(room.bp)
    guard.init_app(app)  # Before the limits: who is turned away at the door is not counted.
    accounts.init_app(app)
    desk.init_app(app)
    filters.init_app(app)
    app.jinja_env.globals["follow_form"] = follow_form
    app.jinja_env.globals["our_copy"] = files.our_copy
    app.jinja_env.globals["metadata"] = metadata.metadata
    app.jinja_env.globals["this_page"] = this_page
    app.jinja_env.globals["badge_size"] = embeds.badge_size
    app.jinja_env.globals["embed_snippets"] = embeds.embed_snippets
    app.jinja_env.globals["share_of"] = share.share_of
    sheets.init_app(app)
    headers.init_app(app)
    data_answer.init_app(app)
    errors.init_app(app)
    limits.init_app(app)
    app.wsgi_app = Cache(app.wsgi_app, engine, filters.release(app))  # type: ignore[method-assign,assignment]
