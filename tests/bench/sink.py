"""A mail server that takes everything and does nothing else: `python -m tests.bench.sink` prints its port.

It speaks just enough SMTP, with PIPELINING, by raw sockets, a thread for each connection. When its standard input ends
it prints as JSON how often it took each Message-ID (of the first lines of a mail), and ends.
"""

import json
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
HELLO = b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n"
REPLIES = {b"EHLO": HELLO, b"DATA": b"354 Go on\r\n", b"QUIT": b"221 2.0.0 Bye\r\n"}
FINE = b"250 2.0.0 Ok\r\n"
END = b"\r\n.\r\n"
FIRST = 65_536


class Sink:
    """What was taken, by Message-ID."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def serve(self, listener: socket.socket) -> None:
        """Answer every connection in a thread of its own, until the process ends."""
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.sendall(b"220 sink ESMTP\r\n")
            heard = b""
            while piece := connection.recv(FIRST):
                heard += piece
                if not heard.endswith(b"\n"):
                    continue
                heard = self._answer(connection, heard)

    def _answer(self, connection: socket.socket, heard: bytes) -> bytes:
        """Answer the commands that were heard, and take the message that follows DATA; return what is not whole."""
        replies = []
        while heard:
            line, mark, heard = heard.partition(b"\r\n")
            if not mark:
                heard = line
                break
            replies.append(REPLIES.get(line[:4].upper(), FINE))
            if line[:4].upper() == b"DATA":
                connection.sendall(b"".join(replies))
                heard = self._message(connection, heard)
                replies = [FINE]
        connection.sendall(b"".join(replies))
        return heard

    def _message(self, connection: socket.socket, heard: bytes) -> bytes:
        parts, tail = [heard], heard[-5:]
        while END not in tail and END not in parts[-1]:
            piece = connection.recv(FIRST)
            if not piece:
                raise ConnectionAbortedError
            parts.append(piece)
            tail = (tail + piece)[-5:] if len(piece) < 5 else piece[-5:]
        message, _, rest = b"".join(parts).partition(END)
        self.taken[_message_id(message)] += 1
        return rest


def _message_id(message: bytes) -> str:
    return message.partition(b"\r\nMessage-ID: ")[2].partition(b"\r\n")[0].decode("ascii")


class Running:
    """A sink in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        self._process = process
        self.port = int(process.stdout.readline())

    def end(self) -> dict[str, int]:
        """End it, and return how often it took each mail."""
        found: dict[str, int] = json.loads(self._process.communicate(timeout=60)[0])
        return found


@contextmanager
def running() -> Iterator[Running]:
    """Run a sink for as long as the block runs."""
    command = [sys.executable, "-m", "tests.bench.sink"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield Running(process)
        finally:
            process.kill()


def main() -> None:
    """Serve until standard input ends."""
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        threading.Thread(target=sink.serve, args=(listener,), daemon=True).start()
        print(listener.getsockname()[1], flush=True)
        sys.stdin.read()
        print(json.dumps(sink.taken), flush=True)


if __name__ == "__main__":
    main()
