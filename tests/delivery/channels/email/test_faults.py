"""The fault matrix: however a try ends, the outcome is right and the next mail goes out.

Rule: docs/decisions/alerts.md#outcomes.
"""

import socket
from dataclasses import replace
from typing import Any, NamedTuple, NoReturn

import pytest

from tests.delivery.channels.email.servers import (
    CERTIFICATE,
    CLOSE,
    HANG,
    HOST,
    FaultyServer,
    faulty,
    free_port,
    server_tls,
)
from tracker.config.mail import SmtpServer
from tracker.delivery.channels.email import smtp
from tracker.delivery.channels.email.envelope import Envelope
from tracker.delivery.channels.email.smtp import SmtpTransport
from tracker.rules.delivery import DeliveryOutcome, Stage

IMPATIENT, PATIENT = 0.5, 10.0
"""The timeouts: short only where a server hangs, for a busy machine may answer late."""
BIG = b"Subject: Big\r\n\r\n" + b"0123456789 " * 3_000_000
"""More than the sockets between us and the server hold, so that a server that stops reading stops us."""
LONG_LINE = b"x" * 20_000


class Fault(NamedTuple):
    """One row: at which step the server does what, and how the try ends."""

    step: str
    does: bytes
    outcome: DeliveryOutcome
    stage: Stage
    words: str
    message: bytes = b"Subject: Small\r\n\r\nText\r\n"


E, A, R, F, U, S = (
    DeliveryOutcome.ENDPOINT,
    DeliveryOutcome.ALARM,
    DeliveryOutcome.RETRY,
    DeliveryOutcome.FAILED,
    DeliveryOutcome.UNKNOWN,
    DeliveryOutcome.SENT,
)
GREETING, AUTH, MAIL, RCPT, DATA = Stage.GREETING, Stage.AUTH, Stage.MAIL, Stage.RCPT, Stage.DATA
BODY, DOT = Stage.BODY, Stage.AFTER_DOT

FAULTS = [
    Fault("banner", b"421 4.3.2 Too busy", E, GREETING, "421 4.3.2 at greeting"),
    Fault("banner", b"554 Go away", A, GREETING, "554 at greeting"),
    Fault("banner", HANG, E, GREETING, "timed out at greeting"),
    Fault("banner", CLOSE, E, GREETING, "connection lost at greeting"),
    Fault("banner", b"HTTP/1.1 400 Bad Request", E, GREETING, "no SMTP reply at greeting"),
    Fault("banner", b"220 " + LONG_LINE, E, GREETING, "no SMTP reply at greeting"),
    Fault("EHLO", b"500 What?", A, AUTH, "500 at sign-in"),
    Fault("EHLO", b"421 Closing", E, AUTH, "421 at sign-in"),
    Fault("EHLO", HANG, E, AUTH, "timed out at sign-in"),
    Fault("EHLO", CLOSE, E, AUTH, "connection lost at sign-in"),
    Fault("AUTH", b"535 5.7.8 Wrong password", A, AUTH, "535 5.7.8 at sign-in"),
    Fault("AUTH", b"454 4.7.0 Try later", E, AUTH, "454 4.7.0 at sign-in"),
    Fault("AUTH", CLOSE, E, AUTH, "connection lost at sign-in"),
    Fault("MAIL", b"451 4.3.0 Error", E, MAIL, "451 4.3.0 at MAIL"),
    Fault("MAIL", b"421 4.4.2 Closing", E, MAIL, "421 4.4.2 at MAIL"),
    Fault("MAIL", b"550 5.7.1 Not you", A, MAIL, "550 5.7.1 at MAIL"),
    Fault("MAIL", b"530 5.7.0 Authenticate first", A, MAIL, "530 5.7.0 at MAIL"),
    Fault("MAIL", b"garbage", E, MAIL, "no SMTP reply at MAIL"),
    Fault("MAIL", HANG, E, MAIL, "timed out at MAIL"),
    Fault("MAIL", CLOSE, E, MAIL, "connection lost at MAIL"),
    Fault("RCPT", b"450 4.2.1 Busy", R, RCPT, "450 4.2.1 at RCPT"),
    Fault("RCPT", b"452 4.2.2 Full", R, RCPT, "452 4.2.2 at RCPT"),
    Fault("RCPT", b"421 4.7.28 Rate", R, RCPT, "421 4.7.28 at RCPT"),
    Fault("RCPT", b"550 5.1.1 <a@example.org> unknown", DeliveryOutcome.REFUSED_ADDRESS, RCPT, "550 5.1.1 at RCPT"),
    Fault("RCPT", b"550-5.1.1 No such\r\n550 5.1.1 user", DeliveryOutcome.REFUSED_ADDRESS, RCPT, "550 5.1.1 at RCPT"),
    Fault("RCPT", b"550 relay not permitted", R, RCPT, "550 at RCPT"),
    Fault("RCPT", b"554 5.7.1 Relay access denied", R, RCPT, "554 5.7.1 at RCPT"),
    Fault("RCPT", b"354 Go on", R, RCPT, "354 at RCPT"),
    Fault("RCPT", HANG, R, RCPT, "timed out at RCPT"),
    Fault("RCPT", CLOSE, R, RCPT, "connection lost at RCPT"),
    Fault("RCPT", b"250 " + LONG_LINE, R, RCPT, "no SMTP reply at RCPT"),
    Fault("DATA", b"451 4.3.0 Later", R, DATA, "451 4.3.0 at DATA"),
    Fault("DATA", b"554 5.5.1 No", F, DATA, "554 5.5.1 at DATA"),
    Fault("DATA", b"250 What?", R, DATA, "250 at DATA"),
    Fault("DATA", HANG, R, DATA, "timed out at DATA"),
    Fault("DATA", CLOSE, R, DATA, "connection lost at DATA"),
    Fault("body", CLOSE, R, BODY, "connection lost at body", BIG),
    Fault("body", HANG, R, BODY, "timed out at body", BIG),
    # All of a small message is on its way before its loss shows: nobody can tell that it was not taken.
    Fault("body", CLOSE, U, DOT, "connection lost at end of message"),
    Fault("dot", b"451 4.7.1 Later", R, DOT, "451 4.7.1 at end of message"),
    Fault("dot", b"452 4.3.1 Disk full", R, DOT, "452 4.3.1 at end of message"),
    Fault("dot", b"421 Closing", R, DOT, "421 at end of message"),
    Fault("dot", b"550 5.7.1 Spam", F, DOT, "550 5.7.1 at end of message"),
    Fault("dot", b"552 5.3.4 Too big", F, DOT, "552 5.3.4 at end of message"),
    Fault("dot", HANG, U, DOT, "timed out at end of message"),
    Fault("dot", CLOSE, U, DOT, "connection lost at end of message"),
    Fault("dot", b"\xff\xfe\x00", U, DOT, "no SMTP reply at end of message"),
    Fault("dot", b"250 " + LONG_LINE, U, DOT, "no SMTP reply at end of message"),
    Fault("dot", b"354 Go on", U, DOT, "354 at end of message"),
    Fault("dot", b"250-2.0.0 Ok\r\n250 2.0.0 queued", S, DOT, "250 2.0.0 at end of message"),
    Fault("QUIT", CLOSE, S, DOT, "250 2.0.0 at end of message"),
    Fault("QUIT", HANG, S, DOT, "250 2.0.0 at end of message"),
    Fault("QUIT", b"421 Closing", S, DOT, "250 2.0.0 at end of message"),
    Fault("QUIT", b"500 What?", S, DOT, "250 2.0.0 at end of message"),
]


def settings(server: FaultyServer, **values: Any) -> SmtpServer:
    """Return how to reach a server."""
    plain: dict[str, Any] = {"user": None, "password": None, "starttls": False, "tls": False}
    return SmtpServer(host=server.host, port=server.port, **(plain | {"timeout_seconds": PATIENT} | values))


def mail(message: bytes = b"Subject: Small\r\n\r\nText\r\n") -> Envelope:
    """Return a mail to a reader."""
    return Envelope("answerable@example.org", "reader@example.org", message, "20261105T120000-s1-abc")


def healthy_after(transport: SmtpTransport, server: FaultyServer) -> bool:
    """Tell whether the same transport sends exactly one mail once the server is well again."""
    server.heal()
    server.received.clear()
    transport._server = replace(transport._server, timeout_seconds=PATIENT)
    result = transport.send(mail(b"Subject: Next\r\n\r\nText\r\n"))
    transport.close()
    return result.outcome is S and [one.message for one in server.received] == [b"Subject: Next\r\n\r\nText\r\n"]


@pytest.mark.parametrize("pipelining", [False, True], ids=["one by one", "pipelining"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.step} {fault.does[:12]!r}")
def test_a_fault_has_its_outcome_and_the_next_mail_goes_out(fault: Fault, pipelining: bool) -> None:
    values = {"user": "us", "password": "x"} if fault.step == "AUTH" else {}
    timeout = IMPATIENT if fault.does is HANG else PATIENT
    with faulty({fault.step: fault.does}, pipelining=pipelining).running() as server:
        transport = SmtpTransport(settings(server, timeout_seconds=timeout, **values))
        result = transport.send(mail(fault.message))
        if fault.step == "QUIT":
            transport.close()
        assert (result.outcome, result.stage, result.words) == (fault.outcome, fault.stage, fault.words)
        assert healthy_after(transport, server)


def test_the_matrix_has_at_least_28_rows() -> None:
    assert len(FAULTS) >= 28


def test_a_refused_connection_holds_all_mail() -> None:
    server = faulty({}, port=free_port())
    transport = SmtpTransport(settings(server))
    result = transport.send(mail())
    assert (result.outcome, result.words) == (E, "connection refused at connecting")
    with server.running():
        assert healthy_after(transport, server)


def test_a_name_that_is_not_found_holds_all_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with faulty({}).running() as server, monkeypatch.context() as patched:
        transport = SmtpTransport(settings(server))
        patched.setattr(socket, "getaddrinfo", fail)
        result = transport.send(mail())
        assert (result.outcome, result.words) == (E, "server's name not found at connecting")
        patched.undo()
        assert healthy_after(transport, server)


def test_a_connection_that_is_not_taken_up_holds_all_mail() -> None:
    with socket.create_server((HOST, 0), backlog=0) as listener, socket.socket() as first, socket.socket() as second:
        for other in (first, second):  # They fill the queue.
            other.setblocking(False)
            other.connect_ex(listener.getsockname())
        transport = SmtpTransport(settings(faulty({}, port=listener.getsockname()[1]), timeout_seconds=IMPATIENT))
        assert transport.send(mail()).words in ("timed out at connecting", "timed out at greeting")


@pytest.mark.parametrize(
    ("does", "details"),
    [
        (b"220 plain text", {"TLS failed"}),
        (CLOSE, {"TLS failed", "connection lost"}),  # as the system has it
        (HANG, {"timed out"}),
    ],
)
def test_tls_that_fails_holds_all_mail(does: bytes, details: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with faulty({"tls": does}, tls=server_tls()).running() as server:
        transport = SmtpTransport(settings(server, tls=True, timeout_seconds=IMPATIENT if does is HANG else PATIENT))
        result = transport.send(mail())
        assert (result.outcome, result.stage, result.detail in details) == (E, Stage.CONNECT, True)
        assert healthy_after(transport, server)


def test_starttls_that_fails_holds_all_mail() -> None:
    offers = {"EHLO": b"250-faulty.test\r\n250 STARTTLS", "STARTTLS": b"454 4.7.0 Not now"}
    with faulty(offers).running() as server:
        transport = SmtpTransport(settings(server, starttls=True))
        result = transport.send(mail())
        assert (result.outcome, result.words) == (E, "454 4.7.0 at sign-in")


def test_a_message_is_let_go_before_its_lease_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = iter([0.0, 1.0, 2.0, 3.0, 4.0, smtp.MOST_SECONDS + 1.0])
    with faulty({}).running() as server, monkeypatch.context() as patched:
        transport = SmtpTransport(settings(server))
        patched.setattr(smtp, "monotonic", lambda: next(passed))
        result = transport.send(mail())
        assert (result.outcome, result.words) == (R, "timed out at DATA")
        patched.undo()
        assert healthy_after(transport, server)
