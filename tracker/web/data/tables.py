"""The record as tables: CSV, a data package, and the log as lines that anybody can check."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from flask import Response, abort, g, request
from sqlalchemy import Engine

import tracker.formats.verify_log
from tracker.db import reading
from tracker.formats.csv_text import TYPE, Table, csv_of
from tracker.formats.data_package import LogEnd, package_of, read_me, zipped
from tracker.formats.evidence_tables import changes_table
from tracker.formats.log_lines import TYPE as LINES
from tracker.formats.log_lines import log_lines
from tracker.formats.tables import TABLES, demands_table, motions_table, overdue_table
from tracker.models import Change, Motion
from tracker.queries.lists import public_slugs
from tracker.queries.log import entries_between, first_recorded_after, hash_of
from tracker.rules.status import MotionStanding
from tracker.web.core.as_of import moment
from tracker.web.core.context import engine, read
from tracker.web.core.copying import ALWAYS, MOTION, MOTION_NOW, Copied, Each, Past
from tracker.web.core.data_answer import data_answer
from tracker.web.core.filters import public_address_of
from tracker.web.core.open_record import hold_lists, open_motion, overdue_then, standing_then
from tracker.web.core.policy import KeptUntil
from tracker.web.core.routing import Door
from tracker.web.core.snapshots import public_motion
from tracker.wording.dates import full_day_words

bp = Door("tables", __name__)

VERIFIER = Path(tracker.formats.verify_log.__file__)
BATCH = 500
"""How many entries of a log are in memory at once where it is given line by line."""


@bp.get("/motions.csv", copied=Copied(Each.ONCE, Past.PRESENT))
def motions() -> Response:
    g.moment = when = moment()
    with read() as session:
        slugs = public_slugs(session)
    found = (standing_then(slug, when) for slug in slugs)
    hold_lists(when)
    return _csv(motions_table(whole for whole in found if whole.motion.adopted_on <= when.day), "motions")


@bp.get("/overdue.csv", copied=Copied(Each.ONCE, Past.PRESENT))
def overdue() -> Response:
    g.moment = when = moment()
    late = overdue_then(when)
    hold_lists(when)
    return _csv(overdue_table(late), "overdue")


@bp.get("/motions/<slug>.csv", copied=MOTION)
def demands(slug: str) -> Response:
    _, whole = open_motion(slug)
    return _csv(demands_table(whole), slug)


@bp.get("/motions/<slug>/data/<name>.csv", copied=Copied(Each.MOTION, every=(("name", (*TABLES, "changes")),)))
def table(slug: str, name: str) -> Response:
    motion, whole = open_motion(slug)
    if name == "changes":
        return _csv(changes_table(_log(motion, _last(motion))), f"{slug}-{name}")
    if name not in TABLES:
        abort(404, f"There is no table of that name. There are: {', '.join([*TABLES, 'changes'])}.")
    return _csv(TABLES[name](whole), f"{slug}-{name}")


@bp.get("/motions/<slug>/datapackage.json", copied=MOTION_NOW)
def package(slug: str) -> Response:
    motion, whole = open_motion(slug)
    log = _log(motion, _last(motion))
    return data_answer(_package(whole, _tables(whole, log), log), "application/json")


@bp.get("/motions/<slug>/datapackage.zip", copied=MOTION_NOW)
def package_file(slug: str) -> Response:
    motion, whole = open_motion(slug)
    log = _log(motion, _last(motion))
    tables = _tables(whole, log)
    files = {f"data/{sheet.name}.csv": csv_of(sheet).encode() for sheet in tables}
    files["datapackage.json"] = _package(whole, tables, log).encode()
    files["changes.jsonl"] = "".join(log_lines(log, slug)).encode()
    files["verify_log.py"] = VERIFIER.read_bytes()
    files["README.txt"] = read_me(whole, _address(motion), full_day_words(g.moment.day), _end(log)).encode()
    return data_answer(zipped(files), "application/zip", f"{slug}.zip")


@bp.get("/motions/<slug>/changes.jsonl", copied=MOTION_NOW)
def lines(slug: str) -> Response:
    """Give the log, oldest entry first, one sealed entry a line; of a past day, as far as it had been written then.

    It is read and sent batch by batch, so its length costs no memory. It is not kept: its ETag is its own last seal. A
    copy of the site as of a past day holds the whole of it, for the heads that the copy's pages name stand at its end.
    """
    motion = public_motion(slug)
    g.moment = moment(motion.time_zone, motion.adopted_on)
    last = motion.log_sequence if g.moment.ended else _last(motion)
    lines = ("".join(log_lines(batch, slug)) for batch in _batches(engine(), motion.id, last))
    answer = data_answer("", f"{LINES}; charset=utf-8", f"{slug}-changes.jsonl")
    answer.response, answer.headers["Cache-Control"] = (line.encode() for line in lines), "public, max-age=60"
    answer.headers.pop("Content-Length", None)
    with read() as session:
        answer.set_etag(f"{hash_of(session, motion.id, last)[:24]}-{last}")
    answer.make_conditional(request)
    return answer


@bp.get("/verify_log.py", copied=ALWAYS, kept=KeptUntil.UNTIL_CHANGED)
def verifier() -> Response:
    return data_answer(VERIFIER.read_bytes(), "text/x-python; charset=utf-8", VERIFIER.name)


def _csv(sheet: Table, name: str) -> Response:
    return data_answer(csv_of(sheet), TYPE, f"{name}.csv")


def _tables(whole: MotionStanding, log: Sequence[Change]) -> list[Table]:
    return [*(make(whole) for make in TABLES.values()), changes_table(log)]


def _last(motion: Motion) -> int:
    """Return the number of the last entry that had been written by the moment of the page, 0 where none had.

    What comes before the first entry of a later instant is a whole chain, even if a clock was once set back. Entries
    newer than the motion as it was loaded are left out: the revision that an answer names is the end of its log.
    """
    if not g.moment.on:
        return motion.log_sequence
    with read() as session:
        first = first_recorded_after(session, motion.id, g.moment.at)
    return motion.log_sequence if first is None else min(first - 1, motion.log_sequence)


def _batches(engine: Engine, motion_id: int, last: int) -> Iterator[Sequence[Change]]:
    """Yield the entries up to the last one, some at a time; no transaction stays open while a reader is slow."""
    done = 0
    while done < last:
        with reading(engine) as session:  # The request is over when most of it is sent.
            batch = entries_between(session, motion_id, done, last, BATCH)
        if not batch:
            return
        yield batch
        done = batch[-1].sequence


def _log(motion: Motion, last: int) -> Sequence[Change]:
    return [line for batch in _batches(engine(), motion.id, last) for line in batch]


def _end(log: Sequence[Change]) -> LogEnd:
    return LogEnd(log[-1].sequence, log[-1].hash) if log else LogEnd(0, "")


def _package(whole: MotionStanding, tables: Sequence[Table], log: Sequence[Change]) -> str:
    motion = whole.motion
    created = log[-1].recorded_at if log else motion.recorded_at
    return package_of(whole, tables, _address(motion), full_day_words(g.moment.day), created, _end(log))


def _address(motion: Motion) -> str:
    return public_address_of("motions.motion", slug=motion.slug, on=g.moment.link_on)
