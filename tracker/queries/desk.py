"""What the desk looks at: demands that need hands, drafts, rights of reply, and motions that were taken down."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.models import Deadline, Demand, DeskEntry, Draft, Hiding, Motion, Projection, Question, ReplyOffer
from tracker.vocabulary import MOVING, DraftKind, DraftState, PartKind, Status

MOST = 50
"""The longest list on a page; what is due first stands first."""
LONGEST_SUBJECT = 120
SETTLED = (Status.WITHDRAWN, Status.ANSWERED, Status.REFUSED)
CHECKED = "checked the post: nothing came"
"""What the desk's log says of a press on "nothing came"."""


@dataclass(frozen=True, slots=True)
class DueDemand:
    """One demand whose deadline is near or has passed: when it closes, until when it is checked, and who looked."""

    slug: str
    motion: str
    time_zone: str
    language: str
    number: int
    title: str
    closes_at: datetime | None
    checked_until: datetime | None
    looked_at: datetime | None = None
    waiting_since: date | None = None


@dataclass(frozen=True, slots=True)
class AwaitedEvent:
    """A deadline that falls on an event whose date is not known yet; without a letter it is the demand's own."""

    slug: str
    motion: str
    number: int
    letter: str
    title: str
    event: str
    language: str


def due_between(session: Session, after: datetime, until: datetime) -> list[DueDemand]:
    """Return the demands with something open whose deadline closes after one instant and up to another."""
    return _read(session, _due().where(Projection.closes_at > after, Projection.closes_at <= until))


def being_checked(session: Session, now: datetime) -> list[DueDemand]:
    """Return the demands whose deadline has passed and whose time for checking still runs."""
    return _read(session, _due().where(Projection.closes_at <= now, Projection.overdue_from > now))


def unassessed(session: Session) -> list[DueDemand]:
    """Return the demands on which a reply waits for our judgement, the longest first."""
    query = _demands().where(Projection.waiting_since.is_not(None), Projection.letter == "")
    return _read(session, query.order_by(Projection.waiting_since, Motion.slug, Demand.number))


def awaited_events(session: Session) -> list[AwaitedEvent]:
    """Return the deadlines in force that fall on an event without a date, of demands that are not settled."""
    later = aliased(Deadline)
    moved = select(later.id).where(
        *(getattr(later, name) == getattr(Deadline, name) for name in ("demand_id", "letter")),
        later.position > Deadline.position,
        later.kind.in_(MOVING),
        later.withdrawn.is_(False),
    )
    query = select(Motion, Demand, Deadline).join(Demand, Demand.motion_id == Motion.id)
    query = query.join(Deadline, Deadline.demand_id == Demand.id)
    query = query.join(Projection, and_(Projection.demand_id == Demand.id, Projection.letter == ""))
    query = query.where(Deadline.event.is_not(None), Deadline.withdrawn.is_(False), Deadline.kind.in_(MOVING))
    query = query.where(~moved.exists(), or_(Projection.status.is_(None), Projection.status.not_in(SETTLED)))
    query = query.order_by(Deadline.set_on, Motion.slug, Demand.number, Deadline.letter)
    return [
        AwaitedEvent(
            motion.slug, motion.title, demand.number, row.letter, demand.title, row.event or "", motion.language
        )
        for motion, demand, row in session.execute(query.limit(MOST))
    ]


def waiting_drafts(session: Session, state: DraftState, author_id: int | None = None) -> Sequence[Draft]:
    """Return the drafts in a state, the oldest first; only one person's where an account is given."""
    query = select(Draft).where(Draft.state == state).order_by(Draft.saved_at, Draft.id).limit(MOST)
    return session.scalars(query if author_id is None else query.where(Draft.author_id == author_id)).all()


def submitted_replies(session: Session) -> Sequence[Draft]:
    """Return the drafts of replies that wait for a second person, in the order in which they were submitted."""
    query = select(Draft).where(Draft.kind == DraftKind.REPLY, Draft.state == DraftState.SUBMITTED)
    return session.scalars(query.order_by(Draft.submitted_at, Draft.id)).all()


def lock_draft(session: Session, key: str) -> None:
    """Keep a draft from being changed by anybody else until the transaction ends."""
    session.execute(select(Draft.id).where(Draft.key == key).with_for_update())


def open_offers(session: Session, states: Collection[DraftState]) -> list[tuple[ReplyOffer, str, str]]:
    """Return the rights of reply whose draft is in one of these states, with its key and the motion's time zone.

    What was offered first stands first; what was withdrawn is left out.
    """
    query = select(ReplyOffer, Draft.key, Motion.time_zone).join(Draft, Draft.id == ReplyOffer.draft_id)
    query = query.join(Motion, Motion.id == ReplyOffer.motion_id)
    query = query.where(ReplyOffer.cancelled_at.is_(None), Draft.state.in_(states)).order_by(ReplyOffer.made_at)
    return [(row[0], row[1], row[2]) for row in session.execute(query.limit(MOST))]


def hidden_motions(session: Session) -> list[tuple[Motion, Hiding]]:
    """Return the motions that are taken down, by the day on which they have to be looked at again."""
    query = select(Motion, Hiding).join(Hiding, Hiding.motion_id == Motion.id).where(Hiding.lifted_at.is_(None))
    return [(row[0], row[1]) for row in session.execute(query.order_by(Hiding.review_on, Hiding.id))]


def all_motions(session: Session) -> Sequence[Motion]:
    """Return every motion without its demands, whatever its visibility, the newest first."""
    return session.scalars(select(Motion).order_by(Motion.adopted_on.desc(), Motion.slug)).all()


def motions_by_id(session: Session, ids: Iterable[int | None]) -> dict[int, Motion]:
    return {motion.id: motion for motion in session.scalars(select(Motion).where(Motion.id.in_({*ids} - {None})))}


def parts_to_do(session: Session, ids: Collection[int | None]) -> set[tuple[int, str]]:
    """Return the parts of some motions that ask for an action: the id of the motion, and a name such as "12b"."""
    query = select(Demand.motion_id, Demand.number, Question.letter).join(Question, Question.demand_id == Demand.id)
    chosen = query.where(Demand.motion_id.in_(ids), Question.kind == PartKind.ACTION)
    return {(motion_id, f"{number}{letter}") for motion_id, number, letter in session.execute(chosen)}


def has_demand(session: Session, slug: str, number: int) -> bool:
    """Tell whether a motion, whatever its visibility, has a demand of this number."""
    query = select(Demand.id).join(Motion, Motion.id == Demand.motion_id)
    return session.scalar(query.where(Motion.slug == slug, Demand.number == number)) is not None


def demand_subject(slug: str, number: int) -> str:
    """Return what the desk's log calls a demand."""
    return f"motion/{slug}/demand/{number}"[-LONGEST_SUBJECT:]


def _demands() -> Select[Motion, Demand, Projection]:
    joined = select(Motion, Demand, Projection).join(Demand, Demand.motion_id == Motion.id)
    return joined.join(Projection, Projection.demand_id == Demand.id)


def _due() -> Select[Motion, Demand, Projection]:
    return _demands().where(Projection.outstanding).order_by(Projection.closes_at, Motion.slug, Demand.number)


def _read(session: Session, query: Select[Motion, Demand, Projection]) -> list[DueDemand]:
    rows = [(row[0], row[1], row[2]) for row in session.execute(query.limit(MOST))]
    # A demand whose parts have ledgers of their own has several clocks: the first to close stands for it.
    firsts: dict[int, tuple[Motion, Demand, Projection]] = {}
    for found in rows:
        firsts.setdefault(found[1].id, found)
    rows = list(firsts.values())
    subjects = [demand_subject(motion.slug, demand.number) for motion, demand, _ in rows]
    looked = select(DeskEntry.subject, func.max(DeskEntry.at)).where(
        DeskEntry.act == CHECKED, DeskEntry.subject.in_(subjects)
    )
    seen = dict(session.execute(looked.group_by(DeskEntry.subject)).all())
    return [
        DueDemand(
            slug=motion.slug,
            motion=motion.title,
            time_zone=motion.time_zone,
            language=motion.language,
            number=demand.number,
            title=demand.title,
            closes_at=row.closes_at,
            checked_until=row.overdue_from,
            waiting_since=row.waiting_since,
            looked_at=_since(seen.get(demand_subject(motion.slug, demand.number)), row.closes_at),
        )
        for motion, demand, row in rows
    ]


def _since(at: datetime | None, closes_at: datetime | None) -> datetime | None:
    """Return when somebody looked, where that was after the deadline: an earlier look says nothing about it."""
    return at if at and closes_at and at >= closes_at else None
