"""A file that was sent with a form: kept before anything else, so that the draft can name it."""

import re
import unicodedata
from typing import Any

from flask import request

from tracker.storage.files import MOST_BYTES, FileRefusedError, size_words
from tracker.storage.kinds import NAMES
from tracker.web.core.context import files

LONGEST_NAME = 120


def uploaded(name: str) -> tuple[dict[str, Any] | None, str | None]:
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return None, None
    try:
        kept = files().keep(sent.stream.read(MOST_BYTES + 1))
    except FileRefusedError as error:
        return None, str(error)
    made = {"sha256": kept.sha256, "kind": kept.kind, "size": kept.size, "ending": kept.ending}
    return {"name": safe_name(sent.filename, kept.ending), "sha256": kept.sha256, "kept": made}, None


def safe_name(name: str, ending: str) -> str:
    """Return a file's name as it is shown and given out: no folders, no signs that hide others, its true ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(sign if sign.isalnum() or sign in " -_.()" else "-" for sign in last if sign.isprintable())
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", plain.strip(" .-"))[:LONGEST_NAME].strip(" .-")
    return f"{stem or 'document'}{ending}"


def file_words(file: dict[str, Any] | None) -> str:
    if not file:
        return ""
    kept = file["kept"]
    return f"{file['name']} ({NAMES[kept['ending']]}, {size_words(kept['size'])})"
