"""The commands for mail: what waits is shown without addresses, held, released, cancelled, tried again; bounces."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, select

from tests.builders import CLEAN_RIVER, REPLY, load, utc
from tests.delivery.people import count, follow
from tracker.db import reading, transaction
from tracker.delivery.channels.email.verp import envelope_sender
from tracker.keys import secret_key
from tracker.models import Message, Outlet, Subscriber
from tracker.vocabulary import MessageState

NOW = utc(2026, 11, 4, 12)
BOUNCES = "bounces@example.org"


@pytest.fixture
def waiting(app: Flask) -> Iterator[Engine]:
    """Give the database of an application with one alert that waits for its reader."""
    engine: Engine = app.extensions["engine"]
    with time_machine.travel(NOW, tick=False):
        follow(engine, "ann", "all")
        load(engine, CLEAN_RIVER + REPLY, NOW)
        yield engine


def run(app: Flask, *words: str, given: bytes = b"") -> Result:
    """Run a command."""
    return app.test_cli_runner().invoke(args=list(words), input=given)


def set_all(engine: Engine, state: MessageState, due_at: datetime | None = None) -> None:
    """Put every alert into a state."""
    with transaction(engine) as session:
        for alert in session.scalars(select(Message)):
            alert.state, alert.due_at, alert.first_tried_at = state, due_at, NOW
            alert.settled_at = None if due_at else NOW


def test_what_waits_is_shown_without_an_address(app: Flask, waiting: Engine) -> None:
    shown = run(app, "outbox", "list").output
    assert "pending  reply_recorded  clean-river, response/letter-1" in shown
    assert "1 alert shown." in shown
    assert "@" not in shown


def test_deliver_sends_what_is_due_and_says_how_many(app: Flask, waiting: Engine) -> None:
    assert run(app, "deliver").output == "Mails sent: 1. Put off: 0. Not delivered: 0.\n"
    assert run(app, "deliver").output == "Mails sent: 0. Put off: 0. Not delivered: 0.\n"


def test_what_is_held_goes_only_after_it_is_released(app: Flask, waiting: Engine) -> None:
    run(app, "outbox", "hold")
    assert run(app, "deliver").output.startswith("Mails sent: 0.")
    run(app, "outbox", "release")
    assert run(app, "deliver").output.startswith("Mails sent: 1.")


def test_what_is_cancelled_never_goes(app: Flask, waiting: Engine) -> None:
    assert run(app, "outbox", "cancel", "1").output == "1 alert cancelled.\n"
    assert run(app, "deliver").output.startswith("Mails sent: 0.")


def test_a_notice_is_cancelled_for_everybody(app: Flask, waiting: Engine) -> None:
    assert run(app, "outbox", "cancel", "--notice", "2").output == "1 alert cancelled.\n"
    assert "There is no notice 99." in run(app, "outbox", "cancel", "--notice", "99").output


def test_what_was_sent_cannot_be_cancelled(app: Flask, waiting: Engine) -> None:
    set_all(waiting, MessageState.SENT)
    result = run(app, "outbox", "cancel", "1")
    assert (result.exit_code, "this is not so of 1." in result.output) == (1, True)


def test_what_failed_is_tried_again(app: Flask, waiting: Engine) -> None:
    set_all(waiting, MessageState.FAILED)
    assert run(app, "outbox", "retry").output == "1 alert to be tried again.\n"
    assert run(app, "deliver").output.startswith("Mails sent: 1.")


def test_releasing_lets_a_rested_server_be_tried_at_once(app: Flask, waiting: Engine) -> None:
    run(app, "deliver")
    with transaction(waiting) as session:
        session.get_one(Outlet, "smtp").paused_until = NOW + timedelta(hours=1)
    run(app, "outbox", "release")
    with reading(waiting) as session:
        assert session.get_one(Outlet, "smtp").paused_until is None


def report(to: str) -> bytes:
    """Return a mail server's report that a mail could not be delivered for good."""
    return (
        f"To: {to}\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        "Final-Recipient: rfc822; ann@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize(("signed", "stopped"), [(True, True), (False, False)])
def test_a_signed_report_stops_an_address_and_a_forged_one_changes_nothing(
    app: Flask, waiting: Engine, monkeypatch: pytest.MonkeyPatch, signed: bool, stopped: bool
) -> None:
    config = app.extensions["config"]
    object.__setattr__(config.mail, "bounces_to", BOUNCES)
    set_all(waiting, MessageState.SENT)
    key = secret_key(config) if signed else b"another key"
    result = run(app, "bounce", given=report(envelope_sender(BOUNCES, "x@example.org", 1, key)))
    assert result.exit_code == 0
    with reading(waiting) as session:
        assert (session.scalars(select(Subscriber.bounced_at)).one() is not None) is stopped
    assert count(waiting) == 1


def test_junk_in_the_bounce_box_is_no_error(app: Flask) -> None:
    object.__setattr__(app.extensions["config"].mail, "bounces_to", BOUNCES)
    result = run(app, "bounce", given=b"\xff\x00 nothing like a mail")
    assert (result.exit_code, "no report" in result.output) == (0, True)
