"""Reports as mail servers write them, and mails that only look like reports. Addresses and names are made up."""

import base64
from typing import NamedTuple

from tracker.rules.delivery import BounceKind

HARD, SOFT, NONE, COMPLAINT = BounceKind.HARD, BounceKind.SOFT, BounceKind.NONE, BounceKind.COMPLAINT
TO = "bounces+7-0123456789abcdef@alerts.example.org"


class Sample(NamedTuple):
    """A mail, and what is to be read from it: a kind and a status, or nothing at all."""

    name: str
    raw: bytes
    kind: BounceKind | None
    status: str = ""


def blocks(*recipients: str) -> str:
    """Return the fields of a delivery status, a block for each recipient."""
    return "\n\n".join(
        ("Reporting-MTA: dns; mx.example.net\nArrival-Date: Thu, 5 Nov 2026 12:00:00 +0000", *recipients)
    )


def block(action: str = "failed", status: str = "5.1.1", *more: str) -> str:
    """Return the block of one recipient."""
    fields = ("Final-Recipient: rfc822; reader@example.net", f"Action: {action}", f"Status: {status}", *more)
    return "\n".join(fields)


def report(
    status: str, subject: str = "Undelivered Mail Returned to Sender", headers: str = "", text: str = ""
) -> bytes:
    """Return a multipart/report around the fields of a delivery status."""
    words = text or "I'm sorry to have to inform you that your message could not be delivered."
    lines = f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: {TO}
Subject: {subject}
Auto-Submitted: auto-replied
{headers}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

This is a MIME-encapsulated message.

--B
Content-Type: text/plain; charset=us-ascii

{words}

--B
Content-Description: Delivery report
Content-Type: message/delivery-status

{status}

--B
Content-Type: message/rfc822

From: Answerable <answerable@example.org>
To: reader@example.net
Subject: Clean River, demand 1: overdue

The mail itself.

--B--
"""
    return lines.encode("utf-8", "surrogateescape")


def plain(body: str, headers: str = "", subject: str = "failure notice") -> bytes:
    """Return a mail of plain text."""
    head = f"From: MAILER-DAEMON@mx.example.net\nTo: {TO}\nSubject: {subject}\n{headers}\n"
    return (head + body).encode("utf-8", "surrogateescape")


POSTFIX = block(
    "failed",
    "5.1.1",
    "Remote-MTA: dns; mx.example.net",
    "Diagnostic-Code: smtp; 550 5.1.1 <reader@example.net>: Recipient address rejected:\n"
    "    User unknown in local recipient table",
)
GMAIL = block(
    "failed",
    "5.1.1",
    "Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.26, the server for the domain gmail.com.)",
    "Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n"
    " 550-5.1.1 double-checking the recipient's email address for typos or\n 550 5.1.1 unnecessary spaces.",
    "Last-Attempt-Date: Thu, 05 Nov 2026 04:00:00 -0800 (PST)",
)
EXCHANGE = block(
    "failed",
    "5.1.10",
    "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    "X-Display-Name: A Reader",
)
NESTED = (
    f"From: relay@example.net\nTo: {TO}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=OUTER\n\n"
    "--OUTER\nContent-Type: text/plain\n\nForwarded by the relay.\n--OUTER\nContent-Type: message/rfc822\n\n"
).encode() + report(blocks(POSTFIX))
MDN = (
    report(blocks(block()))
    .replace(b"delivery-status", b"disposition-notification")
    .replace(b"Status: 5.1.1", b"Disposition: automatic-action/MDN-sent-automatically; displayed")
)


def feedback(kind: str) -> bytes:
    """Return a report of what a reader, or their provider, did with a mail (RFC 5965)."""
    fields = f"Feedback-Type: {kind}\nVersion: 1\nUser-Agent: SomeGenerator/1.0\nOriginal-Mail-From: <{TO}>"
    return report(fields).replace(b"delivery-status", b"feedback-report")


def international(fields: str, encoding: str = "8bit") -> bytes:
    """Return a report with a status of the form for addresses in any script (RFC 6533)."""
    status = b"Content-Type: message/global-delivery-status"
    text = base64.encodebytes(fields.encode()).decode() if encoding == "base64" else fields
    form = status + f"\nContent-Transfer-Encoding: {encoding}".encode()
    return report(text).replace(b"Content-Type: message/delivery-status", form)


GLOBAL = blocks(block("failed", "5.1.1").replace("rfc822; reader@", "utf-8; läser@"))
DENIED = block("failed", "5.4.1", "Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied.")
NO_STATUS = block("failed", "", "Diagnostic-Code: smtp; 550 No such user here")
EXCHANGE_2003 = """Your message

  To:      reader@example.net
  Subject: Clean River, demand 1: overdue
  Sent:    Thu, 5 Nov 2026 12:00:00 -0000

did not reach the following recipient(s):

reader@example.net on Thu, 5 Nov 2026 12:00:05 -0000
    The e-mail account does not exist at the organization this message was sent to.
    <mx.example.net #5.1.1>
"""
DOMINO = """Your message

  Subject: Clean River, demand 1: overdue

was not delivered to:

  reader@example.net

because:

  User reader (reader@example.net) not listed in Domino Directory
"""
T_ONLINE = """|------------------------- Message log follows: -------------------------|
 no valid recipients were found for this message
|------------------------- Failed addresses follow: ---------------------|
 <reader@example.net> ... unknown user
|------------------------- Message text follows: ------------------------|
Subject: Clean River, demand 1: overdue
"""
QMAIL_ELSEWHERE = """Hallo. Hier ist das Programm qmail-send auf mx.example.net.
Leider war es nicht m\xf6glich, Ihre Nachricht zuzustellen.

<reader@example.net>:
Hier gibt es kein Postfach dieses Namens. (#5.1.1)

--- Es folgt eine Kopie der Nachricht.
"""

QMAIL = """\
Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<reader@example.net>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.
"""
EXIM = """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  reader@example.net
    SMTP error from remote mail server after RCPT TO:<reader@example.net>:
    host mx.example.net [192.0.2.5]: 550 5.1.1 No such user
"""

SAMPLES = [
    Sample("Postfix: unknown user", report(blocks(POSTFIX)), HARD, "5.1.1"),
    Sample("Gmail: no such account", report(blocks(GMAIL)), HARD, "5.1.1"),
    Sample("Exchange: not found", report(blocks(EXCHANGE)), HARD, "5.1.10"),
    Sample("Exchange Online: access denied", report(blocks(block("failed", "5.4.1"))), SOFT, "5.4.1"),
    Sample("Gmail: disabled", report(blocks(block("failed", "5.2.1"))), HARD, "5.2.1"),
    Sample("Gmail: over quota", report(blocks(block("failed", "5.2.2"))), SOFT, "5.2.2"),
    Sample("Gmail: not authenticated", report(blocks(block("failed", "5.7.26"))), SOFT, "5.7.26"),
    Sample("Postfix: no such domain", report(blocks(block("failed", "5.4.4"))), SOFT, "5.4.4"),
    Sample("Postfix: expired", report(blocks(block("failed", "4.4.1"))), SOFT, "4.4.1"),
    Sample("Postfix: delayed", report(blocks(block("delayed", "4.4.1")), "Delayed Mail"), NONE, "4.4.1"),
    Sample("relayed", report(blocks(block("relayed", "2.0.0"))), NONE, "2.0.0"),
    Sample("delivered", report(blocks(block("delivered", "2.1.5"))), NONE, "2.1.5"),
    Sample("expanded", report(blocks(block("expanded", "2.0.0"))), NONE, "2.0.0"),
    Sample("too large", report(blocks(block("failed", "5.3.4"))), SOFT, "5.3.4"),
    Sample("too large for the mailbox", report(blocks(block("failed", "5.2.3"))), SOFT, "5.2.3"),
    Sample(
        "Exim: the particulars are in the diagnosis",
        report(blocks(block("failed", "5.0.0", "Diagnostic-Code: smtp; 554 5.7.1 Service unavailable"))),
        SOFT,
        "5.7.1",
    ),
    Sample(
        "Exim: no particulars",
        report(blocks(block("failed", "5.0.0", "Diagnostic-Code: smtp; 550 No such user"))),
        HARD,
        "5.0.0",
    ),
    Sample(
        "the diagnosis contradicts the status",
        report(blocks(block("failed", "4.0.0", "Diagnostic-Code: smtp; 550 5.1.1 Unknown"))),
        SOFT,
        "4.0.0",
    ),
    Sample("IronPort: a hash", report(blocks(block("failed", "", "Diagnostic-Code: smtp; 550 #5.1.0"))), HARD, "5.1.0"),
    Sample("an address is no status", report(blocks(block("failed", "", "Diagnostic-Code: x; 5.1.1.9"))), SOFT),
    Sample("no status", report(blocks("Final-Recipient: rfc822; r@example.net\nAction: failed")), SOFT),
    Sample("no action", report(blocks("Final-Recipient: rfc822; r@example.net\nStatus: 5.1.1")), HARD, "5.1.1"),
    Sample("a status with a comment", report(blocks(block("failed", "5.1.1 (no such user)"))), HARD, "5.1.1"),
    Sample("an action with a comment", report(blocks(block("Failed (bad address)", "5.1.1"))), HARD, "5.1.1"),
    Sample("a status that is none", report(blocks(block("failed", "permanent"))), SOFT),
    Sample("a status of five figures", report(blocks(block("failed", "5.1.12345"))), SOFT),
    Sample("two gone", report(blocks(block(), block("failed", "5.1.2"))), HARD, "5.1.1"),
    Sample("one gone and one full", report(blocks(block(), block("failed", "5.2.2"))), SOFT, "5.2.2"),
    Sample("one gone and one reached", report(blocks(block(), block("delivered", "2.0.0"))), NONE, "2.0.0"),
    Sample("CRLF", report(blocks(POSTFIX)).replace(b"\n", b"\r\n"), HARD, "5.1.1"),
    Sample("upper case", report(blocks(POSTFIX.upper())), HARD, "5.1.1"),
    Sample("nested in a forwarded mail", NESTED, HARD, "5.1.1"),
    Sample(
        "a broken charset",
        report(blocks(POSTFIX), headers="X-Odd: =?nope?b?\udcff\udcfe?=\n", text="\udcff" * 99),
        HARD,
        "5.1.1",
    ),
    Sample("an unknown charset", report(blocks(POSTFIX)).replace(b"us-ascii", b"x-klingon-8"), HARD, "5.1.1"),
    Sample("cut off after the status", report(blocks(POSTFIX)).partition(b"Subject: Clean")[0], HARD, "5.1.1"),
    Sample("cut off within the status", report(blocks(POSTFIX)).partition(b"Status:")[0], SOFT),
    Sample("cut off before the status", report(blocks(POSTFIX)).partition(b"Reporting-MTA")[0], None),
    Sample("no closing boundary", report(blocks(POSTFIX)).replace(b"--B--", b""), HARD, "5.1.1"),
    Sample("ten megabytes", report(blocks(POSTFIX)) + b"x" * 10_000_000, HARD, "5.1.1"),
    Sample("ten megabytes first", report(blocks(POSTFIX), text="x " * 5_000_000), None),
    Sample("qmail", plain(QMAIL), HARD, "5.1.1"),
    Sample("qmail: no status", plain(QMAIL.replace(" (#5.1.1)", "")), SOFT),
    Sample("qmail in another language", plain(QMAIL_ELSEWHERE), HARD, "5.1.1"),
    Sample("qmail elsewhere: no status", plain(QMAIL_ELSEWHERE.replace(" (#5.1.1)", "")), SOFT),
    Sample("Exchange 2003", plain(EXCHANGE_2003, subject="Undeliverable: Clean River"), HARD, "5.1.1"),
    Sample("Domino", plain(DOMINO, subject="DELIVERY FAILURE: not listed"), SOFT),
    Sample("T-Online", plain(T_ONLINE, subject="Mail failed"), SOFT),
    Sample("a plain notice of a delay", plain(DOMINO, subject="Delayed: Clean River"), None),
    Sample("not from a mail server", plain(DOMINO).replace(b"MAILER-DAEMON", b"reader"), None),
    Sample("RFC 6533", international(GLOBAL), HARD, "5.1.1"),
    Sample("RFC 6533, encoded", international(GLOBAL, "base64"), HARD, "5.1.1"),
    Sample("RFC 6533, delayed", international(blocks(block("delayed", "4.4.1"))), NONE, "4.4.1"),
    Sample("Exchange Online: no such user", report(blocks(DENIED)), HARD, "5.4.1"),
    Sample("no such user, and no status", report(blocks(NO_STATUS)), HARD),
    Sample("an old Exim", plain(EXIM, "X-Failed-Recipients: reader@example.net\n"), HARD, "5.1.1"),
    Sample("an old Exim: no status", plain("It failed.", "X-Failed-Recipients: r@example.net\n"), SOFT),
    Sample("a vacation notice", plain("I am away.", "Auto-Submitted: auto-replied\n", "Out of office"), None),
    Sample("a reader's own words on 550 5.1.1", plain("Status: 5.1.1\nAction: failed\n", subject="Re: bounce"), None),
    Sample("a read receipt", MDN, None),
    Sample("a complaint", feedback("abuse"), COMPLAINT),
    Sample("not spam", feedback("not-spam"), None),
    Sample("a failed signature", feedback("auth-failure"), None),
    Sample("a report with nothing in it", report(""), None),
    Sample("a report of no recipient", report(blocks()), None),
    Sample("an empty mail", b"", None),
    Sample("bytes", bytes(range(256)) * 100, None),
    Sample("a thousand mails in each other", b"Content-Type: message/rfc822\n\n" * 3_000, None),
]
