"""The one command's second half: a checked start, the web workers and the clock, and one end for all of them.

This process only watches over the others and imports neither Flask nor SQLAlchemy. Preparing the database and ticking
are processes of their own (`python -m tracker.serving prepare` and `clock`); each web worker imports for itself.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence, Sized
from typing import TYPE_CHECKING

from tracker.config import Config
from tracker.serving.preflight import ROOT, require_free_port, settings, writable_instance

if TYPE_CHECKING:
    from flask import Flask

CLOCK_PAUSE_SECONDS = 5.0  # between the clock's unexpected end and its next start
STOP_SECONDS = 10  # an answer under way may take this long once the end was asked for
SAME_WISH_SECONDS = 1.0  # a second signal within this time is the same wish, not impatience
PARENT_CHECK_SECONDS = 1.0
PARENT_FIRST_SECONDS = 0.2

log = logging.getLogger(__name__)


def serve(config: Config) -> None:
    """Check the port and the folder, prepare the database, then serve and tick until Ctrl-C or SIGTERM.

    The settings must be those of the environment: the processes started here read them from there again.
    """
    address = require_free_port(config.host, config.port)
    with writable_instance(config.instance):
        # In a session of its own, Ctrl-C reaches it through this process alone, which ends it.
        prepared = subprocess.run(_command("prepare"), cwd=ROOT, check=False, start_new_session=True)
        if prepared.returncode:
            raise SystemExit(prepared.returncode)
    clock = ClockProcess()
    try:
        _serve_pages(config, address, clock)
    finally:
        clock.stop()


def _leave(*_: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)


class ClockProcess:
    """The scheduler in a process of its own, started again when it ends unasked."""

    def __init__(self, command: Sequence[str] = (), pause: float = CLOCK_PAUSE_SECONDS) -> None:
        self._command = command or _command("clock")
        self._pause = pause
        self._stopping = threading.Event()
        self._turn = threading.Lock()  # so that no clock is started once the end was asked for
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless the end was asked for."""
        with self._turn:
            if not self._stopping.is_set():
                self._process = subprocess.Popen(self._command, cwd=ROOT, stdin=subprocess.DEVNULL)

    def watch(self) -> None:
        """Start it again whenever it ends, after a pause; return when it is stopped."""
        while self._process and not self._stopping.is_set():
            code = self._process.wait()
            if not self._stopping.wait(self._pause):
                log.warning("The clock ended unexpectedly (exit code %s) and is started again.", code)
                self.start()

    def stop(self) -> None:
        """End the clock and wait for it."""
        with self._turn:
            self._stopping.set()
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def _serve_pages(config: Config, address: str, clock: ClockProcess) -> None:
    """Run the web workers until a signal; Granian's own words are kept to errors."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "app:create_app",  # only its name: load_in_worker does the loading
        address=address,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
    )
    stops = _stop_signals()

    def begin() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
        _start_thread(_end_on_signals, stops, signal.getsignal(signal.SIGTERM))
        _start_thread(_accompany, config, clock, server.wrks)

    server.on_startup(begin)
    server.serve(target_loader=load_in_worker, wrap_loader=False)


def _stop_signals() -> set[signal.Signals]:
    """What asks this process to end. A closed terminal (SIGHUP) does too, unless `nohup` said otherwise."""
    hangup = {signal.SIGHUP} if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN else set()
    return {signal.SIGINT, signal.SIGTERM, *hangup}


def _end_on_signals(stops: set[signal.Signals], granian_stops: object) -> None:
    """In the main process: the first signal ends all in good order, the second at once.

    Signals are blocked from here on, in the workers too, and fetched by a thread. Granian's handlers would lose one
    that comes while a worker imports, and hang on two in a row: Ctrl-C in a terminal reaches a worker twice.
    """
    import multiprocessing

    signal.sigwait(stops)
    if callable(granian_stops):
        granian_stops(signal.SIGTERM, None)
    time.sleep(SAME_WISH_SECONDS)
    while signal.sigpending() & stops:  # `timeout`, and wrappers that pass Ctrl-C on, send one wish twice.
        signal.sigwait(stops)
    signal.sigwait(stops)
    for worker in multiprocessing.active_children():
        worker.kill()


def load_in_worker() -> Flask:
    """What a web worker does first; it may be ended while it still imports."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    _end_when_asked_or_orphaned(parent.pid if parent and parent.pid else os.getppid())
    from app import create_app

    app = create_app()
    gc.freeze()  # What it is made of stays for good: the garbage collector need not look at it again.
    return app


def _end_when_asked_or_orphaned(parent: int) -> None:
    """In a child: hand its own handler one SIGTERM and no more, and ask for the end too once the parent is gone."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # until the child sets its own
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    _start_thread(_end_once_asked)
    _start_thread(_end_with_parent, parent)


def _end_once_asked() -> None:
    signal.sigwait({signal.SIGTERM})
    # A signal to the whole group reaches the parent too. It must know first, or it takes this for an accident.
    time.sleep(PARENT_FIRST_SECONDS)
    stop = signal.getsignal(signal.SIGTERM)
    if not callable(stop):
        os._exit(0)  # It still imports: nobody is served, nothing is being written.
    stop(signal.SIGTERM, None)


def _end_with_parent(parent: int) -> None:
    """No orphan keeps the port. The parent itself says who it is: it may go before a child could ask."""
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _accompany(config: Config, clock: ClockProcess, workers: Sized) -> None:
    """Once the pages answer, start the clock, say that all runs, and watch over the clock.

    It does nothing but sleep until every worker has been forked: a fork in the middle of an import would copy its lock.
    """
    while len(workers) < config.workers or not _answers(config):
        time.sleep(0.01)
    if config.clock_on:
        clock.start()
    known_as = "" if config.base_url == config.local_url else f", known to the public as {config.base_url}"
    ticks = "on: deadlines are marked as they pass" if config.clock_on else "off (TRACKER_CLOCK=off)"
    print(
        f"Answerable keeps its record in {config.database_name}",
        f"Open {config.local_url}{known_as}",
        f"The clock is {ticks}. Press Ctrl-C to stop.",
        sep="\n",
        flush=True,
    )
    clock.watch()


def _answers(config: Config) -> bool:
    try:
        socket.create_connection((config.local_host, config.port), timeout=1).close()
    except OSError:
        return False
    return True


def _start_thread(work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, daemon=True).start()


def _command(part: str) -> list[str]:
    return [sys.executable, "-m", "tracker.serving.server", part, str(os.getpid())]


def _prepare(config: Config) -> None:
    from tracker.serving.setup import SetupError, prepare

    try:
        for line in prepare(config):
            print(line, flush=True)
    except SetupError as error:
        raise SystemExit(str(error)) from None


def _tick(config: Config) -> None:
    _end_when_asked_or_orphaned(int(sys.argv[2]))
    from tracker.scheduler import run

    run(config)


def main(part: str = "serve") -> None:
    """Run all of it, or one of the processes that it starts."""
    os.chdir(ROOT)
    config = settings()
    if part == "serve":
        signal.signal(signal.SIGTERM, _leave)
    {"serve": serve, "prepare": _prepare, "clock": _tick}[part](config)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
