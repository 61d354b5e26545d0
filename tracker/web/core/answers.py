"""Small things that many views say or read: go on there, this was done, that is not a number."""

from flask import Response, abort, flash, request


def see_other(path: str) -> Response:
    """Return the answer that sends a browser on, by GET, so that to load the page again repeats nothing."""
    return Response(status=303, headers={"Location": path}, mimetype="text/plain")


def tell(sentence: str, *, error: bool = False) -> None:
    flash(sentence, "error" if error else "done")


def wanted_number(name: str, cure: str | None = None) -> int | None:
    """Return the number that the address gives for a name, or None; answer 400 for what is none."""
    asked = request.args.get(name, "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= 6 and int(asked) > 0):
        abort(400, cure or f"“{asked[:20]}” is not a number. Write one from 1 on, such as ?{name}=2.")
    return int(asked)
