"""The change log of a motion: every entry with before, after and why, the newest first."""

from flask import abort, g, render_template, request
from sqlalchemy import func, select

from tracker.models import Change, Motion
from tracker.vocabulary import ChangeKind
from tracker.web.core.context import read
from tracker.web.core.copying import Copied, Each, Past
from tracker.web.core.routing import Door
from tracker.web.public.motions import open_motion
from tracker.wording.log import line_of

bp = Door("log", __name__)

PER_PAGE = 100


@bp.get("/motions/<slug>/changes", copied=Copied(Each.MOTION, Past.WRITTEN, more=("kind", "page"), drops=("demand",)))
def changes_page(slug: str) -> str:
    """Show the log, filtered by kind or by demand."""
    motion, whole = open_motion(slug)
    kind, demand, number = _wanted_kind(), wanted_number("demand"), wanted_number("page") or _page_of_entry(motion)
    entries, total = matching(motion, kind, demand, number)
    lines = [line_of(entry, motion.time_zone) for entry in entries]
    return render_template(
        "public/changes.html",
        motion=motion,
        whole=whole,
        lines=lines,
        total=total,
        kinds=_kinds(motion),
        kind=kind,
        demand=demand,
        number=number,
        pages=max(1, -(-total // PER_PAGE)),
    )


def matching(
    motion: Motion, kind: ChangeKind | None, demand: int | None, number: int, per_page: int = PER_PAGE
) -> tuple[list[Change], int]:
    """Return one page of the log's entries that match, as far as they had happened, and how many match in all."""
    wanted = (Change.motion_id == motion.id) & (Change.happened_at <= g.moment.at)
    if kind is not None:
        wanted &= Change.kind == kind
    if demand is not None:
        wanted &= Change.demand_number == demand
    with read() as session:
        total = session.scalar(select(func.count()).select_from(Change).where(wanted)) or 0
        query = select(Change).where(wanted).order_by(Change.sequence.desc())
        rows = list(session.scalars(query.limit(per_page).offset((number - 1) * per_page)))
        session.expunge_all()
    return rows, total


def _page_of_entry(motion: Motion) -> int:
    """Return the page on which the entry that `?entry=` names stands now; the first where it names none.

    Feeds link to entries by their numbers, for the pages move on as the log grows.
    """
    sequence = wanted_number("entry")
    if sequence is None:
        return 1
    newer = (Change.motion_id == motion.id) & (Change.happened_at <= g.moment.at) & (Change.sequence > sequence)
    with read() as session:
        return (session.scalar(select(func.count()).select_from(Change).where(newer)) or 0) // PER_PAGE + 1


def _kinds(motion: Motion) -> list[ChangeKind]:
    with read() as session:
        found = set(session.scalars(select(Change.kind).where(Change.motion_id == motion.id).distinct()))
    return [kind for kind in ChangeKind if kind in found]


def _wanted_kind() -> ChangeKind | None:
    asked = request.args.get("kind", "")
    if asked and asked not in set(ChangeKind):
        abort(400, f"There is no kind of entry “{asked[:40]}”. Choose one on the page.")
    return ChangeKind(asked) if asked else None


def wanted_number(name: str) -> int | None:
    """Return the number that the address gives for a name, or None; answer 400 for what is none."""
    asked = request.args.get(name, "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= 6 and int(asked) > 0):
        abort(400, f"“{asked[:20]}” is not a number. Write one from 1 on, such as ?{name}=2.")
    return int(asked)
