"""When it is our side that fails: a mail that cannot be written, a database that is busy; the others go on."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.delivery.post import NOW, Post, broken
from tracker.db import transaction
from tracker.delivery.channels.email.news import News
from tracker.delivery.send import PATIENCE_SECONDS, Turn
from tracker.vocabulary import MessageState


def broken_for(address: str) -> Any:
    """Return a way to write news that fails for one reader."""
    whole = News.edition

    def edition(self: News, claim: Any, now: Any) -> Any:
        if claim.address == address:
            raise RuntimeError("a template that nobody tried, with ada@example.org in it")
        return whole(self, claim, now)

    return patch.object(News, "edition", edition)


def test_a_mail_that_cannot_be_written_waits_and_the_others_go(post: Post) -> None:
    post.reply("ada", "ben")
    with broken_for("ada@example.org"):
        delivered = post.run()
    ada = post.alert("ada")
    assert (delivered.sent, delivered.put_off, post.out.recipients) == (1, 1, ["ben"])
    assert (ada.state, ada.attempts, ada.outcome) == (MessageState.PENDING, 1, "an error at writing")


def test_a_mail_that_could_not_be_written_goes_once_it_can(post: Post) -> None:
    post.reply("ada")
    with broken_for("ada@example.org"):
        post.run()
    post.clock.go_on(minutes=2)
    assert post.run().sent == 1


def test_an_address_that_could_break_a_header_is_written_in_none(local_post: Post) -> None:
    post = local_post
    post.reply("ada", "ben")
    with transaction(post.engine) as session:
        value = {"address": "ada@example.org\r\nBcc: all@example.org"}
        session.execute(text("UPDATE subscriber SET address = :address WHERE address LIKE 'ada@%'"), value)
    post.run()
    assert post.out.recipients == ["ben"]


def test_a_mail_that_went_out_is_settled_once_a_busy_database_is_free(local_post: Post) -> None:
    post = local_post
    post.reply("ada", "ben")
    path = str(post.engine.url.database)
    with closing(sqlite3.connect(path, timeout=0)) as other, patch("tracker.db.BUSY_SECONDS", 0):
        post.engine.dispose()
        post.out.during = lambda _: other.execute("BEGIN IMMEDIATE") if not other.in_transaction else None

        def wait(seconds: float) -> None:
            post.clock.wait(seconds)
            if len(post.clock.waits) % 3 == 0:
                other.rollback()

        sender = post.sender()
        sender._wait = wait
        assert sender.run().sent == 2
    assert post.clock.waits == [*PATIENCE_SECONDS[:3]] * 2
    assert post.out.recipients == ["ada", "ben"]
    assert [(one.state, one.attempts) for one in post.alerts()] == [(MessageState.SENT, 1)] * 2


def test_a_database_that_stays_away_leaves_the_mail_to_its_lease(local_post: Post) -> None:
    post = local_post
    post.reply("ada")
    whole, sent = Turn._transaction, post.out.envelopes

    def away(self: Turn) -> Any:
        if sent:
            raise broken("database is locked")
        return whole(self)

    with patch.object(Turn, "_transaction", away), pytest.raises(OperationalError):
        post.run()
    assert post.clock.waits == [*PATIENCE_SECONDS]
    assert post.alert().state is MessageState.SENDING
    post.clock.now = NOW + timedelta(minutes=15)
    assert post.run().sent == 1
    assert (len(post.out.envelopes), post.alert().unknowns) == (2, 1)
