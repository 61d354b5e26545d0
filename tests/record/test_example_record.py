"""The example that comes along: a committee's printed table of days, checked by the calendar."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import BUNDLED_AT, load
from tracker.db import open_engine, reading
from tracker.migrations import upgrade
from tracker.models import Motion
from tracker.queries.motions import motion_by_slug
from tracker.rules.date_rules import apply_rule, read_rule
from tracker.rules.dates import day_last_instant
from tracker.rules.deadlines import due_day
from tracker.rules.figures import check_identity
from tracker.rules.status import motion_standing
from tracker.serving.setup import EXAMPLE
from tracker.vocabulary import Status
from tracker.wording.figures import check_outcome

AS_AT = date(2002, 12, 31)
OVERDUE = {1: 51, 2: 43, 3: 64, 4: 57, 5: 101, 6: 99}
"""Days overdue at the reply, or on the day of the table, by the calendar; the table prints 59 for the third."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Motion:
    """Give the example, loaded into a database and read back whole."""
    made = open_engine(f"sqlite:///{Path(tmp_path_factory.mktemp('example')) / 'test.db'}")
    upgrade(made)
    load(made, EXAMPLE.read_text("utf-8"), BUNDLED_AT)
    with reading(made) as session:
        motion = motion_by_slug(session, "environmental-audit-2002")
        session.expunge_all()
    made.dispose()
    assert motion is not None
    return motion


def test_the_printed_days_hold_but_for_the_third_row(example: Motion) -> None:
    figures = {one.key: one for one in example.figures}
    outcomes = {one.key: check_outcome(check_identity(one, figures)) for one in example.identities}
    assert {key: outcome for key, outcome in outcomes.items() if outcome != "holds"} == {
        "reply-3-by-the-calendar": "does not hold by 5",
        "overdue-3-by-the-calendar": "does not hold by 5",
    }
    assert len(outcomes) == 14


def test_each_deadline_is_61_days_after_the_report(example: Motion) -> None:
    came = {number: one.received_on for one in example.responses for number in one.demands}
    due = {one.number: due_day(one.deadlines[0], "Europe/London") for one in example.demands if one.deadlines}
    assert {number: (came.get(number, AS_AT) - due[number]).days for number in OVERDUE} == OVERDUE
    assert due[7] == date(2003, 1, 26)


def test_two_months_and_61_days_lie_two_days_apart_at_most(example: Motion) -> None:
    rows = {one.number: one.deadlines[0] for one in example.demands if one.deadlines}
    apart = {
        number: apply_rule(row.set_on, read_rule("2 months"), "GB-ENG") - due_day(row, "Europe/London")
        for number, row in rows.items()
    }
    assert apart[1] == timedelta(-2)
    assert max(abs(gap.days) for gap in apart.values()) == 2


def test_the_eighth_report_asked_for_nothing_and_is_no_demand(example: Motion) -> None:
    assert [one.number for one in example.demands] == [*range(1, 8)]
    assert next(one.happened_on for one in example.events if one.key == "report-8") == date(2002, 12, 18)


def test_no_reply_is_judged_and_what_is_not_due_is_awaited(example: Motion) -> None:
    then = motion_standing(example, day_last_instant(AS_AT, "Europe/London"))
    assert [one.status for one in then.demands] == [
        *[Status.BEING_ASSESSED] * 4,
        *[Status.OVERDUE] * 2,
        Status.AWAITING,
    ]
