"""The change log of a motion: every entry with before, after and why, the newest first."""

from flask import abort, g, render_template, request

from tracker.models import Motion
from tracker.queries.log import LogFilter, count_entries, kinds_in, newest_entries
from tracker.vocabulary import ChangeKind
from tracker.web.core.answers import wanted_number
from tracker.web.core.context import read
from tracker.web.core.copying import Copied, Each, Past
from tracker.web.core.open_record import open_motion
from tracker.web.core.routing import Door
from tracker.wording.log import line_of, of_action

bp = Door("log", __name__)

PER_PAGE = 100


@bp.get("/motions/<slug>/changes", copied=Copied(Each.MOTION, Past.WRITTEN, more=("kind", "page"), drops=("demand",)))
def changes_page(slug: str) -> str:
    motion, whole = open_motion(slug)
    kind, demand = _wanted_kind(), wanted_number("demand")
    wanted = log_filter(motion, kind, demand)
    number = wanted_number("page") or _page_of_entry(motion)
    with read() as session:
        total, kinds = count_entries(session, wanted), kinds_in(session, motion.id)
        lines = [
            line_of(row, motion.time_zone, of_action(row, motion))
            for row, _ in newest_entries(session, wanted, number, PER_PAGE)
        ]
    return render_template(
        "public/changes.html",
        motion=motion,
        whole=whole,
        lines=lines,
        total=total,
        kinds=[kind for kind in ChangeKind if kind in kinds],
        kind=kind,
        demand=demand,
        number=number,
        pages=max(1, -(-total // PER_PAGE)),
    )


def log_filter(motion: Motion, kind: ChangeKind | None = None, demand: int | None = None) -> LogFilter:
    """Return what is wanted of a motion's log: the entries of a kind or a demand, as far as they had happened."""
    kinds = None if kind is None else (kind,)
    return LogFilter(motion_id=motion.id, kinds=kinds, demand=demand, happened_by=g.moment.at)


def _page_of_entry(motion: Motion) -> int:
    """Return the page on which the entry that `?entry=` names stands now; the first where it names none.

    Feeds link to entries by their numbers, for the pages move on as the log grows.
    """
    sequence = wanted_number("entry")
    if sequence is None:
        return 1
    with read() as session:
        return count_entries(session, log_filter(motion), after=sequence) // PER_PAGE + 1


def _wanted_kind() -> ChangeKind | None:
    asked = request.args.get("kind", "")
    if asked and asked not in set(ChangeKind):
        abort(400, f"There is no kind of entry “{asked[:40]}”. Choose one on the page.")
    return ChangeKind(asked) if asked else None
