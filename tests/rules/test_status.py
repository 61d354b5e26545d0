"""The status and the clock: tables of docs/decisions/status.md#order, and properties over any facts in any order."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import deadline, demand, finding, motion, response, utc
from tracker.rules.projection import outlook, status_at
from tracker.rules.status import holds_since, holds_until, motion_standing, standing
from tracker.vocabulary import Clock, DeadlineKind, Reply, Status, Verdict

BEFORE, AFTER = utc(2019, 2, 11, 20), utc(2019, 3, 1)
CLOSING = utc(2019, 2, 12) - timedelta(microseconds=1)
"""The last instant of the deadline's day, from which a finding of that day counts."""

STATUSES = [
    # verdicts of the parts, reply in, status before the close, status after the grace, clock after the grace
    ((None,), False, "awaiting", "overdue", "overdue"),
    ((None, None), False, "awaiting", "overdue", "overdue"),
    ((None,), True, "being_assessed", "being_assessed", "stopped"),
    (("answered",), True, "answered", "answered", "stopped"),
    (("answered", "answered"), True, "answered", "answered", "stopped"),
    (("answered", None), False, "partially_answered", "partially_answered", "overdue"),
    (("answered", None), True, "partially_answered", "partially_answered", "stopped"),
    (("partly_answered",), True, "partially_answered", "partially_answered", "overdue"),
    (("partly_answered", "refused"), True, "partially_answered", "partially_answered", "overdue"),
    (("answered", "refused"), True, "partially_answered", "partially_answered", "stopped"),
    (("answered", "cannot_be_judged"), True, "partially_answered", "partially_answered", "stopped"),
    (("refused", "refused"), True, "refused", "refused", "stopped"),
    (("refused", "not_answered"), True, "awaiting", "overdue", "overdue"),
    (("not_answered",), True, "awaiting", "overdue", "overdue"),
    (("not_answered",), False, "awaiting", "overdue", "overdue"),
    (("not_answered", "cannot_be_judged"), True, "awaiting", "overdue", "overdue"),
    (("cannot_be_judged",), True, "awaiting", "no_answer_found", "stopped"),
    (("cannot_be_judged", "refused"), True, "awaiting", "no_answer_found", "stopped"),
    (("cannot_be_judged", None), False, "awaiting", "overdue", "overdue"),
    (("cannot_be_judged", None), True, "being_assessed", "being_assessed", "stopped"),
]


@pytest.mark.parametrize(("verdicts", "reply", "before", "after", "clock"), STATUSES)
def test_the_status_follows_from_the_parts(
    verdicts: tuple[str | None, ...], reply: bool, before: str, after: str, clock: str
) -> None:
    one = demand(*verdicts, motion=motion(responses=[response()] if reply else []))
    assert standing(one, CLOSING).status == before
    assert (standing(one, AFTER).status, standing(one, AFTER).clock) == (after, clock)


CLOCKS = [
    (utc(2019, 2, 4, 12), Clock.DUE_SOON),
    (utc(2019, 2, 11, 0), Clock.DUE_TODAY),
    (utc(2019, 2, 12, 0), Clock.CHECKING),
    (utc(2019, 2, 12, 9, 59, 59), Clock.CHECKING),
    (utc(2019, 2, 12, 10), Clock.OVERDUE),
]


@pytest.mark.parametrize(("at", "clock"), CLOCKS)
def test_the_clock_runs_through_its_words(at: datetime, clock: Clock) -> None:
    assert standing(demand(None), at).clock is clock


def test_a_deadline_more_than_seven_days_away_is_running() -> None:
    one = demand(None, deadlines=[deadline(date(2019, 2, 13))])
    assert standing(one, utc(2019, 2, 5)).clock is Clock.RUNNING
    assert standing(one, utc(2019, 2, 6)).clock is Clock.DUE_SOON


def test_without_a_deadline_nothing_is_ever_overdue() -> None:
    one = standing(demand(None, deadlines=[]), AFTER)
    assert (one.clock, one.status, one.days_overdue) == (Clock.NO_DEADLINE, Status.AWAITING, 0)


def test_a_withdrawn_demand_is_withdrawn_whatever_was_found() -> None:
    one = demand("answered", withdrawn_on=date(2019, 2, 20))
    assert standing(one, AFTER).status is Status.WITHDRAWN
    assert standing(one, CLOSING).status is Status.ANSWERED


def test_asking_again_never_moves_the_clock() -> None:
    again = deadline(date(2019, 2, 13), kind=DeadlineKind.ASKED_AGAIN, set_on=date(2019, 2, 11), position=2)
    one = standing(demand(None, deadlines=[deadline(), again]), AFTER)
    assert (one.due_day, one.days_overdue) == (date(2019, 2, 11), 18)


def test_an_extension_moves_the_clock_and_the_first_date_is_kept() -> None:
    row = deadline(date(2019, 2, 25), kind=DeadlineKind.EXTENDED, set_on=date(2019, 2, 10), position=2)
    one = standing(demand(None, deadlines=[deadline(), row]), AFTER)
    assert (one.days_overdue, one.days_overdue_first) == (4, 18)
    assert standing(one.demand, utc(2019, 2, 9)).due_day == date(2019, 2, 11)


REPLIES = [
    (date(2019, 2, 11), Reply.RECEIVED, Clock.STOPPED),  # in time
    (date(2019, 2, 20), Reply.RECEIVED, Clock.STOPPED),  # late: its days are counted to the day it came
    (date(2019, 2, 8), Reply.HOLDING, Clock.OVERDUE),
    (date(2019, 2, 8), Reply.ACKNOWLEDGED, Clock.OVERDUE),
]


@pytest.mark.parametrize(("day", "kind", "clock"), REPLIES)
def test_only_a_full_reply_stops_the_clock(day: date, kind: Reply, clock: Clock) -> None:
    one = demand(None, motion=motion(responses=[response(day, reply=kind)]))
    assert (standing(one, AFTER).clock, standing(one, AFTER).reply) == (clock, kind)


def test_a_reply_to_another_demand_is_none_to_this_one() -> None:
    one = demand(None, motion=motion(responses=[response(demands=[2])]))
    assert standing(one, AFTER).reply is Reply.NONE


def test_a_reply_after_the_last_finding_waits_to_be_assessed() -> None:
    later = response(date(2019, 2, 20))
    one = demand("not_answered", motion=motion(responses=[later]))
    assert standing(one, utc(2019, 2, 19)).status is Status.OVERDUE
    assert standing(one, AFTER).status is Status.BEING_ASSESSED


def test_what_had_not_happened_yet_does_not_count() -> None:
    one = demand("answered", motion=motion(responses=[response()]))
    assert standing(one, utc(2019, 2, 7)).status is Status.AWAITING
    assert standing(one, utc(2019, 2, 8)).status is Status.BEING_ASSESSED


def test_a_later_finding_supersedes_an_earlier_one() -> None:
    one = demand("partly_answered")
    one.questions[0].findings.append(finding("answered", date(2019, 2, 20)))
    assert standing(one, utc(2019, 2, 19)).status is Status.PARTIALLY_ANSWERED
    assert (standing(one, AFTER).status, len(standing(one, AFTER).parts[0].earlier)) == (Status.ANSWERED, 1)


def test_facts_give_the_same_standing_in_any_order() -> None:
    found = [finding("refused", date(2019, 2, 5)), finding("not_answered", date(2019, 2, 9)),
             finding("partly_answered", date(2019, 2, 20)), finding("answered", date(2019, 2, 25))]  # fmt: skip
    statuses = set()
    for order in permutations(found):
        one = demand(None)
        one.questions[0].findings = list(order)
        statuses.add(tuple(standing(one, utc(2019, 2, day)).status for day in (4, 6, 10, 21, 26)))
    assert len(statuses) == 1


DAYS = st.dates(date(2019, 2, 4), date(2019, 4, 1))
FACTS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([v.value for v in Verdict][1:]), DAYS), max_size=8)
INSTANTS = st.integers(0, 57 * 24 * 60).map(lambda minutes: utc(2019, 2, 4) + timedelta(minutes=minutes))
ARRIVALS = st.lists(st.tuples(DAYS, st.sampled_from(list(Reply)[1:])), max_size=4)


@given(FACTS, ARRIVALS, INSTANTS, st.randoms())
def test_any_facts_in_any_order_stand_the_same(
    facts: list[tuple[int, str, date]], arrivals: list[tuple[date, Reply]], at: datetime, random: object
) -> None:
    def build(order: list[tuple[int, str, date]], came: list[tuple[date, Reply]]) -> object:
        one = demand(None, None, None, motion=motion(responses=[response(d, reply=r) for d, r in came]))
        for place, verdict, day in order:
            one.questions[place].findings.append(finding(verdict, day))
        there = standing(one, at)
        return there.status, there.clock, there.reply, there.days_overdue, [p.verdict for p in there.parts]

    shuffled, mixed = facts[:], arrivals[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert build(facts, arrivals) == build(shuffled, mixed)


@given(FACTS, ARRIVALS, st.integers(0, 60 * 24))
def test_the_projection_means_what_the_rule_derives(
    facts: list[tuple[int, str, date]], arrivals: list[tuple[date, Reply]], hours: int
) -> None:
    one = demand(None, None, None, motion=motion(responses=[response(d, reply=r) for d, r in arrivals]))
    for place, verdict, day in facts:
        one.questions[place].findings.append(finding(verdict, day))
    last = max([date(2019, 2, 4), *(day for *_, day in facts), *(day for day, _ in arrivals)])
    now = utc(last.year, last.month, last.day) + timedelta(hours=hours)
    ahead = outlook(one, now)
    derived, clock = standing(one, now), ahead.countdowns[""]
    overdue_from = clock.overdue_from if clock.outstanding else None
    assert status_at(ahead.status, overdue_from, ahead.no_answer_from, now) is derived.status
    assert bool(overdue_from and overdue_from <= now) is (derived.clock is Clock.OVERDUE)


def test_the_verdict_words_of_a_part_without_a_finding() -> None:
    assert standing(demand(None), AFTER).parts[0].verdict is Verdict.NOT_ASSESSED


@pytest.mark.parametrize(
    ("at", "since", "until"),
    [
        (utc(2019, 2, 8, 12), utc(2019, 2, 8), utc(2019, 2, 9)),
        (utc(2019, 2, 12), utc(2019, 2, 12), utc(2019, 2, 12, 10)),
        (utc(2019, 2, 12, 9, 59), utc(2019, 2, 12), utc(2019, 2, 12, 10)),
        (utc(2019, 2, 12, 10), utc(2019, 2, 12, 10), utc(2019, 2, 13)),
    ],
)
def test_a_page_holds_until_time_alone_changes_it(at: datetime, since: datetime, until: datetime) -> None:
    one = demand(None)
    one.motion.demands = [one]
    assert (holds_since(one.motion, at), holds_until(one.motion, at)) == (since, until)


def test_the_tally_counts_every_demand_once() -> None:
    found = [demand("answered", number=1), demand(None, number=2), demand("refused", number=3)]
    whole = motion_standing(motion(demands=found), AFTER)
    assert whole.counts == {Status.ANSWERED: 1, Status.REFUSED: 1, Status.OVERDUE: 1}
    assert whole.overdue == [whole.demands[1]]
