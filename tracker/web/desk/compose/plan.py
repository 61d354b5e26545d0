"""A new motion while it is put together: the form with its points and parts, and the record that it makes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from tracker.models import Deadline, Demand, Motion
from tracker.operations.record.publishing import RefusedError, checked
from tracker.record.entries import Table, columns_of, owner_of
from tracker.record.fields import Entry
from tracker.record.schema import DeadlineEntry, DemandEntry, MotionEntry, QuestionEntry, SourceEntry
from tracker.record.shorthand import calendar_of_data
from tracker.rules.calendars import WEEKDAYS
from tracker.rules.date_rules import apply_rule, read_rule
from tracker.rules.points import LETTERS, Point, propose_slug
from tracker.web.core.forms import clean, judged_by
from tracker.web.desk.repeats import FIELDS, days_listed, occurrences
from tracker.wording.dates import rule_problem
from tracker.wording.deadlines import arithmetic
from tracker.wording.entry_fields import placed, words_for
from tracker.wording.text import listed

MOTION_FIELDS = (
    *("title", "slug", "body", "adopted_on", "addressee", "time_zone", "language", "calendar", "grace_hours"),
    *("proposer", "seconder", "carried", "summary"),
)
SOURCE_FIELDS = ("publisher", "source_title", "published_on", "url", "archived_url")
NAMED = ("reference", "addressee", "responsible")
"""What a point and each of its parts may have of its own."""
POINT_FIELDS = ("title", "asks", "rule", "due", *NAMED, "topics", *FIELDS)
PART_FIELDS = ("text", "test", "kind", *NAMED)
OTHERS = ("preamble", "closing", "when", "rule", "due")
WHENS = (("none", "None was set"), ("one", "The same for all"), ("each", "One for each demand"))
MOST_POINTS, MOST_PARTS = 200, 26
LABELS = {
    "title": "Title", "slug": "Address", "body": "Who adopted it", "adopted_on": "Day it was adopted",
    "addressee": "Who it is asked of", "time_zone": "Time zone", "language": "Language of its texts",
    "grace_hours": "Hours for checking the post",
    "publisher": "Publisher of the text", "source_title": "Title of the document", "asks": "What it asks",
    "due": "Date", "rule": "Rule", "text": "Part", "published_on": "Published on", "url": "Address of the document",
    "archived_url": "Address of an archived copy", "calendar": "Whose bank holidays count",
}  # fmt: skip

Data = dict[str, Any]


def first_data(typed: dict[str, str], preamble: str, points: tuple[Point, ...], closing: str) -> Data:
    plain = {"time_zone": "Europe/London", "language": "en-GB", "when": "one"}
    values = {"slug": propose_slug(typed["title"])} | plain | typed | {"preamble": preamble, "closing": closing}
    return {
        "typed": {name: values.get(name, "") for name in (*MOTION_FIELDS, *SOURCE_FIELDS, *OTHERS)},
        "points": [_point(point.title, point.text, [part.text for part in point.parts] or [""]) for point in points]
        or [_point()],
    }


def _point(title: str = "", asks: str = "", texts: Sequence[str] = ("",)) -> Data:
    plain = dict.fromkeys(POINT_FIELDS, "")
    return plain | {"title": title, "asks": asks, "parts": [_part(text) for text in texts]}


def _part(text: str = "") -> Data:
    return dict.fromkeys(PART_FIELDS, "") | {"text": text}


def filled(data: Data) -> Data:
    """Return a draft with every field that a form may have: one that was saved before a field came lacks it."""
    points = [_point() | point | {"parts": [_part() | part for part in point["parts"]]} for point in data["points"]]
    return {**data, "typed": dict.fromkeys(MOTION_FIELDS, "") | data["typed"], "points": points}


def read_data(sent: MultiDict[str, str]) -> Data:
    typed = {name: clean(sent.get(name, "")) for name in (*MOTION_FIELDS, *SOURCE_FIELDS, *OTHERS)}
    points = []
    for at in range(1, _count(sent, "points", MOST_POINTS) + 1):
        point = {name: clean(sent.get(f"p{at}-{name}", "")) for name in POINT_FIELDS}
        parts = [
            {name: clean(sent.get(f"p{at}-{name}{place}", "")) for name in PART_FIELDS}
            for place in range(1, max(1, _count(sent, f"p{at}-parts", MOST_PARTS)) + 1)
        ]
        points.append(point | {"parts": parts})
    return {"typed": typed, "points": points}


def _count(sent: MultiDict[str, str], name: str, most: int) -> int:
    text = sent.get(name, "")
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def rearranged(data: Data, do: str) -> str | None:
    """Add, remove or join points and parts as a button asks; return where the page should open, or None."""
    what, _, place = do.partition("-")
    points, numbers = data["points"], [int(digits) for digits in place.split("-") if digits.isdecimal()]
    if what == "add" and len(points) < MOST_POINTS:
        points.append(_point())
        return f"point-{len(points)}"
    if not numbers or not 1 <= numbers[0] <= len(points):
        return None
    at = numbers[0] - 1
    parts = points[at]["parts"]
    if what == "remove":
        del points[at]
        points[:] = points or [_point()]
    elif what == "join" and at > 0:
        _join(points[at - 1], points.pop(at))
        at -= 1
    elif what == "part" and len(parts) < MOST_PARTS:
        parts.append(_part())
    elif what == "unpart" and len(numbers) > 1 and 1 <= numbers[1] <= len(parts) and len(parts) > 1:
        del parts[numbers[1] - 1]
    else:
        return None
    return f"point-{min(at + 1, len(points))}"


def _join(above: Data, below: Data) -> None:
    above["asks"] = "\n".join(filter(None, (above["asks"], below["asks"])))
    written = [part for part in (*above["parts"], *below["parts"]) if part["text"] or part["test"]]
    above["parts"] = written[:MOST_PARTS] or [_part()]


@dataclass
class Made:
    """The entries that a form makes, the sums of its deadlines in words, and what does not fit."""

    table: Table = field(default_factory=dict)
    counted: dict[str, list[int]] = field(default_factory=dict)
    """The demands by the sum of their deadline, in words."""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def sums(self) -> list[str]:
        return [
            f"Demand{'s' if len(numbers) > 1 else ''} {listed(map(str, numbers))}: {words}."
            for words, numbers in self.counted.items()
        ]

    def put(self, subject: str, kind: type[Entry], values: Data, fields: dict[str, str]) -> None:
        """Add an entry, or a sentence for each of its fields that does not fit; `fields` are their ids on the page."""
        noun = subject.partition("/")[0]
        entry, errors = judged_by(kind, values, {name: words_for(noun, name)[0] for name in kind.model_fields} | LABELS)
        if entry is not None:
            self.table[subject] = entry
        for name, sentence in errors.items():
            self.errors.setdefault(fields.get(name, "whole"), sentence)


def made_of(data: Data, file: Data | None, now: datetime) -> Made:
    """Return the record that a form makes, checked as a record file is."""
    data = filled(data)
    made, typed = Made(), data["typed"]
    key = propose_slug(f"{typed['publisher']} {typed['published_on']}")[:60].strip("-") or "text"
    values = {name: typed.get(name, "") for name in MOTION_FIELDS} | {"visibility": "draft", "sources": [key]}
    made.put("motion", MotionEntry, values, {name: name for name in MOTION_FIELDS})
    _source(made, key, typed, file)
    adopted = _day(typed["adopted_on"])
    for number, point in enumerate(data["points"], 1):
        _demand(made, number, point, key, typed)
        _deadline(made, number, point, typed, key, adopted)
    if not made.errors:
        try:
            checked({}, made.table, now)
        except RefusedError as error:
            for fault in error.faults:
                words = placed(fault.subject, fault.field, fault.sentence)
                made.errors.setdefault(_field_of(fault.subject, fault.field, typed["when"]), words)
    return made


def _source(made: Made, key: str, typed: Data, file: Data | None) -> None:
    source = {"id": key, "title": typed["source_title"], "kind": "text of the motion"}
    source |= {name: typed[name] for name in ("publisher", "published_on", "url", "archived_url")}
    if file:
        source |= {"file": file["name"], "sha256": file["sha256"]}
    places = {name: name for name in SOURCE_FIELDS} | {"title": "source_title"}
    made.put(f"source/{key}", SourceEntry, source, places)


def _demand(made: Made, number: int, point: Data, key: str, motion: Data) -> None:
    place = f"p{number}"
    values = {"number": str(number), "sources": [key], "topics": point["topics"].splitlines()}
    values |= {name: point[name] for name in ("title", "asks", *NAMED)}
    fields = {name: f"{place}-{name}" for name in ("title", "asks", "topics", *NAMED)}
    made.put(f"demand/{number}", DemandEntry, values, fields)
    several, parts = len(point["parts"]) > 1, []
    for at, (letter, part) in enumerate(zip(LETTERS, point["parts"], strict=False), 1):
        own = part if several else {"kind": part["kind"], "test": part["test"]}
        values = {**own, "letter": letter, "text": part["text"] or ("" if several else point["asks"])}
        fields = {name: f"{place}-{name}{at}" for name in PART_FIELDS}
        if several or not recurs(point):
            parts.append(values)
            made.put(f"question/{number}{letter}", QuestionEntry, values, fields)
    if recurs(point) and f"demand/{number}" in made.table and "motion" in made.table:
        row = {"number": number, "asks": point["asks"], "questions": parts, "sources": [key]}
        _repeats(made, row, point, motion)


def recurs(point: Data) -> bool:
    """Tell whether a point falls due again and again."""
    return any(point[name] for name in FIELDS)


def _repeats(made: Made, row: Data, point: Data, motion: Data) -> None:
    number, part = row["number"], point["parts"][0]
    same = {} if row["questions"] else {"kind": part["kind"], "test": part["test"]}
    found, errors = occurrences(row, motion, {name: point[name] for name in FIELDS} | same)
    for name, sentence in errors.items():
        made.errors.setdefault(f"p{number}-{name}", sentence)
    made.table |= found
    if found:
        made.counted.setdefault(f"every {point['every']}: {days_listed(found)}", []).append(number)


def _deadline(made: Made, number: int, point: Data, typed: Data, key: str, adopted: date | None) -> None:
    when = typed["when"]
    # Each date of what recurs is the deadline of a part; where there is no other part, none is left for one.
    if when not in ("one", "each") or adopted is None or (recurs(point) and len(point["parts"]) == 1):
        return
    rule, due = (typed["rule"], typed["due"]) if when == "one" else (point["rule"], point["due"])
    place = "" if when == "one" else f"p{number}-"
    if not rule and not due:
        if when == "one":
            made.errors.setdefault("rule", "Deadline: write a rule or a date, or choose that none was set.")
        return
    try:
        calendar = calendar_of_data(typed) if "motion" in made.table else WEEKDAYS
        given = apply_rule(adopted, read_rule(rule), calendar) if rule else None
    except (ValueError, OverflowError) as error:
        problem = rule_problem(error)
        made.errors.setdefault(f"{place}rule", f"{LABELS['rule']}: {problem}.")
        return
    values = {
        "due": due or str(given),
        "set_on": adopted.isoformat(),
        "set_by": "the motion",
        "basis": rule or "the date in the motion",
        "rule": rule,
        "sources": [key],
    }
    fields = {"due": f"{place}due", "rule": f"{place}rule"}
    made.put(f"deadline/{number}-1", DeadlineEntry, values, fields)
    entry = made.table.get(f"deadline/{number}-1")
    if isinstance(entry, DeadlineEntry) and "motion" in made.table:
        motion = Motion(**columns_of(made.table["motion"]))
        words = arithmetic(Deadline(**columns_of(entry)), Demand(number=number, motion=motion))
        made.counted.setdefault(words, []).append(number)


def _field_of(subject: str, name: str, when: str) -> str:
    noun, _, key = subject.partition("/")
    if noun == "deadline":
        number, letter = owner_of(key)
        if letter:
            return f"p{number}-first"
        return f"p{number}-{name}" if when == "each" else name
    if noun == "demand":
        return f"p{key}-{name}" if name in POINT_FIELDS else "whole"
    known = name in MOTION_FIELDS or name in SOURCE_FIELDS
    return name if known else "whole"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
