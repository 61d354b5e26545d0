"""The style sheets as they are served: with the palette and whatever else they import, so that a page asks for one."""

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, request

from tracker.formats.images.palette import palette_css

IMPORT = re.compile(r'@import "([a-z]+\.css)";\n')


def served(folder: Path, name: str) -> bytes:
    """Return a static file as it is served; `palette.css` is no file, it comes from `formats/images/palette.py`."""
    if not name.endswith(".css"):
        return (folder / name).read_bytes()
    return _whole(folder, name).encode()


def _whole(folder: Path, name: str) -> str:
    if name == "palette.css":
        return palette_css()
    return IMPORT.sub(lambda found: _whole(folder, found[1]), (folder / name).read_text("utf-8"))


def init_app(app: Flask) -> None:
    folder = Path(app.static_folder or "")
    sheets = {path.name: served(folder, path.name) for path in folder.glob("*.css")}
    file: Callable[..., Response] = app.view_functions["static"]  # type: ignore[assignment]

    def static(filename: str) -> Response:
        if filename not in sheets:
            return file(filename=filename)
        response = Response(sheets[filename], mimetype="text/css")
        response.add_etag()
        response.make_conditional(request)
        return response

    app.view_functions["static"] = static
