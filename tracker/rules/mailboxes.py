"""E-mail addresses: read from what somebody typed, folded to the mailbox behind them, and shown without being told."""

from email_validator import EmailNotValidError, validate_email

MOST = 254
"""The longest address that a mail server takes (RFC 5321, section 4.5.3.1.3, less the two brackets)."""

SAME_HOUSE = {"googlemail.com": "gmail.com"}


def read_address(typed: str) -> str:
    """Return the one plain address that was typed, in lower case and ASCII; raise ValueError saying what to write.

    Exactly one: "a@x, v@y" would make two recipients (docs/decisions/alerts.md#addresses). Whether there is such a
    mailbox is not asked.
    """
    typed = typed.strip()
    if not typed:
        raise ValueError("Enter your e-mail address.")
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as error:
        raise ValueError("Enter one e-mail address in the form name@example.org.") from error
    address = (found.ascii_email or "").lower()
    if not address or len(address) > MOST:
        raise ValueError(f"Enter an e-mail address of at most {MOST} characters.")
    return address


def fold(address: str) -> str:
    """Return what all the spellings of one mailbox have in common: no case, no +tag, no dots before the @."""
    local, _, domain = address.lower().rpartition("@")
    folded = local.partition("+")[0].replace(".", "")
    return f"{folded or local}@{SAME_HOUSE.get(domain, domain)}"


def masked(address: str) -> str:
    """Return an address as its owner knows it again and nobody else learns it: "j…@example.org"."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
