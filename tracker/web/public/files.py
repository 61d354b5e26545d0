"""Our copies of sources, to download; and the page behind a secret link.

A copy is never shown in the browser: it comes as an attachment under a sandbox, and only while it is what was kept.
"""

from urllib.parse import quote

from flask import Response, abort, current_app, g, render_template

from tracker.models import Source
from tracker.operations.record import visibility
from tracker.queries.motions import load_whole
from tracker.rules.status import motion_standing
from tracker.storage.files import size_words
from tracker.storage.kinds import NAMES
from tracker.web.core.as_of import moment
from tracker.web.core.context import files, read
from tracker.web.core.copying import Copied, Each
from tracker.web.core.routing import Door
from tracker.web.core.snapshots import motion_then, public_motion
from tracker.web.core.summaries import deadlines_in_words

bp = Door("files", __name__)

SANDBOX = "sandbox; default-src 'none'"
NOT_HERE = "We keep no copy of this source. Its own address, where we know one, is on the page of sources."
CHANGED = (
    "Our copy of this source is not what we kept: its content has changed, so it is not given out. We know of it and "
    "are looking into it."
)
DEAD_LINK = "This link does not work, or not any more. Ask for a new one where you got it."


@bp.get("/motions/<slug>/sources/<key>/file", copied=Copied(Each.LINKED, dated=False))
def source_file(slug: str, key: str) -> Response:
    motion = public_motion(slug)
    source = next((known for known in motion.sources_of_record if known.key == key), None)
    if source is None:
        abort(404, f"“{motion.title}” has no such source. All of them are on its page of sources.")
    kept = files().find(source.sha256)
    if kept is None:
        abort(404, NOT_HERE)
    data = files().read(kept)
    if data is None:
        current_app.logger.error("The file of source %s of %s is not what was kept.", key, slug)
        abort(410, CHANGED)
    response = Response(data, content_type=_TYPES.get(kept.kind, kept.kind))
    response.headers["Content-Disposition"] = _attachment(source.file or "", kept.ending)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


_TYPES = {"text/plain": "text/plain; charset=utf-8"}


def _attachment(name: str, ending: str) -> str:
    """Return the header that names a download; signs that a header cannot carry are written as RFC 6266 has it."""
    shown = "".join(sign for sign in name if sign.isprintable() and sign not in '"\\/;%') or f"document{ending}"
    plain = shown.encode("ascii", "replace").decode().replace("?", "-")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"


def our_copy(source: Source) -> str:
    """Say that we keep a copy of a source: "our copy, 1.2 MB, PDF"; empty where we keep none."""
    kept = files().find(source.sha256)
    return f"our copy, {size_words(kept.size)}, {NAMES[kept.ending]}" if kept else ""


@bp.get("/s/<token>")
def shared(token: str) -> str:
    """Show an unlisted motion to anyone who has its link: the page for printing, and nothing that leads elsewhere."""
    with read() as session:
        motion = None if "\0" in token else visibility.shared_motion(session, token)
        if motion is None:
            abort(404, DEAD_LINK)
        load_whole(session, motion)
    g.moment = when = moment(motion.time_zone, motion.adopted_on)
    motion = motion_then(motion, when.at) if when.is_past else motion
    whole = motion_standing(motion, when.at)
    notes = [note for note in motion.notes if not note.demands]
    return render_template(
        "public/shared.html", motion=motion, whole=whole, notes=notes, deadlines=deadlines_in_words(whole), alone=True
    )
