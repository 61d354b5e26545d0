"""Security headers on every answer, errors and static files included (docs/decisions/serving.md#headers)."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from tracker.web.core.cache import hold_until

YEAR_SECONDS = 31_536_000

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""No public page sets a cookie; the answer to a sign-up sets a short-lived one (web/subscriptions.py)."""

PRIVATE = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
"""On a page whose address is a secret: no other site, no cache and no search engine may learn of it."""


IN_A_FRAME = frozenset({"embed.css", "embed-height.js"})
"""Static files of a frame on another site. Where the frame is sandboxed it has no origin, so every file is foreign."""

View = TypeVar("View", bound=Callable[..., object])


def may_be_framed(view: View) -> View:
    """Mark a view whose page any site may show in a frame; without the mark none may. A test counts the marks."""
    view.may_be_framed = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    framed = _framed_headers(app.extensions["config"].base_url)

    @app.after_request
    def add_headers(response: Response) -> Response:
        secret = "token" in (request.view_args or {})
        view = current_app.view_functions.get(request.endpoint or "")
        known = framed if getattr(view, "may_be_framed", False) else HEADERS
        for name, value in (known | (PRIVATE if secret else {})).items():
            response.headers.setdefault(name, value)
        if request.endpoint == "static":
            _keep_static(response)
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def _framed_headers(base_url: str) -> dict[str, str]:
    """Return the headers of a page for a frame: any site may show it; it loads its sheet and its script from us.

    Our address stands beside 'self', for browsers that take 'self' to be the origin that a sandboxed frame lacks.
    """
    ours = "{0.scheme}://{0.netloc}".format(urlsplit(base_url))
    policy = (
        f"default-src 'none'; style-src 'self' {ours}; script-src 'self' {ours}; "
        "form-action 'none'; base-uri 'none'; frame-ancestors *"
    )
    plain = {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"}
    return plain | {"Content-Security-Policy": policy, "Cross-Origin-Resource-Policy": "cross-origin"}


def _keep_static(response: Response) -> None:
    """Let a static file be kept for a year: its address carries its own hash."""
    if (request.view_args or {}).get("filename") in IN_A_FRAME:
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if response.status_code == 200:
        hold_until(None, max_age=YEAR_SECONDS)
    elif response.status_code == 304:
        response.close()  # Nothing reads the file that was opened for it.
