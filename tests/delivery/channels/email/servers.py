"""Mail servers for tests: a real one that keeps what it is sent, and one that fails in a way that is scripted."""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
CERTIFICATE = Path(__file__).parent / "localhost.pem"
"""A key and its own certificate for localhost and 127.0.0.1, until 2126. Nobody but tests trusts it. Made by

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=localhost \\
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out certificate.pem
"""


class Received(NamedTuple):
    """One mail as a server took it."""

    sender: str
    to: str
    message: bytes


class Sink(NamedTuple):
    """Where a server listens, and what it has received."""

    host: str
    port: int
    received: list[Received]


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def server_tls() -> ssl.SSLContext:
    """Return the server's side of TLS; the client's trusts it when SSL_CERT_FILE names `CERTIFICATE`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


class _Keeper:
    def __init__(self) -> None:
        self.received: list[Received] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        message = content if isinstance(content, bytes) else (content or "").encode()
        for to in envelope.rcpt_tos:
            self.received.append(Received(envelope.mail_from or "", to, message))
        return "250 2.0.0 Ok"


@contextmanager
def sink(**options: Any) -> Iterator[Sink]:
    """Run a real SMTP server (aiosmtpd) that keeps all it receives. Options are those of its Controller."""
    keeper = _Keeper()
    controller = Controller(keeper, hostname=HOST, port=free_port(), server_hostname="sink.test", **options)
    controller.start()
    try:
        yield Sink(HOST, controller.port, keeper.received)
    finally:
        controller.stop()


PATIENCE_SECONDS = 10.0
"""After how long a server of these ends a conversation, should a test forget to."""

HANG = b"hang"
"""Answer nothing, until the other side has had enough."""
CLOSE = b"close"

_REPLIES = {
    "banner": b"220 faulty.test ESMTP",
    "EHLO": b"250-faulty.test\r\n250-8BITMIME\r\n250 AUTH PLAIN",
    "DATA": b"354 Go on",
    "AUTH": b"235 2.7.0 Welcome",
    "QUIT": b"221 2.0.0 Bye",
}
_FINE = b"250 2.0.0 Ok"


@dataclass
class FaultyServer:
    """An SMTP server that follows a script: for a step of the conversation a reply, HANG or CLOSE.

    Steps are "tls", "banner", the commands, "body" (its first bytes are in) and "dot" (its last are). A step that
    is not in the script goes well, so that an empty script is a healthy server. What is in `once` happens once.
    """

    script: dict[str, bytes] = field(default_factory=dict)
    once: dict[str, bytes] = field(default_factory=dict)
    pipelining: bool = False
    tls: ssl.SSLContext | None = None
    port: int = 0
    host: str = HOST
    commands: list[str] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    healed: threading.Event = field(default_factory=threading.Event)

    def heal(self) -> None:
        """Let everything go well from now on."""
        self.script.clear()
        self.healed.set()

    @contextmanager
    def running(self) -> Iterator["FaultyServer"]:
        """Listen for as long as the block runs."""
        with socket.create_server((HOST, self.port)) as listener:
            self.port = listener.getsockname()[1]
            thread = threading.Thread(target=self._accept, args=(listener,))
            thread.start()
            try:
                yield self
            finally:
                self.healed.set()
                listener.shutdown(socket.SHUT_RDWR)
                thread.join()

    def _accept(self, listener: socket.socket) -> None:
        talks = []
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                self.connections += 1
                talks.append(threading.Thread(target=self._serve, args=(connection,)))
                talks[-1].start()
        for talk in talks:
            talk.join()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(PATIENCE_SECONDS)
            if self.tls and "tls" not in self.script:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection:
                _Talk(self, connection).run()


class _Talk:
    """One conversation of a faulty server."""

    def __init__(self, server: FaultyServer, connection: socket.socket) -> None:
        self._server, self._connection = server, connection
        self._file = connection.makefile("rb")
        self._sender = self._to = ""

    def run(self) -> None:
        with self._file:
            self._do("tls", b"") if "tls" in self._server.script else None
            self._do("banner")
            while line := self._file.readline():
                self._server.commands.append(line.decode("latin-1").strip())
                self._answer(line)

    def _answer(self, line: bytes) -> None:
        verb, _, rest = line.decode("latin-1").strip().partition(" ")
        if verb == "MAIL":
            self._sender = rest.partition("<")[2].partition(">")[0]
        elif verb == "RCPT":
            self._to = rest.partition("<")[2].partition(">")[0]
        reply = self._do(verb.upper())
        if verb == "DATA" and reply.startswith(b"354"):
            self._take_message()
        elif verb == "QUIT":
            raise ConnectionAbortedError

    def _take_message(self) -> None:
        if "body" in self._server.script:
            self._file.readline()
            self._do("body")
        lines = []
        while (line := self._file.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        if line:
            # What a script says of "dot" happens after the message was taken, as RFC 1047 fears.
            self._server.received.append(Received(self._sender, self._to, b"".join(lines)))
            self._do("dot")

    def _do(self, step: str, otherwise: bytes | None = None) -> bytes:
        fine = _REPLIES.get(step, _FINE) if otherwise is None else otherwise
        if step == "EHLO" and self._server.pipelining:
            fine = fine.replace(b"250 AUTH", b"250-PIPELINING\r\n250 AUTH")
        reply = self._server.once.pop(step, None) or self._server.script.get(step, fine)
        if reply == CLOSE:
            raise ConnectionAbortedError
        if reply == HANG:
            if step == "body":  # Reading on would take in the rest of the message.
                self._server.healed.wait(PATIENCE_SECONDS)
            while self._connection.recv(65_536):
                pass
            raise ConnectionAbortedError
        self._connection.sendall(reply + b"\r\n")
        return reply


def faulty(script: Mapping[str, bytes], **options: Any) -> FaultyServer:
    """Return a server that follows a script."""
    return FaultyServer(dict(script), **options)
