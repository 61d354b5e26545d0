"""The right of reply: offered before an adverse finding is published, answered or declined on a private page.

The link's secret follows from the installation's key and the offer, so that every try of the mail carries the same one
and it can be printed again; the database keeps its hash. The addressee's words are kept as they sent them; what another
version takes the place of is kept beside it.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.keys import signature, token_hash
from tracker.models import Draft, Editor, Motion, ReplyOffer
from tracker.operations.desk import audit
from tracker.operations.notify import letters
from tracker.record.schema import StatementEntry
from tracker.rules import response_times
from tracker.rules.dates import local_day
from tracker.rules.response_times import FEWEST_REPLY_DAYS, REPLY_DAYS
from tracker.vocabulary import DraftState, LetterKind, OfferState

BY_MAIL = "e-mail"
LONGEST_ANSWER = 20_000
TOKEN_SIGNS = 32


class OfferRefusedError(Exception):
    """What was asked of an offer cannot be done; `field` names the field of the form that it is about, if any."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def make(
    session: Session,
    draft: Draft,
    motion: Motion,
    by: str,
    address: str | None,
    sent_by: str,
    working_days: int,
    short_reason: str | None,
    shown: Mapping[str, Any],
    who: Editor,
    now: datetime,
) -> ReplyOffer:
    """Make an offer to reply to what a draft is going to publish. With an address its mail is queued.

    Without one it is handed over in another way (`sent_by` says how: post, by hand), and counts from
    `mark_handed_over`. `shown` is what the addressee is shown, kept as proof:

        {"motion": title, "body": who adopted it, "adopted_on": "2026-11-01", "language": "en-GB", "parts": [
         {"demand": 1, "letter": "a", "asks": the demand, "question": text, "kind": word, "test": text, "verdict": word,
         "gap": word or None, "ground": word or None, "reasoning": text, "passage": text or None,
         "rests_on": keys of its sources, "sources": [{"title", "publisher", "url", "published_on"}]}]}
    """
    if working_days < FEWEST_REPLY_DAYS:
        raise OfferRefusedError(f"Give at least {FEWEST_REPLY_DAYS} working days.", "working_days")
    if working_days < REPLY_DAYS and not (short_reason or "").strip():
        raise OfferRefusedError(f"Say why they get fewer than {REPLY_DAYS} working days.", "short_reason")
    if not by.strip():
        raise OfferRefusedError("Name who is invited to reply.", "by")
    made = len(offers_of(session, draft))
    offer = ReplyOffer(
        draft_id=draft.id,
        motion_id=motion.id,
        statement_key=f"right-of-reply-{draft.id}" + (f"-{made + 1}" if made else ""),
        by=by.strip(),
        address=address,
        sent_by=BY_MAIL if address else sent_by,
        working_days=working_days,
        short_reason=(short_reason or "").strip() or None,
        shown=json.dumps(dict(shown), ensure_ascii=False),
        made_at=now,
        made_by_id=who.id,
    )
    session.add(offer)
    session.flush()
    if address:
        letters.queue(session, LetterKind.REPLY_OFFER, address, {"offer": offer.id}, now, _letter_key(offer))
    audit.record(session, who, "offered a reply", f"offer/{offer.id}", now, reason=offer.short_reason or "")
    return offer


def offers_of(session: Session, draft: Draft) -> list[ReplyOffer]:
    """Return the offers that were made for a draft, the latest first."""
    query = select(ReplyOffer).where(ReplyOffer.draft_id == draft.id).order_by(ReplyOffer.id.desc())
    return list(session.scalars(query))


def find(session: Session, token: str) -> ReplyOffer | None:
    """Return the offer that a link leads to, ended ones included."""
    return session.scalar(select(ReplyOffer).where(ReplyOffer.token_hash == token_hash(token)))


def of_letter(session: Session, facts: str) -> ReplyOffer | None:
    return session.get(ReplyOffer, json.loads(facts)["offer"], with_for_update=True)


def token_of(session: Session, offer: ReplyOffer, key: bytes) -> str:
    """Return the secret of an offer's link, the same at every call; from now on it is known by its hash."""
    token = signature(key, "reply", f"{offer.id}:{offer.made_at.isoformat()}")[:TOKEN_SIGNS]
    offer.token_hash = token_hash(token)
    session.flush()
    return token


def zone_of(session: Session, offer: ReplyOffer) -> str:
    """Return the time zone in which an offer's days end."""
    return session.get_one(Motion, offer.motion_id).time_zone


def ends_at(session: Session, offer: ReplyOffer) -> datetime | None:
    """Return when the addressee's days end, for the clearance of a finding; None while nothing was sent."""
    return response_times.ends_at(offer, zone_of(session, offer))


def invited(session: Session, offer: ReplyOffer, at: datetime) -> None:
    """Let the days run from an instant, unless they run already."""
    if offer.invited_at is None:
        offer.invited_at = at
        offer.due_on = response_times.reply_due_on(at, offer.working_days, zone_of(session, offer))


def mark_handed_over(session: Session, offer: ReplyOffer, when: datetime, how: str, who: Editor, now: datetime) -> None:
    """Write down that an offer was handed over in another way than by our mail; its days run from then."""
    if offer.cancelled_at is not None:
        raise OfferRefusedError("This invitation was withdrawn; make another one.")
    if offer.invited_at is not None:
        raise OfferRefusedError("Its days run already.", "when")
    if not offer.made_at <= when <= now:
        raise OfferRefusedError("It was handed over after it was made, and before now: check day and time.", "when")
    if not how.strip():
        raise OfferRefusedError("Say how it was handed over, such as by post or by hand.", "how")
    letters.cancel(session, _letter_key(offer), "it was handed over in another way", now)
    offer.sent_by = how.strip()
    invited(session, offer, when)
    audit.record(session, who, "handed an offer to reply over", f"offer/{offer.id}", now)


def answer(session: Session, token: str, text: str, now: datetime) -> ReplyOffer:
    """Keep the addressee's own words. An earlier version is kept beside them, until an editor has accepted one."""
    offer = _open_offer(session, token, now)
    _keep_earlier(offer)
    offer.answer, offer.answered_at, offer.declined_at = read_answer(text), now, None
    audit.record(session, None, "replied to an offer", f"offer/{offer.id}", now)
    return offer


def decline(session: Session, token: str, now: datetime) -> ReplyOffer:
    """Write down that the addressee does not want to comment."""
    offer = _open_offer(session, token, now)
    _keep_earlier(offer)
    offer.answer, offer.answered_at, offer.declined_at = None, None, now
    audit.record(session, None, "declined an offer to reply", f"offer/{offer.id}", now)
    return offer


def read_answer(text: str) -> str:
    """Return words as they are kept: unedited, in one form of Unicode and with plain line ends; refuse what is none."""
    words = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not words:
        raise OfferRefusedError("Write your reply, or choose that you decline to comment.", "answer")
    if len(words) > LONGEST_ANSWER:
        sentence = f"Your reply has {len(words):,} characters; it can have {LONGEST_ANSWER:,}. Please shorten it."
        raise OfferRefusedError(sentence, "answer")
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in words):
        raise OfferRefusedError("Your reply holds a control character that cannot be shown. Please type it.", "answer")
    return words


def accept(session: Session, offer: ReplyOffer, who: Editor, now: datetime) -> None:
    """Write down that an editor has made sure that what came is the addressee's. It can then no longer be changed.

    The editor who made the invitation has seen its link, so it is never they who say whose the words are.
    """
    _refuse_to_judge(offer, who, "accept")
    offer.accepted_at = now
    audit.record(session, who, "made sure of a reply", f"offer/{offer.id}", now)


def set_aside(session: Session, offer: ReplyOffer, who: Editor, now: datetime) -> None:
    """Write down that what came is not the addressee's. It is kept, and not shown; their days run as before."""
    _refuse_to_judge(offer, who, "set aside")
    _keep_earlier(offer)
    offer.answer = offer.answered_at = offer.declined_at = None
    audit.record(session, who, "set a reply aside: not from the addressee", f"offer/{offer.id}", now)


def cancel(session: Session, offer: ReplyOffer, who: Editor, now: datetime) -> None:
    """Withdraw an offer, such as one that went to a wrong address; its link ends."""
    if offer.cancelled_at is None:
        letters.cancel(session, _letter_key(offer), "the offer was withdrawn", now)
        offer.cancelled_at = now
        audit.record(session, who, "withdrew an offer to reply", f"offer/{offer.id}", now)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of what came: when, and the words, or None where they declined."""

    at: datetime
    text: str | None


def versions(offer: ReplyOffer) -> list[Version]:
    """Return what came before what stands now, the oldest first."""
    return [Version(datetime.fromisoformat(kept["at"]), kept["text"]) for kept in json.loads(offer.earlier)]


def statement_entry(
    session: Session, offer: ReplyOffer, demands: list[int], published_on: date, now: datetime
) -> StatementEntry:
    """Return the entry that goes on record with the finding: offered, and received, declined or no answer.

    Raise OfferRefusedError while the days run unused, and while nobody has made sure of what came.
    """
    if response_times.waits_for_an_editor(offer):
        raise OfferRefusedError("A reply came. Make sure that it is the addressee's, or set it aside.")
    zone = zone_of(session, offer)
    still_open = response_times.offer_state(offer, zone, now) in (OfferState.OPEN, OfferState.CANCELLED)
    if offer.invited_at is None or still_open:
        raise OfferRefusedError("The addressee can still reply: their days have not ended.")
    return StatementEntry(
        id=offer.statement_key,
        by=offer.by,
        demands=demands,
        invited_on=local_day(offer.invited_at, zone),
        due_on=offer.due_on,
        received_on=local_day(offer.answered_at, zone) if offer.answered_at else None,
        declined_on=local_day(offer.declined_at, zone) if offer.declined_at else None,
        published_on=published_on,
        text=offer.answer,
    )


def is_over(session: Session, offer: ReplyOffer, now: datetime) -> bool:
    """Tell whether nothing can be sent by an offer's link any more."""
    end = ends_at(session, offer)
    draft = session.get_one(Draft, offer.draft_id)
    settled = draft.state in (DraftState.PUBLISHED, DraftState.DISCARDED)
    return bool(settled or offer.cancelled_at or offer.accepted_at or (end and now >= end))


def _open_offer(session: Session, token: str, now: datetime) -> ReplyOffer:
    query = select(ReplyOffer).where(ReplyOffer.token_hash == token_hash(token)).with_for_update()
    offer = session.scalar(query)
    if offer is None or is_over(session, offer, now):
        raise OfferRefusedError("This can no longer be changed: the days to reply have ended, or it was dealt with.")
    invited(session, offer, now)  # An addressee who answers has been reached, whatever became of our mail.
    return offer


def _refuse_to_judge(offer: ReplyOffer, who: Editor, act: str) -> None:
    if offer.made_by_id == who.id:
        raise OfferRefusedError("You made this invitation. Somebody else has to say whether what came is theirs.")
    if not response_times.waits_for_an_editor(offer):
        raise OfferRefusedError(f"There is nothing new to {act}.")


def _keep_earlier(offer: ReplyOffer) -> None:
    at = offer.answered_at or offer.declined_at
    if at is not None:
        earlier = [*json.loads(offer.earlier), {"at": at.isoformat(), "text": offer.answer}]
        offer.earlier = json.dumps(earlier, ensure_ascii=False)


def _letter_key(offer: ReplyOffer) -> str:
    return f"{LetterKind.REPLY_OFFER.value}:{offer.id}"
