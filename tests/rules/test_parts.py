"""Parts with their own clocks: whose turn it is, how late they are, and what stays certain."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.builders import deadline, demand, finding, motion, response, utc
from tracker.models import Demand
from tracker.rules.parts import Part
from tracker.rules.projection import outlook
from tracker.rules.status import motion_standing, standing
from tracker.vocabulary import Clock, DeadlineKind, PartState, Reply, Stance, Status, Verdict

LATER = utc(2019, 3, 29)


def part(one: Demand, at: datetime, place: int = 0) -> Part:
    """Return where a part stands, the first unless its place is given."""
    return standing(one, at).parts[place]


def row(due: date | datetime | None, kind: DeadlineKind, position: int = 2, **values: Any) -> Any:
    """Return a further row of a ledger, made on 10 February 2019; None for one that has no day."""
    made = deadline(due or date(2019, 2, 11), kind=kind, set_on=date(2019, 2, 10), position=position, **values)
    made.due_on = None if due is None else made.due_on
    return made


STATES = [
    # verdict of the part's finding of 11 February, day of a reply, state, days late on 29 March
    (None, None, PartState.OPEN, 46),
    (None, date(2019, 2, 8), PartState.ASSESSING, 0),
    (None, date(2019, 2, 12), PartState.ASSESSING, 1),
    ("cannot_be_judged", date(2019, 2, 11), PartState.UNREAD, 0),
    ("cannot_be_judged", None, PartState.UNREAD, 46),
    ("not_answered", date(2019, 2, 8), PartState.OPEN, 46),
    ("partly_answered", date(2019, 2, 8), PartState.OPEN, 46),
    ("not_answered", date(2019, 2, 14), PartState.ASSESSING, 3),
    ("answered", date(2019, 2, 8), PartState.SETTLED, 0),
    ("refused", date(2019, 2, 20), PartState.SETTLED, 0),
]


@pytest.mark.parametrize(("verdict", "came", "state", "late"), STATES)
def test_only_their_own_delay_is_counted(verdict: str | None, came: date | None, state: PartState, late: int) -> None:
    one = part(demand(verdict, motion=motion(responses=[response(came)] if came else [])), LATER)
    assert (one.state, one.days_late) == (state, late)


def test_a_reply_judged_insufficient_lets_the_days_count_from_the_deadline_again() -> None:
    one = demand(None, motion=motion(responses=[response(date(2019, 2, 12))]))
    one.questions[0].findings.append(finding("not_answered", date(2019, 3, 20)))
    assert [standing(one, at).days_overdue for at in (utc(2019, 3, 19), LATER)] == [0, 46]


@pytest.mark.parametrize("judged", [False, True])
def test_a_second_reply_makes_nobody_later(judged: bool) -> None:
    one = demand(None, motion=motion(responses=[response(date(2019, 2, 12)), response(date(2019, 3, 4))]))
    one.questions[0].findings.append(finding("cannot_be_judged", date(2019, 2, 13)))
    if judged:
        one.questions[0].findings.append(finding("cannot_be_judged", date(2019, 3, 5), response_key="reply-2019-03-04"))
    there = part(one, LATER)
    assert (there.days_late, there.stopped_by, there.unjudged) == (1, one.motion.responses[0], one.motion.responses[1])


def test_what_could_not_be_read_hides_nothing_certain() -> None:
    one = demand("not_answered", motion=motion(responses=[response(date(2019, 2, 12))]))
    one.questions[0].findings.append(finding("cannot_be_judged", date(2019, 2, 12)))
    there = part(one, LATER)
    assert (there.verdict, there.certain_verdict) == (Verdict.CANNOT_BE_JUDGED, Verdict.NOT_ANSWERED)
    assert standing(one, LATER).status is Status.NO_ANSWER_FOUND


def test_a_certain_answer_of_before_still_answers_in_part() -> None:
    one = demand("partly_answered", motion=motion(responses=[response(date(2019, 2, 12))]))
    one.questions[0].findings.append(finding("cannot_be_judged", date(2019, 2, 12)))
    assert standing(one, LATER).status is Status.PARTIALLY_ANSWERED


def test_an_unread_reply_before_the_deadline_leaves_the_clock_running() -> None:
    one = demand(None, motion=motion(responses=[response(date(2019, 2, 6))]))
    one.questions[0].findings.append(finding("cannot_be_judged", date(2019, 2, 6)))
    assert (standing(one, utc(2019, 2, 8)).status, standing(one, utc(2019, 2, 8)).clock) == ("awaiting", "due_soon")


def test_a_part_with_its_own_ledger_has_its_own_clock() -> None:
    own = deadline(date(2019, 3, 1), letter="b")
    one = demand(None, None, deadlines=[deadline(), own])
    assert [there.clock for there in standing(one, utc(2019, 2, 20)).parts] == [Clock.OVERDUE, Clock.RUNNING]
    assert standing(one, utc(2019, 2, 20)).days_overdue == 9


def test_a_missed_occurrence_stays_missed_when_the_next_falls_due() -> None:
    rows = [deadline(date(2019, month, 10), letter=f"a{place}") for place, month in enumerate((2, 5), 1)]
    one = demand(None, None, deadlines=rows)
    for place, question in enumerate(one.questions, 1):
        question.letter = f"a{place}"
    assert [there.days_late for there in standing(one, utc(2019, 5, 20)).parts] == [99, 10]


def test_a_reply_counts_for_the_parts_it_names_alone() -> None:
    one = demand(None, None, motion=motion(responses=[response(date(2019, 2, 8), parts=["1b"])]))
    assert [there.state for there in standing(one, LATER).parts] == [PartState.OPEN, PartState.ASSESSING]


def test_a_reply_of_one_addressee_of_several_is_none_of_the_others() -> None:
    one = demand(None, None, motion=motion(responses=[response(date(2019, 2, 8), sender="The Cabinet")]))
    one.questions[0].addressee, one.questions[1].addressee = "The Cabinet", "The Chief Constable"
    assert [there.state for there in standing(one, LATER).parts] == [PartState.ASSESSING, PartState.OPEN]


def test_a_promise_never_moves_the_clock() -> None:
    one = demand(None, deadlines=[deadline(), row(date(2019, 6, 30), DeadlineKind.EXPECTED)])
    there = part(one, LATER)
    assert (there.clock, there.days_late, there.expected.due_on if there.expected else None) == (
        Clock.OVERDUE,
        46,
        date(2019, 6, 30),
    )


def test_the_clock_stands_while_they_wait_for_the_asker() -> None:
    stops = row(None, DeadlineKind.PAUSED)
    goes = row(None, DeadlineKind.RESUMED, 3)
    goes.set_on = date(2019, 2, 20)
    one = demand(None, deadlines=[deadline(), stops, goes])
    assert standing(one, utc(2019, 2, 15)).clock is Clock.PAUSED
    assert part(one, utc(2019, 2, 15)).days_late == 0
    assert standing(one, utc(2019, 2, 20, 12)).due_day == date(2019, 2, 21)
    assert standing(one, LATER).days_overdue == 36


def test_an_event_has_no_date_yet_and_nothing_is_late() -> None:
    awaited = deadline(event="the next meeting")
    awaited.due_on = None
    one = demand(None, deadlines=[awaited])
    assert (standing(one, LATER).clock, standing(one, LATER).status) == (Clock.AWAITS_EVENT, Status.AWAITING)


GRACES = [
    (date(2019, 2, 8), utc(2019, 2, 11, 10)),  # a Friday
    (utc(2019, 2, 8, 17), utc(2019, 2, 11, 10)),  # Friday at five
    (date(2019, 2, 11), utc(2019, 2, 12, 10)),
    (date(2019, 4, 18), utc(2019, 4, 23, 9)),  # Good Friday and Easter Monday lie between; summer time
]


@pytest.mark.parametrize(("due", "overdue_from"), GRACES)
def test_f6_the_grace_ends_on_a_working_morning(due: date | datetime, overdue_from: datetime) -> None:
    one = demand(None, motion=motion(grace_hours=None), deadlines=[deadline(due)])
    before = overdue_from - timedelta(microseconds=1)
    assert [standing(one, at).clock for at in (before, overdue_from)] == [Clock.CHECKING, Clock.OVERDUE]


def test_a_deadline_that_had_passed_when_it_was_set_is_overdue_at_once() -> None:
    one = demand(None, deadlines=[deadline(date(2019, 1, 31))])
    assert standing(one, utc(2019, 2, 4)).clock is Clock.OVERDUE


def paused(*days: date) -> list[Any]:
    """Return a ledger of which the clock stands from the first day until the second, or since the first."""
    kinds = (DeadlineKind.PAUSED, DeadlineKind.RESUMED)
    rows = [row(None, kind, place) for place, (kind, _) in enumerate(zip(kinds, days, strict=False), 2)]
    for made, day in zip(rows, days, strict=True):
        made.set_on = day
    return [deadline(), *rows]


WHILE_PAUSED = [
    # day of a reply, verdict of 25 February, clock, days late
    (None, None, Clock.PAUSED, 3),
    (date(2019, 2, 12), None, Clock.STOPPED, 1),
    (date(2019, 2, 12), "cannot_be_judged", Clock.STOPPED, 1),
    (date(2019, 2, 12), "answered", Clock.STOPPED, 1),
    (date(2019, 2, 20), None, Clock.STOPPED, 3),
]


@pytest.mark.parametrize(("came", "verdict", "clock", "late"), WHILE_PAUSED)
def test_a_pause_of_14_february_ends_no_delay(came: date | None, verdict: str | None, clock: Clock, late: int) -> None:
    replies = [response(came)] if came else []
    one = demand(None, motion=motion(responses=replies), deadlines=paused(date(2019, 2, 14)))
    if verdict:
        one.questions[0].findings.append(finding(verdict, date(2019, 2, 25)))
    assert (part(one, LATER).clock, part(one, LATER).days_late) == (clock, late)


@pytest.mark.parametrize(("moved", "late"), [([], 36), ([row(date(2019, 3, 20), DeadlineKind.EXTENDED, 4)], 9)])
def test_the_days_since_the_first_deadline_leave_out_those_the_clock_stood(moved: list[Any], late: int) -> None:
    one = demand(None, deadlines=[*paused(date(2019, 2, 10), date(2019, 2, 20)), *moved])
    assert (part(one, LATER).days_late, part(one, LATER).days_late_first) == (late, 36)


def test_a_pause_after_the_deadline_moves_nothing_and_only_stops_the_days() -> None:
    one = demand(None, deadlines=paused(date(2019, 2, 14), date(2019, 2, 24)))
    assert (part(one, LATER).days_late, standing(one, LATER).due_day) == (36, date(2019, 2, 11))
    assert outlook(one, LATER).countdowns[""].overdue_from == utc(2019, 2, 12, 10)


def test_a_pause_while_the_post_is_checked_puts_the_overdue_off_until_its_end() -> None:
    one = demand(None, deadlines=paused(date(2019, 2, 12), date(2019, 2, 24)))
    assert outlook(one, LATER).countdowns[""].overdue_from == utc(2019, 2, 24)


def test_an_hour_stays_what_the_wall_clock_showed_when_a_pause_moves_it_over_the_change_of_the_clocks() -> None:
    rows = paused(date(2019, 3, 18), date(2019, 4, 3))
    rows[0].due_on, rows[0].due_at = None, utc(2019, 3, 20, 17)
    assert standing(demand(None, deadlines=rows), utc(2019, 4, 4)).closes_at == utc(2019, 4, 5, 16)


def test_a_whole_day_that_a_pause_moves_closes_at_its_end_where_the_clocks_change_at_midnight() -> None:
    rows = paused(date(2019, 3, 20), date(2019, 3, 24))
    rows[0].due_on = date(2019, 3, 30)  # in Beirut the 31st begins at 01:00
    one = demand(None, motion=motion(time_zone="Asia/Beirut"), deadlines=rows)
    assert standing(one, utc(2019, 3, 25)).closes_at == utc(2019, 4, 3, 21)


def test_a_part_with_nothing_but_a_promise_keeps_the_deadline_of_its_demand() -> None:
    own = row(date(2019, 6, 30), DeadlineKind.EXPECTED, letter="a")
    there = part(demand(None, deadlines=[deadline(), own]), LATER)
    assert (there.clock, there.days_late, there.expected) == (Clock.OVERDUE, 46, own)


def test_a_holding_reply_that_could_not_be_judged_stops_the_days_as_well() -> None:
    holding = response(date(2019, 2, 12), reply=Reply.HOLDING, key="holding")
    one = demand(None, motion=motion(responses=[holding]))
    one.questions[0].findings.append(finding("cannot_be_judged", date(2019, 2, 13), response_key="holding"))
    assert part(one, LATER).days_late == 1


@pytest.mark.parametrize("kind", [Reply.ACKNOWLEDGED, Reply.HOLDING])
def test_an_acknowledgement_makes_no_late_answer_one_in_time(kind: Reply) -> None:
    one = demand(None, motion=motion(responses=[response(date(2019, 2, 6), reply=kind)]))
    one.questions[0].findings.append(finding("answered", date(2019, 3, 1)))
    assert part(one, LATER).days_late == 18


def test_a_reply_that_was_found_wanting_settles_nothing_later() -> None:
    one = demand("not_answered", motion=motion(responses=[response(date(2019, 2, 8))]))
    one.questions[0].findings.append(finding("answered", date(2019, 3, 1)))
    assert part(one, LATER).days_late == 18


STANCES = [
    ([("accepted", [])], "accepted"),
    ([("accepted", ["1a"])], None),  # nothing is said of (b)
    ([("accepted", ["1a"]), ("accepted", ["1b"])], "accepted"),
    ([("accepted", ["1a"]), ("rejected", ["1b"])], None),
    ([("accepted", []), (None, [])], "accepted"),
]


@pytest.mark.parametrize(("said", "stance"), STANCES)
def test_a_stance_is_that_of_a_demand_where_it_is_taken_on_all_of_it(said: list[Any], stance: str | None) -> None:
    came = [
        response(date(2019, 2, 8 + place), stance=Stance(word) if word else None, parts=parts)
        for place, (word, parts) in enumerate(said)
    ]
    found = standing(demand(None, None, motion=motion(responses=came)), LATER).stance
    assert (found[0] if found else None) == stance


def test_the_next_deadline_may_be_that_of_a_part() -> None:
    one = demand(None, None, deadlines=[deadline(), deadline(date(2019, 5, 10), letter="b")])
    found = motion_standing(motion(demands=[one]), LATER).next_due
    assert found
    assert (found.due_day, found.clock) == (date(2019, 5, 10), Clock.RUNNING)
