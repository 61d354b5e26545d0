"""Which entries of the log move a demand in a calendar."""

import json
from datetime import datetime
from typing import Any

import pytest

from tests import builders
from tests.builders import utc
from tracker.models import Change
from tracker.rules.calendar_sequence import calendar_sequence, is_move
from tracker.vocabulary import ChangeKind

FIRST, SECOND = utc(2019, 2, 4), utc(2019, 2, 8, 12)
SET, ASKED = {"due": "2019-02-11"}, {"due": "2019-03-01", "kind": "asked_again"}
LATER = {"due": "2019-02-12"}


def change(kind: ChangeKind, subject: str, before: Any = None, after: Any = None, **values: Any) -> Change:
    """Return an unsaved entry of the log."""
    return Change(kind=kind, subject=subject, before=json.dumps(before), after=json.dumps(after), **values)


CASES = [
    (ChangeKind.DEADLINE_SET, "deadline/1-1", None, SET, True),
    (ChangeKind.DEADLINE_MOVED, "deadline/1-2", None, LATER, True),
    (ChangeKind.ASKED_AGAIN, "deadline/1-2", None, ASKED, False),
    (ChangeKind.ENTRY_AMENDED, "deadline/1-1", SET, LATER, True),
    (ChangeKind.ENTRY_AMENDED, "deadline/1-1", SET, SET | {"basis": "a week"}, False),
    (ChangeKind.ENTRY_WITHDRAWN, "deadline/1-1", SET, None, True),
    (ChangeKind.ENTRY_WITHDRAWN, "deadline/1-2", ASKED, None, False),
    (ChangeKind.DEMAND_WITHDRAWN, "demand/1", {}, {"withdrawn_on": "2019-02-08"}, True),
    (ChangeKind.ENTRY_AMENDED, "demand/1", {"withdrawn_on": "2019-02-08"}, {}, True),
    (ChangeKind.ENTRY_AMENDED, "demand/1", {"asks": "x"}, {"asks": "y"}, False),
    (ChangeKind.FINDING_MADE, "finding/1a", None, {"verdict": "answered"}, False),
    (ChangeKind.OVERDUE, "demand/1", {"clock": "checking"}, {"clock": "overdue"}, False),
]


@pytest.mark.parametrize(("kind", "subject", "before", "after", "moves"), CASES)
def test_only_another_day_or_a_withdrawal_moves(
    kind: ChangeKind, subject: str, before: Any, after: Any, moves: bool
) -> None:
    assert is_move(change(kind, subject, before, after)) is moves


WITHDRAWN = {"withdrawn_on": "2019-02-06"}


@pytest.mark.parametrize(
    ("at", "sequence"), [(utc(2019, 2, 3), 0), (utc(2019, 2, 5), 5), (utc(2019, 2, 7), 9), (utc(2019, 2, 9), 9)]
)
def test_the_sequence_is_that_of_the_last_move_by_then_and_a_withdrawal_counts_from_its_day(
    at: datetime, sequence: int
) -> None:
    moves = [
        change(ChangeKind.DEADLINE_SET, "deadline/1-1", None, SET, sequence=5, happened_at=FIRST),
        change(ChangeKind.DEMAND_WITHDRAWN, "demand/1", {}, WITHDRAWN, sequence=9, happened_at=SECOND),
    ]
    assert calendar_sequence(builders.demand(None, moves=moves), at) == sequence
