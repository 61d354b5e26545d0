"""The right of reply, the desk's side: offered before an adverse finding is published, and what became of it."""

import json
from datetime import datetime
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from flask import Response, abort, make_response, render_template, request, url_for
from sqlalchemy.orm import Session

from tracker.clock import now
from tracker.keys import secret_key
from tracker.operations.desk import offers
from tracker.operations.desk.finding_gate import live_offer, sources_of, weigh
from tracker.operations.desk.offers import OfferRefusedError
from tracker.operations.desk.reply_draft import THE_REPLY, ReplyDraft
from tracker.operations.notify import letters
from tracker.operations.record.publishing import stored_table
from tracker.record.entries import Table
from tracker.record.fields import Name
from tracker.record.schema import SourceEntry
from tracker.rules.response_times import REPLY_DAYS, offer_state, waits_for_an_editor
from tracker.vocabulary import ADVERSE, Capability, LetterKind
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import config, read, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import Errors, Mailbox, SentForm, ShortText, Typed, read_form
from tracker.web.core.routing import Door
from tracker.web.desk.replies.work import Work, steps, work_of

bp = Door("desk_offers", __name__, url_prefix="/editor/replies/<key>/right-of-reply", desk=True)

ACTS = {"accept": offers.accept, "set-aside": offers.set_aside, "cancel": offers.cancel}
"""What a button does to an invitation. The one to note that it was handed over sends more than a press."""


class InvitationForm(SentForm):
    """An invitation to reply."""

    labels: ClassVar = {
        "by": "Who is invited", "way": "How is it sent?", "address": "E-mail address", "how": "If in another way: how?",
        "working_days": "Working days to reply", "short_reason": "If fewer than five: why?",
    }  # fmt: skip
    cures: ClassVar = {
        "by": "Name who is invited to reply.",
        "way": "Choose how it is sent.",
        "how needed": "Say how it is handed over, such as by post or by hand.",
        "address needed": "Enter one e-mail address, in the form name@example.org.",
        "working_days": "Choose how many working days they have.",
        "short_reason needed": f"Say why they get fewer than {REPLY_DAYS} working days. The reason is logged.",
    }
    checks = (
        ("how needed", lambda typed, _: typed["way"] == "other" and not typed["how"]),
        ("address needed", lambda typed, _: typed["way"] == "mail" and not typed["address"]),
        (
            "short_reason needed",
            lambda typed, _: typed["working_days"] != str(REPLY_DAYS) and not typed["short_reason"],
        ),
    )

    by: Name
    way: Literal["mail", "other"]
    address: Mailbox | None = None
    how: Name | None = None
    working_days: Literal["2", "3", "4", "5"]
    short_reason: ShortText | None = None


class HandedOverForm(SentForm):
    """That an invitation was handed over."""

    labels: ClassVar = {"when": "Handed over on", "how": "How"}

    when: Name | None = None
    how: Name | None = None


@bp.post("", may=Capability.RECORD)
def make(key: str) -> str | Response:
    who, instant = signed_in(), now()
    form, typed, errors = read_form(InvitationForm)
    if form is None:
        return make_response(page(key, typed, errors), 422)
    with write() as session:
        work = work_of(session, key, alone=True)
        made_already, refused = live_offer(session, work.draft), _why_not(session, work)
        if not refused:
            shown = _shown(session, work, instant)
            days, address = int(form.working_days), form.address if form.way == "mail" else None
            sent = (form.by, address, form.how or "", days, form.short_reason)
            offers.make(session, work.draft, work.motion, *sent, shown, who, instant)
        session.expunge_all()
    if made_already is not None and made_already.by == form.by:
        return see_other(url_for("desk_offers.page", key=key))
    if refused:
        return make_response(page(key, typed, {"by": refused}), 409)
    tell(
        "The invitation goes out by mail."
        if form.way == "mail"
        else "Print the page or copy the link, and hand it over."
    )
    return see_other(url_for("desk_offers.page", key=key))


@bp.post("/act", may=Capability.RECORD)
def act(key: str) -> str | Response:
    who, instant, wanted = signed_in(), now(), request.form.get("act", "")
    if wanted not in {*ACTS, "hand-over"}:
        abort(400, "The form did not say what to do. Go back and press again.")
    _, typed, errors = read_form(HandedOverForm)
    if errors:
        return make_response(page(key, typed, errors), 422)
    try:
        with write() as session:
            work = work_of(session, key, alone=True)
            offer = live_offer(session, work.draft)
            if offer is None or str(offer.id) != request.form.get("offer"):
                raise OfferRefusedError("This invitation does not stand any more: see below how it is now.")
            at = offer.answered_at or offer.declined_at
            if wanted in ("accept", "set-aside") and (at is None or request.form.get("came") != at.isoformat()):
                # Nobody accepts words that they have not seen.
                raise OfferRefusedError(
                    "Another version came since you opened this page. Read it below, and press again."
                )
            if wanted in ACTS:
                ACTS[wanted](session, offer, who, instant)
            else:
                when = _instant(typed["when"], work.motion.time_zone)
                offers.mark_handed_over(session, offer, when, typed["how"], who, instant)
    except OfferRefusedError as error:
        return make_response(page(key, typed, {error.field or "act": str(error)}), 422)
    return see_other(url_for("desk_offers.page", key=key))


@bp.get("/letter", may=Capability.RECORD)
def letter(key: str) -> str:
    with write() as session:
        work = work_of(session, key)
        offer = live_offer(session, work.draft)
        if offer is None:
            abort(404, "No invitation stands for this draft.")
        token = offers.token_of(session, offer, secret_key(config()))
        session.flush()
        session.expunge_all()
    address = config().base_url + url_for("offers.page", token=token)
    values = steps(work, "offer") | {"offer": offer, "address": address, "shown": json.loads(offer.shown)}
    return render_template("desk/offers/letter.html", **values)


def _why_not(session: Session, work: Work) -> str:
    if not work.is_live:
        return "This draft is not worked on any more, so nobody is invited."
    if live_offer(session, work.draft) is not None:
        return "An invitation stands already. Withdraw it first to make another one."
    if not any(judged.verdict in ADVERSE for judged in work.data.judged.values()):
        return "No part is judged “not answered” or “refused”, so there is nothing to reply to."
    return ""


def _shown(session: Session, work: Work, instant: datetime) -> dict[str, Any]:
    table = stored_table(session, work.motion.slug)
    weighed = weigh(session, work.draft, work.data, table, work.motion.time_zone, signed_in(), instant)
    parts = [
        {
            "demand": finding.demand.number,
            "letter": finding.question.letter,
            "asks": finding.demand.asks,
            "question": finding.question.text,
            "kind": finding.question.kind.value,
            "test": finding.case.test,
            "verdict": finding.judged.verdict,
            "gap": finding.judged.gap or None,
            "ground": finding.judged.ground or None,
            "reasoning": finding.judged.reasoning,
            "passage": finding.judged.passage or None,
            "sources": [_source(key, work.data, table) for key in sources_of(work.data, finding.judged, table)],
            "rests_on": sorted(finding.judged.sources),
        }
        for finding in weighed
        if finding.case.is_adverse
    ]
    motion = work.motion
    about = {"motion": motion.title, "body": motion.body, "adopted_on": motion.adopted_on.isoformat()}
    about["language"] = motion.language
    return about | {"parts": parts}


def _source(key: str, data: ReplyDraft, table: Table) -> dict[str, Any]:
    entry = table.get(f"source/{key}")
    if isinstance(entry, SourceEntry):
        day = entry.published_on.isoformat() if entry.published_on else None
        return {"title": entry.title, "publisher": entry.publisher, "url": entry.url, "published_on": day}
    came = data.came
    assert key == THE_REPLY
    assert came is not None
    title = came.source_title or came.title or "The reply"
    publisher, day = came.publisher or came.sender, came.published_on or came.received_on
    return {"title": title, "publisher": publisher, "url": came.url or None, "published_on": day}


def _instant(text: str, zone: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise OfferRefusedError("Give day and time, such as 2026-11-08 14:30.", "when") from None


@bp.get("", may=Capability.RECORD)
def page(key: str, typed: Typed | None = None, errors: Errors | None = None) -> str:
    instant = now()
    with read() as session:
        work = work_of(session, key)
        offer = live_offer(session, work.draft)
        shown = json.loads(offer.shown) if offer else _shown(session, work, instant)
        state = offer_state(offer, work.motion.time_zone, instant) if offer else None
        refused = "" if offer else _why_not(session, work)
        mail = letters.find(session, f"{LetterKind.REPLY_OFFER.value}:{offer.id}") if offer else None
        session.expunge_all()
    values = steps(work, "offer") | {"offer": offer, "state": state, "shown": shown, "refused": refused, "mail": mail}
    first = {"by": work.motion.addressee, "way": "mail", "working_days": str(REPLY_DAYS)}
    values |= {"typed": first | (typed or {}), "errors": errors or {}, "instant": instant}
    values |= {
        "made_it": offer is not None and offer.made_by_id == signed_in().id,
        "waits": offer is not None and waits_for_an_editor(offer),
        "earlier": offers.versions(offer) if offer else [],
    }
    return render_template("desk/offers/offer.html", **values)
