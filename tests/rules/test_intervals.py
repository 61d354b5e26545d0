"""Between two boundaries nothing changes, and at each something does: over any facts in any order."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import deadline, demand, finding, motion, response, utc
from tracker.models import Demand
from tracker.rules.intervals import boundaries
from tracker.rules.status import standing
from tracker.vocabulary import DeadlineKind, Verdict

DAYS = st.dates(date(2019, 2, 4), date(2019, 3, 4))
FINDINGS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from([v.value for v in Verdict][1:]), DAYS), max_size=4)
REPLIES = st.lists(st.tuples(DAYS, st.sampled_from([[], ["1a"], ["1b"]])), max_size=3)
KINDS = st.sampled_from([DeadlineKind.EXTENDED, DeadlineKind.EXPECTED])
MOVES = st.lists(st.tuples(DAYS, DAYS, st.sampled_from(["", "b"]), KINDS), max_size=2)
TICK = timedelta(microseconds=1)


def build(found: list[Any], came: list[Any], moves: list[Any]) -> Demand:
    """Return a demand of two parts with a deadline, and what happened to it."""
    replies = [response(day, parts=parts, key=f"reply-{place}") for place, (day, parts) in enumerate(came)]
    rows = [deadline(due, set_on=made, letter=letter, position=place, kind=kind)
            for place, (made, due, letter, kind) in enumerate(sorted(moves), 2)]  # fmt: skip
    one = demand(None, None, motion=motion(responses=replies, grace_hours=None), deadlines=[deadline(), *rows])
    for place, verdict, day in found:
        one.questions[place].findings.append(finding(verdict, day))
    return one


def said(one: Demand, at: datetime) -> Any:
    """Return the words that stand at an instant."""
    there = standing(one, at)
    parts = [(part.state, part.clock, part.finding, part.expected) for part in there.parts]
    return there.status, there.clock, there.stance, parts


@given(FINDINGS, REPLIES, MOVES)
def test_nothing_changes_between_two_boundaries(found: list[Any], came: list[Any], moves: list[Any]) -> None:
    one = build(found, came, moves)
    steps = [utc(2019, 1, 1), *boundaries(one), utc(2019, 12, 31)]
    for start, end in pairwise(steps):
        middle = start + (end - start) / 2
        assert said(one, start) == said(one, middle) == said(one, end - TICK)


@given(FINDINGS, REPLIES, MOVES)
def test_every_hour_lies_in_the_interval_that_its_boundary_began(
    found: list[Any], came: list[Any], moves: list[Any]
) -> None:
    one = build(found, came, moves)
    steps = [utc(2019, 1, 1), *boundaries(one)]
    for hours in range(0, 24 * 40, 7):
        at = utc(2019, 2, 1) + timedelta(hours=hours)
        assert said(one, at) == said(one, max(step for step in steps if step <= at))


def test_the_boundaries_of_a_plain_demand_are_named() -> None:
    one = demand(None, motion=motion(grace_hours=None))
    assert boundaries(one) == [utc(2019, 2, 4), utc(2019, 2, 11), utc(2019, 2, 12), utc(2019, 2, 12, 10)]
