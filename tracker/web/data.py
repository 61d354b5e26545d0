"""Answers that are read by programs: any site may read them, nobody may run them."""

from flask import Response, make_response

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Pages of any site may read what is public; no cookie is ever sent along (Fetch standard, CORS protocol)."""


def data_answer(body: bytes | str, kind: str, name: str | None = None) -> Response:
    """Return an answer of a media type that any site may read; `name` is what it is called when it is saved."""
    response = make_response(body)
    response.headers["Content-Type"] = kind
    response.headers.extend(OPEN)
    if name is not None:
        response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
