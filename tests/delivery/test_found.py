"""What these tests found in the sender: each is a promise that was not kept when it was written."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.errors import MessageError
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, select, text

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load
from tests.delivery.post import NOW, Post, Scripted, broken, headers
from tracker.db import reading, transaction
from tracker.delivery.channels.email.compose import Composed
from tracker.delivery.channels.email.message import Sender, edition
from tracker.delivery.rounds import Postman
from tracker.delivery.send import Turn
from tracker.delivery.settle import Settler
from tracker.delivery.stats import figures
from tracker.models import MailDay, Notification
from tracker.operations.notify import outbox
from tracker.rules.delivery import DeliveryOutcome
from tracker.vocabulary import MessageState, NotificationKind

CORRECTED = FINDING.replace("answered", "partly_answered, gap: withheld")


@contextmanager
def blocked(engine: Engine, act: Any) -> Iterator[threading.Thread]:
    """Run something beside a transaction of ours until it waits for it; then let ours commit, and wait for its end."""
    thread = threading.Thread(target=act)
    waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    yield thread
    thread.start()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while thread.is_alive() and not connection.scalar(waits):
            thread.join(0.01)


def on_postgresql(post: Post) -> None:
    if post.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")


def test_a_claim_does_not_undo_what_was_cancelled_meanwhile(post: Post) -> None:
    on_postgresql(post)
    post.reply("ada", news=REPLY + FINDING)
    second = post.alerts("ada")[1].id
    with transaction(post.engine) as session:
        outbox.cancel(session, [second], NOW)
        session.flush()
        with blocked(post.engine, post.run) as thread:
            pass
    thread.join()
    assert post.alerts("ada")[1].state is MessageState.CANCELLED


def test_two_senders_that_look_at_once_keep_one_rate(post: Post) -> None:
    on_postgresql(post)
    post.set(MAIL_RATE="1")
    post.reply("ada", "ben")
    post.sender().run(lambda: False)  # The row of the outlet is there.
    times: list[Any] = []
    runs = [threading.Thread(target=one_mail, args=(post, times)) for _ in range(2)]
    with post.engine.begin() as connection:
        connection.execute(text("SELECT 1 FROM outlet FOR UPDATE"))
        for thread in runs:
            thread.start()
        wait_for_locks(post.engine, 2)
    for thread in runs:
        thread.join()
    assert len(times) == 1, "two mails in one second"


def one_mail(post: Post, times: list[Any]) -> None:
    """Look once for a mail that is due, and send it."""
    left = iter([True, False])
    post.sender(Scripted(during=times.append)).run(lambda: next(left))


def wait_for_locks(engine: Engine, number: int) -> None:
    """Wait until so many connections wait for a lock."""
    query = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while (connection.scalar(query) or 0) < number:
            threading.Event().wait(0.01)


@pytest.mark.parametrize("later", [DeliveryOutcome.RETRY, DeliveryOutcome.ENDPOINT])
def test_who_may_have_read_what_was_wrong_is_told_of_the_correction(local_post: Post, later: DeliveryOutcome) -> None:
    post = local_post
    post.reply("ada", news=REPLY + FINDING)
    post.run(DeliveryOutcome.UNKNOWN)
    post.clock.go_on(minutes=2)
    post.run(later)
    post.clock.go_on(minutes=2)
    load(post.engine, CLEAN_RIVER + REPLY + CORRECTED, post.clock())
    with reading(post.engine) as session:
        corrections = session.scalars(
            select(Notification.id).where(Notification.kind == NotificationKind.CORRECTION)
        ).all()
    assert (
        [one.notification_id for one in post.alerts("ada") if one.notification_id in corrections]
        == list(corrections)
        != []
    )


def test_a_pause_of_the_server_outlives_the_mails_that_went_before_it(local_post: Post) -> None:
    post = local_post
    post.reply("ada", "ben")
    post.run(DeliveryOutcome.SENT, DeliveryOutcome.ENDPOINT)
    assert post.outlet().paused_until is not None
    assert post.outlet().trouble is not None


def test_a_mail_that_is_settled_at_the_second_attempt_is_counted_once(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    post.out.during = lambda _: post.clock.go_on(seconds=2)
    whole, faults = Settler.write_counts, iter([True])

    def stumble(self: Settler, connection: Any, day: Any) -> None:
        if len(post.out.envelopes) > 0 and next(faults, False):
            raise broken("disk I/O error")
        whole(self, connection, day)

    with patch.object(Settler, "write_counts", stumble):
        delivered = post.run()
    with reading(post.engine) as session:
        assert (session.get_one(MailDay, NOW.date()).sent, delivered.sent) == (1, 1)


def test_the_last_mail_before_a_sender_is_told_to_end_is_counted(local_post: Post) -> None:
    post = local_post
    post.reply("ada", "ben")
    left = iter([True, False])
    assert post.sender().run(lambda: next(left)).sent == 1
    with reading(post.engine) as session:
        assert session.get_one(MailDay, NOW.date()).sent == 1
    assert post.outlet().sent_at == NOW


def test_a_database_that_is_away_for_a_while_does_not_end_the_patience(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    begin, opens, gone = Turn._transaction, Engine.connect, iter([True, True])
    sent = post.out.envelopes

    def transact(self: Turn) -> Any:
        if len(sent) > 0 and next(gone, False):
            raise broken("server closed the connection")
        return begin(self)

    def reopen(self: Engine) -> Any:
        if len(sent) > 0 and next(gone, False):
            raise broken("connection refused")
        return opens(self)

    with patch.object(Turn, "_transaction", transact), patch.object(Engine, "connect", reopen):
        post.run()
    assert post.alert().state is MessageState.SENT


def test_a_sign_up_that_cannot_be_read_holds_up_no_mail(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    with patch("tracker.delivery.rounds.take_signups", side_effect=ValueError("a row that nobody foresaw")):
        postman = Postman(post.engine, post.config, now=post.clock, wait=post.clock.wait)
        delivered = postman.round()
    assert delivered.sent == 1


def test_a_mail_that_three_senders_died_over_is_counted_as_not_delivered(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    with transaction(post.engine) as session:
        session.execute(text("UPDATE message SET state = 'sending', unknowns = 2"))
    post.run()
    with reading(post.engine) as session:
        day = session.get(MailDay, NOW.date())
    assert day is not None
    assert day.failed == 1


def test_somebody_notices_when_a_server_refuses_all_mail_for_good(local_post: Post) -> None:
    post = local_post
    post.reply(*"abcdefghij")
    post.run(*[DeliveryOutcome.FAILED] * 10)
    post.clock.go_on(minutes=5, seconds=1)
    with reading(post.engine) as session:
        assert figures(session, post.clock(), post.clock().date()).stuck


def test_a_long_name_of_a_motion_breaks_no_header() -> None:
    thread, domain = f"{'a-very-long-name-of-a-motion' * 3}/demand-1", "answerable.example.org"
    composed = Composed("Subject", "text\n", "<p>text</p>", None, thread, thread.partition("/")[0])
    found = edition(composed, Sender("Answerable", f"a@{domain}", domain, "https://example.org"))
    message = found.message(to="ada@example.org", message_id="1@x", date=NOW, token="t" * 32)
    assert f"References: <{thread}@{domain}>".encode() in headers(message)
    assert f"List-Id: <{thread.partition('/')[0]}.{domain}>".encode() in headers(message)


@pytest.mark.parametrize(
    "rest", ["Bcc: all@example.org", "no header at all", "\r\nBody"], ids=["header", "line", "body"]
)
def test_a_subject_with_a_line_end_is_no_mail_at_all(rest: str) -> None:
    composed = Composed(f"Clean River\r\n{rest}", "text\n", "<p>text</p>", None, "river", "river")
    with pytest.raises((ValueError, MessageError)):
        edition(composed, Sender("Answerable", "a@example.org", "example.org", "https://example.org"))


def test_waiting_for_a_domain_does_not_make_an_unknown_mail_one_that_nobody_read(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    with transaction(post.engine) as session:
        session.execute(text("UPDATE message SET state = 'unknown', unknowns = 1, attempts = 1"))
        values = {"until": "2026-11-05 14:00:00.000000"}
        session.execute(text("INSERT INTO domain_pause VALUES ('example.org', :until, 1)"), values)
    post.run()
    assert post.alert().state is MessageState.UNKNOWN, "its reader may have read it"
    assert post.alert().due_at == NOW + timedelta(hours=1)
