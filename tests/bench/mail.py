"""Claim, write, send and settle beside a bare smtplib loop with the same bytes, into a sink that is neither's limit.

The bare loop has its messages ready and sends them on one connection. That the sink is quicker than both is shown by a
client that writes commands and messages in one piece each. Each run is a process of its own, on its own copy.
"""

import os
import pickle
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tests.bench.servers import ROOT
from tests.bench.sink import running
from tests.bench.sweeping import _peak_megabytes
from tests.builders import CLEAN_RIVER, REPLY, load
from tests.delivery.post import NOW, Scripted, by_email, config, fan_out_all, fill
from tracker.db import open_engine
from tracker.delivery.channels.email.transport import open_transport
from tracker.delivery.send import Deliverer
from tracker.migrations import upgrade

MEMORY = Path("/dev/shm")
MESSAGES = 4_000
ROUNDS = 5
FEW, MANY = 10_000, 100_000
AIM = 0.6
KINDS = {"bare": 1, "ours": 1, "two senders": 2, "raw": 1}


def measure(folder: Path) -> None:
    """Print messages a second of each kind, as ratios to the bare loop: on the disk, and where none waits for it."""
    _compare("on the disk", folder)
    if MEMORY.is_dir():
        with tempfile.TemporaryDirectory(prefix="answerable-bench-", dir=MEMORY) as place:
            _compare("in memory", Path(place))


def _compare(where: str, folder: Path) -> None:
    filled, ready = folder / "filled.db", folder / "ready"
    _fill(filled, MESSAGES)
    size = _write(filled, ready)
    rates: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(ROUNDS):
        for kind, found in rates.items():
            found.append(_rate(kind, filled, ready))
    raw = "  ".join(f"{kind} {', '.join(f'{rate:,.0f}' for rate in found)}" for kind, found in rates.items())
    print(f"mail on SQLite {where} ({_sync_milliseconds(folder):.2f} ms to sync), {MESSAGES:,} of {size / 1000:.1f} kB")
    print(f"    messages/s: {raw}")
    for kind, aim in (("ours", f" (aim at least {AIM})"), ("two senders", ""), ("raw", ", so the sink is no limit")):
        ratios = [one / bare for one, bare in zip(rates[kind], rates["bare"], strict=True)]
        print(f"    {kind}: {median(ratios):.2f} of the bare loop{aim}", flush=True)


def _sync_milliseconds(folder: Path) -> float:
    """Return how long the disk takes to keep what a commit writes; a sender waits for that once a mail."""
    times = []
    with (folder / "synced").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(b"0" * 8192)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - began)
    return median(times) * 1000


def memory(folder: Path) -> None:
    """Print by how much the memory of a sender grows with few messages and with ten times as many."""
    grown = {}
    for count in (FEW, MANY):
        filled = folder / f"{count}.db"
        _fill(filled, count)
        with running() as sink:
            (told,) = _run("ours", filled, folder / "ready", sink.port, 1)
        filled.unlink()
        grown[count] = told[2]
    print(
        f"mail, memory of a sender grew by {grown[FEW]:.1f} MB over {FEW:,} messages, {grown[MANY]:.1f} over {MANY:,}"
    )


def _fill(path: Path, count: int) -> None:
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    load(engine, CLEAN_RIVER)
    fill(engine, count)
    load(engine, CLEAN_RIVER + REPLY, NOW)
    fan_out_all(engine)
    engine.dispose()


def _write(filled: Path, ready: Path) -> int:
    """Keep the messages that a sender would send; return how long one is."""
    copy = filled.with_name("written.db")
    shutil.copyfile(filled, copy)
    engine, out = open_engine(f"sqlite:///{copy}"), Scripted()
    settings = config(copy.parent)
    Deliverer(engine, settings, by_email(engine, settings, out), now=_now, wait=time.sleep).run()
    engine.dispose()
    ready.write_bytes(pickle.dumps([(one.sender, one.recipient, one.message) for one in out.envelopes]))
    return len(out.envelopes[0].message)


def _rate(kind: str, filled: Path, ready: Path) -> float:
    copy = filled.with_name("copy.db")
    shutil.copyfile(filled, copy)
    with running() as sink:
        told = _run(kind, copy, ready, sink.port, KINDS[kind])
        assert sum(sink.end().values()) == MESSAGES
    for name in ("copy.db", "copy.db-wal", "copy.db-shm"):
        copy.with_name(name).unlink(missing_ok=True)
    return MESSAGES / (max(end for _, end, _ in told) - min(begin for begin, _, _ in told))


def _run(kind: str, database: Path, ready: Path, port: int, processes: int) -> list[list[float]]:
    """Run processes beside each other; each tells when it began and ended, and by how much its memory grew."""
    command = [sys.executable, "-m", "tests.bench.mail", kind, str(database), str(ready), str(port)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    each = [subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(processes)]  # type: ignore[call-overload]
    for one in each:
        assert one.stdout.readline() == "ready\n"
    for one in each:
        one.stdin.write("go\n")
        one.stdin.flush()
    return [[float(word) for word in one.communicate()[0].split()] for one in each]


def _now() -> datetime:
    return datetime.now(UTC)


def bare(ready: Path, port: int) -> None:
    """Send what is ready by smtplib, on one connection."""
    messages = pickle.loads(ready.read_bytes())
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.ehlo()
        _begin()
        for sender, recipient, message in messages:
            smtp.sendmail(sender, [recipient], message)
        _end()


def raw(ready: Path, port: int) -> None:
    """Send what is ready by a bare socket: the commands in one piece, then the message."""
    messages = [
        (f"MAIL FROM:<{sender}>\r\nRCPT TO:<{recipient}>\r\nDATA\r\n".encode(), message + b"\r\n.\r\n")
        for sender, recipient, message in pickle.loads(ready.read_bytes())
    ]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        heard = connection.makefile("rb")
        heard.readline()
        _begin()
        for commands, message in messages:
            connection.sendall(commands)
            for _ in range(3):
                heard.readline()
            connection.sendall(message)
            heard.readline()
        _end()


def ours(database: Path, port: int) -> None:
    """Deliver what is due."""
    engine = open_engine(f"sqlite:///{database}")
    settings = config(database.parent, SMTP_URL=f"smtp://127.0.0.1:{port}", MAIL_BOUNCES="back@example.org")
    way = open_transport(settings)
    sender = Deliverer(engine, settings, by_email(engine, settings, way), now=_now, wait=time.sleep)
    _begin()
    sender.run()
    _end()
    engine.dispose()


BEGAN: list[float] = []


def _begin() -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    BEGAN.extend((time.perf_counter(), _peak_megabytes()))


def _end() -> None:
    print(BEGAN[0], time.perf_counter(), _peak_megabytes() - BEGAN[1], flush=True)


if __name__ == "__main__":
    kind, database, ready, port = sys.argv[1:]
    if kind == "bare":
        bare(Path(ready), int(port))
    elif kind == "raw":
        raw(Path(ready), int(port))
    else:
        ours(Path(database), int(port))
