"""Servers to measure, each in processes of its own, in a folder that is removed at the end."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

ROOT = Path(__file__).parent.parent.parent
PATIENCE_SECONDS = 60
MOTION = "/motions/action-on-antisemitism"
CONNECTIONS = 32


@dataclass(frozen=True)
class Server:
    """A server that answers at a port, and how long it took from its start to its first page."""

    process: subprocess.Popen[bytes]
    port: int
    seconds_to_first_page: float

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Ask once."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        headers_sent = {name.lower(): value for name, value in answer.getheaders()}
        found = answer.status, headers_sent, answer.read()
        connection.close()
        return found

    def resident(self) -> tuple[float, float]:
        """Return the memory of the whole tree of processes in MB: resident, and with shared pages shared out."""
        top = psutil.Process(self.process.pid)
        infos = [one.memory_full_info() for one in [top, *top.children(recursive=True)]]
        return sum(info.rss for info in infos) / 1e6, sum(info.pss for info in infos) / 1e6


@contextmanager
def started(command: Sequence[str], port: int, path: str, **environment: str) -> Iterator[Server]:
    """Start a server, wait until a page is there, and end it afterwards."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        server = Server(process, port, 0)
        while not _answers(server, path):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE_SECONDS:
                raise SystemExit(f"{' '.join(command)} did not start")
            time.sleep(0.005)
        yield Server(process, port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _answers(server: Server, path: str) -> bool:
    try:
        return server.get(path)[0] == 200
    except (OSError, http.client.HTTPException):
        return False


@contextmanager
def answerable(folder: Path, clock: str = "off") -> Iterator[Server]:
    """Start `python3 app.py` with its record in a folder."""
    port = free_port()
    settings = {"TRACKER_INSTANCE": str(folder), "PORT": str(port), "TRACKER_CLOCK": clock, "DATABASE_URL": ""}
    with started([sys.executable, "app.py"], port, MOTION, **settings, WEB_WORKERS="2", HOST="", BASE_URL="") as server:
        yield server


@contextmanager
def bare(folder: Path, page: bytes, data: bytes) -> Iterator[Server]:
    """Start bare Flask with the same bytes on the same server."""
    (folder / "page.html").write_bytes(page)
    (folder / "page.json").write_bytes(data)
    port = free_port()
    with started([sys.executable, "-m", "tests.bench.bare", str(folder), str(port)], port, "/page") as server:
        yield server


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def requests_a_second(server: Server, path: str, headers: dict[str, str], seconds: float) -> float:
    """Load a server with 32 connections from another process: by wrk, or by our own slower generator."""
    url = f"http://127.0.0.1:{server.port}{path}"
    if shutil.which("wrk"):
        extra = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
        command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", *extra, url]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if "Non-2xx" in output and "If-None-Match" not in headers:
            raise SystemExit(f"{url} answered with errors:\n{output}")
        return float(output.split("Requests/sec:")[1].split()[0])
    lines = [f"{name}: {value}" for name, value in headers.items()]
    command = [sys.executable, "-m", "tests.bench.load", str(server.port), path, str(CONNECTIONS), str(seconds), *lines]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
