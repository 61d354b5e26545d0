"""Mail by SMTP over one connection, kept open between messages, with the stage of each conversation known at its end.

The standard library raises the same error for "not accepted" and for "accepted, and the reply was lost"
(docs/decisions/alerts.md#outcomes), so the commands of a message are given here, one stage after another. Where the
server offers PIPELINING (RFC 2920) they go out in one piece; the message itself still waits for the server's word.
"""

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from functools import cached_property
from time import monotonic

from tracker.config.mail import SmtpServer
from tracker.delivery.channels.base import Result
from tracker.delivery.channels.email.envelope import Envelope
from tracker.rules.delivery import DeliveryOutcome, Stage, classify

MOST_SECONDS = 600.0
"""How long one message may take in all. Shorter than a claim's lease: after it, another sender may have the message."""
QUIT_SECONDS = 5.0

_PLAIN = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]*")  # neither spaces nor the brackets around an address
_ENHANCED = re.compile(rb"([245])\.\d{1,3}\.\d{1,3}(?=\s|$)")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_CLOSING = 421


class SmtpTransport:
    """Sends by one mail server, one message at a time. It connects at need, and may be closed at any time."""

    def __init__(self, server: SmtpServer, ehlo_name: str = "localhost") -> None:
        self._server, self._ehlo_name = server, ehlo_name
        self._smtp: smtplib.SMTP | None = None
        self._stage = Stage.CONNECT
        self._until = 0.0

    def send(self, envelope: Envelope) -> Result:
        """Send one message and tell how it ended. It never raises."""
        if not _PLAIN.fullmatch(envelope.recipient) or not envelope.recipient:
            return Result(DeliveryOutcome.FAILED, Stage.RCPT, detail="address not in its plain form")
        if not _PLAIN.fullmatch(envelope.sender):
            return Result(DeliveryOutcome.ALARM, Stage.MAIL, detail="address not in its plain form")
        self._until = monotonic() + MOST_SECONDS
        kept = self._smtp is not None
        result = self._try(envelope)
        if kept and result.stage is Stage.MAIL and result.code in (None, _CLOSING):
            # The server had let go of an idle connection. It has heard nothing of this message.
            result = self._try(envelope)
        return result

    def close(self) -> None:
        if self._smtp is not None:
            with suppress(OSError, ValueError):
                if self._smtp.sock:
                    self._smtp.sock.settimeout(min(QUIT_SECONDS, self._server.timeout_seconds))
                self._smtp.docmd("QUIT")
            self._drop()

    def _try(self, envelope: Envelope) -> Result:
        try:
            if self._smtp is None:
                self._smtp = self._open()
            return self._converse(self._smtp, envelope)
        except (OSError, ValueError) as error:  # Errors of smtplib, ssl and sockets are all OSErrors.
            self._drop()
            return _result_of(self._stage, error)

    def _open(self) -> smtplib.SMTP:
        server, self._stage = self._server, Stage.CONNECT
        given = (server.host, server.port, self._ehlo_name)
        try:
            if server.tls:
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(*given, timeout=server.timeout_seconds, context=self._tls)
            else:
                smtp = smtplib.SMTP(*given, timeout=server.timeout_seconds)
        except smtplib.SMTPException:
            self._stage = Stage.GREETING
            raise
        try:
            self._introduce(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        self._stage = Stage.AUTH
        _greet(smtp)
        if self._server.starttls:
            smtp.starttls(context=self._tls)
            _greet(smtp)
        if self._server.user is not None:
            smtp.login(self._server.user, self._server.password or "")
        if smtp.sock:
            # The end of a long message must not wait for the server to confirm its beginning.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _converse(self, smtp: smtplib.SMTP, envelope: Envelope) -> Result:
        self._stage = Stage.MAIL
        eight_bit = " BODY=8BITMIME" if not envelope.message.isascii() and smtp.has_extn("8bitmime") else ""
        commands = (
            (Stage.MAIL, f"MAIL FROM:<{envelope.sender}>{eight_bit}\r\n", 2),
            (Stage.RCPT, f"RCPT TO:<{envelope.recipient}>\r\n", 2),
            (Stage.DATA, "DATA\r\n", 3),
        )
        at_once = smtp.has_extn("pipelining")
        if at_once:
            self._say(smtp, "".join(line for _, line, _ in commands).encode("ascii"))
        for position, (stage, line, wanted) in enumerate(commands, 1):
            self._stage = stage
            if not at_once:
                self._say(smtp, line.encode("ascii"))
            code, text = self._hear(smtp)
            if code // 100 != wanted:
                self._recover(smtp, code, len(commands) - position if at_once else 0)
                return _result(stage, code, text)
        self._stage = Stage.BODY
        self._say(smtp, with_dots(envelope.message))
        self._stage = Stage.AFTER_DOT
        code, text = self._hear(smtp)
        if code == _CLOSING or code // 100 not in (2, 4, 5):
            self._drop()
        return _result(Stage.AFTER_DOT, code, text)

    def _recover(self, smtp: smtplib.SMTP, code: int, unheard: int) -> None:
        """Make the connection ready for the next message after a refusal, or drop it."""
        with suppress(OSError, ValueError):
            if _is_reply(code) and code != _CLOSING:
                started = [self._hear(smtp)[0] for _ in range(unheard)][-1:] == [354]
                if not started and smtp.rset()[0] == 250:
                    return
        self._drop()

    def _say(self, smtp: smtplib.SMTP, data: bytes) -> None:
        self._limit(smtp)
        smtp.send(data)

    def _hear(self, smtp: smtplib.SMTP) -> tuple[int, bytes]:
        self._limit(smtp)
        return smtp.getreply()

    def _limit(self, smtp: smtplib.SMTP) -> None:
        left = self._until - monotonic()
        if left <= 0 or smtp.sock is None:
            raise TimeoutError
        smtp.sock.settimeout(min(left, self._server.timeout_seconds))

    def _drop(self) -> None:
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.close()
        self._smtp = None


def _greet(smtp: smtplib.SMTP) -> None:
    code, text = smtp.ehlo()
    if code != 250:
        raise smtplib.SMTPHeloError(code, text)


def with_dots(message: bytes) -> bytes:
    """Return a message as DATA takes it: lines end in CRLF, a leading dot is doubled, a dot alone ends it."""
    if not message.count(b"\n") == message.count(b"\r") == message.count(b"\r\n"):
        # A line end that only one side takes for one could smuggle in a second message.
        message = _LINE_END.sub(b"\r\n", message)
    message = message.replace(b"\r\n.", b"\r\n..")
    start = b"." if message.startswith(b".") else b""
    return b"".join((start, message, b".\r\n" if message.endswith(b"\r\n") else b"\r\n.\r\n"))


def _is_reply(code: int) -> bool:
    return 200 <= code < 600


def _result(stage: Stage, code: int, text: bytes) -> Result:
    if not _is_reply(code):
        return Result(classify(stage, None, None), stage, detail="no SMTP reply")
    found = _ENHANCED.match(text)
    # A status of another class than the code contradicts it; the code decides.
    enhanced = found[0].decode("ascii") if found and int(found[1]) == code // 100 else None
    return Result(classify(stage, code, enhanced, text.decode("latin-1")), stage, code, enhanced)


def _result_of(stage: Stage, error: OSError | ValueError) -> Result:
    if isinstance(error, smtplib.SMTPResponseException):
        # A line that was too long is reported as a reply 500, but with a text of the library's own.
        code, text = error.smtp_code, error.smtp_error
        return _result(stage, code, text) if isinstance(text, bytes) else _result(stage, -1, b"")
    outcome = classify(stage, None, None)
    before = stage in (Stage.CONNECT, Stage.GREETING, Stage.AUTH)
    if before and (isinstance(error, ValueError) or type(error) in _WRONGLY_SET):
        outcome = DeliveryOutcome.ALARM
    return Result(outcome, stage, detail=_phrase(error))


_WRONGLY_SET = (smtplib.SMTPNotSupportedError, smtplib.SMTPException)
"""What smtplib raises where the server lacks STARTTLS, AUTH, or a kind of AUTH that we know."""


def _phrase(error: BaseException) -> str:
    """Return our own words for an error; its own may hold an address or a password."""
    cause = error.__context__ if isinstance(error, smtplib.SMTPServerDisconnected) else error
    match cause:
        case ssl.SSLCertVerificationError():
            return "certificate not trusted"
        case ssl.SSLError():
            return "TLS failed"
        case TimeoutError():
            return "timed out"
        case socket.gaierror():
            return "server's name not found"
        case ConnectionRefusedError():
            return "connection refused"
        case smtplib.SMTPException():
            return "STARTTLS or AUTH not offered"
        case ValueError():
            return "settings not usable"
        case _:
            return "connection lost"
