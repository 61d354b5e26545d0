"""The settings of mail: where it goes out, in whose name, how fast, and to whom it may go at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import getaddresses
from urllib.parse import parse_qsl, unquote, urlsplit

from tracker.config.settings import Settings, split_address

EVERYONE = "everyone"
RESERVED = ("example.org", "example.com", "example.net", ".example", ".test", ".invalid", "localhost")
"""Domains that belong to nobody (RFC 2606): whom a trial installation may mail unless the settings say otherwise."""
DEFAULT_RATE = 10.0
SLOWEST = 0.001
SMTP_TIMEOUT_SECONDS = 60.0
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The server that takes our mail: `smtp` (with STARTTLS when asked for) or `smtps` (TLS from the start)."""

    host: str
    port: int
    user: str | None
    password: str | None = field(repr=False)
    starttls: bool
    tls: bool
    timeout_seconds: float


@dataclass(frozen=True, slots=True)
class MailConfig:
    """How mail leaves. Without a server every mail is written to a file in `instance/mail`."""

    server: SmtpServer | None
    sender: str
    sender_name: str
    reply_to: str | None
    bounces_to: str | None
    operator: str | None
    allowed: tuple[str, ...]
    per_second: float

    @property
    def domain(self) -> str:
        """The domain that mails, threads and lists are named in: the sender's own."""
        return self.sender.rpartition("@")[2]

    @property
    def to_everyone(self) -> bool:
        """Whether this is the public site, which may mail anyone who asked for it."""
        return self.allowed == (EVERYONE,)

    def allows(self, address: str) -> bool:
        """Tell whether an address may be mailed from here. Without a server nothing leaves, so all may."""
        if self.to_everyone or self.server is None:
            return True
        address = address.lower()
        domain = address.rpartition("@")[2]
        return any(_covers(entry, address, domain) for entry in self.allowed)


def _covers(entry: str, address: str, domain: str) -> bool:
    if "@" in entry.lstrip("@"):
        return entry == address
    name = entry.lstrip("@")
    return domain == name.lstrip(".") or domain.endswith("." + name.lstrip("."))


def read_mail(settings: Settings, base_url: str) -> MailConfig:
    host = urlsplit(base_url).hostname or "localhost"
    domain = host if not host.replace(".", "").isdigit() and ":" not in host else "localhost"
    name, sender = _sender(settings, f"Answerable <answerable@{domain}>")
    return MailConfig(
        server=_server(settings),
        sender=sender,
        sender_name=name,
        reply_to=_address(settings, "MAIL_REPLY_TO", "MAIL_REPLY_TO=editors@example.org"),
        bounces_to=_address(settings, "MAIL_BOUNCES", "MAIL_BOUNCES=bounces@alerts.example.org"),
        operator=_address(settings, "MAIL_OPERATOR", "MAIL_OPERATOR=you@example.org"),
        allowed=_allowed(settings),
        per_second=_rate(settings),
    )


def _rate(settings: Settings) -> float:
    rate = settings.number("MAIL_RATE", DEFAULT_RATE, 0, 10_000, "mails a second (0: no limit)")
    if 0 < rate < SLOWEST:
        settings.refuse("MAIL_RATE", f"{rate:g}", f"at least {SLOWEST:g} mails a second, or 0 for no limit")
    return rate


def _server(settings: Settings) -> SmtpServer | None:
    url = settings.text("SMTP_URL")
    if not url:
        return None
    parts = split_address(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True)) if parts else {}
    wrong = set(options) - {"starttls", "timeout"} or options.get("starttls", "0") not in ("0", "1")
    if parts and parts.scheme == "smtps" and options.get("starttls") == "1":
        wrong = True  # TLS from the start leaves nothing to start.
    timeout = options.get("timeout", f"{SMTP_TIMEOUT_SECONDS:g}")
    if parts is None or parts.scheme not in PORTS or not parts.hostname or wrong or parts.path not in ("", "/"):
        # The rest may hold a password.
        settings.refuse("SMTP_URL", f"{url.partition(':')[0]}:…", "smtp://user:password@host:587?starttls=1")
        return None
    if parts.password and parts.scheme == "smtp" and options.get("starttls") != "1" and not _is_here(parts.hostname):
        cure = "smtp://user:password@host:587?starttls=1 or smtps://…, so that the password is not sent in the open"
        settings.refuse("SMTP_URL", f"smtp://…@{parts.hostname}", cure)
        return None
    if not timeout.isdecimal() or not 1 <= int(timeout) <= 600:
        settings.refuse("SMTP_URL", f"…timeout={timeout[:20]}", "a timeout from 1 to 600 seconds")
        return None
    return SmtpServer(
        host=parts.hostname,
        port=parts.port or (587 if options.get("starttls") == "1" else PORTS[parts.scheme]),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        starttls=options.get("starttls") == "1",
        tls=parts.scheme == "smtps",
        timeout_seconds=float(timeout),
    )


def _is_here(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _sender(settings: Settings, default: str) -> tuple[str, str]:
    text = settings.text("MAIL_FROM") or default
    found = getaddresses([text])
    name, address = found[0]
    if len(found) == 1 and ADDRESS.fullmatch(address) and text.isprintable():
        return name or "Answerable", address
    settings.refuse("MAIL_FROM", text, "a name and an address, such as MAIL_FROM='Answerable <alerts@example.org>'")
    return "Answerable", "answerable@localhost"


def _address(settings: Settings, name: str, cure: str) -> str | None:
    text = settings.text(name)
    if not text or ADDRESS.fullmatch(text):
        return text or None
    settings.refuse(name, text, f"one address, such as {cure}")
    return None


def _allowed(settings: Settings) -> tuple[str, ...]:
    entries = tuple(entry.strip().lower() for entry in settings.text("MAIL_ALLOW").split(",") if entry.strip())
    if (EVERYONE in entries and len(entries) > 1) or any("*" in entry or " " in entry for entry in entries):
        cure = f"MAIL_ALLOW={EVERYONE} on the public site, or addresses and domains with commas between them"
        settings.refuse("MAIL_ALLOW", ", ".join(entries), cure)
    if entries == (EVERYONE,) and settings.text("SMTP_URL") and not settings.text("BASE_URL"):
        cure = "the public address, such as BASE_URL=https://motions.example.org: every link in a mail begins with it"
        settings.refuse("BASE_URL", "", cure)
    return entries or RESERVED
