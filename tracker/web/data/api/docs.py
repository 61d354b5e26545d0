"""The page about data for people: every address, what may be asked, an example, and the other forms."""

import json
from dataclasses import dataclass
from typing import Any

from flask import render_template

from tracker.queries.lists import public_slugs
from tracker.web.core.cache import hold_until
from tracker.web.core.context import config, read
from tracker.web.core.copying import ALWAYS
from tracker.web.core.errors import WORDS
from tracker.web.core.routing import Door
from tracker.web.data.api.openapi import PATH, example_of, in_query, path_of
from tracker.web.data.api.table import GROUPS, OPERATIONS, Operation
from tracker.web.data.calendars import MOST_MOTIONS

bp = Door("docs", __name__)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the record that is not part of the JSON API: its address, and what it is."""

    path: str
    text: str


DATA = (
    "The same; beside it questions, findings, deadlines, responses, figures, changes, sources, each .csv. A text that "
    "a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) has a ' before it; numbers "
    "have not. With ?on=, changes hold what had been written by the end of that day; all else, what had happened"
)

OTHER_FORMS = {
    "Tables": [
        Form("/motions.csv", "All motions, one a row"),
        Form("/overdue.csv", "What is overdue across motions"),
        Form("/motions/<slug>.csv", "The demands of a motion, one a row"),
        Form("/motions/<slug>/data/demands.csv", DATA),
        Form("/motions/<slug>/datapackage.json", "A Frictionless Data Package of the whole motion (also .zip)"),
    ],
    "Feeds and calendars": [
        Form("/motions.atom", "Every change to every motion (Atom)"),
        Form("/overdue.atom", "Demands as they fall overdue (Atom)"),
        Form("/corrections.atom", "What was put right (Atom)"),
        Form("/motions/<slug>.atom", "Every change to a motion; /demands/<number>.atom for one demand"),
        Form("/motions.ics", f"Every deadline (iCalendar), of the {MOST_MOTIONS} motions with the latest"),
        Form("/motions/<slug>.ics", "The deadlines of a motion; /demands/<number>.ics for one demand"),
    ],
    "Badges, cards and frames": [
        Form("/motions/<slug>.svg", "A badge with the status; /demands/<number>.svg for one demand"),
        Form("/motions/<slug>/badge.json", "The same for shields.io"),
        Form("/motions/<slug>.png", "A card for links, 1200 × 630; /demands/<number>.png for one demand"),
        Form("/motions/<slug>/embed", "A page to frame on another site"),
    ],
    "The log and how to check it": [
        Form("/motions/<slug>/changes.jsonl", "The whole log, one entry a line"),
        Form("/verify_log.py", "A short program that checks such a log; anyone can read it"),
    ],
    "Schemas": [
        Form("/openapi.json", "The description of the JSON API (OpenAPI 3.1)"),
        Form("/schemas/demands.json", "The JSON Schema (2020-12) of `demands`, our extension to Popolo"),
    ],
}  # fmt: skip
"""What there is beside the JSON API. A test holds each of these to an address that is served."""

PROBLEMS = (400, 404, 405, 410, 429, 500, 503)


@bp.get("/docs", copied=ALWAYS)
def docs() -> str:
    with read() as session:
        slugs = public_slugs(session)
    hold_until(None)
    sample = slugs[0] if slugs else None
    groups = [(group.name, [_shown(found, sample) for found in OPERATIONS if found.group is group]) for group in GROUPS]
    forms = [(name, [(form, _address(form.path, sample)) for form in found]) for name, found in OTHER_FORMS.items()]
    problems = [(code, *WORDS[code]) for code in PROBLEMS]
    return render_template("data/docs.html", groups=groups, forms=forms, problems=problems)


def _shown(operation: Operation, sample: str | None) -> dict[str, Any]:
    in_path = [
        {"name": name, "description": parameter["description"]}
        for name, parameter in PATH.items()
        if f"{name}>" in operation.rule
    ]
    example = example_of(operation.name, config().base_url)
    return {
        "id": operation.name.removesuffix("_json"),
        "path": path_of(operation.rule),
        "summary": operation.summary,
        "parameters": in_path + in_query(operation.query),
        "problems": operation.group.problems,
        "address": _address(operation.rule, sample),
        "example": json.dumps(example, indent=2, ensure_ascii=False) if example is not None else None,
    }


def _address(rule: str, sample: str | None) -> str | None:
    """Return an address of this server's own record, or None where it needs a motion and there is none."""
    path = rule.replace("<int:number>", "1")
    if "<" not in path:
        return path
    return path.replace("<slug>", sample) if sample else None
