"""What must hold between the rows of a ledger of deadlines, in the plain data of a record file.

Days are taken in the motion's own zone, and what closes when is compared by the instant.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from tracker.record.fields import zones
from tracker.record.shorthand import (
    calendar_of_data,
    day_by_rule,
    due_day_of,
    numbered_rows,
    plain_day,
    plain_instant,
    rule_start,
)
from tracker.record.yaml_lines import Path
from tracker.rules.date_rules import read_rule
from tracker.rules.dates import ONE_DAY, day_close, local_time
from tracker.vocabulary import MOVING, DeadlineKind
from tracker.wording.dates import rule_problem, rule_words

Found = Iterator[tuple[Path, str]]
Row = dict[str, Any]
PAUSES = ("paused", "resumed")


def check_ledgers(data: Row) -> Found:
    """Yield the place and the cure of everything that does not fit in the ledgers of demands and of their parts."""
    motion = data["motion"] if isinstance(data.get("motion"), dict) else {}
    for index, demand in numbered_rows(data, "demands"):
        yield from _Ledger(("demands", index), demand, motion).faults()
        for inner, part in numbered_rows(demand, "questions"):
            yield from _Ledger(("demands", index, "questions", inner), part, motion).faults()


class _Ledger:
    """The checks of one ledger, row by row: what stands above decides what a row may be."""

    def __init__(self, path: Path, owner: Row, motion: Row) -> None:
        zone = str(motion.get("time_zone") or "Europe/London")
        self._zone = zone if zone in zones() else "UTC"
        self._path, self._owner, self._calendar = path, owner, calendar_of_data(motion)
        self._moving: Row | None = None
        self._due: datetime | None = None
        self._previous: date | None = None
        self._made: date | None = None
        self._paused = False

    def faults(self) -> Found:
        for index, row in numbered_rows(self._owner, "deadlines"):
            place, kind = (*self._path, "deadlines", index), str(row.get("kind", "set"))
            made = plain_day(row.get("set_on"))
            if made and self._made and made < self._made:
                cure = f"{made} is before the row above it, {self._made}; put the rows in their order"
                yield (*place, "set_on"), cure
            self._made = made or self._made
            yield from self._place(place, kind, row)
            yield from self._what(place, kind, row)
            yield from self._moved(place, kind, row)
            yield from self._sum(place, row)
            self._remember(kind, row)

    def _place(self, place: Path, kind: str, row: Row) -> Found:
        set_before = self._moving
        if kind == "set" and set_before and not set_before.get("event"):
            yield (
                (*place, "kind"),
                "the ledger has a deadline already; write extended or brought_forward, or give each date a part of its "
                "own (`parts`, or `repeats` for a duty that recurs)",
            )
        if kind not in ("set", "expected") and kind in set(DeadlineKind) and not set_before:
            yield (*place, "kind"), "the first row of the ledger sets the deadline; write set"
        if kind == "paused" and self._paused:
            yield (*place, "kind"), "the clock stands already; write resumed, or take this row out"
        if kind in MOVING and self._paused:
            yield (*place, "kind"), "the clock stands; write resumed in a row before this one"
        if kind == "resumed" and not self._paused:
            yield (*place, "kind"), "the clock was not paused; write paused first, or take this row out"

    def _what(self, place: Path, kind: str, row: Row) -> Found:
        given = [name for name in ("due", "event") if row.get(name)]
        if kind in PAUSES and (given or row.get("rule")):
            yield place, f"a row that is {kind} has no day of its own; take out due, event and rule"
        elif kind not in PAUSES and not given and not row.get("rule"):
            yield (*place, "due"), "is missing; give the day, the event that is awaited, or a rule"
        elif len(given) > 1:
            yield (*place, "event"), "the day is known, so no event is awaited; keep one of the two"
        if row.get("event") and kind not in ("set", "extended"):
            yield (*place, "event"), f"a row that is {kind} needs a day"
        made, promised = plain_day(row.get("set_on")), due_day_of(row, self._zone)
        if kind == "expected" and made and promised and promised < made:
            yield (*place, "due"), f"{promised} is before the day on which it was promised, {made}; correct one of them"

    def _moved(self, place: Path, kind: str, row: Row) -> Found:
        due = self._closes(row)
        if due and self._due and kind == "extended" and due < self._due:
            yield (*place, "due"), f"{self._said(due)} is earlier than {self._said(self._due)}; that is brought_forward"
        if due and self._due and kind == "brought_forward" and due > self._due:
            yield (*place, "due"), f"{self._said(due)} is later than {self._said(self._due)}; that is extended"

    def _sum(self, place: Path, row: Row) -> Found:
        if not isinstance(row.get("rule"), str):
            if row.get("roll"):
                yield (*place, "roll"), "only a rule rolls; give the day itself, or a rule"
            return
        start, due = rule_start(row, self._previous), due_day_of(row, self._zone)
        try:
            given = day_by_rule(row, self._previous, self._calendar)
            rule = rule_words(read_rule(row["rule"]))
        except (ValueError, OverflowError) as error:
            yield (*place, "rule"), rule_problem(error)
            return
        if start is None and row.get("from") in ("received_on", "previous"):
            missing = "give received_on" if row["from"] == "received_on" else "there is none above it"
            yield (*place, "from"), f"the rule counts from a day that is not here: {missing}"
        elif given and due and given != due:
            yield (*place, "due"), f"{start} + {rule} is {given}, not {due}; correct the date or the rule"

    def _remember(self, kind: str, row: Row) -> None:
        if kind in MOVING:
            self._moving = row
            self._due = None if row.get("event") else self._closes(row) or self._due
            self._previous = due_day_of(row, self._zone) or self._previous
        if kind in PAUSES:
            self._paused = kind == "paused"

    def _closes(self, row: Row) -> datetime | None:
        day = plain_day(row.get("due"))
        return day_close(day, self._zone) if day else plain_instant(row.get("due"))

    def _said(self, instant: datetime) -> str:
        wall = local_time(instant, self._zone)
        return f"{wall.date() - ONE_DAY}" if wall.time() == time.min else f"{wall:%Y-%m-%d %H:%M}"
