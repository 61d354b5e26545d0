"""A motion as a Frictionless Data Package (version 1): its tables, each with its schema, and one file to take away.

The same record at the same instant gives the same bytes: nothing in it depends on when it was made.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.formats.csv_text import Column, Table, csv_of
from tracker.rules.status import MotionStanding
from tracker.wording.status import motion_sentence

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a package: the earliest that the format can hold."""


@dataclass(frozen=True, slots=True)
class LogEnd:
    """Where the log in a package ends: how many entries it has, and the seal of the last; 0 and "" where none."""

    entries: int
    head: str


def package_of(
    whole: MotionStanding, tables: Sequence[Table], address: str, on_day: str, created: datetime, end: LogEnd
) -> str:
    """Return datapackage.json. `address` is the motion's page, `created` the aware instant of the newest entry.

    `log_head` is that of the record today, as on its pages; `log` says how far the package's own log goes. No licence
    is named: the project states one for its program, and the texts belong to those who wrote them.
    """
    motion = whole.motion
    data = {
        "profile": "tabular-data-package",
        "name": motion.slug,
        "title": motion.title,
        "description": f"{motion_sentence(whole)} As of {on_day}, revision {motion.log_sequence} of the record.",
        "homepage": address,
        "version": str(motion.log_sequence),
        "created": created.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "log_head": motion.log_head,
        "log": {"path": "changes.jsonl", "entries": end.entries, "head": end.head},
        "keywords": ["motion", "demands", "deadlines"],
        "sources": [_source(source.title or source.publisher, source.url) for source in motion.sources_of_record],
        "resources": [_resource(table) for table in tables],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _source(title: str, url: str | None) -> dict[str, str]:
    return {"title": title} | ({"path": url} if url else {})


def _resource(table: Table) -> dict[str, Any]:
    text = csv_of(table).encode()
    return {
        "name": table.name,
        "title": table.title,
        "path": f"data/{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": len(text),
        "hash": f"sha256:{sha256(text).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    points = [
        {"fields": list(here), "reference": {"resource": there, "fields": list(fields)}}
        for here, there, fields in table.points
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    return schema | ({"foreignKeys": points} if points else {})


def _field(column: Column) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    if column.required:
        bounds["required"] = True
    if column.words:
        bounds["enum"] = list(column.words)
    said: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.says}
    return said | ({"constraints": bounds} if bounds else {})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files by name as one ZIP, the same bytes for the same files."""
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name in sorted(files):
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, files[name])
    return made.getvalue()


def read_me(whole: MotionStanding, address: str, on_day: str, end: LogEnd) -> str:
    """Return what somebody reads first who finds the package without its site."""
    motion = whole.motion
    if end.entries:
        check = f"verify_log.py     checks the log: python3 verify_log.py changes.jsonl {end.head[:16]}"
        sealed = f"Its log, as far as it had been written by then, ends with entry {end.entries}, sealed\n{end.head}"
    else:
        check = "verify_log.py     checks a log: python3 verify_log.py changes.jsonl"
        sealed = (
            "Its log is empty: by then nothing had been written. The record was made later, from sources of the time."
        )
    return f"""{motion.title}
{motion.body}. The record as of {on_day}, revision {motion.log_sequence}.

{motion_sentence(whole)}

{address}

datapackage.json  describes every table and column (Frictionless Data Package)
data/*.csv        the tables: UTF-8, a header, commas. They hold what had happened by that day, recorded then or
                  later. A text that a spreadsheet would take for a formula has a ' before it; numbers have not
changes.jsonl     the log of the record, one sealed entry a line: what had been written by that day
{check}

{sealed}
"""
