"""Moving deadlines, asking again, and withdrawing a demand: the ledger grows, and nothing in it is overwritten."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from tracker.models import Deadline, Demand
from tracker.record.entries import columns_of, owner_of
from tracker.record.fields import Citations, Day, Name, Number, PartId, Text
from tracker.record.schema import DeadlineEntry, DemandEntry, EventEntry
from tracker.record.shorthand import day_by_rule
from tracker.rules.date_rules import calendar_of, read_rule
from tracker.rules.deadlines import days_stood, due_of
from tracker.rules.wall_hours import HourError, instant_of
from tracker.vocabulary import CountedFrom, DeadlineKind, DraftKind, Roll
from tracker.web.core.forms import SentForm
from tracker.web.desk.acts.forms import Hour, fields_of
from tracker.web.desk.acts.ledgers import (
    PAUSES,
    ledger_rows,
    ledger_subjects,
    misplaced,
    moving_rows,
    owners_of,
    previous_day,
)
from tracker.web.desk.acts.plans import Act, ActPlan, Case, Known, free_id, known_entry
from tracker.wording.dates import day_words, full_day_words, rule_problem
from tracker.wording.deadlines import arithmetic
from tracker.wording.entry_fields import hour_problem
from tracker.wording.text import plural

NO_DAY_BEFORE = {
    CountedFrom.PREVIOUS: "From which day the rule counts: there is no deadline before it. Choose another day.",
    CountedFrom.RECEIVED_ON: "From which day the rule counts: give the day of receipt below.",
}


def _readable_rule(rule: str) -> str:
    read_rule(rule)
    return rule


Rule = Annotated[Name, AfterValidator(_readable_rule)]
Numbers = Annotated[list[Number], Field(min_length=1)]


class AgainForm(SentForm):
    """That a follow-up was sent."""

    demands: Numbers
    set_on: Day
    set_by: Name
    basis: Name
    sources: Citations


class MoveForm(SentForm):
    """A new row of one or more ledgers."""

    cures: ClassVar = {"time": "Hour: write one as 17:00."}

    demands: tuple[Number, ...] = ()
    parts: tuple[PartId, ...] = ()
    kind: DeadlineKind
    set_on: Day
    set_by: Name
    agreed: bool | None = None
    rule: Rule | None = None
    due: Day | None = None
    time: Hour | None = None
    event: Name | None = None
    counted_from: Annotated[CountedFrom, Field(alias="from")] = CountedFrom.SET_ON
    received_on: Day | None = None
    roll: Roll | None = None
    note: Text
    sources: Citations


class WithdrawalForm(SentForm):
    """That those who made a demand took it back."""

    withdrawn_on: Day
    withdrawn_reason: Text
    sources: Citations


def plan_deadline(case: Case) -> ActPlan:
    form, plan = case.judged(MoveForm)
    owners = owners_of(case.table, case.typed)
    if not owners:
        plan.errors.setdefault("demands", "Which demands: choose at least one.")
    if form is not None:
        for owner in owners:
            _add_row(case, plan, owner, form, form.kind)
    return plan


def plan_again(case: Case) -> ActPlan:
    form, plan = case.judged(AgainForm)
    if form is not None:
        for owner in owners_of(case.table, case.typed):
            _add_row(case, plan, owner, form, DeadlineKind.ASKED_AGAIN)
    return plan


def _add_row(case: Case, plan: ActPlan, owner: str, form: MoveForm | AgainForm, kind: DeadlineKind) -> None:
    rows = ledger_rows(case.table, owner)
    if fault := misplaced(case.table, owner, kind):
        plan.errors.update([fault])
        return
    values = form.model_dump(exclude={"demands", "parts", "time"}, exclude_none=True) | {"kind": kind}
    if kind is DeadlineKind.ASKED_AGAIN:
        values = {name: value for name, value in values.items() if name not in ("rule", "event", "roll")}
        values |= {"due": moving_rows(rows)[-1].due, "counted_from": CountedFrom.SET_ON}
    elif isinstance(form, MoveForm) and kind not in PAUSES:
        values["due"] = _due(case, plan, form, rows)
    if values.get("counted_from") is not CountedFrom.RECEIVED_ON:
        values.pop("received_on", None)
    basis = values.get("rule") or values.get("event") or _BASIS.get(kind, "a date that was named")
    row = DeadlineEntry.model_validate({"basis": basis} | values)
    ahead = [subject for subject in ledger_subjects(case.known, owner) if case.known[subject] is None]
    plan.changes[ahead[0] if ahead else f"deadline/{owner}-{len(rows) + 1}"] = row


_BASIS = {
    DeadlineKind.ASKED_AGAIN: "asked again",
    DeadlineKind.PAUSED: "the clock was paused",
    DeadlineKind.RESUMED: "the clock runs on",
}


def known_ledgers(case: Case) -> Known:
    """Return the last row of each chosen ledger, and that there is none after it."""
    found: Known = {}
    for owner in owners_of(case.table, case.typed):
        rows = ledger_subjects(case.table, owner)
        if rows:
            found |= known_entry(case.table, rows[-1])
        found[f"deadline/{owner}-{len(rows) + 1}"] = None
    return found


def _due(case: Case, plan: ActPlan, form: MoveForm, rows: list[DeadlineEntry]) -> date | datetime | None:
    """Return the day or instant that a form gives for a ledger, None for an event; what is wrong goes into the plan."""
    if form.event and not (form.due or form.rule):
        return None
    zone = case.motion.time_zone
    due = form.due or _by_rule(plan, form, previous_day(rows, zone), calendar_of(case.motion))
    if due is None and not plan.errors:
        plan.errors["rule"] = "New deadline: write a rule here, or a date below."
    try:
        return instant_of(due, form.time, zone) if due and form.time else due
    except HourError as error:
        words = hour_problem(error)
        plan.errors["time"] = f"Hour: {words}."
        return None


def _by_rule(plan: ActPlan, form: MoveForm, previous: date | None, calendar: str) -> date | None:
    if form.rule is None:
        return None
    try:
        day = day_by_rule(form.model_dump(mode="json", by_alias=True, exclude_none=True), previous, calendar)
    except (ValueError, OverflowError) as error:
        plan.errors["rule"] = f"New deadline, by rule: {rule_problem(error)}."
        return None
    if day is None and form.counted_from in NO_DAY_BEFORE:
        field = "received_on" if form.counted_from is CountedFrom.RECEIVED_ON else "from"
        plan.errors[field] = NO_DAY_BEFORE[form.counted_from]
    return day


def sums(case: Case, plan: ActPlan) -> list[str]:
    by_number = {demand.number: demand for demand in case.motion.demands}
    rows = {subject: row for subject, row in plan.changes.items() if isinstance(row, DeadlineEntry)}
    return [
        _sum(case, subject, row, by_number[owner_of(subject.partition("/")[2])[0]]) for subject, row in rows.items()
    ]


def _sum(case: Case, subject: str, entry: DeadlineEntry, demand: Demand) -> str:
    owner = subject.partition("/")[2].partition("-")[0]
    name = f"Demand {demand.number}{f'({letter})' if (letter := owner_of(owner)[1]) else ''}"
    if entry.kind is DeadlineKind.ASKED_AGAIN:
        return f"{name}: asked again on {day_words(entry.set_on)}; the deadline stays."
    before = ledger_rows(case.table, owner)
    words = arithmetic(Deadline(**columns_of(entry)), demand)
    if entry.kind is DeadlineKind.RESUMED:
        ledger = [Deadline(position=at, **columns_of(row)) for at, row in enumerate([*before, entry])]
        due = due_of(ledger, case.motion)
        if due and due.day:
            stood = days_stood(due, due.row, entry.set_on)
            moved = f"due {full_day_words(due.day)}" if due.stood_for else "these do not count as late"
            words += f"; the clock stood for {plural(stood, 'day')}: {moved}"
    previous = previous_day(before, case.motion.time_zone)
    if entry.rule and entry.counted_from is CountedFrom.PREVIOUS and previous:
        words += f", which is {full_day_words(previous)} + {entry.rule}"
    stays = "; the deadline stays" if entry.kind is DeadlineKind.EXPECTED else ""
    return f"{name}: {words}{stays}."


def plan_withdrawal(case: Case) -> ActPlan:
    subject = f"demand/{case.about['number']}"
    demand = case.table[subject]
    assert isinstance(demand, DemandEntry)
    form, plan = case.judged(WithdrawalForm)
    if demand.withdrawn_on:
        plan.errors["withdrawn_on"] = f"It was withdrawn already, on {day_words(demand.withdrawn_on)}."
    elif form is not None:
        values = form.model_dump(include={"withdrawn_on", "withdrawn_reason"})
        plan.changes[subject] = demand.model_copy(update=values)
        key = free_id(f"demand-{demand.number}-withdrawn", "event", case.table)
        plan.changes[f"event/{key}"] = EventEntry(
            id=key,
            happened_on=form.withdrawn_on,
            text=f"Demand {demand.number} was withdrawn.",
            demands=[demand.number],
            sources=form.sources,
        )
    return plan


ACTS = (
    Act(
        "deadline",
        DraftKind.DEADLINE,
        lambda case: f"Move a deadline: {case.motion.title}",
        lambda case: fields_of(MoveForm, case.motion),
        plan_deadline,
        known_ledgers,
        "A new row is added to the ledger of each demand you choose. The rows before it stay as they are.",
        tells=True,
    ),
    Act(
        "again",
        DraftKind.DEADLINE,
        lambda case: f"Asked again: {case.motion.title}",
        lambda case: fields_of(AgainForm, case.motion),
        plan_again,
        known_ledgers,
        "Asking again is recorded for each demand you choose. It does not move the clock.",
        tells=True,
    ),
    Act(
        "withdrawal",
        DraftKind.WITHDRAWAL,
        lambda case: f"Withdraw demand {case.about['number']}: {case.motion.title}",
        lambda case: fields_of(WithdrawalForm, case.motion),
        plan_withdrawal,
        lambda case: known_entry(case.table, f"demand/{case.about['number']}"),
        "For a demand that those who made it took back. It stays on the page, marked as withdrawn.",
        tells=True,
    ),
)
