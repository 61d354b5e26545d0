"""A duty that recurs, as a form says it: each occurrence becomes a part with a deadline of its own."""

from collections.abc import Mapping
from typing import Any

from tracker.record.entries import Table
from tracker.record.schema import DeadlineEntry, QuestionEntry, RepeatsEntry
from tracker.record.shorthand import plain_day, repeats_faults, write_out
from tracker.web.core.forms import Errors, judged_by
from tracker.wording.dates import day_words
from tracker.wording.entry_fields import ended, words_for

FIELDS = ("every", "first", "times", "until")
SHOWN = 12
"""Up to how many dates are written out; of more the last stands after the first few."""


def occurrences(demand: Mapping[str, Any], motion: Mapping[str, Any], typed: Mapping[str, str]) -> tuple[Table, Errors]:
    """Return the parts and deadlines that a demand's form adds, by subject, or what is wrong with which field.

    `demand` and `motion` are plain data as in a record file; the demand's `questions` are those that it has. What is
    said of the occurrences beside FIELDS, their kind and their test, is taken from `typed` as well.
    """
    values = {name: typed[name] for name in (*FIELDS, "kind") if typed.get(name)}
    read, errors = judged_by(RepeatsEntry, values, {name: words_for("demand", name)[0] for name in FIELDS})
    if read is None:
        return {}, errors
    row = {**demand, "questions": list(demand.get("questions", ()))}
    row["repeats"] = read.model_dump(mode="json", exclude_none=True)
    if faults := dict(repeats_faults(row)):
        return {}, {name: ended(f"{words_for('demand', name)[0]}: {cure}") for name, cure in faults.items()}
    write_out({"motion": dict(motion), "demands": [row]})
    found: Table = {}
    for part in row["questions"][len(demand.get("questions", ())) :]:
        owner, ledger = f"{demand['number']}{part['letter']}", part.pop("deadlines")
        found[f"question/{owner}"] = QuestionEntry.model_validate(part | {"test": typed.get("test") or None})
        found[f"deadline/{owner}-1"] = DeadlineEntry.model_validate(ledger[0])
    return found, {}


def days_listed(table: Table) -> str:
    """Return the dates of occurrences in words: "10 February 2027, 10 May 2027"; of many the first and the last."""
    due = [plain_day(entry.due) for entry in table.values() if isinstance(entry, DeadlineEntry)]
    days = [day_words(day) for day in due if day]
    return ", ".join(days if len(days) <= SHOWN else [*days[:3], "…", days[-1]])
