"""Answers to what went wrong: what happened, and what to do next. A page for people; for data, a problem as data.

On every data form that is `application/problem+json` (RFC 9457), whose `type` is an entry of the page /docs.
"""

import logging
from http import HTTPStatus
from urllib.parse import quote

from flask import Flask, Response, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from tracker.formats.json.service import Problem
from tracker.web.core.context import config
from tracker.web.core.data_answer import is_data

log = logging.getLogger(__name__)

WORDS = {
    400: ("This address does not make sense", "Check the address, or start from the list of motions."),
    403: ("Not for this account", "Your account is not meant for this page, or the form was sent from another site."),
    404: ("Page not found", "Check the address, or start from the list of motions."),
    405: ("This page can only be read", "Open the address in a browser, without sending a form to it."),
    410: ("No longer here", "This page was public once and has been taken down."),
    413: ("That was too long", "What you sent is longer than the form takes. Nothing was kept; please shorten it."),
    429: (
        "Too many tries",
        "Others who share your connection have just done the same. Please try again in an hour; nothing was kept.",
    ),
    500: (
        "Something went wrong on our side",
        "Nothing you did caused it, and nothing was lost. Please try again soon.",
    ),
    503: ("Busy for a moment", "The database is being written to. Please try again in a few seconds."),
}


def init_app(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def tell(error: HTTPException) -> Response:
        code = error.code or 500
        own = error.description if error.description != type(error).description else None
        response = answer(code, own)
        if error.response is None:
            response.headers.extend([pair for pair in error.get_headers() if pair[0] in ("Allow", "Retry-After")])
        return response

    @app.errorhandler(OperationalError)
    def tell_busy(error: OperationalError) -> Response:
        log.error("The database could not be reached: %s", error.orig)
        response = answer(503)
        response.headers["Retry-After"] = "5"
        return response

    @app.errorhandler(Exception)
    def tell_broken(_error: Exception) -> Response:
        log.exception("A page failed: %s", request.url_rule)
        return answer(500)


def answer(code: int, detail: str | None = None) -> Response:
    title, cure = WORDS.get(code, (HTTPStatus(code).phrase, "Start from the list of motions."))
    if is_data(request.path):
        response = make_response(problem(code, title, detail or cure).model_dump_json() + "\n")
        response.mimetype = "application/problem+json"
    else:
        response = make_response(render_template("errors/error.html", title=title, cure=detail or cure, code=code))
    response.status_code = code
    return response


def problem(code: int, title: str, detail: str) -> Problem:
    """Return what went wrong with the present request, as data. `instance` is the path alone, percent-encoded."""
    base: str = config().base_url
    kind = f"{base}/docs#problem-{code}" if code in WORDS else "about:blank"
    return Problem(type=kind, title=title, status=code, detail=detail, instance=quote(request.path))
