"""What a letter says, and its links, worked out when its turn comes. None: there is nothing to say any more."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.delivery.claim import Letter
from tracker.formats.tongues import HOUSE_LANGUAGE, Tongue
from tracker.models import Change, CorrectionRequest, Motion, ReplyOffer
from tracker.operations.accounts import accounts
from tracker.operations.desk import offers, requests
from tracker.rules.response_times import reply_due_on
from tracker.vocabulary import Gap, Ground, LetterKind, PartKind, Verdict, Visibility, label_of
from tracker.wording.dates import day_words

ZONES = {"Europe/London": "London time"}


class Words:
    """Contexts of letters. Links are made in the caller's transaction, of which the database keeps hashes only."""

    def __init__(self, base_url: str, key: bytes) -> None:
        self._base_url, self._key = base_url, key

    def context(self, session: Session, letter: Letter, recipient: str, now: datetime) -> dict[str, Any] | None:
        facts = json.loads(letter.facts)
        match letter.kind:
            case LetterKind.ACCOUNT_LINK:
                return self._account_link(session, recipient, now)
            case LetterKind.REPLY_OFFER:
                return self._offer(session, session.get(ReplyOffer, facts["offer"]), now)
            case LetterKind.REQUEST_RECEIVED:
                return self._received(requests.find(session, facts["request"]), now)
            case LetterKind.REQUEST_DECIDED:
                return self._decided(session, requests.find(session, facts["request"]))

    def _account_link(self, session: Session, address: str, now: datetime) -> dict[str, Any] | None:
        token = accounts.link_for(session, address, now)
        link = f"{self._base_url}/editor/account/link/{token}"
        return {"link": link, "expires": now + accounts.LINK_LASTS} if token else None

    def _offer(self, session: Session, offer: ReplyOffer | None, now: datetime) -> dict[str, Any] | None:
        if offer is None or offers.is_over(session, offer, now):
            return None
        zone = offers.zone_of(session, offer)
        token = offers.token_of(session, offer, self._key)
        return {
            "by": offer.by,
            "shown": shown_in_words(offer),
            "link": f"{self._base_url}/reply/{token}",
            "due": offer.due_on or reply_due_on(now, offer.working_days, zone),
            "zone": zone_in_words(zone),
            "days": offer.working_days,
            "short_reason": offer.short_reason,
        }

    def _received(self, request: CorrectionRequest | None, now: datetime) -> dict[str, Any] | None:
        if request is None:
            return None
        standing = requests.standing_of(request, now)
        return {
            "request": request.key,
            "link": self._page_of(request),
            "look_due": standing.look_due_on,
            "decide_due": standing.decide_due_on,
        }

    def _decided(self, session: Session, request: CorrectionRequest | None) -> dict[str, Any] | None:
        if request is None or request.decision is None or request.decided_at is None:
            return None
        return {
            "request": request.key,
            "link": self._page_of(request),
            "asked": requests.standing_of(request, request.decided_at).asked_on,
            "decision": request.decision,
            "answer": request.answer or "",
            "correction": self._correction(session, request.change_id),
        }

    def _correction(self, session: Session, change_id: int | None) -> str | None:
        change = session.get(Change, change_id) if change_id else None
        motion = session.get_one(Motion, change.motion_id) if change else None
        if change is None or motion is None or motion.visibility is not Visibility.PUBLIC:
            return None
        path = f"/motions/{motion.slug}/changes?kind={change.kind.value}"
        return f"{self._base_url}{path}#entry-{change.sequence}"

    def _page_of(self, request: CorrectionRequest) -> str:
        return f"{self._base_url}/corrections/requests/{request.key}"


def shown_in_words(offer: ReplyOffer) -> dict[str, Any]:
    """Return what an addressee is shown, with each verdict in words; what the snapshot lacks is empty."""
    shown = json.loads(offer.shown)
    parts = [{**_EMPTY_PART, **part, "said": _said(part), "sources": _sources(part)} for part in shown.get("parts", [])]
    spoken = Tongue(shown.get("language", HOUSE_LANGUAGE))
    return {**_EMPTY, **shown, "parts": parts, "spoken": spoken}


_EMPTY: dict[str, Any] = {"motion": "", "body": "", "adopted_on": None}
_EMPTY_PART: dict[str, Any] = {
    "demand": None,
    "letter": None,
    "asks": "",
    "question": "",
    "kind": None,
    "test": "",
    "reasoning": "",
    "passage": None,
    "sources": [],
}


def _said(part: dict[str, Any]) -> str:
    verdict = label_of(Verdict(part["verdict"]), part.get("kind") == PartKind.ACTION)
    if part.get("gap"):
        return f"{verdict}: {Gap(part['gap']).label.lower()}"
    return f"{verdict}: {Ground(part['ground']).label.lower()}" if part.get("ground") else verdict


def _sources(part: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the sources of a part, each with its day in words; what the snapshot lacks is empty."""
    empty = {"title": "", "publisher": "", "url": None, "published_on": None}
    found = [{**empty, **source} for source in part.get("sources", [])]
    for source in found:
        source["day"] = day_words(date.fromisoformat(source["published_on"])) if source["published_on"] else ""
        # A draft's address may be anything yet: only one of the web is made a link.
        source["url"] = source["url"] if str(source["url"]).startswith(("https://", "http://")) else None
    return found


def zone_in_words(zone: str) -> str:
    """Return whose clock a zone's is, in words where we have them."""
    return ZONES.get(zone, zone)
