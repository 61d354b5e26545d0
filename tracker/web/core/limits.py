"""How often one network may sign up, ask and reply; how a limit of tries is made (accounts/limits.py has those).

What protects a reader from our mails is the cap for each mailbox, in operations/signups. Twenty an hour and not five: a
parliament's offices share one address. Counted in the memory of each web process, so no reader's address is stored; it
is taken from the proxies that the settings name, and from no header beyond them. No account is ever locked for good.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter, RequestLimit
from flask_limiter.errors import RateLimitExceeded
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker.clock import now
from tracker.config import Config
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


def tries(limit: str, scope: str, key: Callable[[], str], sentence: str) -> dict[str, Any]:
    """Return a limit of what is sent, and not of what is only looked at; `scope` is shared by several pages."""
    is_look = lambda: request.method != "POST"  # noqa: E731
    return {"limit_value": limit, "scope": scope, "key_func": key, "exempt_when": is_look, "error_message": sentence}


def init_app(app: Flask) -> None:
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
