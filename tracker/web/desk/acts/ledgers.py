"""The ledgers of a motion as an act finds them: whose are meant, which rows they have, and what they take next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tracker.record.entries import Table, owner_of
from tracker.record.fields import Entry
from tracker.record.schema import DeadlineEntry
from tracker.record.shorthand import due_day_of
from tracker.vocabulary import MOVING, DeadlineKind

PAUSES = (DeadlineKind.PAUSED, DeadlineKind.RESUMED)


def owners_of(table: Table, typed: Mapping[str, Any]) -> list[str]:
    """Return whose ledgers a form means, such as "5" and "5b".

    They are those of the chosen parts, and those of the demands of which no part is chosen. A demand without a ledger
    of its own means those of its parts, where these have some.
    """
    chosen = [str(part) for part in typed.get("parts") or []]
    found = list(chosen)
    for number in map(str, typed.get("demands") or []):
        parts = _parts_of(table, number)
        own = [part for part in parts if ledger_subjects(table, part)]
        if not set(parts) & set(chosen):
            found += own if own and not ledger_subjects(table, number) else [number]
    return found


def _parts_of(table: Table, number: str) -> list[str]:
    keys = (subject.removeprefix("question/") for subject in table if subject.startswith("question/"))
    return [key for key in keys if str(owner_of(key)[0]) == number]


def ledger_subjects(table: Mapping[str, Entry | None], owner: str) -> list[str]:
    return [subject for subject in table if subject.startswith(f"deadline/{owner}-")]


def ledger_rows(table: Table, owner: str) -> list[DeadlineEntry]:
    rows = (table[subject] for subject in ledger_subjects(table, owner))
    return [row for row in rows if isinstance(row, DeadlineEntry)]


def moving_rows(rows: Sequence[DeadlineEntry]) -> list[DeadlineEntry]:
    return [row for row in rows if row.kind in MOVING]


def misplaced(table: Table, owner: str, kind: DeadlineKind) -> tuple[str, str] | None:
    """Return the field and the cure where a ledger takes no row of a kind."""
    (number, letter), made = owner_of(owner), moving_rows(ledger_rows(table, owner))
    if f"{'question' if letter else 'demand'}/{owner}" not in table:
        return "demands", f"Which demands: there is no demand {owner}. Choose from the list."
    name = f"Demand {number}{f'({letter})' if letter else ''}"
    if kind is DeadlineKind.SET and made and not made[-1].event:
        return "kind", f"{name} has a deadline already: say that it was put back or brought forward."
    if kind not in (DeadlineKind.SET, DeadlineKind.EXPECTED) and not made:
        return "demands", f"{name} has no deadline yet: set one first."
    stands = [row.kind is DeadlineKind.PAUSED for row in ledger_rows(table, owner) if row.kind in PAUSES]
    if kind in MOVING and stands and stands[-1]:
        return "kind", f"The clock of {name[:1].lower()}{name[1:]} stands: say first that it runs on."
    if kind is DeadlineKind.ASKED_AGAIN and made[-1].event:
        return "demands", f"{name} waits for an event whose date is not known: set its date first."
    return None


def previous_day(rows: Sequence[DeadlineEntry], zone: str) -> date | None:
    """Return the last day that a ledger had as its deadline."""
    days = [due_day_of(row.model_dump(mode="json"), zone) for row in moving_rows(rows) if row.due]
    return days[-1] if days else None
