"""What templates may say: dates and numbers in words, the generated sentences, links that stay on the same day."""

from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, g, request, url_for
from markupsafe import Markup

import tracker
from tracker import vocabulary
from tracker.config import Config
from tracker.formats.images.glyphs import glyph_of, symbols
from tracker.formats.tongues import amid, of, tongue
from tracker.rules.dates import local_day
from tracker.web.core.context import config
from tracker.web.core.export_context import copied
from tracker.web.core.sheets import served
from tracker.web.core.summaries import overdue_since
from tracker.wording.dates import closing_words, day_words, full_day_words, instant_words
from tracker.wording.deadlines import arithmetic, deadline_sentence
from tracker.wording.figures import check_outcome, check_working, number, objections
from tracker.wording.labels import counted_label, is_action, status_label, verdict_label
from tracker.wording.parts import demand_facts, ledger_lateness, part_facts, part_state_sentence
from tracker.wording.status import motion_sentence, open_by_label, status_sentence, waiting_sentence
from tracker.wording.text import listed, plural


def date_time(value: date | datetime) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


FILTERS = {
    "day": day_words,
    "full_day": full_day_words,
    "instant": instant_words,
    "closing": closing_words,
    "local_day": local_day,
    "number": number,
    "objections": objections,
    "check_outcome": check_outcome,
    "check_working": check_working,
    "thousands": lambda value: f"{value:,}",
    "sentence": status_sentence,
    "deadline_sentence": deadline_sentence,
    "motion_sentence": motion_sentence,
    "listed": listed,
    "plural": plural,
    "date_time": date_time,
    "overdue_since": overdue_since,
    "open_by_label": open_by_label,
    "glyph_of": glyph_of,
    "of": of,
    "amid": amid,
    "status_label": status_label,
    "counted_label": counted_label,
    "verdict_label": verdict_label,
    "part_state": part_state_sentence,
    "part_facts": part_facts,
    "demand_facts": demand_facts,
    "waiting_sentence": waiting_sentence,
}
"""What templates may say of a value: `{{ value|name }}`."""


def init_app(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= FILTERS
    app.jinja_env.tests["has_late_parts"] = lambda demand: demand.has_late_parts
    app.jinja_env.globals |= {
        "words": vocabulary,
        "arithmetic": arithmetic,
        "ledger_lateness": ledger_lateness,
        "is_action": is_action,
        "label_of": vocabulary.label_of,
        "link": link,
        "tongue": tongue,
        "public_address": public_address,
        "public_address_of": public_address_of,
        "webcal": webcal,
        "stylesheet": _static_address(app, "style.css"),
        "desk_stylesheet": _static_address(app, "desk.css"),
        "passkey_script": _static_address(app, "passkey.js"),
        "share_script": _static_address(app, "share.js"),
        "icon": _static_address(app, "icon.svg"),
        "embed_sheet": _static_address(app, "embed.css"),
        "embed_height_script": _static_address(app, "embed-height.js"),
        "glyph_symbols": Markup(symbols()),
        "version": tracker.__version__,
    }
    app.context_processor(lambda: {"as_of": g.get("moment"), "copy": copied(), "config_": app.extensions["config"]})


def link(endpoint: str, **values: Any) -> str:
    moment = g.get("moment")
    if moment and "on" not in values:
        values["on"] = moment.link_on if "slug" in values else moment.house_on
    return url_for(endpoint, **values)


def public_address() -> str:
    """Return this page's full address from BASE_URL, never from the request's own host."""
    return config().base_url + request.full_path.rstrip("?")


def public_address_of(endpoint: str, **values: Any) -> str:
    return config().base_url + url_for(endpoint, **values)


def webcal(path: str) -> str:
    """Return the address by which a calendar program subscribes to a calendar of ours, from its path."""
    return f"webcal://{config().base_url.partition('://')[2]}{path}"


def _static_address(app: Flask, name: str) -> str:
    """Return a static file's address with its own hash in it, so that it may be kept for a year."""
    digest = sha256(served(Path(app.static_folder or ""), name)).hexdigest()[:12]
    return f"/static/{name}?{digest}"


def release(app: Flask) -> str:
    """Return what names this release's code, look and words, and the settings that pages tell of.

    Pages kept by another release, or from before a setting was changed, are never served.
    """
    config: Config = app.extensions["config"]
    files = _digest_of((app.root_path, "*.py"), (str(app.template_folder), "*.*"), (str(app.static_folder), "*.*"))
    return sha256(f"{tracker.__version__} {config.base_url} {config.mail} {files}".encode()).hexdigest()[:16]


@cache
def _digest_of(*folders: tuple[str, str]) -> str:
    """Return what changes with any file of these folders; read once, as the code itself is."""
    found = sha256()
    for folder, names in folders:
        for path in sorted(Path(folder).rglob(names)):
            found.update(path.read_bytes())
    return found.hexdigest()
