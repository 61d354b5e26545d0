"""Moving deadlines, asking again, and withdrawing a demand: the ledger grows, and nothing in it is overwritten."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StringConstraints

from tracker.models import Deadline
from tracker.record.entries import columns_of
from tracker.record.fields import Citations, Day, Entry, Name, Number, Text
from tracker.record.schema import DeadlineEntry, DemandEntry, EventEntry
from tracker.rules.date_rules import apply_rule, calendar_of, read_rule
from tracker.vocabulary import DeadlineKind, DraftKind
from tracker.web.core.forms import SentForm
from tracker.web.desk.acts.forms import fields_of
from tracker.web.desk.acts.plans import Act, ActPlan, Case, Known, free_id, known_entry
from tracker.wording.dates import day_words, rule_problem
from tracker.wording.deadlines import arithmetic


def _readable_rule(rule: str) -> str:
    read_rule(rule)
    return rule


Rule = Annotated[Name, AfterValidator(_readable_rule)]
Hour = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
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

    demands: Numbers
    kind: DeadlineKind
    set_on: Day
    set_by: Name
    agreed: bool | None = None
    rule: Rule | None = None
    due: Day | None = None
    time: Hour | None = None
    note: Text
    sources: Citations


class WithdrawalForm(SentForm):
    """That those who made a demand took it back."""

    withdrawn_on: Day
    withdrawn_reason: Text
    sources: Citations


def plan_deadline(case: Case) -> ActPlan:
    form, plan = case.judged(MoveForm)
    if form is not None:
        due = _due(form, case.motion.time_zone, calendar_of(case.motion), plan)
        for number in form.demands if not plan.errors else ():
            _add_row(case, plan, number, form, form.kind, due)
    return plan


def plan_again(case: Case) -> ActPlan:
    form, plan = case.judged(AgainForm)
    if form is not None:
        for number in form.demands:
            _add_row(case, plan, number, form, DeadlineKind.ASKED_AGAIN, None)
    return plan


def _add_row(
    case: Case, plan: ActPlan, number: int, form: MoveForm | AgainForm, kind: DeadlineKind, due: date | datetime | None
) -> None:
    subjects = _ledger(case.table, number)
    entries = [case.table[subject] for subject in subjects]
    rows = [row for row in entries if isinstance(row, DeadlineEntry) and row.kind != DeadlineKind.ASKED_AGAIN]
    if f"demand/{number}" not in case.table:
        plan.errors["demands"] = f"Which demands: there is no demand {number}. Choose from the list."
    elif not rows and kind != DeadlineKind.SET:
        plan.errors["demands"] = f"Demand {number} has no deadline yet: set one first."
    elif rows and kind == DeadlineKind.SET:
        plan.errors["kind"] = f"Demand {number} has a deadline already: say that it was put back or brought forward."
    else:
        said = form.model_dump(exclude={"demands", "time"}, exclude_none=True)
        basis = said.get("basis") or said.get("rule") or "a date that was named"
        row = DeadlineEntry.model_validate(said | {"kind": kind, "due": due or rows[-1].due, "basis": basis})
        ahead = [subject for subject in _ledger(case.known, number) if case.known[subject] is None]
        plan.changes[ahead[0] if ahead else f"deadline/{number}-{len(subjects) + 1}"] = row


def _ledger(table: Mapping[str, Entry | None], number: int | str) -> list[str]:
    return [subject for subject in table if subject.startswith(f"deadline/{number}-")]


def known_ledgers(case: Case) -> Known:
    """Return the last row of each chosen ledger, and that there is none after it."""
    found: Known = {}
    for number in case.typed.get("demands") or []:
        rows = _ledger(case.table, number)
        if rows:
            found |= known_entry(case.table, rows[-1])
        found[f"deadline/{number}-{len(rows) + 1}"] = None
    return found


def _due(form: MoveForm, zone: str, calendar: str, plan: ActPlan) -> date | datetime | None:
    due = form.due
    try:
        due = due or (apply_rule(form.set_on, read_rule(form.rule), calendar) if form.rule else None)
    except (ValueError, OverflowError) as error:
        plan.errors["rule"] = f"New deadline, by rule: {rule_problem(error)}."
    if due is None and form.kind != DeadlineKind.ASKED_AGAIN:
        plan.errors.setdefault("rule", "New deadline: write a rule here, or a date below.")
    return datetime.combine(due, time.fromisoformat(form.time), ZoneInfo(zone)) if due and form.time else due


def sums(case: Case, plan: ActPlan) -> list[str]:
    found = []
    by_number = {demand.number: demand for demand in case.motion.demands}
    for subject, entry in plan.changes.items():
        if isinstance(entry, DeadlineEntry):
            number = int(subject.partition("/")[2].partition("-")[0])
            if entry.kind is DeadlineKind.ASKED_AGAIN:
                found.append(f"Demand {number}: asked again on {day_words(entry.set_on)}; the deadline stays.")
            else:
                words = arithmetic(Deadline(**columns_of(entry)), by_number[number])
                found.append(f"Demand {number}: {words}.")
    return found


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
