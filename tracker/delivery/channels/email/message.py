"""One mail as bytes. What all readers of a mail share is flattened once; what differs is put in between the pieces.

The lines that differ, and the address for unsubscribing, are written whole: the standard library would fold or encode a
long List-Unsubscribe, and one-click would stop working (docs/decisions/alerts.md#one-click).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from tracker.delivery.channels.email.compose import Composed

TOKEN = "0token0token0token0token0token00"
"""Stands for a reader's token while a mail is composed: as long as one, and made of the same signs."""
CRLF = "\r\n"
NO_ANSWERS = "DR, RN, NRN, OOF, AutoReply"
"""What Exchange is asked not to send: all but NDR, the reports of mail that did not arrive, which "All" would stop."""
SOFT_BREAK = b"=\r\n"
"""How a long line of a quoted-printable text goes on in the next (RFC 2045, section 6.7)."""
_TOKEN = re.compile(b"(?:=\r\n)?".join(bytes([sign]) for sign in TOKEN.encode("ascii")))
_ENDS_A_LINE = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f]")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>]")


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name a mail goes out, the address of the site that its links lead to, and where answers go."""

    name: str
    address: str
    domain: str
    base_url: str
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """A mail that lacks only its reader. `pieces` lie around the places where a token goes.

    `breaks` has, for each place, after how many signs of the token a soft line break stands; 0 for none.
    """

    sender: Sender
    pieces: tuple[bytes, ...]
    breaks: tuple[int, ...]

    def message(self, *, to: str, message_id: str, date: datetime, token: str) -> bytes:
        """Return the mail for one reader. Raise ValueError for an address that could break a header."""
        if _UNSAFE.search(to) or _UNSAFE.search(message_id) or len(token) != len(TOKEN):
            raise ValueError("an address, a message id or a token is not in its plain form")
        head = (
            f"To: {to}\r\nMessage-ID: <{message_id}>\r\nDate: {format_datetime(date)}\r\n"
            f"List-Unsubscribe: <{self.sender.base_url}/u/{token}>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        ).encode("ascii")
        secret = token.encode("ascii")
        filled = [head, self.pieces[0]]
        for after, piece in zip(self.breaks, self.pieces[1:], strict=True):
            filled += (secret[:after], SOFT_BREAK, secret[after:], piece) if after else (secret, piece)
        return b"".join(filled)


def letter(composed: Composed, sender: Sender, *, to: str, message_id: str, date: datetime) -> bytes:
    """Return a letter as bytes: a mail to one person that belongs to no list and to no thread.

    Raise ValueError for an address that could break a header.
    """
    if _UNSAFE.search(to) or _UNSAFE.search(message_id) or _ENDS_A_LINE.search(composed.subject):
        raise ValueError("an address, a message id or a subject is not in its plain form")
    head = f"To: {to}\r\nMessage-ID: <{message_id}>\r\nDate: {format_datetime(date)}\r\n"
    subject = f"Subject: {_subject(composed)}{CRLF}"
    return f"{head}{subject}".encode("ascii") + _flatten(composed, sender, bulk=False)


def edition(composed: Composed, sender: Sender) -> Edition:
    """Return the edition of a composed mail whose links hold `TOKEN`."""
    flat = _lines(composed, sender) + _flatten(composed, sender)
    found = list(_TOKEN.finditer(flat))
    starts, ends = [0, *(match.end() for match in found)], [*(match.start() for match in found), len(flat)]
    pieces = tuple(flat[start:end] for start, end in zip(starts, ends, strict=True))
    return Edition(sender, pieces, tuple(max(0, match[0].find(SOFT_BREAK)) for match in found))


def _flatten(composed: Composed, sender: Sender, *, bulk: bool = True) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((sender.name, sender.address))
    if sender.reply_to is not None:
        message["Reply-To"] = sender.reply_to
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = NO_ANSWERS
    if bulk:
        message["Precedence"] = "bulk"
    message["Content-Language"] = "en-GB"
    message.set_content(composed.text, cte=_encoding(composed.text))
    message.add_alternative(composed.html, subtype="html", cte=_encoding(composed.html))
    if composed.calendar is not None:
        params = {"method": "PUBLISH", "charset": "utf-8"}
        message.add_attachment(
            composed.calendar, maintype="text", subtype="calendar", filename="deadline.ics", params=params
        )
    return message.as_bytes()


def _lines(composed: Composed, sender: Sender) -> bytes:
    """Return the lines that the newer way of the library would fold or encode where they are long.

    A subject is folded between words. What names the thread and the list has no place to be folded at.
    """
    if _ENDS_A_LINE.search(f"{composed.subject}{composed.thread}{composed.list_key}"):
        raise ValueError("a subject, a thread or a list holds a sign that could end a header")
    thread, group = f"<{composed.thread}@{sender.domain}>", f"<{composed.list_key}.{sender.domain}>"
    return f"Subject: {_subject(composed)}{CRLF}References: {thread}{CRLF}List-Id: {group}{CRLF}".encode("ascii")


def _subject(composed: Composed) -> str:
    """Return a subject as it stands in a header, folded between words; one that looks encoded is encoded (RFC 2047)."""
    charset = None if composed.subject.isascii() and "=?" not in composed.subject else "utf-8"
    return Header(composed.subject, charset, header_name="Subject").encode(linesep=CRLF)


def _encoding(text: str) -> str:
    """Return the plainest encoding that carries a text: as it is, or quoted where it has other signs or long lines."""
    plain = text.isascii() and all(len(line) < 990 for line in text.splitlines())
    return "7bit" if plain else "quoted-printable"
