"""What needs hands now: read for the desk's first page, each list by one query and none of them long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.models import Demand, DeskEntry, Draft, Editor, Hiding, Message, Motion, Outlet, Projection, ReplyOffer
from tracker.operations.drafts import LIVE
from tracker.operations.outbox import OUTLET
from tracker.operations.requests import open_requests, standing_of
from tracker.rules.instants import local_day
from tracker.rules.promises import OfferState, RequestStanding, offer_state, waits_for_an_editor
from tracker.rules.sentences import day_words
from tracker.vocabulary import DeskRole, DraftState, Headline, MessageState

SOON = timedelta(days=7)
FAILED_WITHIN = timedelta(days=7)
MOST = 50
"""The longest list on the page; what is due first stands first."""
LONGEST_SUBJECT = 120
KEEPERS = (DeskRole.EDITOR, DeskRole.REVIEWER)
"""Who can put facts on record."""
CHECKED = "checked the post: nothing came"
"""What the desk's log says of a press on "nothing came"."""


@dataclass(frozen=True, slots=True)
class Due:
    """One demand whose deadline is near or has passed: when it closes, until when it is checked, and who looked."""

    slug: str
    motion: str
    time_zone: str
    number: int
    title: str
    closes_at: datetime | None
    checked_until: datetime | None
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """One right of reply: of whom, where it stands in words, and the draft that it is about."""

    by: str
    words: str
    draft_key: str


def coming(session: Session, now: datetime) -> list[Due]:
    """Return the demands with something open whose deadline closes within seven days."""
    query = _due().where(Projection.closes_at > now, Projection.closes_at <= now + SOON)
    return _read(session, query)


def being_checked(session: Session, now: datetime) -> list[Due]:
    """Return the demands whose deadline has passed and whose time for checking still runs."""
    query = _due().where(Projection.closes_at <= now, Projection.overdue_from > now)
    return _read(session, query)


def unassessed(session: Session) -> list[Due]:
    """Return the demands on which a reply is in that nobody has judged."""
    query = _demands().where(Projection.headline == Headline.BEING_ASSESSED).order_by(Motion.slug, Demand.number)
    return _read(session, query)


def waiting_drafts(session: Session, state: DraftState, author_id: int | None = None) -> Sequence[Draft]:
    """Return the drafts in a state, the oldest first; only one person's where an account is given."""
    query = select(Draft).where(Draft.state == state).order_by(Draft.saved_at, Draft.id).limit(MOST)
    return session.scalars(query if author_id is None else query.where(Draft.author_id == author_id)).all()


def open_offers(session: Session, now: datetime) -> list[Offered]:
    """Return the rights of reply that are not over, or that an editor has to look at: what came first stands first."""
    query = select(ReplyOffer, Draft.key, Motion.time_zone).join(Draft, Draft.id == ReplyOffer.draft_id)
    query = query.join(Motion, Motion.id == ReplyOffer.motion_id)
    query = query.where(ReplyOffer.cancelled_at.is_(None), Draft.state.in_(LIVE)).order_by(ReplyOffer.made_at)
    rows = session.execute(query.limit(MOST))
    return [Offered(offer.by, _offered_words(offer, zone, now), key) for offer, key, zone in rows]


def _offered_words(offer: ReplyOffer, zone: str, now: datetime) -> str:
    if waits_for_an_editor(offer):
        return "a reply came; make sure that it is theirs."
    state = offer_state(offer, zone, now)
    until = f" Until the end of {day_words(offer.due_on)}." if state is OfferState.OPEN and offer.due_on else ""
    return f"{state.label.lower()}.{until}"


def hidden(session: Session, now: datetime) -> list[tuple[Motion, str]]:
    """Return the motions that were taken down and wait for somebody: their day of review has come, or a lifting."""
    query = select(Motion, Hiding).join(Hiding, Hiding.motion_id == Motion.id).where(Hiding.lifted_at.is_(None))
    found = []
    for motion, hiding in session.execute(query.order_by(Hiding.review_on, Hiding.id)):
        if hiding.lift_asked_by_id is not None:
            found.append((motion, "somebody asked to show it again; a second person decides."))
        elif hiding.review_on <= local_day(now, motion.time_zone):
            found.append((motion, f"taken down; to be looked at again by {day_words(hiding.review_on)}."))
    return found


def asked_corrections(session: Session, now: datetime) -> list[tuple[str, str]]:
    """Return the readers' requests that are not decided, the oldest first: reference, and where each stands."""
    return [(one.key, _request_words(standing_of(one, now))) for one in open_requests(session)[:MOST]]


def _request_words(standing: RequestStanding) -> str:
    waits = standing.looked_on is None
    due, late = (standing.look_due_on, standing.look_late) if waits else (standing.decide_due_on, standing.decide_late)
    by = f"{late} {'day' if late == 1 else 'days'} late" if late else f"by {day_words(due)}"
    return f"asked {day_words(standing.asked_on)}; {'to be looked at' if waits else 'to be decided'} {by}"


def failed_mails(session: Session, now: datetime) -> int:
    """Return how many alerts could not be delivered in the last week."""
    query = select(func.count()).where(Message.state == MessageState.FAILED, Message.letter_kind.is_(None))
    return session.scalar(query.where(Message.settled_at > now - FAILED_WITHIN)) or 0


def mail_trouble(session: Session) -> str | None:
    """Return what holds up all mail, in the words of the outbox, or None."""
    outlet = session.get(Outlet, OUTLET)
    if outlet is None:
        return None
    return "Mail is held back by a person." if outlet.held_at else outlet.trouble


def missing_people(session: Session) -> str:
    """Say whom the desk lacks to publish an adverse finding, which takes two people, one of them a reviewer."""
    roles = session.scalars(select(Editor.role).where(Editor.active, Editor.role.in_(KEEPERS))).all()
    if not roles:
        return "Nobody can keep the record yet. Invite an editor, who records, and a reviewer, who publishes."
    if DeskRole.REVIEWER not in roles:
        return "Nobody can publish findings yet. Invite a reviewer."
    if len(roles) == 1:
        return "A finding of “not answered” or “refused” takes two people. Invite an editor or another reviewer."
    return ""


def _demands() -> Select[Motion, Demand, Projection]:
    joined = select(Motion, Demand, Projection).join(Demand, Demand.motion_id == Motion.id)
    return joined.join(Projection, Projection.demand_id == Demand.id)


def _due() -> Select[Motion, Demand, Projection]:
    return _demands().where(Projection.outstanding).order_by(Projection.closes_at, Motion.slug, Demand.number)


def _read(session: Session, query: Select[Motion, Demand, Projection]) -> list[Due]:
    rows = session.execute(query.limit(MOST)).all()
    subjects = [demand_subject(motion.slug, demand.number) for motion, demand, _ in rows]
    looked = select(DeskEntry.subject, func.max(DeskEntry.at)).where(
        DeskEntry.act == CHECKED, DeskEntry.subject.in_(subjects)
    )
    seen = dict(session.execute(looked.group_by(DeskEntry.subject)).all())
    return [
        Due(
            slug=motion.slug,
            motion=motion.title,
            time_zone=motion.time_zone,
            number=demand.number,
            title=demand.title,
            closes_at=kept.closes_at,
            checked_until=kept.overdue_from,
            looked_at=_since(seen.get(demand_subject(motion.slug, demand.number)), kept.closes_at),
        )
        for motion, demand, kept in rows
    ]


def demand_subject(slug: str, number: int) -> str:
    """Return what the desk's log calls a demand."""
    return f"motion/{slug}/demand/{number}"[-LONGEST_SUBJECT:]


def _since(at: datetime | None, closes_at: datetime | None) -> datetime | None:
    """Return when somebody looked, where that was after the deadline: an earlier look says nothing about it."""
    return at if at and closes_at and at >= closes_at else None
