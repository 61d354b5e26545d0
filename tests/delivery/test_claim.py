"""What is taken up, and what is not any more: all of it is looked at anew in the transaction of the claim."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine, select, update

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load
from tests.delivery.people import follow
from tests.delivery.post import NOW, Post, Scripted
from tracker.db import reading, transaction
from tracker.models import Demand, Link, Motion, Notification, Subscriber
from tracker.operations.notify import outbox
from tracker.operations.people import followers
from tracker.rules.delivery import DeliveryOutcome
from tracker.vocabulary import MessageState, NotificationKind, Visibility


def stop(engine: Engine, name: str) -> None:
    """Let a reader stop everything."""
    with transaction(engine) as session:
        who = session.scalars(select(Subscriber.id).where(Subscriber.address == f"{name}@example.org")).one()
        followers.stop_all(session, who, NOW)


def test_nothing_due_is_nothing_sent(post: Post) -> None:
    assert post.run().sent == 0
    assert post.out.envelopes == []


def test_what_is_due_later_waits(post: Post) -> None:
    post.reply("ada")
    post.clock.go_on(seconds=-1)
    assert post.run().sent == 0


def test_several_notices_of_one_moment_are_one_mail(post: Post) -> None:
    post.reply("ada", news=REPLY + FINDING)
    assert post.run().sent == 1
    assert [one.state for one in post.alerts("ada")] == [MessageState.SENT] * 2


def test_several_subscriptions_of_one_reader_are_one_mail(post: Post) -> None:
    with reading(post.engine) as session:
        demand = session.scalars(select(Demand.id)).one()
    follow(post.engine, "ada", "all", "motion:1", f"demand:{demand}")
    post.reply()
    assert (post.run().sent, len(post.out.envelopes)) == (1, 1)


def test_two_moments_are_two_mails(post: Post) -> None:
    post.reply("ada")
    load(post.engine, CLEAN_RIVER + REPLY + FINDING, NOW)
    assert post.run().sent == 2


def test_siblings_share_one_end(post: Post) -> None:
    post.reply("ada", news=REPLY + FINDING)
    post.run(DeliveryOutcome.UNKNOWN)
    first, second = post.alerts("ada")
    assert (first.state, first.due_at, first.unknowns) == (second.state, second.due_at, second.unknowns)


def test_nothing_goes_to_a_reader_who_stopped_between_the_fan_out_and_the_claim(post: Post) -> None:
    post.reply("ada", "ben")
    stop(post.engine, "ada")
    post.run()
    assert post.out.recipients == ["ben"]


def test_nothing_more_goes_to_a_reader_who_stopped_while_their_mail_was_in_hand(post: Post) -> None:
    post.reply("ada")
    post.out.during = lambda _: stop(post.engine, "ada")
    post.run(DeliveryOutcome.RETRY)
    post.clock.go_on(hours=1)
    post.run()
    assert post.out.recipients == ["ada"]
    assert post.alert().state is MessageState.CANCELLED


@pytest.mark.parametrize("column", ["paused_at", "stopped_at", "bounced_at"])
def test_the_claim_itself_looks_at_the_reader(post: Post, column: str) -> None:
    post.reply("ada")
    with transaction(post.engine) as session:
        session.execute(update(Subscriber).values({column: NOW}))
    assert post.run().sent == 0
    assert post.alert().state is MessageState.CANCELLED


def test_nothing_goes_to_a_reader_who_is_not_confirmed(post: Post) -> None:
    post.reply("ada")
    with transaction(post.engine) as session:
        session.execute(update(Subscriber).values(confirmed_at=None))
    assert post.run().sent == 0


def test_nothing_goes_to_an_address_that_was_erased(post: Post) -> None:
    post.reply("ada")
    with transaction(post.engine) as session:
        session.execute(update(Subscriber).values(address=None))
    post.run()
    (alert,) = post.alerts()
    assert (alert.state, alert.outcome) == (MessageState.CANCELLED, "the address is erased")


@pytest.mark.parametrize("visibility", [Visibility.DRAFT, Visibility.UNLISTED])
def test_nothing_is_told_of_a_motion_that_was_hidden(post: Post, visibility: Visibility) -> None:
    post.reply("ada")
    with transaction(post.engine) as session:
        session.execute(update(Motion).values(visibility=visibility))
    post.run()
    assert (post.alert().state, post.out.envelopes) == (MessageState.CANCELLED, [])


def test_a_notice_that_was_cancelled_is_told_to_nobody(post: Post) -> None:
    post.reply("ada", news=REPLY + FINDING)
    with transaction(post.engine) as session:
        session.execute(
            update(Notification).where(Notification.kind == NotificationKind.FINDING_MADE).values(cancelled_at=NOW)
        )
    post.run()
    assert [one.state for one in post.alerts("ada")] == [MessageState.SENT, MessageState.CANCELLED]


def test_a_reader_who_stopped_following_is_still_told_of_a_correction(post: Post) -> None:
    post.reply("ada", news=REPLY + FINDING)
    post.run()
    with transaction(post.engine) as session:
        session.execute(update(Subscriber).values(paused_at=None))
        subscription = followers.subscriptions(session, post.alerts("ada")[0].subscriber_id or 0)[0]
        subscription.live, subscription.target = False, "motion:99"
    post.clock.go_on(minutes=5)
    load(post.engine, CLEAN_RIVER + REPLY + FINDING.replace("answered", "partly_answered, gap: withheld"), post.clock())
    assert post.run().sent == 1


def test_what_an_operator_cancelled_does_not_go(post: Post) -> None:
    post.reply("ada", "ben")
    with transaction(post.engine) as session:
        outbox.cancel(session, [post.alert("ada").id], NOW)
    post.run()
    assert post.out.recipients == ["ben"]


def test_what_is_held_waits_until_it_is_released(post: Post) -> None:
    post.reply("ada")
    with transaction(post.engine) as session:
        outbox.hold(session, NOW)
    assert post.run().sent == 0
    assert post.alert().state is MessageState.PENDING
    with transaction(post.engine) as session:
        outbox.release(session)
    assert post.run().sent == 1


def test_holding_stops_a_sender_in_the_midst_of_its_work(post: Post) -> None:
    post.reply(*"abc")

    def hold(_: object) -> None:
        with transaction(post.engine) as session:
            outbox.hold(session, NOW)

    post.out.during = hold
    assert post.run().sent == 1
    assert sorted(one.state for one in post.alerts()) == ["pending", "pending", "sent"]


def test_a_trial_installation_mails_only_whom_it_may(post: Post) -> None:
    post.set(SMTP_URL="smtp://127.0.0.1:1", MAIL_ALLOW="ben@example.org")
    post.reply("ada", "ben")
    post.run()
    assert post.out.recipients == ["ben"]
    assert post.alert("ada").outcome == "not on this installation's allow-list"


def test_a_failed_alert_can_be_tried_again_from_the_start(post: Post) -> None:
    post.reply("ada")
    post.run(DeliveryOutcome.FAILED)
    post.clock.go_on(days=3)
    with transaction(post.engine) as session:
        outbox.retry(session, [], post.clock())
    assert post.run(DeliveryOutcome.RETRY).put_off == 1
    assert (post.alert().attempts, post.alert().first_tried_at) == (1, post.clock())


def test_only_hashes_of_the_tokens_that_are_mailed_are_kept(post: Post) -> None:
    post.reply("ada")
    post.run()
    with reading(post.engine) as session:
        link = session.scalars(select(Link)).one()
    assert link.token_hash.encode() not in post.out.envelopes[0].message
    assert (link.expires_at, link.issued_at) == (None, NOW)


def test_time_does_not_pass_where_there_is_no_rate(post: Post) -> None:
    post.reply(*"abc")
    post.run()
    assert post.clock.waits == []


def test_the_rate_is_kept(post: Post) -> None:
    post.set(MAIL_RATE="4")
    post.reply(*"abcde")
    times = []
    post.out.during = lambda _: times.append(post.clock())
    assert post.run().sent == 5
    assert [later - earlier for earlier, later in pairwise(times)] == [timedelta(seconds=0.25)] * 4


def test_two_senders_keep_one_rate(post: Post) -> None:
    post.set(MAIL_RATE="4")
    post.reply(*"abcdef")
    times = []
    first, second = (Scripted(during=lambda _: times.append(post.clock())) for _ in range(2))
    for out in (first, second, first, second):
        left = iter([True, False] if times == [] else [True, True, False])
        post.sender(out).run(lambda left=left: next(left))  # type: ignore[misc]
    gaps = {later - earlier for earlier, later in pairwise(times)}
    assert (len(times), gaps) == (4, {timedelta(seconds=0.25)})
