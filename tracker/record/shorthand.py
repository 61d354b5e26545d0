"""What a record file may write short, written out: the same record as the schema and the checks know it.

- `parts` is another word for `questions`; a `kind` at the demand is that of its parts.
- `rule` without `due` gives the day (rules/date_rules.py).
- `received_at` and `found_at` give `received_on` and `found_on`, the local day.
- `repeats` makes a part with a deadline of its own for each occurrence (docs/decisions/deadlines.md#repeats).

Works on the file's plain data; what is not well formed stays as it is, for the schema to name.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from string import ascii_lowercase
from typing import Any

from tracker.record.fields import zones
from tracker.record.schema import RepeatsEntry
from tracker.rules.calendars import WEEKDAYS, calendar_of_zone
from tracker.rules.date_rules import DateRule, apply_rule, read_rule
from tracker.rules.dates import local_day
from tracker.vocabulary import CountedFrom, DeadlineKind, Roll, RuleUnit

Row = dict[str, Any]
MOST_OCCURRENCES = 200
NEVER_RECURRING = (RuleUnit.WORKING_DAY, RuleUnit.CLEAR_DAY, RuleUnit.END_OF_MONTH)


def write_out(data: Row) -> None:
    """Write out, in place, what the plain data of a record file says in short."""
    motion = data.get("motion")
    motion = motion if isinstance(motion, dict) else {}
    zone, calendar = _zone(motion), calendar_of_data(motion)
    for demand in rows_in(data, "demands"):
        if "parts" in demand and "questions" not in demand:
            demand["questions"] = demand.pop("parts")
        _share_kind(demand)
        for owner in (demand, *rows_in(demand, "questions")):
            _date_ledger(owner, calendar, zone)
        _repeat(demand, motion)
    for name, instant, day in (("responses", "received_at", "received_on"), ("findings", "found_at", "found_on")):
        for row in rows_in(data, name):
            known = plain_instant(row.get(instant))
            if known and zone and not row.get(day):
                row[day] = local_day(known, zone).isoformat()


def numbered_rows(data: Row, name: str) -> Iterator[tuple[int, Row]]:
    """Yield the well-formed entries of a list with their places in it."""
    rows = data.get(name)
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            yield index, row


def rows_in(data: Row, name: str) -> list[Row]:
    return [row for _, row in numbered_rows(data, name)]


def calendar_of_data(motion: Row) -> str:
    """Return the calendar that the plain data of a motion's entry means."""
    return str(motion.get("calendar") or "") or calendar_of_zone(str(motion.get("time_zone") or "Europe/London"))


def rule_start(row: Row, previous: date | None) -> date | None:
    """Return the day from which a ledger row's rule counts, or None where the file does not say it."""
    if row.get("from") == CountedFrom.PREVIOUS:
        return previous
    return plain_day(row.get("received_on" if row.get("from") == CountedFrom.RECEIVED_ON else "set_on"))


def day_by_rule(row: Row, previous: date | None, calendar: str) -> date | None:
    """Return the day that a ledger row's rule gives; raise ValueError or OverflowError where it gives none."""
    start = rule_start(row, previous)
    rule = read_rule(str(row["rule"]))
    roll = Roll(row["roll"]) if row.get("roll") else None
    return apply_rule(start, rule, calendar, roll) if start else None


def due_day_of(row: Row, zone: str) -> date | None:
    """Return the local day of a ledger row's `due`, or None where it has none."""
    due = row.get("due")
    instant = plain_instant(due)
    return plain_day(due) or (local_day(instant, zone) if instant else None)


def plain_day(value: Any) -> date | None:
    """Return a day as a record file may write it, from 1900 to 2199; None for anything else."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if 1900 <= day.year < 2200 else None


def _zone(motion: Row) -> str:
    zone = str(motion.get("time_zone") or "Europe/London")
    return zone if zone in zones() else ""


def plain_instant(value: Any) -> datetime | None:
    """Return an instant as a record file may write it, with its offset; None for anything else."""
    try:
        found = datetime.fromisoformat(str(value)) if len(str(value)) > 10 else None
    except ValueError:
        return None
    return found if found and found.tzinfo and 1900 < found.year < 2199 else None


def _share_kind(demand: Row) -> None:
    kind = demand.pop("kind", None)
    if kind is None:
        return
    if not demand.get("questions") and demand.get("asks") and not demand.get("repeats"):
        demand["questions"] = [{"letter": "a", "text": demand["asks"]}]
    for part in rows_in(demand, "questions"):
        part.setdefault("kind", kind)
    if isinstance(demand.get("repeats"), dict):
        demand["repeats"].setdefault("kind", kind)


def _date_ledger(owner: Row, calendar: str, zone: str) -> None:
    previous: date | None = None
    for row in rows_in(owner, "deadlines"):
        if isinstance(row.get("rule"), str) and not row.get("due") and not row.get("event"):
            try:
                given = day_by_rule(row, previous, calendar)
            except (ValueError, OverflowError):
                given = None  # The checks say what is wrong with the rule.
            if given:
                row["due"] = given.isoformat()
        if row.get("kind") not in (DeadlineKind.ASKED_AGAIN, DeadlineKind.EXPECTED):
            previous = (due_day_of(row, zone) if zone else None) or previous


def _repeat(demand: Row, motion: Row) -> None:
    """Replace a demand's `repeats` by its occurrences, unless it has a fault that is still to be named."""
    repeats = _read_repeats(demand)
    if repeats is None or list(repeats_faults(demand)):
        return
    del demand["repeats"]
    parts = demand.setdefault("questions", [])
    taken = {str(part.get("letter"))[:1] for part in rows_in(demand, "questions")}
    letter = next((letter for letter in ascii_lowercase if letter not in taken), "z")
    days = _occurrences(repeats)
    for place, day in enumerate(days, 1):
        row = {
            "due": day.isoformat(),
            "set_on": str(repeats.set_on or motion.get("adopted_on")),
            "set_by": repeats.set_by,
            "basis": f"every {repeats.every}",
            "sources": repeats.sources or demand.get("sources"),
        }
        text = f"{repeats.text or demand.get('asks')} ({place})"
        parts.append({"letter": f"{letter}{place}", "text": text, "kind": repeats.kind.value, "deadlines": [row]})


def repeats_faults(demand: Row) -> Iterator[tuple[str, str]]:
    """Yield the field and the cure of what is wrong with a demand's `repeats`, once its fields are well formed."""
    repeats = _read_repeats(demand)
    if repeats is None:
        return  # There is none, or the schema says what is wrong with it.
    if (repeats.times is None) == (repeats.until is None):
        yield "times", "say how often it falls due: `times`, or `until` with the last day, and not both"
    elif repeats.until and repeats.until < repeats.first:
        yield "until", f"{repeats.until} is before the first day, {repeats.first}"
    elif not _step(repeats.every):
        yield "every", f"'{repeats.every}' does not recur; write a number of days, weeks, fortnights, months or years"
    elif len(_occurrences(repeats)) > MOST_OCCURRENCES:
        yield "until", f"these are more than {MOST_OCCURRENCES} days; end it earlier"


def _read_repeats(demand: Row) -> RepeatsEntry | None:
    try:
        return RepeatsEntry.model_validate(demand.get("repeats"))
    except ValueError:
        return None


def _step(every: str) -> DateRule | None:
    try:
        rule = read_rule(every)
    except ValueError:
        return None
    return rule if rule.count and rule.unit not in NEVER_RECURRING else None


def _occurrences(repeats: RepeatsEntry) -> list[date]:
    """Return the days on which a duty falls due, at most one more than are allowed."""
    return list(islice(_days(repeats), MOST_OCCURRENCES + 1))


def _days(repeats: RepeatsEntry) -> Iterator[date]:
    rule, place = _step(repeats.every), 0
    while rule and (repeats.times is None or place < repeats.times):
        # Each is counted from the first, so that the 31st comes back after a short month.
        day = apply_rule(repeats.first, DateRule(rule.count * place, rule.unit), WEEKDAYS)
        if repeats.until and day > repeats.until:
            return
        yield day
        place += 1
