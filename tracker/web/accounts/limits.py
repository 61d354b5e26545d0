"""How often one account or one network may try to sign in, give a code, or ask for a link."""

from flask import request, session

from tracker.keys import secret_key, signature
from tracker.rules.mailboxes import fold
from tracker.web.core.context import config
from tracker.web.core.current import current_editor
from tracker.web.core.limits import network, tries


def account_typed() -> str:
    """Return what the account is counted by that somebody tries to sign in to: no address is kept in memory."""
    return _kept("sign-in", fold(request.form.get("email", "").strip()[:300]))


def account_half_in() -> str:
    """Return what the account is counted by whose password was right and whose second factor is asked for."""
    return _kept("second factor", str(session.get("tf_user_id") or network()))


def account_in() -> str:
    """Return what the account is counted by that is signed in, and proves it anew."""
    editor = current_editor()
    return _kept("proof", str(editor.id) if editor else network())


def _kept(purpose: str, text: str) -> str:
    return signature(secret_key(config()), purpose, text)


_WAIT_HOUR = "There have been many tries to sign in. Please wait an hour and try again; nothing is locked."
_WAIT_QUARTER = "There have been five tries in a short time. Please wait a quarter of an hour and try again."
_WAIT_LINK = "Several links were asked for from your connection. Please wait an hour and try again."

SIGN_INS = (
    tries("10 per hour", "sign-in of account", account_typed, _WAIT_HOUR),
    tries("20 per hour", "sign-in of network", network, _WAIT_HOUR),
)
CODES = (
    tries("5 per 15 minutes", "code of account", account_half_in, _WAIT_QUARTER),
    tries("20 per hour", "code of network", network, _WAIT_HOUR),
)
PROOFS = (
    tries("5 per 15 minutes", "proof of account", account_in, _WAIT_QUARTER),
    tries("20 per hour", "proof of network", network, _WAIT_HOUR),
)
LINKS = tries("5 per hour", "links of network", network, _WAIT_LINK)
