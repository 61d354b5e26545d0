"""What must hold between the entries of a record file: references, order of dates, sums of deadlines.

The checks read the file's plain data, so that they also run where single entries are faulty; what an entry lacks is
reported by its schema and passed over here.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tracker.record.fields import zones
from tracker.record.ledger_checks import check_ledgers
from tracker.record.schema import GAPPED
from tracker.record.shorthand import (
    due_day_of,
    numbered_rows,
    plain_day,
    plain_instant,
    repeats_faults,
)
from tracker.record.yaml_lines import Path
from tracker.rules.figures import OF_ONE_PERIOD
from tracker.vocabulary import Verdict

Found = Iterator[tuple[Path, str]]
Row = dict[str, Any]

DATES = (
    "adopted_on",
    "published_on",
    "received_on",
    "found_on",
    "happened_on",
    "set_on",
    "withdrawn_on",
    "declined_on",
    "known_from",
    "explained_from",
)
INSTANTS = {"received_at": "received_on", "found_at": "found_on"}
"""The fields that say the hour of a day that another field says."""
NESTED = ("questions", "deadlines")
REFERENCES = {
    "sources": "sources",
    "demands": "demands",
    "demand": "demands",
    "response": "responses",
    "terms": "figures",
    "figures": "figures",
    "beside": "figures",
    "equals": "figures",
    "parts": "questions",
    "sums": "identities",
    "splits": "identities",
    "joins": "identities",
}
"""The fields that name other entries, and the section in which these are."""
_NUMBER = re.compile("[0-9]+")
ONE_ENTRY = ("demand", "response", "equals")


def check_record(data: Row, today: date) -> Found:
    """Yield the place and the cure of everything that does not fit together."""
    yield from _repeated(data)
    yield from _unknown_references(data)
    yield from _in_the_future(data, today)
    yield from _hours(data)
    yield from check_ledgers(data)
    for index, demand in numbered_rows(data, "demands"):
        yield from ((("demands", index, "repeats", field), cure) for field, cure in repeats_faults(demand))
        if demand.get("withdrawn_on") and not demand.get("withdrawn_reason"):
            yield ("demands", index, "withdrawn_on"), "a withdrawal needs a withdrawn_reason"
    for index, finding in numbered_rows(data, "findings"):
        yield from _finding(data, ("findings", index), finding)
    for index, identity in numbered_rows(data, "identities"):
        yield from _terms(("identities", index, "terms"), identity)
    identities = {str(row.get("id")): row for _, row in numbered_rows(data, "identities")}
    falling = {str(row.get("id")) for _, row in numbered_rows(data, "figures") if str(row.get("value")).startswith("-")}
    for index, flow in numbered_rows(data, "flows"):
        yield from _flow(("flows", index), flow, identities, falling)


def _flow(path: Path, flow: Row, identities: dict[str, Row], falling: set[str]) -> Found:
    splits = _list(flow, "splits")
    for place, key in enumerate(splits):
        split = identities.get(str(key), {})
        below = falling & {str(figure) for figure in [*_list(split, "terms"), split.get("equals")]}
        if split.get("kind", "sum") not in ("sum", "breakdown"):
            yield (*path, "splits", place), f"'{key}' divides nothing; name a sum or a breakdown"
        if key in splits[:place]:
            yield (*path, "splits", place), f"'{key}' is here twice; name each split once"
        if below:
            yield (*path, "splits", place), f"a number below zero cannot be drawn; leave out what holds {min(below)}"
    if len(_list(flow, "stages")) > len(splits) + 1:
        yield (*path, "stages"), "there are more stages than steps; name what came in, then one for each split"


def _terms(path: Path, identity: Row) -> Found:
    kind, terms = str(identity.get("kind")), _list(identity, "terms")
    count, named = len(terms), [str(term) for term in terms]
    if len(set(named)) < count:
        yield path, "a figure stands here twice; name each once"
    if kind not in OF_ONE_PERIOD and str(identity.get("equals")) in named:
        yield path, "the figure that these should equal is among them; take it out"
    if kind in ("share", "rate") and count != 2:
        yield path, "a share or a rate has two terms: the part, then the whole"
    if kind in ("subset", *OF_ONE_PERIOD) and count != 1:
        yield path, "this kind has one term: the part, or the figure whose period is counted"


def _list(row: Row, name: str) -> list[Any]:
    value = row.get(name)
    return value if isinstance(value, list) else []


def _day(row: Row, name: str) -> date | None:
    return plain_day(row.get(name))


def _every_row(data: Row) -> Iterator[tuple[Path, Row]]:
    """Yield every entry of the file with its place, nested ones as well."""
    if isinstance(data.get("motion"), dict):
        yield ("motion",), data["motion"]
    for name in data:
        for index, row in numbered_rows(data, name):
            yield (name, index), row
            for nested in NESTED:
                for inner, child in numbered_rows(row, nested):
                    yield (name, index, nested, inner), child
                    for last, leaf in numbered_rows(child, "deadlines"):
                        yield (name, index, nested, inner, "deadlines", last), leaf


def _repeated(data: Row) -> Found:
    for name in data:
        key = "number" if name == "demands" else "id"
        yield from _twice([((name, index, key), row.get(key)) for index, row in numbered_rows(data, name)])
    for index, demand in numbered_rows(data, "demands"):
        letters = [
            (("demands", index, "questions", at, "letter"), row.get("letter"))
            for at, row in numbered_rows(demand, "questions")
        ]
        yield from _twice(letters)


def _twice(values: Sequence[tuple[Path, Any]]) -> Found:
    seen: set[str] = set()
    for path, value in values:
        if value is not None and str(value) in seen:
            yield path, f"'{value}' is used twice; give each its own"
        seen.add(str(value))


def _unknown_references(data: Row) -> Found:
    known = {name: {str(row.get("id")) for _, row in numbered_rows(data, name)} for name in {*REFERENCES.values()}}
    known["demands"] = {str(row.get("number")) for _, row in numbered_rows(data, "demands")}
    known["questions"] = {
        f"{row.get('number')}{letter}" for _, row in numbered_rows(data, "demands") for letter in _letters(row)
    }
    for path, row in _every_row(data):
        for name, section in REFERENCES.items():
            for step, value in _named(row, name):
                if str(value) not in known[section]:
                    named = "parts" if section == "questions" else section
                    cure = f"'{value}' is not among the {named}; add it there or correct it here"
                    yield (*path, name, *step), cure


def _named(row: Row, name: str) -> Iterator[tuple[Path, Any]]:
    """Yield what a field names, each with its place in the field: the items of a list, or the one value."""
    value = row.get(name)
    if isinstance(value, list):
        yield from (((index,), item) for index, item in enumerate(value) if not isinstance(item, dict))
    elif value is not None and name in ONE_ENTRY:
        yield (), value


def _in_the_future(data: Row, today: date) -> Found:
    for path, row in _every_row(data):
        for name in DATES:
            day = _day(row, name)
            if day and day > today:
                yield (*path, name), f"{day} has not come yet; only a deadline's `due` may lie ahead"


def _hours(data: Row) -> Found:
    """Check that an hour lies on the day that is given beside it, in the motion's zone."""
    motion = data["motion"] if isinstance(data.get("motion"), dict) else {}
    zone = str(motion.get("time_zone") or "Europe/London")
    for path, row in _every_row(data):
        for name, day in INSTANTS.items():
            local = due_day_of({"due": row.get(name)}, zone) if zone in zones() else None
            if local and _day(row, day) not in (None, local):
                yield (*path, day), f"{name} is on {local} in {zone}; leave {day} out, or correct one of the two"


def _finding(data: Row, path: Path, finding: Row) -> Found:
    verdict, found = finding.get("verdict"), _day(finding, "found_on")
    motion = data.get("motion") if isinstance(data.get("motion"), dict) else {}
    adopted = _day(motion or {}, "adopted_on")
    demand = next(
        (row for _, row in numbered_rows(data, "demands") if row.get("number") == finding.get("demand")), None
    )
    if verdict == Verdict.NOT_ASSESSED:
        yield (*path, "verdict"), "a finding is a judgement; leave it out where nothing is assessed"
    if finding.get("ground") and str(verdict) in set(Verdict) - {Verdict.REFUSED}:
        yield (*path, "ground"), "only a refusal has a ground; use gap, or change the verdict"
    if finding.get("gap") and str(verdict) in set(Verdict) - set(GAPPED):
        yield (*path, "gap"), "only a part that is not or partly answered has a gap"
    if found and adopted and found < adopted:
        yield (*path, "found_on"), f"{found} is before the motion was adopted, {adopted}"
    if demand is not None and str(finding.get("question", "a")) not in _letters(demand):
        yield (*path, "question"), f"demand {finding.get('demand')} has no part '{finding.get('question', 'a')}'"
    if verdict == Verdict.CANNOT_BE_JUDGED and not _replies_to(data, finding.get("demand")):
        yield (*path, "verdict"), "cannot_be_judged is about a reply, and none is on record; leave the finding out"
    yield from _finding_response(data, path, finding, found)


def _replies_to(data: Row, number: Any) -> bool:
    about = [_demands_of(row) for _, row in numbered_rows(data, "responses")]
    return any(not numbers or str(number) in numbers for numbers in about)


def _demands_of(response: Row) -> list[str]:
    """Return the numbers of the demands that a reply names, itself or by their parts; none: it is about them all."""
    named = [*_list(response, "demands"), *_list(response, "parts")]
    return [number for number in map(_demand_of, map(str, named)) if number]


def _demand_of(part: str) -> str:
    """Return the number with which the name of a demand or part begins; nothing where it is none."""
    found = _NUMBER.match(part)
    return found[0] if found else ""


def _letters(demand: Row) -> set[str]:
    return {str(row.get("letter")) for _, row in numbered_rows(demand, "questions")} or {"a"}


def _finding_response(data: Row, path: Path, finding: Row, found: date | None) -> Found:
    wanted = finding.get("response")
    response = next((row for _, row in numbered_rows(data, "responses") if wanted and row.get("id") == wanted), None)
    if response is None:
        return
    came, about = _day(response, "received_on"), _demands_of(response)
    if came and found and found < came:
        yield (*path, "found_on"), f"{found} is before the reply it judges came, {came}"
    judged_at, came_at = plain_instant(finding.get("found_at")), plain_instant(response.get("received_at"))
    if judged_at and came_at and found == came and judged_at < came_at:
        yield (*path, "found_at"), f"{judged_at} is before the reply it judges came, {came_at}"
    if about and str(finding.get("demand")) not in about:
        yield (*path, "response"), f"'{wanted}' does not list demand {finding.get('demand')} among its demands"
    number, letter = str(finding.get("demand")), str(finding.get("question", "a"))
    parts = [part for part in map(str, _list(response, "parts")) if _demand_of(part) == number]
    if parts and f"{number}{letter}" not in parts:
        cure = (
            f"'{wanted}' names {', '.join(parts)} and not {number}{letter}; add it to the reply's parts, or take it out"
        )
        yield (*path, "response"), cure
