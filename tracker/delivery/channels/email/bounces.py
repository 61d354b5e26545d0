"""Read what is reported of a mail of ours: that it bounced and why, or that its reader complained.

Everything that is no report, such as a vacation notification, is nothing. Whose mail it was is known only by a signed
address (`verp.py`): the one that a bounce came to, never one that it names, or the one in the mail that a complaint
returns (docs/decisions/alerts.md#bounces).
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
_BARE = re.compile(r"(?<!\d)550(?!\d)")
_DIAGNOSIS = re.compile(r"(?<!\d)[45]\d\d[ -]+#?([45]\.\d{1,3}\.\d{1,3})(?![.\d])")
_MARKED = re.compile(r"[(<](?:[\w.-]{1,253} )?#([45]\.\d{1,3}\.\d{1,3})(?![.\d])")
"""A status as qmail and Exchange 2003 write it: "(#5.1.1)", "<mx.example.net #5.1.1>"."""
_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*){2,}")
_STATUSES = ("message/delivery-status", "message/global-delivery-status")  # RFC 3464, RFC 6533
_COMPLAINTS = ("abuse", "fraud", "opt-out", "opt-out-list")
"""The kinds of feedback (RFC 5965) that say that mail is not wanted; others are "not spam" or about signatures."""
_MOST_READ = 4_000
"""How much of a plain notice is read: what it says of the fault stands before the mail that it returns."""
_DAEMON = re.compile(r"^(mailer-daemon|postmaster)@", re.I)
_FAILED = re.compile(
    r"^hi\. this is the |^<[^<>\s]+@[^<>\s]+>:[ \t]*$|could not be delivered|not delivered|undeliver|did not reach"
    r"|delivery (has )?fail|failed addresses follow|unzustellbar|nicht zugestellt",
    re.I | re.M,
)
_PUT_OFF = re.compile(r"delay|warning|not yet|still being|will be retried|verz\S{1,2}ger|noch nicht", re.I)
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
        if (returned := _complaint(message)) is not None:
            return Report(BounceKind.COMPLAINT, "", _addresses(message, [*recipients, *returned]))
        found = _structured(message) or _notice(message)
        return Report(*found, _addresses(message, recipients)) if found else None
    except Exception:  # Strangers write here; a mail that breaks the parser is no report.
        return None


def _complaint(message: Message) -> list[str] | None:
    """Return the senders that a complaint (RFC 5965) names for the mail it is about; None where it is no complaint."""
    parts = list(message.walk())
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            (fields,) = _blocks(part)[:1] or [Message()]
            if str(fields.get("feedback-type", "")).strip().lower() in _COMPLAINTS:
                headers = [fields.get("original-mail-from"), *(one.get("return-path") for one in parts)]
                return [address for _, address in getaddresses([str(one)[:LONGEST_HEADER] for one in headers if one])]
    return None


def _structured(message: Message) -> tuple[BounceKind, str] | None:
    """Return what the recipients' parts of a delivery status say, the mildest of several: it reached somebody."""
    found = []
    for part in message.walk():
        if part.get_content_type() in _STATUSES:
            found += [_recipient(block) for block in _blocks(part) if "action" in block or "status" in block]
    return min(found, key=lambda outcome: _MILDEST.index(outcome[0]), default=None)


def _blocks(part: Message) -> list[Message]:
    """Return the blocks of fields of a status; the library takes those of RFC 6533 for one mail, encoded or not."""
    inside = part.get_payload()
    if not isinstance(inside, list):
        return []
    if part.get_content_type() == _STATUSES[0]:
        return [block for block in inside if isinstance(block, Message)]
    encoded = Message()
    encoded["content-transfer-encoding"] = str(part.get("content-transfer-encoding", "8bit"))
    encoded.set_payload(inside[0].as_string().lstrip() if isinstance(inside[0], Message) else "")
    payload = encoded.get_payload(decode=True)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return [email.message_from_string(block) for block in _BLANK_LINES.split(text)]


def _recipient(fields: Message) -> tuple[BounceKind, str]:
    stated = _STATUS.match(str(fields.get("status", "")))
    status = stated[1] if stated else ""
    said = str(fields.get("diagnostic-code", ""))
    diagnosis = _DIAGNOSIS.search(said)
    # Servers that know no more than "failed" write x.0.0, and quote the one that knew.
    if diagnosis and (not status or (status.endswith(".0.0") and status[0] == diagnosis[1][0])):
        status = diagnosis[1]
    action = str(fields.get("action", "")).partition("(")[0]
    return bounce_kind(action, status or None, said if _BARE.search(said) else ""), status


def _notice(message: Message) -> tuple[BounceKind, str] | None:
    """Return what a failure in plain text says, for a mail server wrote it: soft, unless it gives a status.

    An old Exim's is known by a header, others by their sender and by their words or their shape (qmail's, QSBMF, is the
    same in any language). A notice that a mail is still on its way is nothing.
    """
    subject, text = str(message.get("subject", ""))[:LONGEST_HEADER], _text(message)[:_MOST_READ]
    sender = (getaddresses([str(message.get("from", ""))[:LONGEST_HEADER]]) or [("", "")])[0][1]
    is_failure = (
        text and _DAEMON.match(sender) and _FAILED.search(f"{subject}\n{text}") and not _PUT_OFF.search(subject)
    )
    if not is_failure and "x-failed-recipients" not in message:
        return None
    found = _MARKED.search(text) or _DIAGNOSIS.search(text)
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
