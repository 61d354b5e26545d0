"""What followers are told when the record changes: once each, nothing old, nothing hidden, the wrong ones corrected."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.delivery.people import follow, told
from tracker.db import reading, transaction
from tracker.models import MailBatch, Message, Notification
from tracker.operations.clock.sweep import sweep
from tracker.vocabulary import Frequency, MessageState, NotificationKind

ADDED = utc(2026, 11, 2, 9)
MOVED = utc(2026, 11, 4, 12, 5)
ON_PART_B = FINDING.partition("\n")[2].replace("question: a", "question: b")


def test_a_follower_of_anything_that_matches_is_told_once(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all", "motion:1", "demand:1")
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 4, 12))
    assert told(engine, "ann") == [NotificationKind.REPLY_RECORDED]


def test_a_reply_to_another_demand_is_not_told(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "demand:99")
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 4, 12))
    assert told(engine, "ann") == []


def test_old_news_is_recorded_and_not_mailed(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 20))
    assert NotificationKind.REPLY_RECORDED not in told(engine, "ann")


def test_a_draft_is_told_of_only_once_it_is_public(engine: Engine) -> None:
    follow(engine, "ann", "all")
    load(engine, CLEAN_RIVER.replace("visibility: public", "visibility: draft"), ADDED)
    assert told(engine, "ann") == []
    load(engine, CLEAN_RIVER, utc(2026, 11, 3))
    assert told(engine, "ann") == [NotificationKind.MOTION_PUBLISHED]


def test_the_fastest_of_several_subscriptions_wins(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all", pace=Frequency.WEEKLY)
    follow(engine, "ann", "motion:1", pace=Frequency.AT_ONCE)
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 4, 12))
    with reading(engine) as session:
        assert [(message.pace, message.state) for message in session.scalars(select(Message))] == [
            (Frequency.AT_ONCE, MessageState.PENDING)
        ]


@pytest.mark.parametrize(("verdict", "minutes"), [("answered", 0), ("not_answered", 15), ("refused", 15)])
def test_an_adverse_verdict_waits_a_quarter_of_an_hour(sqlite: Engine, verdict: str, minutes: int) -> None:
    load(sqlite, CLEAN_RIVER, ADDED)
    now = utc(2026, 11, 4, 12)
    load(sqlite, CLEAN_RIVER + REPLY + FINDING.replace("verdict: answered", f"verdict: {verdict}"), now)
    with reading(sqlite) as session:
        latest = session.scalars(select(MailBatch).order_by(MailBatch.id.desc())).first()
        assert latest is not None
        assert latest.due_at - now == timedelta(minutes=minutes)


def test_what_was_recorded_at_once_is_one_moment(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    load(engine, CLEAN_RIVER + REPLY + FINDING, utc(2026, 11, 4, 12))
    assert sorted(told(engine, "ann")) == [NotificationKind.FINDING_MADE, NotificationKind.REPLY_RECORDED]
    with reading(engine) as session:
        assert len(set(session.scalars(select(Message.batch_id)))) == 1


def test_a_judgement_taken_back_is_corrected_for_those_who_were_told_and_nobody_else(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    follow(engine, "bob", "all", pace=Frequency.DAILY)
    load(engine, CLEAN_RIVER + REPLY + FINDING, utc(2026, 11, 4, 12))
    with transaction(engine) as session:
        for alert in session.scalars(select(Message).where(Message.pace == Frequency.AT_ONCE)):
            alert.state, alert.due_at = MessageState.SENT, None
    wrong = FINDING.replace("verdict: answered", "verdict: partly_answered, gap: withheld")
    load(engine, CLEAN_RIVER + REPLY + wrong, utc(2026, 11, 4, 13))
    assert told(engine, "ann")[-1] is NotificationKind.CORRECTION
    assert told(engine, "ann").count(NotificationKind.FINDING_MADE) == 1
    assert told(engine, "bob") == [
        NotificationKind.REPLY_RECORDED,
        NotificationKind.FINDING_MADE,
    ]  # the first one was stopped


def test_an_overdue_entry_that_was_wrong_is_corrected_for_those_who_were_told(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    with transaction(engine) as session:
        sweep(session, utc(2026, 11, 9, 10))
        session.flush()
        for alert in session.scalars(select(Message)):
            alert.state, alert.due_at = MessageState.SENT, None
    follow(engine, "bob", "all")
    load(engine, CLEAN_RIVER + REPLY.replace("2026-11-04", "2026-11-08"), utc(2026, 11, 10))
    assert NotificationKind.CORRECTION in told(engine, "ann")
    assert NotificationKind.CORRECTION not in told(engine, "bob")


def test_the_clock_tells_of_a_deadline_three_times_before_and_twice_after(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, utc(2026, 11, 1, 1))
    follow(engine, "ann", "demand:1")
    day = datetime(2026, 11, 1, tzinfo=ADDED.tzinfo)
    while day < utc(2026, 11, 17):
        with transaction(engine) as session:
            sweep(session, day)
        day += timedelta(hours=1)
    assert told(engine, "ann") == [
        NotificationKind.DUE_IN_7_DAYS,
        NotificationKind.DUE_TOMORROW,
        NotificationKind.DUE_TODAY,
        NotificationKind.DEADLINE_PASSED,
        NotificationKind.OVERDUE,
        NotificationKind.STILL_OVERDUE,
    ]


def test_a_long_silence_is_made_good_in_one_moment(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, utc(2026, 11, 1, 1))
    follow(engine, "ann", "all")
    with transaction(engine) as session:
        sweep(session, utc(2026, 11, 10, 12))
        assert session.scalars(select(Notification.batch_id).where(Notification.kind == NotificationKind.OVERDUE)).one()
    assert told(engine, "ann") == [NotificationKind.DEADLINE_PASSED, NotificationKind.OVERDUE]


def test_news_of_a_motion_waits_for_a_finding_that_can_still_be_stopped(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    adverse = FINDING.replace("verdict: answered", "verdict: refused")
    load(engine, CLEAN_RIVER + REPLY + adverse, utc(2026, 11, 4, 12))
    load(engine, CLEAN_RIVER + REPLY + adverse + ON_PART_B, MOVED)
    with reading(engine) as session:
        dues = {alert.due_at for alert in session.scalars(select(Message)) if alert.due_at}
    assert min(dues) == utc(2026, 11, 4, 12, 15)


def test_who_was_told_nothing_of_what_was_wrong_hears_only_what_is_right(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    load(engine, CLEAN_RIVER + REPLY + FINDING.replace("verdict: answered", "verdict: refused"), utc(2026, 11, 4, 12))
    load(engine, CLEAN_RIVER + REPLY + FINDING, MOVED)
    with reading(engine) as session:
        found = session.scalars(
            select(Notification).where(Notification.kind == NotificationKind.FINDING_MADE).order_by(Notification.id)
        ).all()
    assert "refused" in found[0].facts
    assert "refused" not in found[1].facts


def test_a_reply_in_time_corrects_even_when_a_finding_came_the_same_day(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    with transaction(engine) as session:
        sweep(session, utc(2026, 11, 9, 10))
        for alert in session.scalars(select(Message)):
            alert.state, alert.due_at = MessageState.SENT, None
    late = (
        (REPLY + FINDING)
        .replace("2026-11-04", "2026-11-09")
        .replace("received_on: 2026-11-09", "received_on: 2026-11-08")
    )
    load(engine, CLEAN_RIVER + late, utc(2026, 11, 9, 15))
    assert NotificationKind.CORRECTION in told(engine, "ann")


def sent(engine: Engine) -> None:
    """Let everything that waits have gone out."""
    with transaction(engine) as session:
        for alert in session.scalars(select(Message).where(Message.state == MessageState.PENDING)):
            alert.state, alert.due_at = MessageState.SENT, None


def test_a_judgement_amended_and_amended_back_is_no_news_to_whoever_heard_the_first(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    load(engine, CLEAN_RIVER + REPLY + FINDING, utc(2026, 11, 4, 12))
    sent(engine)
    load(engine, CLEAN_RIVER + REPLY + FINDING.replace("verdict: answered", "verdict: refused"), utc(2026, 11, 4, 13))
    load(engine, CLEAN_RIVER + REPLY + FINDING, utc(2026, 11, 4, 13, 5))
    assert told(engine, "ann") == [NotificationKind.REPLY_RECORDED, NotificationKind.FINDING_MADE]


def test_a_finding_taken_back_before_anybody_heard_of_it_is_told_to_nobody(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    follow(engine, "ann", "all")
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 4, 12))
    load(engine, CLEAN_RIVER + REPLY + FINDING.replace("verdict: answered", "verdict: refused"), utc(2026, 11, 4, 13))
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 4, 13, 5))
    assert told(engine, "ann") == [NotificationKind.REPLY_RECORDED]


def test_whoever_was_only_reminded_that_it_was_overdue_is_told_of_the_correction(engine: Engine) -> None:
    load(engine, CLEAN_RIVER, ADDED)
    with transaction(engine) as session:
        sweep(session, utc(2026, 11, 9, 10))
    follow(engine, "cat", "all")
    with transaction(engine) as session:
        sweep(session, utc(2026, 11, 16, 7))
    sent(engine)
    load(engine, CLEAN_RIVER + REPLY, utc(2026, 11, 17))
    assert told(engine, "cat") == [NotificationKind.STILL_OVERDUE, NotificationKind.CORRECTION]
