"""What must hold in a database of many motions, whoever swept it and whatever killed them."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Engine, and_, func, select
from sqlalchemy.orm import Session

from tracker.db import reading
from tracker.models import Change, Motion, Projection
from tracker.rules.hash_chain import broken_links
from tracker.vocabulary import ChangeKind
from tracker.wording.service import broken_link_words

MARKED: dict[ChangeKind, ColumnElement[bool]] = {
    ChangeKind.DEADLINE_PASSED: and_(Projection.pass_marked, Projection.pass_due_at.is_(None)),
    ChangeKind.OVERDUE: and_(Projection.overdue_marked_at.is_not(None), Projection.overdue_due_at.is_(None)),
}


def times_recorded(engine: Engine) -> dict[ChangeKind, dict[int, int]]:
    """Return how many demands were recorded how often, by kind: {kind: {1: 10000}} when each was recorded once."""
    with reading(engine) as session:
        query = select(Change.kind, func.count()).group_by(Change.motion_id, Change.subject, Change.kind)
        tally: dict[ChangeKind, Counter[int]] = {}
        for kind, times in session.execute(query):
            tally.setdefault(kind, Counter())[times] += 1
    return {kind: dict(times) for kind, times in tally.items()}


def half_facts(engine: Engine) -> list[str]:
    """Return every mark without its entry, entry without its mark, and head that is not its log's last entry."""
    with reading(engine) as session:
        return [*_unmatched(session), *_wrong_heads(session)]


def _unmatched(session: Session) -> Iterator[str]:
    for kind, marked in MARKED.items():
        once = kind.value + ":" + Projection.deadline_id.cast(Change.once.type) + ":0"
        entry = select(Change.id).where(Change.once == once).exists()
        for demand_id in session.scalars(select(Projection.demand_id).where(marked != entry)):
            yield f"{kind}: mark and entry of demand {demand_id} differ"


def _wrong_heads(session: Session) -> Iterator[str]:
    last = select(Change.motion_id, func.max(Change.sequence).label("sequence")).group_by(Change.motion_id).subquery()
    query = (
        select(Motion.slug, Motion.log_sequence, Motion.log_head, Change.sequence, Change.hash)
        .outerjoin(last, last.c.motion_id == Motion.id)
        .outerjoin(Change, and_(Change.motion_id == Motion.id, Change.sequence == last.c.sequence))
    )
    for slug, sequence, head, last_sequence, last_hash in session.execute(query):
        if (sequence, head) != (last_sequence or 0, last_hash or ""):
            yield f"{slug}: the head is {sequence} and the last entry {last_sequence}"


def broken_chains(engine: Engine) -> list[str]:
    """Return what is wrong with any motion's chain of hashes."""
    with reading(engine) as session:
        slugs = dict(iter(session.execute(select(Motion.id, Motion.slug))))
        logs: dict[int, list[Change]] = {key: [] for key in slugs}
        for change in session.scalars(select(Change).order_by(Change.motion_id, Change.sequence)):
            logs[change.motion_id].append(change)
        return [broken_link_words(link) for key, log in logs.items() for link in broken_links(log, slugs[key])]
