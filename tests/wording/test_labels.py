"""The labels of statuses and verdicts: those of actions where something was to be done."""

import pytest

from tests.builders import demand, motion, utc
from tracker.models import Demand
from tracker.rules.status import motion_standing, standing
from tracker.vocabulary import PartKind, Status
from tracker.wording.labels import counted_label, status_label, verdict_label

LATER = utc(2019, 3, 29)


def action(*verdicts: str | None) -> Demand:
    """Return a demand whose parts all ask that something be done."""
    one = demand(*verdicts)
    for question in one.questions:
        question.kind = PartKind.ACTION
    return one


LABELS = [
    ("answered", "Done", "Done"),
    ("partly_answered", "Partly done", "Partly done"),
    ("not_answered", "Not done", "Overdue"),
    ("refused", "Declined", "Declined"),
    (None, "Not recorded as done", "Overdue"),
    ("cannot_be_judged", "Cannot be judged", "Not found to be done"),
]


@pytest.mark.parametrize(("verdict", "of_part", "of_demand"), LABELS)
def test_an_action_is_done_or_it_is_not(verdict: str | None, of_part: str, of_demand: str) -> None:
    there = standing(action(verdict), LATER)
    assert (verdict_label(there.parts[0]), status_label(there)) == (of_part, of_demand)


def test_a_demand_of_both_kinds_is_answered() -> None:
    one = demand("answered", "answered")
    one.questions[0].kind = PartKind.ACTION
    there = standing(one, LATER)
    assert (status_label(there), [verdict_label(part) for part in there.parts]) == ("Answered", ["Done", "Answered"])


def test_what_is_counted_together_has_both_words() -> None:
    whole = motion_standing(motion(demands=[action("answered"), demand("answered", number=2)]), LATER)
    assert counted_label(whole, Status.ANSWERED) == "Answered or done"
    assert counted_label(whole, Status.REFUSED) == "Refused"
