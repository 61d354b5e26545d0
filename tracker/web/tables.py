"""The record as tables: CSV, a data package, and the log as lines that anybody can check."""

from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, g
from sqlalchemy import select

import tracker.formats.verify_log
from tracker.db import reading
from tracker.formats.csv_text import TYPE, Table, csv_of
from tracker.formats.data_package import package_of, read_me, zipped
from tracker.formats.evidence_tables import changes_table, recorded_by
from tracker.formats.log_lines import TYPE as LINES
from tracker.formats.log_lines import log_lines
from tracker.formats.tables import TABLES, demands_table, motions_table, overdue_table
from tracker.models import Change, Motion
from tracker.rules.sentences import full_day_words
from tracker.rules.status import MotionStanding, motion_standing
from tracker.web.data import data_answer
from tracker.web.filters import public_address_of
from tracker.web.listing import public_slugs
from tracker.web.moment import moment
from tracker.web.motions import hold_lists, open_motion, overdue_then
from tracker.web.snapshots import public_motion

bp = Blueprint("tables", __name__)

VERIFIER = Path(tracker.formats.verify_log.__file__)


@bp.get("/motions.csv")
def motions() -> Response:
    """Give every public motion that had been adopted, with where it stands."""
    g.moment = when = moment()
    found = [public_motion(slug) for slug in public_slugs(current_app.extensions["engine"])]
    hold_lists(when)
    return _csv(motions_table(motion_standing(one, when.at) for one in found if one.adopted_on <= when.day), "motions")


@bp.get("/overdue.csv")
def overdue() -> Response:
    """Give what is overdue across all motions, the longest first, all of it."""
    g.moment = when = moment()
    late = overdue_then(public_slugs(current_app.extensions["engine"]), when)
    hold_lists(when)
    return _csv(overdue_table(late), "overdue")


@bp.get("/motions/<slug>.csv")
def demands(slug: str) -> Response:
    """Give the demands of a motion, each with where it stands."""
    _, whole = open_motion(slug)
    return _csv(demands_table(whole), slug)


@bp.get("/motions/<slug>/data/<name>.csv")
def table(slug: str, name: str) -> Response:
    """Give one of a motion's tables."""
    motion, whole = open_motion(slug)
    if name == "changes":
        return _csv(changes_table(_log(motion)), f"{slug}-{name}")
    if name not in TABLES:
        abort(404, f"There is no table of that name. There are: {', '.join([*TABLES, 'changes'])}.")
    return _csv(TABLES[name](whole), f"{slug}-{name}")


@bp.get("/motions/<slug>/datapackage.json")
def package(slug: str) -> Response:
    """Give the description of all tables of a motion (Frictionless Data Package); their paths are beside it."""
    motion, whole = open_motion(slug)
    return data_answer(_package(motion, whole, _tables(motion, whole)), "application/json")


@bp.get("/motions/<slug>/datapackage.zip")
def package_file(slug: str) -> Response:
    """Give the data package with its tables, the log and what checks it, as one file."""
    motion, whole = open_motion(slug)
    tables = _tables(motion, whole)
    files = {f"data/{one.name}.csv": csv_of(one).encode() for one in tables}
    files["datapackage.json"] = _package(motion, whole, tables).encode()
    files["changes.jsonl"] = "".join(log_lines(_log(motion), slug)).encode()
    files["verify_log.py"] = VERIFIER.read_bytes()
    files["README.txt"] = read_me(whole, _address(motion)).encode()
    return data_answer(zipped(files), "application/zip", f"{slug}.zip")


@bp.get("/motions/<slug>/changes.jsonl")
def lines(slug: str) -> Response:
    """Give the log, oldest entry first, one sealed entry a line; of a past day, as far as it had been written then."""
    motion, _ = open_motion(slug)
    return data_answer("".join(log_lines(_log(motion), slug)), f"{LINES}; charset=utf-8", f"{slug}-changes.jsonl")


@bp.get("/verify_log.py")
def verifier() -> Response:
    """Give the program that checks a log; it needs nothing but Python."""
    return data_answer(VERIFIER.read_bytes(), "text/x-python; charset=utf-8", VERIFIER.name)


def _csv(one: Table, name: str) -> Response:
    return data_answer(csv_of(one), TYPE, f"{name}.csv")


def _tables(motion: Motion, whole: MotionStanding) -> list[Table]:
    return [*(make(whole) for make in TABLES.values()), changes_table(_log(motion))]


def _log(motion: Motion) -> Sequence[Change]:
    """Return a motion's log, oldest entry first, as far as it had been written by the moment of the page."""
    with reading(current_app.extensions["engine"]) as session:
        wanted = select(Change).where(Change.motion_id == motion.id).order_by(Change.sequence)
        found = list(session.scalars(wanted))
        session.expunge_all()
    return recorded_by(found, g.moment.at) if g.moment.on else found


def _package(motion: Motion, whole: MotionStanding, tables: Sequence[Table]) -> str:
    entries = _log(motion)
    created = entries[-1].recorded_at if entries else motion.recorded_at
    return package_of(whole, tables, _address(motion), full_day_words(g.moment.day), created)


def _address(motion: Motion) -> str:
    return public_address_of("motions.motion", slug=motion.slug, on=g.moment.link_on)
