"""What needs hands now, in the words of the desk's first page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tracker.models import Motion, Outlet, ReplyOffer
from tracker.models.message import OUTLET
from tracker.operations.desk.drafts import LIVE
from tracker.operations.desk.requests import open_requests, standing_of
from tracker.queries import desk
from tracker.queries.accounts import active_roles
from tracker.queries.delivery import failed_alerts
from tracker.rules.dates import local_day
from tracker.rules.response_times import RequestStanding, offer_state, waits_for_an_editor
from tracker.vocabulary import Capability, OfferState, Role
from tracker.wording.dates import day_words

SOON = timedelta(days=7)
FAILED_WITHIN = timedelta(days=7)
KEEPERS = Role.that_can(Capability.RECORD)
"""Who can put facts on record."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One right of reply: of whom, where it stands in words, and the draft that it is about."""

    by: str
    words: str
    draft_key: str


def open_offers(session: Session, now: datetime) -> list[Offered]:
    """Return the rights of reply that are not over, or that an editor has to look at: what came first stands first."""
    rows = desk.open_offers(session, LIVE)
    return [Offered(offer.by, _offered_words(offer, zone, now), key) for offer, key, zone in rows]


def _offered_words(offer: ReplyOffer, zone: str, now: datetime) -> str:
    if waits_for_an_editor(offer):
        return "a reply came; make sure that it is theirs."
    state = offer_state(offer, zone, now)
    until = f" Until the end of {day_words(offer.due_on)}." if state is OfferState.OPEN and offer.due_on else ""
    return f"{state.label.lower()}.{until}"


def hidden(session: Session, now: datetime) -> list[tuple[Motion, str]]:
    found = []
    for motion, hiding in desk.hidden_motions(session):
        if hiding.lift_asked_by_id is not None:
            found.append((motion, "somebody asked to show it again; a second person decides."))
        elif hiding.review_on <= local_day(now, motion.time_zone):
            found.append((motion, f"taken down; to be looked at again by {day_words(hiding.review_on)}."))
    return found


def asked_corrections(session: Session, now: datetime) -> list[tuple[str, str]]:
    return [(request.key, _request_words(standing_of(request, now))) for request in open_requests(session)[: desk.MOST]]


def _request_words(standing: RequestStanding) -> str:
    waits = standing.looked_on is None
    due, late = (standing.look_due_on, standing.look_late) if waits else (standing.decide_due_on, standing.decide_late)
    by = f"{late} {'day' if late == 1 else 'days'} late" if late else f"by {day_words(due)}"
    return f"asked {day_words(standing.asked_on)}; {'to be looked at' if waits else 'to be decided'} {by}"


def failed_mails(session: Session, now: datetime) -> int:
    return failed_alerts(session, now - FAILED_WITHIN)


def mail_trouble(session: Session) -> str | None:
    """Return what holds up all mail, in the words of the outbox, or None."""
    outlet = session.get(Outlet, OUTLET)
    if outlet is None:
        return None
    return "Mail is held back by a person." if outlet.held_at else outlet.trouble


def missing_people(session: Session) -> str:
    """Say whom the desk lacks to publish an adverse finding, which takes two people, one of them a reviewer."""
    roles = active_roles(session, KEEPERS)
    if not roles:
        return "Nobody can keep the record yet. Invite an editor, who records, and a reviewer, who publishes."
    if not any(role.can(Capability.PUBLISH) for role in roles):
        return "Nobody can publish findings yet. Invite a reviewer."
    if len(roles) == 1:
        return "A finding of “not answered” or “refused” takes two people. Invite an editor or another reviewer."
    return ""
