"""The address to which a mail comes back: it names the alert, and is signed, so that nobody can silence a reader."""

import hmac
import re

from tracker.keys import signature

PURPOSE = "bounce"
DIGITS = 16
_TAG = re.compile(rf"(?P<alert>[1-9]\d{{0,17}})-(?P<signature>[0-9a-f]{{{DIGITS}}})", re.ASCII)


def envelope_sender(bounces_to: str | None, sender: str, message_id: int, key: bytes) -> str:
    """Return the envelope sender of an alert's mail: signed, or plain where no address takes bounces."""
    if bounces_to is None:
        return sender
    local, _, domain = bounces_to.rpartition("@")
    return f"{local}+{message_id}-{_signed(message_id, key)}@{domain}"


def message_id_of(address: str, bounces_to: str | None, key: bytes) -> int | None:
    """Return the alert that a report's address names, or None where the address is not ours or not signed by us."""
    local, _, domain = (bounces_to or "").lower().rpartition("@")
    # Relays may lower-case an address on its way.
    given, _, given_domain = address.strip().removeprefix("<").removesuffix(">").lower().rpartition("@")
    if not local or given_domain != domain or not given.startswith(f"{local}+"):
        return None
    found = _TAG.fullmatch(given.removeprefix(f"{local}+"))
    if not found:
        return None
    message_id = int(found["alert"])
    return message_id if hmac.compare_digest(found["signature"], _signed(message_id, key)) else None


def _signed(message_id: int, key: bytes) -> str:
    return signature(key, PURPOSE, str(message_id))[:DIGITS]
