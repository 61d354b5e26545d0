"""The settings: read once from the environment, refused with one sentence each when they make no sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DEFAULT_TICK_SECONDS = 15.0
DEFAULT_WORKERS = 2
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # what a server listens on, and where a browser finds it
POSTGRESQL = ("postgresql", "postgresql+psycopg", "postgres")


class ConfigError(Exception):
    """One sentence for each setting that makes no sense, each on a line of its own."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that may differ from one installation to the next."""

    database_url: str = field(repr=False)  # It may hold a password, so it must not reach a log.
    instance: Path
    host: str
    port: int
    base_url: str
    clock_on: bool
    tick_seconds: float
    workers: int

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], root: Path) -> Config:
        """Read every setting; a relative folder counts from the root, wherever the command was started."""
        settings = _Settings(environ)
        instance = (root / Path(settings.text("TRACKER_INSTANCE") or "instance").expanduser()).absolute()
        host = _host(settings)
        port = settings.whole_number("PORT", DEFAULT_PORT, 1, 65535)
        config = cls(
            database_url=_database_url(settings, root, instance),
            instance=instance,
            host=host,
            port=port,
            base_url=_base_url(settings, _address(host, port)),
            clock_on=settings.switch("TRACKER_CLOCK", default=True),
            tick_seconds=settings.number("TRACKER_TICK", DEFAULT_TICK_SECONDS, 0.1, 3600),
            workers=settings.whole_number("WEB_WORKERS", DEFAULT_WORKERS, 1, 64),
        )
        if settings.faults:
            raise ConfigError("\n".join(settings.faults))
        return config

    @property
    def local_host(self) -> str:
        """What this machine connects to: an address that stands for all of them cannot be dialled."""
        return EVERY_ADDRESS.get(self.host, self.host)

    @property
    def local_url(self) -> str:
        """Where a browser on this machine finds the pages, whatever name the public knows them by."""
        return _address(self.host, self.port)

    @property
    def database_name(self) -> str:
        """The database in words that may be printed: its file, or its host and name without the password."""
        scheme, _, rest = self.database_url.partition(":///")
        if scheme == "sqlite":
            return rest.partition("?")[0]
        parts = urlsplit(self.database_url)
        return f"the PostgreSQL database {parts.hostname or ''}{parts.path}"


class _Settings:
    """Reads one variable after the other and keeps every fault, so that all are told in one go."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def text(self, name: str) -> str:
        """The variable without the blanks around it; an empty one counts as unset."""
        return self.environ.get(name, "").strip()

    def refuse(self, name: str, shown: str, cure: str) -> None:
        self.faults.append(f"{name} is {shown!r}: write {cure}.")

    def whole_number(self, name: str, default: int, low: int, high: int) -> int:
        text = self.text(name)
        if not text:
            return default
        if text.isascii() and text.isdecimal() and low <= int(text) <= high:
            return int(text)
        self.refuse(name, text, f"a whole number from {low} to {high}, such as {name}={default}")
        return default

    def number(self, name: str, default: float, low: float, high: float) -> float:
        text = self.text(name)
        if not text:
            return default
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if low <= value <= high:  # never true of "nan"
            return value
        self.refuse(name, text, f"a number of seconds from {low:g} to {high:g}, such as {name}={default:g}")
        return default

    def switch(self, name: str, *, default: bool) -> bool:
        text = self.text(name)
        if text.lower() in ("", "on", "off"):
            return default if not text else text.lower() == "on"
        self.refuse(name, text, f"{name}=on or {name}=off")
        return default


def _address(host: str, port: int) -> str:
    """The address of a server that listens there."""
    host = EVERY_ADDRESS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _host(settings: _Settings) -> str:
    host = settings.text("HOST") or DEFAULT_HOST
    if host.isascii() and all(sign.isalnum() or sign in ".:-_" for sign in host) and not _has_port(host):
        return host
    settings.refuse("HOST", host, "a name or an address alone, such as HOST=0.0.0.0, and the port in PORT")
    return DEFAULT_HOST


def _has_port(host: str) -> bool:
    """One colon means "name:port"; an IPv6 address has at least two."""
    return host.count(":") == 1


def _database_url(settings: _Settings, root: Path, instance: Path) -> str:
    """SQLite in the instance folder unless set; a file's name is made absolute: it must not depend on the caller."""
    url = settings.text("DATABASE_URL") or f"sqlite:///{instance / 'answerable.db'}"
    scheme, separator, rest = url.partition("://")
    if scheme in POSTGRESQL and separator and _split(url):
        return f"postgresql://{rest}" if scheme == "postgres" else url
    name, mark, options = rest.removeprefix("/").partition("?")
    if scheme == "sqlite" and rest.startswith("/") and name and not name.startswith((":memory:", "file:")):
        return f"sqlite:///{(root / Path(name).expanduser()).absolute()}{mark}{options}"
    # Only the scheme is shown: the rest may hold a password.
    shown = f"{scheme}://…" if separator else "not an address"
    cure = "sqlite:///folder/file.db or postgresql://user:password@host/name"
    settings.refuse("DATABASE_URL", shown, f"{cure} (a database in memory cannot be shared by the server's processes)")
    return url


def _base_url(settings: _Settings, default: str) -> str:
    """The one source of absolute links, without the slash at its end."""
    url = (settings.text("BASE_URL") or default).rstrip("/")
    if not _is_site(url):
        cure = "the site's own address without a path, such as BASE_URL=https://motions.example.org"
        settings.refuse("BASE_URL", url, cure)
    return url


def _is_site(url: str) -> bool:
    """Whether it is http(s)://host[:port] and nothing more."""
    parts = _split(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    extra = parts.path or parts.query or parts.fragment or parts.username
    return not extra and not any(map(str.isspace, url))


def _split(url: str) -> SplitResult | None:
    """The parts of an address, or nothing when it does not read as one, its port included."""
    try:
        parts = urlsplit(url)
        return None if parts.port == 0 else parts
    except ValueError:
        return None
