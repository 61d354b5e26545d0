"""One mail as bytes. What all readers of a mail share is flattened once; what differs is put in between the pieces.

The lines that differ, and the address for unsubscribing, are written whole: the standard library would fold or encode a
long List-Unsubscribe, and one-click would stop working (guide, finding F9).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from tracker.mail.compose import Composed

TOKEN = "0token0token0token0token0token00"
"""Stands for a reader's token while a mail is composed: as long as one, and made of the same signs."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>]")


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name a mail goes out, and the address of the site that its links lead to."""

    name: str
    address: str
    domain: str
    base_url: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A mail that lacks only its reader. `pieces` lie around the tokens; None where a line break fell into one."""

    composed: Composed
    sender: Sender
    pieces: tuple[bytes, ...] | None

    def message(self, *, to: str, message_id: str, date: datetime, token: str) -> bytes:
        """Return the mail for one reader. Raise ValueError for an address that could break a header."""
        if _UNSAFE.search(to) or _UNSAFE.search(message_id) or len(token) != len(TOKEN):
            raise ValueError("an address, a message id or a token is not in its plain form")
        head = (
            f"To: {to}\r\nMessage-ID: <{message_id}>\r\nDate: {format_datetime(date)}\r\n"
            f"List-Unsubscribe: <{self.sender.base_url}/u/{token}>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        ).encode("ascii")
        if self.pieces is None:
            return head + _flatten(self.composed, self.sender, token)
        return head + token.encode("ascii").join(self.pieces)


def edition(composed: Composed, sender: Sender) -> Edition:
    """Return the edition of a composed mail whose links hold `TOKEN`."""
    flat = _flatten(composed, sender, TOKEN)
    pieces = tuple(flat.split(TOKEN.encode("ascii")))
    whole = len(pieces) == 1 + composed.text.count(TOKEN) + composed.html.count(TOKEN)
    return Edition(composed, sender, pieces if whole else None)


def _flatten(composed: Composed, sender: Sender, token: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((sender.name, sender.address))
    message["Subject"] = composed.subject
    message["References"] = f"<{composed.thread}@{sender.domain}>"
    message["List-Id"] = f"<{composed.list_key}.{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    message["Content-Language"] = "en-GB"
    message.set_content(composed.text.replace(TOKEN, token), cte=_encoding(composed.text))
    message.add_alternative(composed.html.replace(TOKEN, token), subtype="html", cte=_encoding(composed.html))
    if composed.calendar is not None:
        message.add_attachment(composed.calendar, maintype="text", subtype="calendar", filename="deadline.ics")
    return message.as_bytes()


def _encoding(text: str) -> str:
    """Return the plainest encoding that carries a text: as it is, or quoted where it has other signs or long lines."""
    plain = text.isascii() and all(len(line) < 990 for line in text.splitlines())
    return "7bit" if plain else "quoted-printable"
