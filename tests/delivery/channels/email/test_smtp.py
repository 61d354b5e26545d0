"""Mail by a real server: as it was written, over one connection, in privacy where that is asked for."""

import re
import socket
from dataclasses import replace
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from hypothesis import given
from hypothesis import strategies as some

from tests.delivery.channels.email.servers import CERTIFICATE, CLOSE, HANG, HOST, Sink, faulty, server_tls, sink
from tests.delivery.channels.email.test_faults import IMPATIENT, healthy_after, mail, settings
from tracker.config.mail import SmtpServer
from tracker.delivery.channels.base import Result
from tracker.delivery.channels.email.envelope import Envelope
from tracker.delivery.channels.email.smtp import SmtpTransport, with_dots
from tracker.rules.delivery import DeliveryOutcome


def reach(server: Sink, **values: Any) -> SmtpServer:
    """Return how to reach a real server."""
    plain: dict[str, Any] = {"user": None, "password": None, "starttls": False, "tls": False, "timeout_seconds": 5.0}
    return SmtpServer(host=server.host, port=server.port, **(plain | values))


def send(server: SmtpServer, *envelopes: Envelope) -> list[Result]:
    """Send mails over one transport and return how each ended."""
    transport = SmtpTransport(server, "tests.example.org")
    results = [transport.send(one) for one in envelopes or (mail(),)]
    transport.close()
    return results


def test_a_mail_arrives_as_it_was_written() -> None:
    with sink() as server:
        (result,) = send(reach(server))
        assert result.outcome is DeliveryOutcome.SENT
        (received,) = server.received
        assert received == ("answerable@example.org", "reader@example.org", b"Subject: Small\r\n\r\nText\r\n")


@pytest.mark.parametrize(
    ("written", "arrives"),
    [
        (b".a\r\n..b\r\n.\r\nc\r\n", b".a\r\n..b\r\n.\r\nc\r\n"),
        (b"a\r\n.", b"a\r\n.\r\n"),
        (b"no end", b"no end\r\n"),
        (b"a\nb\rc\r\n", b"a\r\nb\r\nc\r\n"),
        (b"a\n.\nMAIL FROM:<x@example.org>\r\n", b"a\r\n.\r\nMAIL FROM:<x@example.org>\r\n"),
        (b"a\r\n.\rb\r\n", b"a\r\n.\r\nb\r\n"),
        ("é\r\n".encode(), "é\r\n".encode()),
    ],
)
def test_dots_and_line_ends_neither_end_a_mail_nor_get_lost(written: bytes, arrives: bytes) -> None:
    with sink() as server:
        send(reach(server), mail(b"Subject: x\r\n\r\n" + written))
        assert [one.message for one in server.received] == [b"Subject: x\r\n\r\n" + arrives]


@given(some.lists(some.sampled_from([b".", b"\r", b"\n", b"\r\n", b"a"])).map(b"".join))
def test_whatever_a_mail_holds_a_server_reads_it_whole(message: bytes) -> None:
    *lines, end, nothing = with_dots(message).split(b"\r\n")
    read = [line.removeprefix(b".") for line in lines]
    assert (end, nothing) == (b".", b"")
    assert b"." not in lines
    assert read == re.split(rb"\r\n|\r|\n", message)[: len(read)]
    assert b"".join(read) == message.replace(b"\r", b"").replace(b"\n", b"")


def test_many_mails_share_a_connection() -> None:
    with faulty({}).running() as server:
        results = send(settings(server), *[mail()] * 5)
        assert {one.outcome for one in results} == {DeliveryOutcome.SENT}
        assert (server.connections, len(server.received)) == (1, 5)


def test_a_refused_reader_costs_no_connection() -> None:
    for pipelining in (False, True):
        with faulty(
            {"RCPT": b"550 5.1.1 No", "DATA": b"503 5.5.1 No recipient"}, pipelining=pipelining
        ).running() as server:
            transport = SmtpTransport(settings(server))
            assert transport.send(mail()).outcome is DeliveryOutcome.REFUSED_ADDRESS
            server.heal()
            assert transport.send(mail()).outcome is DeliveryOutcome.SENT
            transport.close()
            assert (server.connections, server.commands.count("rset")) == (1, 1)


@pytest.mark.parametrize("does", [CLOSE, b"500 What?", b"garbage"])
def test_a_connection_that_cannot_be_reset_is_opened_anew(does: bytes) -> None:
    with faulty({"RCPT": b"550 5.1.1 No", "RSET": does}).running() as server:
        transport = SmtpTransport(settings(server))
        assert transport.send(mail()).outcome is DeliveryOutcome.REFUSED_ADDRESS
        assert healthy_after(transport, server)
        assert server.connections == 2


def test_a_server_that_goes_on_without_a_reader_gets_nothing() -> None:
    with faulty({"RCPT": b"550 5.1.1 No"}, pipelining=True).running() as server:
        assert send(settings(server))[0].outcome is DeliveryOutcome.REFUSED_ADDRESS
        assert (server.received, server.commands[-1]) == ([], "DATA")


@pytest.mark.parametrize("does", [CLOSE, b"421 4.4.2 Idle for too long"])
def test_an_idle_connection_that_was_ended_is_opened_again(does: bytes) -> None:
    with faulty({}).running() as server:
        transport = SmtpTransport(settings(server))
        transport.send(mail())
        server.once["MAIL"] = does
        assert transport.send(mail()).outcome is DeliveryOutcome.SENT
        transport.close()
        assert (server.connections, len(server.received)) == (2, 2)


def test_a_new_connection_that_is_ended_is_not_opened_again_and_again() -> None:
    with faulty({"MAIL": CLOSE}).running() as server:
        transport = SmtpTransport(settings(server))
        assert [transport.send(mail()).outcome for _ in range(3)] == [DeliveryOutcome.ENDPOINT] * 3
        assert server.connections == 3


def test_pipelined_commands_are_the_same_commands() -> None:
    spoken = []
    for pipelining in (False, True):
        with faulty({}, pipelining=pipelining).running() as server:
            send(settings(server))
            spoken.append(server.commands)
    assert spoken[0] == spoken[1]
    assert spoken[0][0] == "ehlo tests.example.org"


def test_starttls_comes_before_password_and_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with sink(tls_context=server_tls(), require_starttls=True, authenticator=knows, auth_required=True) as server:
        results = send(reach(server, starttls=True, user="us", password="right"))
        assert [one.outcome for one in results] == [DeliveryOutcome.SENT]


def test_tls_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with faulty({}, tls=server_tls()).running() as server:
        assert send(settings(server, tls=True), mail(), mail())[1].outcome is DeliveryOutcome.SENT
        assert len(server.received) == 2


def test_a_certificate_that_nobody_vouches_for_is_an_alarm() -> None:
    with faulty({}, tls=server_tls()).running() as server:
        (result,) = send(settings(server, tls=True))
        assert (result.outcome, result.words) == (DeliveryOutcome.ALARM, "certificate not trusted at connecting")


def test_a_certificate_that_nobody_vouches_for_is_an_alarm_after_starttls_too() -> None:
    with sink(tls_context=server_tls()) as server:
        (result,) = send(reach(server, starttls=True, user="us", password="right"))
        assert (result.outcome, result.words) == (DeliveryOutcome.ALARM, "certificate not trusted at sign-in")


def test_a_certificate_for_another_name_is_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, *rest: look_up(HOST, *rest))
    with faulty({}, tls=server_tls(), host="mail.example.org").running() as server:
        (result,) = send(settings(server, tls=True))
        assert (result.outcome, result.detail) == (DeliveryOutcome.ALARM, "certificate not trusted")


def test_no_mail_goes_in_the_open_where_starttls_is_asked_for() -> None:
    with sink() as server:
        (result,) = send(reach(server, starttls=True))
        assert (result.outcome, result.words) == (DeliveryOutcome.ALARM, "STARTTLS or AUTH not offered at sign-in")
        assert server.received == []


def knows(server: object, session: object, envelope: object, mechanism: str, data: Any) -> AuthResult:
    """Know one user."""
    assert isinstance(data, LoginPassword)
    return AuthResult(success=(data.login, data.password) == (b"us", b"right"), handled=False)


@pytest.mark.parametrize(
    ("password", "outcome", "words"),
    [
        ("right", DeliveryOutcome.SENT, "250 2.0.0 at end of message"),
        ("wrong", DeliveryOutcome.ALARM, "535 5.7.8 at sign-in"),
        ("pässword", DeliveryOutcome.ALARM, "settings not usable at sign-in"),
    ],
)
def test_a_password_is_right_or_an_alarm(password: str, outcome: DeliveryOutcome, words: str) -> None:
    with sink(authenticator=knows, auth_require_tls=False) as server:
        (result,) = send(reach(server, user="us", password=password))
        assert (result.outcome, result.words) == (outcome, words)


def test_a_server_that_knows_no_passwords_is_an_alarm() -> None:
    with sink() as server:
        (result,) = send(reach(server, user="us", password="right"))
        assert (result.outcome, server.received) == (DeliveryOutcome.ALARM, [])


@pytest.mark.parametrize("address", ["a@x>\r\nDATA", "a b@x", "é@x", "a@x\nRCPT TO:<b@x>", ""])
def test_an_address_can_smuggle_in_no_command(address: str) -> None:
    with faulty({}).running() as server:
        (result,) = send(settings(server), replace(mail(), recipient=address))
        assert (result.outcome, server.commands) == (DeliveryOutcome.FAILED, [])


def test_the_words_of_a_result_never_quote_the_server() -> None:
    with faulty({"RCPT": b"550 5.1.1 <reader@example.org> unknown"}).running() as server:
        (result,) = send(settings(server))
        assert result.words == "550 5.1.1 at RCPT"


def test_mail_of_eight_bits_is_announced() -> None:
    with faulty({}).running() as server:
        send(settings(server), mail("Subject: é\r\n\r\n".encode()))
        assert "MAIL FROM:<answerable@example.org> BODY=8BITMIME" in server.commands


def test_closing_waits_for_nobody() -> None:
    with faulty({"QUIT": HANG}).running() as server:
        transport = SmtpTransport(settings(server, timeout_seconds=IMPATIENT))
        transport.send(mail())
        transport.close()
        transport.close()
        assert len(server.received) == 1
