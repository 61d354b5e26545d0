"""The fan-out goes on after the commit, slice by slice: a kill between two loses nothing and doubles nothing."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, func, select, update

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load
from tests.delivery.post import NOW, fill
from tests.delivery.test_leases import die, in_a_child
from tracker.db import reading, transaction
from tracker.models import IS_FAILED, IS_LIVE, MailBatch, Message, Notification, Subscription
from tracker.operations.notify.fan_out import fan_out_more
from tracker.vocabulary import Frequency, NotificationKind

PEOPLE = 25


@pytest.fixture(autouse=True)
def small_slices():  # type: ignore[no-untyped-def]
    """Look at few people at a time."""
    where = "tracker.operations.notify.fan_out"
    with patch(f"{where}.FIRST", 10), patch(f"{where}.SLICE", 10):
        yield


def publish(engine: Engine, news: str = REPLY, pace: Frequency = Frequency.AT_ONCE) -> None:
    """Record something that 25 people follow twice: the motion, and everything."""
    load(engine, CLEAN_RIVER)
    fill(engine, PEOPLE, "motion:1", "all", pace=pace)
    load(engine, CLEAN_RIVER + news, NOW)


def alerts_by_reader(engine: Engine) -> Counter[int | None]:
    """Return how many alerts each person has."""
    with reading(engine) as session:
        return Counter(session.scalars(select(Message.subscriber_id)))


def go_on(engine: Engine) -> int | None:
    """Make one more slice, in a transaction of its own."""
    with transaction(engine) as session:
        return fan_out_more(session)


def test_the_first_slice_comes_with_the_fact_and_the_rest_after_it(engine: Engine) -> None:
    publish(engine)
    assert len(alerts_by_reader(engine)) == 10
    assert [go_on(engine) for _ in range(3)] == [10, 5, None]
    assert alerts_by_reader(engine) == dict.fromkeys(range(1, PEOPLE + 1), 1)


def die_between_slices(engine: Engine) -> None:
    go_on(engine)
    die()


def die_before_the_commit(engine: Engine) -> None:
    with transaction(engine) as session:
        fan_out_more(session)
        die()


@pytest.mark.parametrize(("life", "made"), [(die_between_slices, 20), (die_before_the_commit, 10)])
def test_a_fan_out_that_is_killed_goes_on_and_doubles_nothing(
    engine: Engine, life: Callable[[Engine], None], made: int
) -> None:
    publish(engine)
    engine.dispose()  # No connection may cross a fork.
    assert in_a_child(lambda: life(engine)) == 9
    assert len(alerts_by_reader(engine)) == made
    while go_on(engine) is not None:
        pass
    assert alerts_by_reader(engine) == dict.fromkeys(range(1, PEOPLE + 1), 1)


def test_a_slice_that_is_made_again_doubles_nothing(engine: Engine) -> None:
    publish(engine)
    with transaction(engine) as session:
        session.execute(update(MailBatch).where(MailBatch.recorded_at == NOW).values(fanned_to=0))
    while go_on(engine) is not None:
        pass
    assert alerts_by_reader(engine) == dict.fromkeys(range(1, PEOPLE + 1), 1)


def test_what_was_cancelled_meanwhile_is_told_to_nobody_else(engine: Engine) -> None:
    publish(engine)
    with transaction(engine) as session:
        session.execute(update(Notification).values(cancelled_at=NOW))
    while go_on(engine) is not None:
        pass
    assert len(alerts_by_reader(engine)) == 10


def test_all_who_were_told_a_finding_get_its_correction_and_nobody_both(engine: Engine) -> None:
    publish(engine, REPLY + FINDING)
    while go_on(engine) is not None:
        pass
    with transaction(engine) as session:
        session.execute(update(Message).where(Message.subscriber_id <= 20).values(state="sent", due_at=None))
    load(engine, CLEAN_RIVER + REPLY + FINDING.replace("answered", "partly_answered, gap: withheld"), NOW)
    while go_on(engine) is not None:
        pass
    query = select(Notification.kind, Message.subscriber_id).join(Message, Message.notification_id == Notification.id)
    with reading(engine) as session:
        latest = select(MailBatch.id).order_by(MailBatch.id.desc()).limit(1).scalar_subquery()
        found = [(kind, who) for kind, who in session.execute(query.where(Notification.batch_id == latest))]
    assert {who for kind, who in found if kind is NotificationKind.CORRECTION} == set(range(1, 21))
    assert {who for kind, who in found if kind is NotificationKind.FINDING_MADE} == set(range(21, 26))


@pytest.mark.parametrize(
    ("table", "where", "index"),
    [(Subscription, IS_LIVE, "ix_subscription_live"), (Message, IS_FAILED, "ix_message_failed")],
)
def test_a_condition_is_in_the_words_of_its_partial_index(sqlite: Engine, table: Any, where: Any, index: str) -> None:
    """SQLite would otherwise look at every row, without a word."""
    with sqlite.connect() as connection:
        asked = str(select(func.count()).select_from(table).where(where).compile(connection))
        assert index in str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}").all())
