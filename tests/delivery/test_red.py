"""Somebody notices when no mail goes out: `/readyz` is red within five minutes, and not for a sender at work (P18)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load
from tests.delivery.channels.email.servers import faulty, free_port
from tests.delivery.post import NOW, Post, config
from tracker import create_app
from tracker.db import transaction
from tracker.delivery.channels.email.envelope import Transport
from tracker.delivery.channels.email.files import FileTransport
from tracker.delivery.channels.email.transport import open_transport
from tracker.delivery.rounds import Postman
from tracker.migrations import upgrade
from tracker.operations.notify import outbox
from tracker.rules.delivery import DeliveryOutcome

TICK = timedelta(seconds=15)
LIMIT = timedelta(minutes=5)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """Give an application on an empty database."""
    made = create_app(config(tmp_path))
    upgrade(made.extensions["engine"])
    yield made
    made.wsgi_app.close()  # type: ignore[attr-defined]
    made.extensions["engine"].dispose()


@pytest.fixture
def office(app: Flask) -> Post:
    """Give a post office on the application's database, in which mail has gone out before."""
    post = Post(app.extensions["engine"], app.extensions["config"].instance)
    post.reply("ada", "ben", "cy")
    assert post.run().sent == 3
    post.clock.go_on(hours=1)
    return post


def status(app: Flask, post: Post) -> int:
    """Return what `/readyz` answers at the post office's time."""
    with time_machine.travel(post.clock(), tick=False):
        return app.test_client().get("/readyz").status_code


def red_after(app: Flask, post: Post, tick: Callable[[], object]) -> timedelta:
    """Let mail be due and tick after tick go by; return after how long it was red."""
    load(post.engine, CLEAN_RIVER + REPLY + FINDING, post.clock())
    begun = post.clock()
    assert status(app, post) == 200
    while post.clock() - begun < timedelta(minutes=30):
        tick()
        if status(app, post) == 503:
            return post.clock() - begun
        post.clock.go_on(seconds=TICK.total_seconds())
    return timedelta.max


def by(post: Post, way: Transport) -> Callable[[], object]:
    """Return a tick of a sender with a way out of its own."""
    return post.sender(way).run


def test_red_when_no_sender_runs(app: Flask, office: Post) -> None:
    assert red_after(app, office, lambda: None) <= LIMIT + TICK


def test_red_when_the_server_refuses_connections(app: Flask, office: Post) -> None:
    office.set(SMTP_URL=f"smtp://127.0.0.1:{free_port()}")
    with closing(open_transport(office.config)) as way:
        assert red_after(app, office, by(office, way)) <= LIMIT + TICK


def test_red_when_the_password_is_wrong(app: Flask, office: Post) -> None:
    with faulty({"AUTH": b"535 5.7.8 No"}).running() as server:
        office.set(SMTP_URL=f"smtp://me:wrong@127.0.0.1:{server.port}")
        with closing(open_transport(office.config)) as way:
            assert red_after(app, office, by(office, way)) <= LIMIT + TICK
        assert server.received == []


def test_red_when_the_folder_for_mails_cannot_be_written(app: Flask, office: Post, tmp_path: Path) -> None:
    (tmp_path / "full").write_text("a file where the folder should be")
    assert red_after(app, office, by(office, FileTransport(tmp_path / "full" / "mail"))) <= LIMIT + TICK


def test_red_when_the_database_is_locked(app: Flask, office: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.db.BUSY_SECONDS", 0)
    office.engine.dispose()  # Whoever connects from now on does not wait.
    postman = Postman(office.engine, office.config, now=office.clock, wait=office.clock.wait)
    with closing(sqlite3.connect(office.config.instance / "answerable.db")) as other, closing(postman):

        def tick() -> None:
            if not other.in_transaction:
                other.execute("BEGIN IMMEDIATE")
            assert postman.round().sent == 0

        assert red_after(app, office, tick) <= LIMIT + TICK


@pytest.mark.parametrize(
    "outcome", [DeliveryOutcome.ENDPOINT, DeliveryOutcome.ALARM, DeliveryOutcome.RETRY, DeliveryOutcome.UNKNOWN]
)
def test_red_when_every_try_ends_badly(app: Flask, office: Post, outcome: DeliveryOutcome) -> None:
    later = LIMIT if outcome in (DeliveryOutcome.RETRY, DeliveryOutcome.UNKNOWN) else timedelta(0)
    assert red_after(app, office, lambda: office.run(*[outcome] * 9)) <= LIMIT + TICK + later


def test_red_when_no_mail_can_be_written(app: Flask, office: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a template that nobody tried")

    monkeypatch.setattr("tracker.delivery.channels.email.news.News.edition", broken)
    assert red_after(app, office, office.run) <= 2 * LIMIT + TICK


def test_green_again_with_the_first_mail_that_goes(app: Flask, office: Post) -> None:
    red_after(app, office, lambda: None)
    office.run()
    assert status(app, office) == 200


def test_a_sender_that_is_busy_for_an_hour_is_never_red(app: Flask, office: Post) -> None:
    office.set(MAIL_RATE="0.05")
    office.reply(*[f"reader{number}" for number in range(180)], news=REPLY + FINDING)
    seen = set()
    office.out.during = lambda _: seen.add(status(app, office))
    office.run()
    assert len(office.out.envelopes) > 180
    assert seen == {200}


def test_a_day_without_news_is_not_red(app: Flask, office: Post) -> None:
    for _ in range(48):
        office.clock.go_on(minutes=30)
        office.run()
        assert status(app, office) == 200


def test_what_a_person_holds_back_is_not_red(app: Flask, office: Post) -> None:
    with transaction(office.engine) as session:
        outbox.hold(session, NOW)
    assert red_after(app, office, office.run) == timedelta.max


def test_the_operators_mail_goes_once_a_day(office: Post) -> None:
    office.set(MAIL_OPERATOR="operator@example.org")
    with closing(Postman(office.engine, office.config, now=office.clock, wait=office.clock.wait)) as postman:
        sent = []
        for _ in range(72):
            sent.append(postman.round().sent)
            office.clock.go_on(hours=1)
    assert sum(sent) == 4, "that of the day before, if it was missed, and three more"
