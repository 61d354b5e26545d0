"""What can be refused before anything is installed or started: the settings, the port, the folder. No package used."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.config import Config, ConfigError

ROOT = Path(__file__).resolve().parents[2]


def check() -> None:
    """Refuse what would be refused later anyway."""
    config = settings()
    require_free_port(config.host, config.port)
    with writable_instance(config.instance):
        pass


def settings() -> Config:
    """The settings of the environment, or the end with a sentence for each that makes no sense."""
    try:
        return Config.from_environment(os.environ, ROOT)
    except ConfigError as error:
        raise SystemExit(str(error)) from None


def require_free_port(host: str, port: int) -> str:
    """Return the address to listen at, or refuse a port in use.

    Granian itself would share the port with any program that allows sharing, such as a second start of this program.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise SystemExit(_why_not_there(host, port, error)) from None
    return str(address[0])


def _why_not_there(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1
        return f"Port {port} is in use: stop the program that uses it, or choose another: PORT={other} python3 app.py"
    if isinstance(error, PermissionError):
        return f"Port {port} is reserved for the system: choose one above 1023, such as PORT=8000."
    return f"HOST={host} is not a name or an address of this machine: try HOST=127.0.0.1."


@contextmanager
def writable_instance(folder: Path) -> Iterator[None]:
    """Make sure that the folder is there and can be written; if what follows fails, take away a folder made here."""
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SystemExit(
            f"The folder {folder} cannot be written ({error.strerror}): give yourself the right to write there, "
            "or name another folder with TRACKER_INSTANCE."
        ) from None
    try:
        yield
    except BaseException:
        if made:
            with suppress(OSError):  # It is kept if something was put there.
                folder.rmdir()
        raise
