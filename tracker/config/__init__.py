"""The settings: read once from the environment, refused with one sentence each when they make no sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tracker.config.mail import MailConfig, read_mail
from tracker.config.settings import Settings, split_address

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
    trusted_proxies: int
    secret_key: str | None = field(repr=False)  # None: made once and kept in the instance folder (tracker/keys.py).
    mail: MailConfig

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], root: Path) -> Config:
        """Read every setting; a relative folder counts from the root, wherever the command was started."""
        settings = Settings(environ)
        instance = (root / Path(settings.text("TRACKER_INSTANCE") or "instance").expanduser()).absolute()
        host = _host(settings)
        port = settings.whole_number("PORT", DEFAULT_PORT, 1, 65535)
        database_url = _database_url(settings, root, instance)
        base_url = _base_url(settings, _address(host, port))
        config = cls(
            database_url=database_url,
            instance=instance,
            host=host,
            port=port,
            base_url=base_url,
            clock_on=settings.switch("TRACKER_CLOCK", default=True),
            tick_seconds=settings.number("TRACKER_TICK", DEFAULT_TICK_SECONDS, 0.1, 3600),
            workers=settings.whole_number("WEB_WORKERS", DEFAULT_WORKERS, 1, 64),
            trusted_proxies=settings.whole_number("TRUSTED_PROXIES", 0, 0, 9),
            secret_key=_secret_key(settings),
            mail=read_mail(settings, base_url),
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


def _address(host: str, port: int) -> str:
    host = EVERY_ADDRESS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _host(settings: Settings) -> str:
    host = settings.text("HOST") or DEFAULT_HOST
    if host.isascii() and all(sign.isalnum() or sign in ".:-_" for sign in host) and not _has_port(host):
        return host
    settings.refuse("HOST", host, "a name or an address alone, such as HOST=0.0.0.0, and the port in PORT")
    return DEFAULT_HOST


def _has_port(host: str) -> bool:
    """One colon means "name:port"; an IPv6 address has at least two."""
    return host.count(":") == 1


def _secret_key(settings: Settings) -> str | None:
    """What addresses of bounces and of sign-ups are signed with; a short one could be guessed."""
    key = settings.text("SECRET_KEY") or None
    if key and len(key) < 32:
        settings.refuse("SECRET_KEY", "…", "at least 32 characters that nobody can guess, or leave it unset")
    return key


def _database_url(settings: Settings, root: Path, instance: Path) -> str:
    """SQLite in the instance folder unless set; a file's name is made absolute: it must not depend on the caller."""
    url = settings.text("DATABASE_URL") or f"sqlite:///{instance / 'answerable.db'}"
    scheme, separator, rest = url.partition("://")
    if scheme in POSTGRESQL and separator and split_address(url):
        return f"postgresql://{rest}" if scheme == "postgres" else url
    name, mark, options = rest.removeprefix("/").partition("?")
    if scheme == "sqlite" and rest.startswith("/") and name and not name.startswith((":memory:", "file:")):
        return f"sqlite:///{(root / Path(name).expanduser()).absolute()}{mark}{options}"
    # Only the scheme is shown: the rest may hold a password.
    shown = f"{scheme}://…" if separator else "not an address"
    cure = "sqlite:///folder/file.db or postgresql://user:password@host/name"
    settings.refuse("DATABASE_URL", shown, f"{cure} (a database in memory cannot be shared by the server's processes)")
    return url


def _base_url(settings: Settings, default: str) -> str:
    """The one source of absolute links, without the slash at its end."""
    url = (settings.text("BASE_URL") or default).rstrip("/")
    if not _is_site(url):
        cure = "the site's own address without a path, such as BASE_URL=https://motions.example.org"
        settings.refuse("BASE_URL", url, cure)
    return url


def _is_site(url: str) -> bool:
    """Whether it is http(s)://host[:port] and nothing more."""
    parts = split_address(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    extra = parts.path or parts.query or parts.fragment or parts.username
    return not extra and not any(map(str.isspace, url))
