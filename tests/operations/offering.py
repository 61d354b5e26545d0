"""Offers to reply and letters, for tests."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import utc
from tracker.models import Draft, Editor, Message, Motion, ReplyOffer
from tracker.operations.desk import drafts, offers
from tracker.vocabulary import DraftKind

KEY = b"k" * 40
MADE_AT = utc(2026, 11, 5, 12)
"""A Thursday: five working days end with Thursday, 12 November."""

SHOWN: dict[str, Any] = {
    "motion": "Clean River",
    "body": "Northgate Council",
    "adopted_on": "2026-11-01",
    "parts": [
        {
            "demand": 1,
            "letter": "b",
            "asks": "Publish the sampling results for the river.",
            "question": "the laboratory that made them",
            "test": "The name of the laboratory.",
            "verdict": "not_answered",
            "gap": "not_mentioned",
            "reasoning": "The letter of 4 November names no laboratory.",
            "passage": "The results were made by an accredited laboratory.",
            "sources": [
                {
                    "title": "Letter on the river",
                    "publisher": "The Cabinet",
                    "url": "https://example.org/letter",
                    "published_on": "2026-11-04",
                }
            ],
        }
    ],
}


def made(session: Session, who: Editor, **values: Any) -> ReplyOffer:
    """Make an offer to the Cabinet, by mail unless told otherwise, on a draft of its own."""
    motion = session.scalars(select(Motion)).one()
    draft = drafts.begin(session, who, DraftKind.REPLY, "A reply", {}, MADE_AT, motion)
    plain: dict[str, Any] = {"by": "The Cabinet", "address": "cabinet@example.org", "sent_by": "e-mail"}
    plain |= {"working_days": 5, "short_reason": None, "shown": SHOWN, "now": MADE_AT}
    return offers.make(session, draft, motion, who=who, **plain | values)


def letters_of(session: Session) -> list[Message]:
    """Return the letters, in the order of their making."""
    return list(session.scalars(select(Message).where(Message.letter_kind.is_not(None)).order_by(Message.id)))


def draft_of(session: Session, offer: ReplyOffer) -> Draft:
    """Return the draft that an offer was made for."""
    return session.get_one(Draft, offer.draft_id)


def invited(session: Session, who: Editor, at: datetime = MADE_AT, **values: Any) -> tuple[ReplyOffer, str]:
    """Make an offer that was handed over, and return it with the secret of its link."""
    offer = made(session, who, **{"address": None, "sent_by": "post", **values})
    offers.mark_handed_over(session, offer, at, "by hand", who, at)
    return offer, offers.token_of(session, offer, KEY)
