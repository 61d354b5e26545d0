"""E-mail addresses: read from what somebody typed, folded to the mailbox behind them, and masked for display."""

from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

MOST = 254
"""The longest address that a mail server takes (RFC 5321, section 4.5.3.1.3, less the two brackets)."""

FOLDED = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""The domains where dots and a +tag make no other mailbox, and the one that each stands for.

Elsewhere they do: two people of one council may differ by a dot (docs/decisions/alerts.md#signing-up).
"""


class AddressFault(StrEnum):
    """What is wrong with a text that should be one e-mail address."""

    MISSING = "missing"
    NOT_ONE_ADDRESS = "not_one_address"
    TOO_LONG = "too_long"


class AddressError(ValueError):
    """A text that is not one e-mail address; `wording.addresses.address_problem` says what to write instead."""

    def __init__(self, fault: AddressFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def read_address(typed: str) -> str:
    """Return the one plain address that was typed, in lower case and ASCII; raise `AddressError` for anything else.

    Exactly one: "a@x, v@y" would make two recipients (docs/decisions/alerts.md#addresses). Whether the mailbox exists
    is not checked.
    """
    typed = typed.strip()
    if not typed:
        raise AddressError(AddressFault.MISSING)
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as error:
        raise AddressError(AddressFault.NOT_ONE_ADDRESS) from error
    address = (found.ascii_email or "").lower()
    if not address or len(address) > MOST:
        raise AddressError(AddressFault.TOO_LONG)
    return address


def fold(address: str) -> str:
    """Return what all the spellings of one mailbox have in common: no case and, at Gmail, no dots and no +tag."""
    local, _, domain = address.lower().rpartition("@")
    if domain in FOLDED:
        local = local.partition("+")[0].replace(".", "") or local
    return f"{local}@{FOLDED.get(domain, domain)}"


def masked(address: str) -> str:
    """Return an address that its owner recognises and nobody else can read: "j…@example.org"."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
