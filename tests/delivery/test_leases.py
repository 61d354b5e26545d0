"""A sender that dies, or a server that takes too long: the lease decides who has a mail.

Rule: docs/decisions/alerts.md#leases.
"""

import os
from collections.abc import Callable
from contextlib import closing, contextmanager, nullcontext
from datetime import timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, select, update

from tests.delivery.channels.email.servers import HANG, Received, faulty, sink
from tests.delivery.post import ENDS, NOW, Post, Scripted, headers
from tracker.config.mail import SmtpServer
from tracker.db import transaction
from tracker.delivery.channels.email.envelope import Envelope
from tracker.delivery.channels.email.smtp import SmtpTransport
from tracker.delivery.claim import LEASE
from tracker.delivery.send import Turn
from tracker.models import Message
from tracker.rules.delivery import DeliveryOutcome
from tracker.vocabulary import MessageState


def smtp(port: int, timeout: float = 5) -> SmtpTransport:
    """Return the real way out to a server of ours."""
    return SmtpTransport(SmtpServer("127.0.0.1", port, None, None, starttls=False, tls=False, timeout_seconds=timeout))


def die(*_: object) -> None:
    """End as by kill -9."""
    os._exit(9)


def in_a_child(act: Callable[[], object]) -> int:
    """Do something in a process of its own, and return how it ended."""
    pid = os.fork()
    if pid == 0:
        try:
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def message_ids(received: list[Received]) -> list[bytes]:
    """Return the names of mails."""
    return [line for one in received for line in headers(one.message) if line.startswith(b"Message-ID:")]


class _Dying(SmtpTransport):
    """Dies at a named place of a conversation."""

    def __init__(self, port: int, place: str) -> None:
        super().__init__(SmtpServer("127.0.0.1", port, None, None, starttls=False, tls=False, timeout_seconds=5))
        self._place = place

    def send(self, envelope: Envelope):  # type: ignore[no-untyped-def]
        if self._place == "before the mail":
            die()
        result = super().send(envelope)
        if self._place == "after the server took it":
            die()
        return result

    def _say(self, smtp, data):  # type: ignore[no-untyped-def]
        if self._place == "in the midst of it" and data.endswith(b"\r\n.\r\n"):
            super()._say(smtp, data[: len(data) // 2])
            die()
        super()._say(smtp, data)


COPIES = {"before the mail": 1, "in the midst of it": 1, "after the server took it": 2, "before the last commit": 2}


@contextmanager
def dying_at_commit():  # type: ignore[no-untyped-def]
    """Let a sender die where it would commit that a mail went out."""
    whole = Turn._transaction

    @contextmanager
    def transaction(self: Turn):  # type: ignore[no-untyped-def]
        with whole(self) as connection:
            yield connection
            if connection.scalar(select(Message.id).where(Message.state == MessageState.SENT)):
                die()

    with patch.object(Turn, "_transaction", transaction):
        yield


@pytest.mark.parametrize("place", COPIES)
def test_at_each_place_a_sender_may_die_and_the_mail_goes_out(local_post: Post, place: str) -> None:
    post = local_post
    post.reply("ada")
    post.engine.dispose()
    with sink() as server:
        with dying_at_commit() if place == "before the last commit" else nullcontext():
            assert in_a_child(post.sender(_Dying(server.port, place)).run) == 9
        post.clock.go_on(minutes=16)
        with closing(smtp(server.port)) as out:
            assert post.sender(out).run().sent == 1
        ids = message_ids(server.received)
    assert (len(ids), len(set(ids))) == (COPIES[place], 1)
    assert (post.alert().state, post.alert().unknowns) == (MessageState.SENT, 1)


def lost(engine: Engine, unknowns: int) -> None:
    """Leave all alerts as a sender leaves them that died."""
    with transaction(engine) as session:
        values = {"state": MessageState.SENDING, "owner": "gone", "unknowns": unknowns, "attempts": unknowns + 1}
        session.execute(update(Message).values(values | {"due_at": NOW + LEASE, "first_tried_at": NOW}))


def test_nobody_takes_up_a_mail_before_its_lease_ends(post: Post) -> None:
    post.reply("ada")
    lost(post.engine, 0)
    post.clock.now = NOW + LEASE - timedelta(microseconds=1)
    assert post.run().sent == 0


def test_a_lease_that_ended_is_taken_up_and_counted_as_unknown(post: Post) -> None:
    post.reply("ada")
    lost(post.engine, 0)
    post.clock.now = NOW + LEASE
    post.run()
    assert (post.alert().state, post.alert().unknowns, post.alert().attempts) == (MessageState.SENT, 1, 2)


def test_a_mail_that_three_senders_died_over_is_given_up(post: Post) -> None:
    post.reply("ada", "ben")
    lost(post.engine, 2)
    with transaction(post.engine) as session:
        session.execute(update(Message).where(Message.id == post.alert("ben").id).values(unknowns=1))
    post.clock.now = NOW + LEASE
    post.run()
    assert post.out.recipients == ["ben"]
    ada = post.alert("ada")
    assert (ada.state, ada.outcome) == (MessageState.FAILED, "three senders ended before its outcome was known")


def test_whose_lease_was_taken_over_settles_nothing(post: Post) -> None:
    post.reply("ada")
    second = Scripted()

    def overtake(_: Envelope) -> None:
        post.clock.go_on(minutes=15)
        post.sender(second).run()

    post.out.during = overtake
    post.run(DeliveryOutcome.FAILED)
    assert (post.alert().state, len(second.envelopes)) == (MessageState.SENT, 1)


def test_all_tries_of_a_mail_have_one_name(post: Post) -> None:
    post.reply("ada")
    for outcome in (DeliveryOutcome.RETRY, DeliveryOutcome.UNKNOWN, DeliveryOutcome.ENDPOINT, DeliveryOutcome.SENT):
        post.run(outcome)
        post.clock.go_on(hours=1)
    names = {line for one in post.out.envelopes for line in headers(one.message) if line.startswith(b"Message-ID")}
    assert (len(post.out.envelopes), len(names)) == (4, 1)


def test_a_slow_server_gets_one_copy_while_the_lease_holds(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    with faulty({"dot": HANG}).running() as server:
        second = Scripted()
        slow = smtp(server.port, timeout=0.3)
        # The other sender looks as often as it likes while the first waits for the last word.
        looks = Scripted(during=lambda envelope: (post.sender(second).run(), slow.send(envelope)))
        looks.ends = [ENDS[DeliveryOutcome.UNKNOWN]]
        post.sender(looks).run()
        assert (len(server.received), second.envelopes) == (1, [])
        assert (post.alert().state, post.alert().unknowns) == (MessageState.UNKNOWN, 1)


def test_a_server_that_never_answers_gets_three_copies_at_most(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    with faulty({"dot": HANG}).running() as server:
        out = smtp(server.port, timeout=0.2)
        for _ in range(5):
            post.sender(out).run()
            post.clock.go_on(hours=1)
        out.close()
        assert (len(server.received), len(set(message_ids(server.received)))) == (3, 1)
    assert (post.alert().state, post.alert().unknowns) == (MessageState.FAILED, 3)


@pytest.mark.parametrize("reply", [b"421 4.3.2 Closing", b"500 5.0.0 What?", HANG], ids=["421", "500", "hang"])
def test_trouble_with_quit_does_not_undo_what_was_sent(local_post: Post, reply: bytes) -> None:
    post = local_post
    post.reply("ada", "ben")
    with faulty({"QUIT": reply}).running() as server:
        out = smtp(server.port, timeout=0.3)
        assert post.sender(out).run().sent == 2
        out.close()
        assert [one.to for one in server.received] == ["ada@example.org", "ben@example.org"]
    assert {one.state for one in post.alerts()} == {MessageState.SENT}
