"""Moving deadlines, asking again, and withdrawing a demand: the ledger grows, and nothing in it is overwritten."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from tracker.models import Deadline
from tracker.record.entries import columns_of
from tracker.record.schema import DeadlineEntry, DemandEntry, Entry, EventEntry
from tracker.rules.date_rules import apply_rule, read_rule
from tracker.vocabulary import DeadlineKind, DraftKind
from tracker.web.desk.acts.forms import NO, YES, Field, choices, entry_of, labels_of
from tracker.web.desk.acts.plans import Act, Case, Known, Plan, free_id, known_entry
from tracker.wording.dates import day_words, rule_problem
from tracker.wording.deadlines import arithmetic

KINDS = (
    (DeadlineKind.EXTENDED.value, "Put back: there is more time"),
    (DeadlineKind.BROUGHT_FORWARD.value, "Brought forward: there is less time"),
    (DeadlineKind.ASKED_AGAIN.value, "Asked again: the clock is not moved"),
    (DeadlineKind.SET.value, "Set for the first time"),
)
AGREED = (("", "Not known"), (YES, "Yes"), (NO, "No"))
RULES = "Such as “7 days”, “2 months” or “20 working days, England and Wales”. It counts from the day it was decided."

ADD_FIRST = "If it is not here, add it first."


def _sources(case: Case) -> tuple[tuple[str, str], ...]:
    return choices("sources", case.motion)


def deadline_fields(case: Case) -> list[Field]:
    """Return the form for a new row of one or more ledgers."""
    return [
        Field("demands", "Which demands", "list", "", choices("demands", case.motion), True),
        Field("kind", "What was done to the deadline", "choice", "", KINDS, True),
        Field("set_on", "Day it was decided", "date", "", (), True),
        Field("set_by", "Who decided it", hint="Such as “the Cabinet” or “those who asked”.", needed=True),
        Field("agreed", "Did those who asked agree?", "choice", "", AGREED),
        Field("rule", "New deadline, by rule", hint=RULES),
        Field("due", "Or by date", "date", "Leave empty where there is a rule: the day is worked out from it."),
        Field("time", "Hour, if one was named", hint="Such as 17:00. Empty means the end of the day."),
        Field("note", "Reason", "long", "What was given as the reason, in neutral words.", (), True),
        Field("sources", "Source", "list", f"Where this was said. {ADD_FIRST}", _sources(case), True),
    ]


def again_fields(case: Case) -> list[Field]:
    """Return the form that says that a follow-up was sent."""
    return [
        Field("demands", "Which demands it asked about", "list", "", choices("demands", case.motion), True),
        Field("set_on", "Day it was sent", "date", "", (), True),
        Field("set_by", "Who sent it", hint="An office or a body, not a person: “the Clerk”.", needed=True),
        Field("basis", "How", hint="Such as “a letter” or “written question 1234”.", needed=True),
        Field("sources", "Source", "list", f"The letter or question itself. {ADD_FIRST}", _sources(case), True),
    ]


def plan_deadline(case: Case) -> Plan:
    """Return the new rows, one for each demand that was chosen."""
    return _plan(case, case.text("kind"))


def plan_again(case: Case) -> Plan:
    """Return a row "asked again" for each demand that was chosen."""
    return _plan(case, DeadlineKind.ASKED_AGAIN.value)


def _plan(case: Case, kind: str) -> Plan:
    plan = Plan(reason=case.text("note"))
    wanted = deadline_fields(case) if "kind" in case.typed else again_fields(case)
    for one in wanted:
        if one.needed and not case.typed.get(one.name):
            plan.errors[one.name] = f"{one.label}: {'choose one' if one.options else 'fill it in'}."
    day = _day(case, "set_on", plan)
    due = _due(case, day, kind, plan)
    if plan.errors or day is None:
        return plan
    for number in case.several("demands"):
        _row(case, plan, number, kind, due)
    if len(plan.changes) == 0 and not plan.errors:
        plan.errors["demands"] = "Choose at least one demand."
    return plan


def _row(case: Case, plan: Plan, number: str, kind: str, due: Any) -> None:
    entries = [case.table[subject] for subject in _ledger(case.table, number)]
    current = next(
        (one for one in reversed(entries) if isinstance(one, DeadlineEntry) and one.kind != "asked_again"), None
    )
    if current is None and kind != DeadlineKind.SET:
        plan.errors["demands"] = f"Demand {number} has no deadline yet: set one first."
        return
    if current is not None and kind == DeadlineKind.SET:
        plan.errors["kind"] = f"Demand {number} has a deadline already: say that it was put back or brought forward."
        return
    values: dict[str, Any] = {name: case.text(name) for name in ("set_on", "set_by", "agreed", "rule", "note")}
    values |= {"kind": kind, "sources": case.several("sources")}
    values["due"] = due or (current.due if current else None)
    values["basis"] = case.text("basis") or values["rule"] or "a date that was named"
    entry, errors = entry_of(DeadlineEntry, values, labels_of(deadline_fields(case)))
    plan.errors |= errors
    if entry is not None:
        plan.changes[_next(case, number)] = entry


def _next(case: Case, number: str) -> str:
    """Return the subject of the row to come: the one after those that the editor saw."""
    seen = [subject for subject, entry in case.known.items() if entry is None and _is_of(subject, number)]
    return seen[0] if seen else f"deadline/{number}-{len(_ledger(case.table, number)) + 1}"


def _is_of(subject: str, number: str) -> bool:
    return subject.startswith(f"deadline/{number}-")


def _ledger(table: dict[str, Entry], number: str) -> list[str]:
    return [subject for subject in table if _is_of(subject, number)]


def known_ledgers(case: Case) -> Known:
    """Return the last row of each chosen ledger, and that there is none after it."""
    found: Known = {}
    for number in case.several("demands"):
        rows = _ledger(case.table, number)
        if rows:
            found |= known_entry(case.table, rows[-1])
        found[f"deadline/{number}-{len(rows) + 1}"] = None
    return found


def _day(case: Case, name: str, plan: Plan) -> date | None:
    text = case.text(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        plan.errors[name] = f"“{text[:20]}” is not a date; write one as 2026-11-08."
        return None


def _due(case: Case, start: date | None, kind: str, plan: Plan) -> date | datetime | None:
    """Return the new due day or instant from the date, or from the rule."""
    day, rule = _day(case, "due", plan), case.text("rule")
    try:
        given = apply_rule(start, read_rule(rule)) if rule and start else None
    except (ValueError, OverflowError) as error:
        problem = rule_problem(error)
        plan.errors["rule"] = f"{problem[:1].upper()}{problem[1:]}."
        return None
    if given and day and given != day:
        plan.errors["due"] = f"By the rule it is {day_words(given)}, not {day_words(day)}: keep one of the two."
    due = day or given
    if due is None and kind != DeadlineKind.ASKED_AGAIN and "rule" not in plan.errors and "due" not in plan.errors:
        plan.errors["rule"] = "New deadline: write a rule here, or a date below."
    return _at(due, case, plan) if due else None


def _at(due: date, case: Case, plan: Plan) -> date | datetime:
    text = case.text("time")
    if not text:
        return due
    try:
        return datetime.combine(due, time.fromisoformat(text), ZoneInfo(case.motion.time_zone))
    except ValueError:
        plan.errors["time"] = f"“{text[:20]}” is not an hour; write one as 17:00."
        return due


def sums(case: Case, plan: Plan) -> list[str]:
    """Return the sum of each new row in words: from which day, how long, until when."""
    found = []
    by_number = {one.number: one for one in case.motion.demands}
    for subject, entry in plan.changes.items():
        if isinstance(entry, DeadlineEntry):
            number = int(subject.partition("/")[2].partition("-")[0])
            if entry.kind is DeadlineKind.ASKED_AGAIN:
                found.append(f"Demand {number}: asked again on {day_words(entry.set_on)}; the deadline stays.")
            else:
                words = arithmetic(Deadline(**columns_of(entry)), by_number[number])
                found.append(f"Demand {number}: {words}.")
    return found


def withdrawal_fields(case: Case) -> list[Field]:
    """Return the form that says that those who made a demand took it back."""
    return [
        Field("withdrawn_on", "Day it was withdrawn", "date", "", (), True),
        Field("withdrawn_reason", "Why", "long", "In their words, or in neutral ones.", (), True),
        Field("sources", "Source", "list", f"Where they said so. {ADD_FIRST}", _sources(case), True),
    ]


def plan_withdrawal(case: Case) -> Plan:
    """Return the demand as withdrawn, and the event that says so with its source."""
    subject = f"demand/{case.about['number']}"
    demand = case.table[subject]
    assert isinstance(demand, DemandEntry)
    plan = Plan(reason=case.text("withdrawn_reason"))
    if demand.withdrawn_on:
        plan.errors["withdrawn_on"] = f"It was withdrawn already, on {day_words(demand.withdrawn_on)}."
    for one in withdrawal_fields(case):
        if not case.typed.get(one.name):
            plan.errors[one.name] = f"{one.label}: {'choose one' if one.options else 'fill it in'}."
    day = _day(case, "withdrawn_on", plan)
    if plan.errors or day is None:
        return plan
    values = {"withdrawn_on": day, "withdrawn_reason": case.text("withdrawn_reason")}
    plan.changes[subject] = demand.model_copy(update=values)
    key = free_id(f"demand-{demand.number}-withdrawn", "event", case.table)
    event = {"id": key, "happened_on": day, "demands": [demand.number], "sources": case.several("sources")}
    event["text"] = f"Demand {demand.number} was withdrawn."
    entry, errors = entry_of(EventEntry, event, {})
    plan.errors |= errors
    plan.changes[f"event/{key}"] = entry
    return plan


def _title(case: Case) -> str:
    return case.motion.title


ACTS = (
    Act(
        "deadline",
        DraftKind.DEADLINE,
        lambda case: f"Move a deadline: {_title(case)}",
        deadline_fields,
        plan_deadline,
        known_ledgers,
        "A new row is added to the ledger of each demand you choose. The rows before it stay as they are.",
        tells=True,
    ),
    Act(
        "again",
        DraftKind.DEADLINE,
        lambda case: f"Asked again: {_title(case)}",
        again_fields,
        plan_again,
        known_ledgers,
        "Asking again is recorded for each demand you choose. It does not move the clock.",
        tells=True,
    ),
    Act(
        "withdrawal",
        DraftKind.WITHDRAWAL,
        lambda case: f"Withdraw demand {case.about['number']}: {_title(case)}",
        withdrawal_fields,
        plan_withdrawal,
        lambda case: known_entry(case.table, f"demand/{case.about['number']}"),
        "For a demand that those who made it took back. It stays on the page, marked as withdrawn.",
        tells=True,
    ),
)
