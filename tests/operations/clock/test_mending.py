"""What a wrong clock did is put right: corrected in the log, told to exactly those who were told, told again in time.

Rule: docs/decisions/deadlines.md#taking-back.
"""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.delivery.people import follow, told
from tests.operations.clock.test_catching_up import tick
from tests.operations.clock.test_wrong_clock import on_its_own_time, restarted
from tracker.db import reading, transaction
from tracker.models import Change, MailBatch, Message, Notification, Projection
from tracker.operations.clock.mending import Retraction, believe, retract
from tracker.operations.clock.sweep import Swept
from tracker.operations.record.check import check_motions
from tracker.vocabulary import ActorKind, ChangeKind, Frequency, MessageState, NotificationKind

TRUE, WRONG = utc(2026, 11, 6, 12), utc(2026, 11, 9, 12)
"""Two days before the small record's deadline; and what the clock shows that is three days ahead."""
CLOSE, GRACE_END = utc(2026, 11, 9), utc(2026, 11, 9, 10)
MINUTE = timedelta(minutes=1)
MARKED = [ChangeKind.DEADLINE_PASSED, ChangeKind.OVERDUE]
CORRECTED = [ChangeKind.CORRECTION, ChangeKind.CORRECTION]


@pytest.fixture
def marked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Give a record that a clock three days ahead was let mark, with Ann told of it at once and Ben not told yet."""
    on_its_own_time(monkeypatch)
    load(engine, CLEAN_RIVER)
    tick(engine, TRUE)
    for name, pace in (("ann", Frequency.AT_ONCE), ("ben", Frequency.DAILY)):
        follow(engine, name, "all", pace=pace)
    assert tick(engine, WRONG) == Swept(1, 1)
    with transaction(engine) as session:
        for alert in session.scalars(select(Message).where(Message.state == MessageState.PENDING)):
            alert.state, alert.due_at = MessageState.SENT, None
    return engine


def taken_back(engine: Engine, now: datetime = TRUE + MINUTE, since: datetime = TRUE) -> Retraction:
    with transaction(engine) as session:
        return retract(session, since, now)


def of_the_clock(engine: Engine) -> list[ChangeKind]:
    query = select(Change.kind).where(Change.actor_role == ActorKind.CLOCK).order_by(Change.id)
    with reading(engine) as session:
        return list(session.scalars(query))


def test_what_has_not_come_is_corrected_in_the_log_once(marked: Engine) -> None:
    done = taken_back(marked)
    assert [(one.slug, one.demand_number, one.kind, one.happened_at) for one in done.entries] == [
        ("clean-river", 1, ChangeKind.DEADLINE_PASSED, CLOSE),
        ("clean-river", 1, ChangeKind.OVERDUE, GRACE_END),
    ]
    assert taken_back(marked, TRUE + 2 * MINUTE) == Retraction([], 0)
    assert of_the_clock(marked) == [*MARKED, *CORRECTED]


def test_after_it_the_record_is_sound(marked: Engine) -> None:
    assert check_motions(marked, TRUE + MINUTE)[0] != []
    taken_back(marked)
    assert check_motions(marked, TRUE + MINUTE) == ([], 1)


def test_it_says_in_the_log_what_was_wrong(marked: Engine) -> None:
    taken_back(marked)
    with reading(marked) as session:
        query = select(Change).where(Change.kind == ChangeKind.CORRECTION).order_by(Change.id)
        said = [(one.before_value, one.after_value, one.reason_text) for one in session.scalars(query)]
    assert [(before["clock"], after["clock"]) for before, after, _ in said] == [
        ("checking", "due_soon"), ("overdue", "due_soon")]  # fmt: skip
    assert "the demand was overdue on 9 November 2026 is corrected" in said[1][2]


def test_whoever_was_told_gets_one_mail_and_whoever_was_not_gets_none(marked: Engine) -> None:
    assert taken_back(marked).people == 1
    assert told(marked, "ann").count(NotificationKind.CORRECTION) == 2
    assert told(marked, "ben") == []
    corrections = select(MailBatch.id).join(Notification).where(Notification.kind == NotificationKind.CORRECTION)
    with reading(marked) as session:
        assert len(session.scalars(corrections.distinct()).all()) == 1


def test_the_clock_marks_it_again_when_its_time_comes(marked: Engine) -> None:
    taken_back(marked)
    assert tick(marked, CLOSE) == Swept(1, 0)
    assert tick(marked, GRACE_END) == Swept(0, 1)
    assert of_the_clock(marked) == [*MARKED, *CORRECTED, *MARKED]
    assert check_motions(marked, GRACE_END) == ([], 1)


def test_reminders_that_lay_ahead_come_in_time(marked: Engine) -> None:
    with reading(marked) as session:
        assert session.scalar(select(Projection.remind_at)) == utc(2026, 11, 16, 7)
    taken_back(marked)
    with reading(marked) as session:
        assert session.scalar(select(Projection.remind_at)) == utc(2026, 11, 7, 7)


def test_what_has_come_in_the_meantime_stands(marked: Engine) -> None:
    done = taken_back(marked, CLOSE + MINUTE)
    assert [one.kind for one in done.entries] == [ChangeKind.OVERDUE]
    assert check_motions(marked, CLOSE + MINUTE) == ([], 1)
    assert taken_back(marked, GRACE_END).entries == []


def test_what_was_written_before_is_left_alone(marked: Engine) -> None:
    assert taken_back(marked, since=WRONG + MINUTE).entries == []
    assert of_the_clock(marked) == MARKED


def test_it_is_taken_back_after_other_entries_too(marked: Engine) -> None:
    load(marked, CLEAN_RIVER + REPLY + FINDING, TRUE + MINUTE)
    taken_back(marked, TRUE + 2 * MINUTE)
    assert of_the_clock(marked).count(ChangeKind.CORRECTION) == 2
    assert check_motions(marked, TRUE + 2 * MINUTE) == ([], 1)


def test_it_ends_the_hold_of_a_clock_that_lies_behind_what_was_marked(marked: Engine) -> None:
    restarted(marked, WRONG).tick()
    machine = restarted(marked, TRUE)
    assert machine.tick() is None
    taken_back(marked, machine.wall)
    assert machine.tick() == Swept(0, 0)


def test_an_operators_word_alone_sets_the_reminders_right(engine: Engine) -> None:
    load(engine, CLEAN_RIVER)
    follow(engine, "ann", "all")
    tick(engine, utc(2026, 11, 8, 12))
    with transaction(engine) as session:
        believe(session, TRUE)
    assert check_motions(engine, TRUE) == ([], 1)
    assert told(engine, "ann") == [], "the reminder of a day that has not come is stopped"
