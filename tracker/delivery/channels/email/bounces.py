"""Read what a mail server reports of a mail of ours (RFC 3464): whether it bounced, why, and to which address it came.

Everything that is no report, such as a vacation notification, is nothing. Whose mail it was is known only by the signed
address it came to (`verp.py`), never by what the report says of itself: anybody can write one.
"""

import email
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses

from tracker.rules.delivery import BounceKind, bounce_kind

MOST_BYTES = 256_000
"""How much of a report is read. What it says stands before the mail that it returns."""
MOST_BOUNDARIES = 40
"""How deep a mail may be nested: the parser takes half a minute over a megabyte within 900 others."""
MOST_ADDRESSES = 20
LONGEST_HEADER = 2_000
_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})(?![.\d])")
_DIAGNOSIS = re.compile(r"(?<!\d)[45]\d\d[ -]+#?([45]\.\d{1,3}\.\d{1,3})(?![.\d])")
_QMAIL_STATUS = re.compile(r"\(#([45]\.\d{1,3}\.\d{1,3})\)")
_MILDEST = (BounceKind.NONE, BounceKind.SOFT, BounceKind.HARD)


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: the kind of bounce, the status it gives ("" where it gives none), and where it came to."""

    kind: BounceKind
    status: str
    addresses: tuple[str, ...]


def read_report(raw: bytes, recipients: Iterable[str] = ()) -> Report | None:
    """Return what a mail reports, or None where it is no report. It never raises.

    `recipients` are the addresses to which the mail server says it came; they are asked before its headers are.
    """
    try:
        raw = raw[:MOST_BYTES]
        if raw.lower().count(b"boundary") > MOST_BOUNDARIES:
            return None
        message = email.message_from_bytes(raw)
        found = _structured(message) or _qmail(message) or _exim(message)
        return Report(*found, _addresses(message, recipients)) if found else None
    except Exception:  # Strangers write here; a mail that breaks the parser is no report.
        return None


def _structured(message: Message) -> tuple[BounceKind, str] | None:
    """Return what the recipients' parts of a delivery status say, the mildest of several: it reached somebody."""
    found = []
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            blocks = [block for block in part.get_payload() if isinstance(block, Message)]
            found += [_recipient(block) for block in blocks if "action" in block or "status" in block]
    return min(found, key=lambda outcome: _MILDEST.index(outcome[0]), default=None)


def _recipient(fields: Message) -> tuple[BounceKind, str]:
    stated = _STATUS.match(str(fields.get("status", "")))
    status = stated[1] if stated else ""
    diagnosis = _DIAGNOSIS.search(str(fields.get("diagnostic-code", "")))
    # Servers that know no more than "failed" write x.0.0, and quote the one that knew.
    if diagnosis and (not status or (status.endswith(".0.0") and status[0] == diagnosis[1][0])):
        status = diagnosis[1]
    action = str(fields.get("action", "")).partition("(")[0]
    return bounce_kind(action, status or None), status


def _qmail(message: Message) -> tuple[BounceKind, str] | None:
    """Return what a bounce of qmail says: plain text, with a status at the end of its reason (QSBMF)."""
    text = _text(message)
    if not text.lstrip().startswith("Hi. This is the "):
        return None
    found = _QMAIL_STATUS.search(text)
    status = found[1] if found else ""
    return bounce_kind("failed", status or None), status


def _exim(message: Message) -> tuple[BounceKind, str] | None:
    """Return what an old Exim's bounce says: plain text, known by a header, with the other server's reply quoted."""
    if "x-failed-recipients" not in message:
        return None
    found = _DIAGNOSIS.search(_text(message))
    status = found[1] if found else ""
    return bounce_kind("failed", status or None), status


def _text(message: Message) -> str:
    payload = None if message.is_multipart() else message.get_payload(decode=True)
    return payload.decode("latin-1") if isinstance(payload, bytes) else ""


def _addresses(message: Message, recipients: Iterable[str]) -> tuple[str, ...]:
    headers = [
        str(header)[:LONGEST_HEADER]
        for name in ("x-original-to", "delivered-to", "to")
        for header in message.get_all(name, ())
    ]
    given = [*(recipient.strip() for recipient in recipients), *(address for _, address in getaddresses(headers))]
    return tuple(dict.fromkeys(address for address in given if "@" in address))[:MOST_ADDRESSES]
