"""How often one network may sign up, and one account or network try to sign in.

What protects a reader from our mails is the cap for each mailbox, in operations/signups. Twenty an hour and not five: a
parliament's offices share one address. Counted in the memory of each web process, so no reader's address is stored; it
is taken from the proxies that the settings name, and from no header beyond them. No account is ever locked for good.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter import Limiter, RequestLimit
from flask_limiter.errors import RateLimitExceeded
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker.clock import now
from tracker.config import Config
from tracker.keys import secret_key, signature
from tracker.rules.mailboxes import fold
from tracker.web.accounts.current import current_editor
from tracker.web.core.context import config
from tracker.web.core.errors import answer

SIGNUPS = "20 per hour"
REQUESTS = "5 per hour"
"""How often one network may ask for a correction: somebody reads each of them."""
REPLIES = "60 per hour"
"""How often one network may press a button on a page of the right of reply."""
IPV6_PREFIX = 64
"""What one household or office is given: its machines may choose any address within."""


def network() -> str:
    """Return the network that a request comes from: an IPv4 address, or an IPv6 network."""
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)


limiter = Limiter(network, storage_uri="memory://", strategy="moving-window")


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


def _tries(limit: str, scope: str, key: Callable[[], str], sentence: str) -> dict[str, Any]:
    """Return a limit of what is sent, and not of what is only looked at; `scope` is shared by several pages."""
    is_look = lambda: request.method != "POST"  # noqa: E731
    return {"limit_value": limit, "scope": scope, "key_func": key, "exempt_when": is_look, "error_message": sentence}


_WAIT_HOUR = "There have been many tries to sign in. Please wait an hour and try again; nothing is locked."
_WAIT_QUARTER = "There have been five tries in a short time. Please wait a quarter of an hour and try again."
_WAIT_LINK = "Several links were asked for from your connection. Please wait an hour and try again."

SIGN_INS = (
    _tries("10 per hour", "sign-in of account", account_typed, _WAIT_HOUR),
    _tries("20 per hour", "sign-in of network", network, _WAIT_HOUR),
)
CODES = (
    _tries("5 per 15 minutes", "code of account", account_half_in, _WAIT_QUARTER),
    _tries("20 per hour", "code of network", network, _WAIT_HOUR),
)
PROOFS = (
    _tries("5 per 15 minutes", "proof of account", account_in, _WAIT_QUARTER),
    _tries("20 per hour", "proof of network", network, _WAIT_HOUR),
)
LINKS = _tries("5 per hour", "links of network", network, _WAIT_LINK)


def init_app(app: Flask) -> None:
    """Give the application its limits, their answer, and the true address of who asks."""
    limiter.init_app(app)
    app.register_error_handler(RateLimitExceeded, _too_many)
    config: Config = app.extensions["config"]
    if config.trusted_proxies:
        # The hops are counted from the nearest: what a client itself wrote into the header is never believed.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.trusted_proxies, x_proto=0, x_host=0
        )


def _too_many(error: Exception) -> Response:
    said = error.limit.error_message if isinstance(error, RateLimitExceeded) and error.limit else None
    response = answer(429, str(said) if said else None)
    limit: RequestLimit | None = limiter.current_limit
    until = datetime.fromtimestamp(limit.reset_at, UTC) if limit else now()
    response.headers["Retry-After"] = str(max(1, round((until - now()).total_seconds())))
    return response
