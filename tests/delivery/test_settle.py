"""How a try ends decides the state of its alert, when it is tried next, and what is counted.

Rule: docs/decisions/alerts.md#outcomes.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.delivery.post import NOW, SLOW_DOWN, Post
from tracker.db import reading
from tracker.delivery.channels.base import Result
from tracker.models import Bounce, DomainPause, MailDay, Outlet, Subscriber, Subscription
from tracker.rules.delivery import GIVEN_UP_AFTER, LEAST_TRIES, DeliveryOutcome, Stage
from tracker.vocabulary import MessageState

SENT, RETRY, UNKNOWN, FAILED = (
    DeliveryOutcome.SENT,
    DeliveryOutcome.RETRY,
    DeliveryOutcome.UNKNOWN,
    DeliveryOutcome.FAILED,
)
REFUSED, ENDPOINT, ALARM = DeliveryOutcome.REFUSED_ADDRESS, DeliveryOutcome.ENDPOINT, DeliveryOutcome.ALARM

ENDINGS = {
    SENT: (MessageState.SENT, None, 1, 0),
    RETRY: (MessageState.PENDING, 1, 1, 0),
    UNKNOWN: (MessageState.UNKNOWN, 1, 1, 1),
    FAILED: (MessageState.FAILED, None, 1, 0),
    REFUSED: (MessageState.FAILED, None, 1, 0),
    ENDPOINT: (MessageState.PENDING, 0, 0, 0),
    ALARM: (MessageState.PENDING, 0, 0, 0),
}
"""The state, after how many minutes it is tried again, and what is counted: tries, and unknown ones."""


@pytest.mark.parametrize("outcome", DeliveryOutcome, ids=lambda one: one.value)
def test_each_outcome_has_its_state_and_its_next_time(post: Post, outcome: DeliveryOutcome) -> None:
    post.reply("ada")
    post.run(outcome)
    alert, (state, minutes, attempts, unknowns) = post.alert(), ENDINGS[outcome]
    assert (alert.state, alert.attempts, alert.unknowns) == (state, attempts, unknowns)
    if minutes is None:
        assert (alert.due_at, alert.settled_at) == (None, NOW)
    else:
        assert alert.due_at is not None
        assert abs(alert.due_at - NOW - timedelta(minutes=minutes)) <= timedelta(minutes=minutes) / 5
        assert alert.settled_at is None


def test_the_end_is_kept_in_words_without_an_address(post: Post) -> None:
    post.reply("ada")
    post.run(FAILED)
    assert post.alert().outcome == "554 5.6.0 at end of message"


def test_tries_go_on_for_a_day_and_at_least_six_times(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    while post.alert().state is MessageState.PENDING:
        post.run(RETRY)
        post.clock.go_on(minutes=72)
    lasted = post.clock.now - NOW - timedelta(minutes=72)
    assert post.alert().state is MessageState.FAILED
    assert len(post.out.envelopes) == post.alert().attempts >= LEAST_TRIES
    assert GIVEN_UP_AFTER <= lasted <= GIVEN_UP_AFTER + timedelta(minutes=72)


def test_the_third_unknown_outcome_is_the_last(post: Post) -> None:
    post.reply("ada")
    states = []
    for _ in range(4):
        post.run(UNKNOWN)
        states.append(post.alert().state)
        post.clock.go_on(hours=2)
    assert states == [MessageState.UNKNOWN, MessageState.UNKNOWN, MessageState.FAILED, MessageState.FAILED]
    assert post.out.recipients == ["ada"] * 3


def test_a_server_that_cannot_be_used_is_left_alone_and_costs_no_try(post: Post) -> None:
    post.reply("ada", "ben")
    post.run(ENDPOINT)
    outlet = post.outlet()
    assert post.out.recipients == ["ada"], "nothing else was tried"
    assert (outlet.pauses, outlet.trouble, outlet.trouble_since) == (1, "connection refused at connecting", NOW)
    assert outlet.paused_until is not None
    assert timedelta(seconds=48) <= outlet.paused_until - NOW <= timedelta(seconds=72)


def test_nothing_is_tried_before_the_pause_is_over_and_all_goes_after_it(post: Post) -> None:
    post.reply("ada", "ben")
    post.run(ALARM)
    post.clock.go_on(seconds=47)
    post.run()
    assert post.out.recipients == ["ada"]
    post.clock.go_on(seconds=26)
    assert post.run().sent == 2
    outlet = post.outlet()
    assert (outlet.trouble, outlet.trouble_since, outlet.paused_until, outlet.pauses) == (None, None, None, 0)


def test_pauses_grow_to_a_quarter_of_an_hour_and_nothing_is_given_up(post: Post) -> None:
    post.reply("ada")
    lengths = []
    for _ in range(6):
        post.run(ENDPOINT)
        until = post.outlet().paused_until
        assert until is not None
        lengths.append((until - post.clock.now).total_seconds() / 60)
        post.clock.now = until + timedelta(seconds=1)
    assert [abs(one - wanted) <= wanted / 5 for one, wanted in zip(lengths, (1, 2, 5, 10, 15, 15), strict=True)]
    assert [round(one / wanted) for one, wanted in zip(lengths, (1, 2, 5, 10, 15, 15), strict=True)] == [1] * 6
    assert (post.alert().state, post.alert().attempts) == (MessageState.PENDING, 0)


def test_trouble_is_noted_only_after_five_mails_in_a_row(post: Post) -> None:
    post.reply(*"abcde")
    post.run(*[RETRY] * 5)
    assert (post.outlet().trouble, post.outlet().trouble_since) == ("451 4.3.0 at end of message", NOW)


def test_four_that_are_put_off_are_their_own_trouble(post: Post) -> None:
    post.reply(*"abcd")
    post.run(*[RETRY] * 4)
    assert (post.outlet().trouble, post.outlet().failures_in_row) == (None, 4)


def test_a_domain_that_asks_to_wait_is_left_alone_and_others_are_not(post: Post) -> None:
    post.reply("ada", "ben")
    with post.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE subscriber SET address = 'cy@other.example' WHERE address LIKE 'ben@%%'")
    post.run(SLOW_DOWN)
    assert post.out.recipients == ["ada", "cy"]
    with reading(post.engine) as session:
        pause = session.get_one(DomainPause, "example.org")
    assert timedelta(seconds=48) <= pause.until - NOW <= timedelta(seconds=72)


def test_waiting_for_a_domain_is_no_try(post: Post) -> None:
    post.reply("ada", "ben")
    post.run(SLOW_DOWN)
    ben = post.alert("ben")
    assert post.out.recipients == ["ada"]
    assert (ben.state, ben.attempts) == (MessageState.PENDING, 0)
    post.clock.go_on(minutes=3)
    assert post.run().sent == 2


def test_an_address_that_takes_no_mail_is_stopped(post: Post) -> None:
    post.reply("ada")
    post.run(REFUSED)
    with reading(post.engine) as session:
        assert session.scalar(select(Subscriber.bounced_at)) == NOW
        assert session.scalar(select(Subscription.live)) is False
        assert session.execute(select(Bounce.hard, Bounce.status)).one() == (True, "5.1.1")


FULL = Result(RETRY, Stage.RCPT, 452, "4.2.2")


def test_f7_a_refusal_that_is_final_counts_as_a_bounce(post: Post) -> None:
    post.reply("ada")
    post.run(FAILED)
    with reading(post.engine) as session:
        assert session.execute(select(Bounce.hard, Bounce.status)).one() == (False, "5.6.0")
        assert session.scalar(select(Subscriber.bounced_at)) is None


def test_a_mail_given_up_counts_where_others_went_out(local_post: Post) -> None:
    local_post.reply("ada")
    while local_post.alert().state is MessageState.PENDING:
        local_post.run(FULL)
        local_post.clock.go_on(hours=5)
        with local_post.engine.begin() as connection:
            connection.execute(update(Outlet).values(sent_at=local_post.clock.now))
    with reading(local_post.engine) as session:
        assert session.execute(select(Bounce.hard, Bounce.status)).one() == (False, "4.2.2")


def test_a_mail_given_up_while_nothing_went_out_may_be_our_own_fault(local_post: Post) -> None:
    local_post.reply("ada")
    while local_post.alert().state is MessageState.PENDING:
        local_post.run(FULL)
        local_post.clock.go_on(hours=5)
    with reading(local_post.engine) as session:
        assert session.scalars(select(Bounce)).all() == []


def test_what_went_out_and_what_could_not_is_counted_by_the_london_day(post: Post) -> None:
    post.reply(*"abcdef")
    post.run(SENT, FAILED, UNKNOWN, RETRY, REFUSED, SENT)
    with reading(post.engine) as session:
        day = session.get_one(MailDay, NOW.date())
    assert (day.sent, day.failed) == (2, 2)
    assert post.outlet().sent_at == NOW
    assert post.outlet().ran_at == NOW
