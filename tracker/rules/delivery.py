"""How the end of a try to send is read, when the next try is, and when an address that bounces is stopped.

A conversation with a mail server ends at a stage, with a reply or without one (RFC 5321). What that means for the
message, for everything else that waits, and for the address, is decided here and nowhere else
(docs/decisions/alerts.md#outcomes).
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum, StrEnum

MOST_UNKNOWNS = 3
"""How many tries of one mail may end unknown: each may have arrived."""
LEAST_TRIES = 6
"""A mail is not given up before so many tries, even where the first was a day ago: the server may have been down."""
GIVEN_UP_AFTER = timedelta(hours=24)
TRY_MINUTES = (1, 5, 15, 30, 60)
PAUSE_MINUTES = (1, 2, 5, 10, 15)
JITTER = 0.2
SOFT_BOUNCES = 5
SOFT_WINDOW = timedelta(days=14)


class DeliveryOutcome(Enum):
    """What the end of a try means."""

    SENT = "sent"  # The server has taken the message over.
    RETRY = "retry"  # This message later; the others may go on.
    REFUSED_ADDRESS = "refused_address"  # The server says that the address takes no mail: stop the address.
    FAILED = "failed"  # The server will never take this message.
    UNKNOWN = "unknown"  # It may have been accepted: another try may make a copy.
    ENDPOINT = "endpoint"  # The server cannot be used now: all wait, and no message is at fault.
    ALARM = "alarm"  # We are set up wrongly: all wait for a person, and no message is at fault.


class Stage(StrEnum):
    """Where in the conversation it ended, in the words that are stored."""

    COMPOSE = "writing"
    CONNECT = "connecting"
    GREETING = "greeting"
    AUTH = "sign-in"  # EHLO, STARTTLS and AUTH
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    BODY = "body"
    AFTER_DOT = "end of message"
    QUIT = "QUIT"
    FILE = "mail folder"  # where there is no server


_BEFORE_THE_MESSAGE = (Stage.FILE, Stage.CONNECT, Stage.GREETING, Stage.AUTH, Stage.MAIL)
_ABOUT_THE_MESSAGE = (Stage.RCPT, Stage.DATA, Stage.AFTER_DOT)
_UNSIGNED = 530
"""The server wants TLS or a password first, whatever it was asked."""
_CLOSING = 421
_REFUSED = 550


def classify(stage: Stage, code: int | None, enhanced: str | None, said: str = "") -> DeliveryOutcome:
    """Return what it means that a try ended at a stage with a reply code and an enhanced status code (RFC 3463).

    `said` is the text of the reply; it decides only where the codes leave open of whom they speak. No code stands for
    a connection that was lost, timed out, or said something that is no answer.
    """
    if stage is Stage.QUIT:
        return DeliveryOutcome.SENT
    if stage is Stage.AFTER_DOT and code is not None and 200 <= code < 300:
        return DeliveryOutcome.SENT
    refused = code is not None and 500 <= code < 600
    if stage in _BEFORE_THE_MESSAGE:
        return DeliveryOutcome.ALARM if refused else DeliveryOutcome.ENDPOINT
    if code is not None and refused:
        return _refusal(stage, code, enhanced, said)
    later = code is not None and 400 <= code < 500
    return DeliveryOutcome.UNKNOWN if stage is Stage.AFTER_DOT and not later else DeliveryOutcome.RETRY


def _refusal(stage: Stage, code: int, enhanced: str | None, said: str) -> DeliveryOutcome:
    """Return what a 5xx means once the recipient has been named.

    Servers put off until RCPT what they hold against us, our greeting or our sender (Postfix: smtpd_delay_reject),
    and many deny relaying with a bare 550 or 553 (Exim, qmail). So only what speaks of the mailbox stops the address:
    a status, or the words of a 550. All else at RCPT is tried for a day: it must not cost a message that the server is
    set up wrongly.
    """
    if code == _UNSIGNED or enhanced in _ABOUT_OUR_SENDER:
        return DeliveryOutcome.ALARM
    if is_about_the_address(enhanced, said if code == _REFUSED else ""):
        return DeliveryOutcome.REFUSED_ADDRESS
    if enhanced == "5.2.2":  # A full mailbox may be emptied.
        return DeliveryOutcome.RETRY
    return DeliveryOutcome.RETRY if stage is Stage.RCPT else DeliveryOutcome.FAILED


_ABOUT_OUR_SENDER = ("5.1.7", "5.1.8")
_NOBODY = re.compile(
    r"\b(no such|unknown) (user|recipient|mailbox|account)\b|\bno mailbox here by that name\b"
    r"|\b(user|recipient|mailbox|account) (is )?(unknown|not found|does not exist|doesn't exist)\b",
    re.I,
)
_OF_OUR_SENDER = re.compile(r"\bsender\b|\bverif", re.I)
"""Exim quotes what another server said of our sender (callout verification), with the same words."""
_REJECTED_HERE = re.compile(r"\brecipient\s+address\s+rejected\b", re.I)
"""What Microsoft 365 says beside 5.4.1 of a user whom a domain does not have; Postfix says it of anything."""


def is_about_the_address(enhanced: str | None, said: str = "") -> bool:
    """Tell whether a permanent refusal says that the recipient's address takes no mail.

    So it is with 5.1.x, with 5.2.1 (disabled), with 5.4.1 where `said`, the text of a 550, has the words of Microsoft
    365, and without a status where the text says that there is nobody by that name.
    """
    if enhanced is None:
        return _NOBODY.search(said) is not None and _OF_OUR_SENDER.search(said) is None
    if enhanced in _ABOUT_OUR_SENDER:
        return False
    if enhanced == "5.4.1":
        return _REJECTED_HERE.search(said) is not None
    return enhanced == "5.2.1" or enhanced.startswith("5.1.")


def domain_asks_to_wait(stage: Stage, code: int | None, enhanced: str | None) -> bool:
    """Tell whether a reply asks us to slow down for the recipient's whole domain: 421, or 4xx with a policy's 4.7.x."""
    if stage not in _ABOUT_THE_MESSAGE or code is None or not 400 <= code < 500:
        return False
    return code == _CLOSING or (enhanced or "").startswith("4.7.")


def next_try(attempts: int, first_tried_at: datetime, now: datetime, spread: float) -> datetime | None:
    """Return when a message is tried again after so many tries, this one included; None to give it up.

    `spread`, from -1 to 1, moves the wait by up to a fifth, so that what failed together does not come back together.
    """
    if attempts >= LEAST_TRIES and now - first_tried_at >= GIVEN_UP_AFTER:
        return None
    return now + _wait(TRY_MINUTES, attempts - 1, spread)


def next_pause(pauses: int, now: datetime, spread: float) -> datetime:
    """Return until when a server or a domain is left alone, after so many pauses in a row before this one."""
    return now + _wait(PAUSE_MINUTES, pauses, spread)


def _wait(minutes: tuple[int, ...], index: int, spread: float) -> timedelta:
    return timedelta(minutes=minutes[min(max(index, 0), len(minutes) - 1)]) * (1 + JITTER * spread)


class BounceKind(Enum):
    """What a report of a mail server says of the address."""

    HARD = "hard"  # It takes no mail, for ever.
    SOFT = "soft"  # This mail did not arrive; another may.
    NONE = "none"  # The mail arrived, or is still on its way.
    COMPLAINT = "complaint"  # Its reader called it unwanted.


def bounce_kind(action: str | None, status: str | None, said: str = "") -> BounceKind:
    """Return what a report's action and status (RFC 3464) say of the address; `said` is the text of a 550 it quotes.

    Hard is a failure for good of the address (5.1.x, 5.2.0, 5.2.1) or one without particulars (5.0.x). Soft, besides
    4.x, are failures that another mail, another day or a person can mend: a full mailbox (5.2.2), a message too large
    (5.2.3, 5.3.4), a route that was lost (5.4.4), and a policy against us and not the reader (5.7.x).
    """
    action = (action or "").strip().lower()
    if action not in ("", "failed"):  # delayed, delivered, relayed, expanded
        return BounceKind.NONE
    if status is not None and not status.startswith("5."):
        return BounceKind.SOFT if action == "failed" else BounceKind.NONE
    if is_about_the_address(status, said) or (status or "").startswith("5.0.") or status == "5.2.0":
        return BounceKind.HARD
    return BounceKind.SOFT if status or action else BounceKind.NONE


def refusal_kind(outcome: DeliveryOutcome, stage: Stage, code: int | None) -> BounceKind:
    """Return what a mail that was given up after such a try says of its address, as a report of it would."""
    if outcome is DeliveryOutcome.REFUSED_ADDRESS:
        return BounceKind.HARD
    answered = stage in _ABOUT_THE_MESSAGE and code is not None and 400 <= code < 600
    return BounceKind.SOFT if answered else BounceKind.NONE


def should_stop(bounces: Iterable[tuple[datetime, bool]], now: datetime) -> bool:
    """Tell whether an address with these bounces (when, and whether hard) is to be mailed no more."""
    recent = 0
    for at, hard in bounces:
        if hard:
            return True
        recent += now - SOFT_WINDOW < at <= now
    return recent >= SOFT_BOUNCES
