"""Security headers on every answer, errors and static files included (reliability guide, section 3.8)."""

from flask import Flask, Response, request

from tracker.web.cache import hold_until

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


def init_app(app: Flask) -> None:
    """Put the headers on every answer."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        secret = "token" in (request.view_args or {})
        for name, value in (HEADERS | (PRIVATE if secret else {})).items():
            response.headers.setdefault(name, value)
        if request.endpoint == "static":
            _keep_static(response)
        elif "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def _keep_static(response: Response) -> None:
    """Let a static file be kept for a year: its address carries its own hash."""
    if response.status_code == 200:
        hold_until(None, max_age=YEAR_SECONDS)
    elif response.status_code == 304:
        response.close()  # Nothing reads the file that was opened for it.
