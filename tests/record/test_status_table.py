"""The first record's statuses at eight instants, as they were set down from the facts before the rule ran.

Table and rule: docs/decisions/first-record.md#statuses.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tracker.models import Motion
from tracker.rules.dates import day_last_instant
from tracker.rules.status import motion_standing

LONDON = "Europe/London"
INSTANTS = {
    "5 Feb 2019": day_last_instant(date(2019, 2, 5), LONDON),
    "11 Feb 2019": day_last_instant(date(2019, 2, 11), LONDON),
    "12 Feb 2019, noon": datetime(2019, 2, 12, 12, tzinfo=ZoneInfo(LONDON)),
    "12 Feb 2019": day_last_instant(date(2019, 2, 12), LONDON),
    "31 Mar 2019": day_last_instant(date(2019, 3, 31), LONDON),
    "31 Jul 2019": day_last_instant(date(2019, 7, 31), LONDON),
    "1 Feb 2020": day_last_instant(date(2020, 2, 1), LONDON),
    "31 Dec 2022": day_last_instant(date(2022, 12, 31), LONDON),
}
NONE_FOUND = "no_answer_found"
SOME = "partially_answered"
TABLE = {
    1: ("refused", *[SOME] * 7),
    2: ("refused", *[SOME] * 7),
    # The finding of 11 February cannot judge the reply, and the deadline has not passed when that day ends: awaiting.
    3: ("refused", "awaiting", *[NONE_FOUND] * 6),
    4: (SOME, *["answered"] * 7),
    5: ("awaiting", "awaiting", "overdue", NONE_FOUND, NONE_FOUND, "overdue", "overdue", "overdue"),
    6: ("awaiting", "awaiting", "overdue", NONE_FOUND, NONE_FOUND, NONE_FOUND, SOME, SOME),
    7: ("awaiting", *[SOME] * 7),
    8: (SOME, "awaiting", "overdue", NONE_FOUND, *[SOME] * 4),
    9: ("awaiting", "awaiting", "overdue", *[NONE_FOUND] * 5),
    10: ("awaiting", "awaiting", "overdue", *[NONE_FOUND] * 5),
    11: (SOME, *[SOME] * 7),
}
CELLS = [(number, name, words) for number, row in TABLE.items() for name, words in zip(INSTANTS, row, strict=True)]
LATE = [cell for cell in CELLS if cell[2] == SOME and INSTANTS[cell[1]] >= INSTANTS["12 Feb 2019, noon"]]


@pytest.mark.parametrize(("number", "name", "words"), CELLS)
def test_a_demand_stands_at_an_instant_as_the_facts_have_it(
    bundled: Motion, number: int, name: str, words: str
) -> None:
    assert motion_standing(bundled, INSTANTS[name]).demands[number - 1].status == words


@pytest.mark.parametrize(("number", "name", "words"), LATE)
def test_what_is_partially_answered_after_the_deadline_has_overdue_parts(
    bundled: Motion, number: int, name: str, words: str
) -> None:
    # A part that is partly answered is open, so it is late: demands 6, 7 and 8 have late parts as 1, 2 and 11 have.
    one = motion_standing(bundled, INSTANTS[name]).demands[number - 1]
    assert (one.status, one.has_late_parts) == (words, True)
