"""Answers that are read by programs: any site may read them, nobody may run them."""

from flask import Flask, Response, make_response, request

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Pages of any site may read what is public; no cookie is ever sent along (Fetch standard, CORS protocol)."""
READABLE = "ETag, Retry-After, Content-Disposition"
"""What scripts of other sites may read of an answer beside its body and the headers that are always readable."""
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
"""The answer to a preflight request (CORS): everything may be read, with whatever headers."""

FORMS = (".json", ".jsonl", ".csv", ".atom", ".ics", ".svg", ".png", ".zip", ".bib")
"""How the addresses of data end."""


def data_answer(body: bytes | str, kind: str, name: str | None = None) -> Response:
    """Return an answer of a media type that any site may read; `name` is what it is called when it is saved."""
    response = make_response(body)
    response.headers["Content-Type"] = kind
    response.headers.extend(OPEN)
    if name is not None:
        response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def is_data(path: str) -> bool:
    """Tell whether a path is that of a data form, by how it ends; the desk and static files have none."""
    plain = path.rstrip("/")
    return plain == "/oembed" or (plain.endswith(FORMS) and not plain.startswith(("/static/", "/editor")))


def init_app(app: Flask) -> None:
    """Open every answer of a data form to any site: errors and the question before the question as well."""

    @app.after_request
    def open_data(response: Response) -> Response:
        if is_data(request.path):
            response.headers.update(OPEN)
            response.headers["Access-Control-Expose-Headers"] = READABLE
            if request.method == "OPTIONS" and response.status_code == 200:
                response.headers.update(PREFLIGHT)
        return response
