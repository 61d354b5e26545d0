"""The start and the end: what is checked first, what is printed, and that nothing outlives the one command."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tracker.config import Config
from tracker.serving import preflight, server

ROOT = Path(__file__).parents[2]
SETTINGS = ("DATABASE_URL", "BASE_URL", "HOST", "WEB_WORKERS", "TRACKER_CLOCK", "TRACKER_TICK")
ELSEWHERE = {name: value for name, value in os.environ.items() if name not in SETTINGS}
STARTED = 60  # seconds within which a server must have started or ended, on the slowest machine


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config.from_environment({"PORT": str(free_port()), "TRACKER_INSTANCE": str(tmp_path / "instance")}, ROOT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def refusal(config: Config) -> str:
    with pytest.raises(SystemExit) as refused:
        server.serve(config)
    return str(refused.value)


@pytest.mark.parametrize("option", [socket.SO_REUSEADDR, socket.SO_REUSEPORT])
def test_a_taken_port_is_refused_even_when_it_could_be_shared(config: Config, option: int) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, option, 1)
        other.bind((config.host, config.port))
        other.listen()
        told = refusal(config)
    assert told.startswith(f"Port {config.port} is in use: stop the program that uses it, or choose another: PORT=")
    assert not config.instance.exists()


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_a_host_that_is_not_this_machine_is_refused(config: Config, host: str) -> None:
    assert refusal(replace(config, host=host)).startswith(f"HOST={host} is not a name or an address of this machine")


def test_a_name_becomes_the_address_to_listen_at() -> None:
    assert preflight.require_free_port("localhost", free_port()) in ("127.0.0.1", "::1")


def test_a_file_in_place_of_the_instance_folder_is_refused(config: Config) -> None:
    config.instance.write_text("a file")
    assert refusal(config).startswith(f"The folder {config.instance} cannot be written (File exists): give yourself")


@pytest.mark.parametrize("kept", [(), ("answerable.db",)])
def test_a_failed_start_takes_its_empty_folder_away_again(
    config: Config, monkeypatch: pytest.MonkeyPatch, kept: tuple[str, ...]
) -> None:
    fails = (
        f"import pathlib, sys; [pathlib.Path({str(config.instance)!r}, name).touch() for name in {kept}]; sys.exit(1)"
    )
    monkeypatch.setattr(server, "_command", lambda part: [sys.executable, "-c", fails])
    assert refusal(config) == "1"
    assert config.instance.exists() == bool(kept)


def test_settings_that_make_no_sense_end_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORT", "eight")
    with pytest.raises(SystemExit) as refused:
        server.main()
    assert str(refused.value) == "PORT is 'eight': write a whole number from 1 to 65535, such as PORT=8000."


def test_a_clock_that_ends_unasked_is_started_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    started = tmp_path / "started"
    os.mkfifo(started)  # Reading it waits for the clock to open it.
    clock = server.ClockProcess(
        [sys.executable, "-c", f"open({str(started)!r}, 'w').write('tick'); raise SystemExit(3)"], 0
    )
    clock.start()
    watching = threading.Thread(target=clock.watch)
    watching.start()
    assert [started.read_text(), started.read_text()] == ["tick", "tick"]
    clock.stop()
    watching.join()
    assert "The clock ended unexpectedly (exit code 3) and is started again." in caplog.messages


def test_a_clock_that_was_stopped_is_never_started_again() -> None:
    clock = server.ClockProcess([sys.executable, "-c", "raise SystemExit('started')"], 0)
    clock.stop()
    clock.start()
    clock.watch()  # It would not return if there were a clock to watch.


def test_a_clock_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "STOP_SECONDS", 0.01)
    clock = server.ClockProcess([sys.executable, "-c", "import signal; signal.sigwait({signal.SIGUSR1})"], 0)
    clock.start()
    clock.stop()
    clock.watch()


@dataclass
class Running:
    """The one command at work."""

    program: subprocess.Popen[str]
    port: int
    lines: list[str]

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=STARTED) as answer:
            return int(answer.status)

    def rest(self) -> str:
        """What it still said, once every process that could say something has ended."""
        said, _ = self.program.communicate(timeout=STARTED)
        return said


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder as the first run leaves it."""
    folder = tmp_path_factory.mktemp("first-run") / "instance"
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tracker.serving.server", "prepare"],
        env={**ELSEWHERE, "TRACKER_INSTANCE": str(folder)},
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder


def as_a_terminal_starts_it() -> None:
    """Take every signal: what `nohup` or `&` starts ignores some, and so would what it starts."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture
def running(tmp_path: Path, prepared: Path) -> Iterator[Running]:
    shutil.copytree(prepared, tmp_path / "instance")
    port = free_port()
    settings = {"PORT": str(port), "TRACKER_INSTANCE": str(tmp_path / "instance")}
    with subprocess.Popen(
        [sys.executable, str(ROOT / "app.py")],
        env={**ELSEWHERE, **settings},
        cwd=tmp_path,  # It may be started from anywhere.
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=as_a_terminal_starts_it,
    ) as program:
        assert program.stdout
        lines: list[str] = []
        for line in program.stdout:
            lines.append(line.rstrip())
            if "Ctrl-C" in line:
                break
        try:
            yield Running(program, port, lines)
        finally:
            program.kill()


def test_three_plain_lines_say_that_it_runs_and_then_it_does(running: Running, tmp_path: Path) -> None:
    assert running.lines == [
        f"Answerable keeps its record in {tmp_path}/instance/answerable.db",
        f"Open http://127.0.0.1:{running.port}",
        "The clock is on: deadlines are marked as they pass. Press Ctrl-C to stop.",
    ]
    assert running.get("/") == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
@pytest.mark.parametrize("reaches", ["the parent alone", "the whole group"])
def test_a_signal_ends_all_its_processes_quietly(running: Running, number: signal.Signals, reaches: str) -> None:
    (os.kill if reaches == "the parent alone" else os.killpg)(running.program.pid, number)
    assert running.rest() == ""
    assert running.program.returncode == 0
    assert is_free(running.port)


def test_one_wish_sent_twice_still_ends_all_in_good_order(running: Running) -> None:
    running.program.send_signal(signal.SIGINT)
    running.program.send_signal(signal.SIGINT)
    assert running.rest() == ""
    assert running.program.returncode == 0


def test_an_impatient_second_signal_does_not_wait_for_a_visitor(running: Running) -> None:
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", running.port)) as visitor:
        visitor.send(b"GET / HT")  # who never says what they want, and so would be waited for
        while running.program.poll() is None:
            running.program.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                running.program.wait(0.2)
    assert time.monotonic() - begun < server.STOP_SECONDS


def test_no_process_outlives_a_killed_parent(running: Running) -> None:
    running.program.kill()
    running.rest()  # It returns when the last process that holds the output is gone.
    assert is_free(running.port)
