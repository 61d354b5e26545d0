"""Findings that wait for a second person: the list, and the page on which each is read, sent back or published."""

from datetime import datetime

from flask import Response, make_response, render_template, url_for

from tracker.clock import now
from tracker.models import Editor, ReplyOffer
from tracker.operations.desk import drafts
from tracker.operations.desk.drafts import ConflictError
from tracker.operations.desk.finding_gate import Weighed, live_offer, weigh
from tracker.operations.desk.reply_draft import reply_of
from tracker.operations.record.publishing import ChangedError, RefusedError, stored_table
from tracker.queries.accounts import names
from tracker.queries.desk import motions_by_id, parts_to_do, submitted_replies
from tracker.rules.publication_rules import needs
from tracker.rules.response_times import offer_state, waits_for_an_editor
from tracker.vocabulary import Capability, Need, OfferState
from tracker.web.core.answers import see_other, tell
from tracker.web.core.context import read, write
from tracker.web.core.current import signed_in
from tracker.web.core.forms import Errors, read_form
from tracker.web.core.routing import KIB, Door
from tracker.web.desk.acts.forms import SendBackForm
from tracker.web.desk.replies.parts import reply_text
from tracker.web.desk.replies.publish import CHANGED, put, say
from tracker.web.desk.replies.work import steps, work_of
from tracker.wording.dates import day_words
from tracker.wording.entry_fields import placed

bp = Door("findings", __name__, url_prefix="/editor/findings", desk=True)


@bp.get("", may=Capability.DRAFT)
def waiting() -> str:
    with read() as session:
        found = submitted_replies(session)
        motions = motions_by_id(session, (draft.motion_id for draft in found))
        called = names(session)
        to_do = parts_to_do(session, set(motions))
        listed = [(draft, reply_of(draft), live_offer(session, draft)) for draft in found]
    return render_template("desk/findings/waiting.html", listed=listed, motions=motions, names=called, to_do=to_do)


@bp.post("/<key>/publish", may=Capability.PUBLISH, fresh=True)
def publish(key: str) -> str | Response:
    try:
        outcome = put(key, adverse=True)
    except ConflictError:
        return make_response(review(key, {"publish": CHANGED}), 409)
    except (RefusedError, ChangedError) as error:
        found = enumerate(getattr(error, "faults", ()))
        faults = {f"publish-{at}": placed(fault.subject, fault.field, fault.sentence) for at, fault in found}
        return make_response(review(key, faults or {"publish": str(error)}), 422)
    say(outcome)
    return see_other(outcome.result)


@bp.post("/<key>/send-back", may=Capability.PUBLISH, longest=128 * KIB)
def send_back(key: str) -> str | Response:
    form, typed, errors = read_form(SendBackForm)
    if form is None:
        return make_response(review(key, errors, typed["words"]), 422)
    try:
        with write() as session:
            work_of(session, key)
            drafts.send_back(session, key, form.words, signed_in(), now())
    except ConflictError:
        return make_response(review(key, {"words": CHANGED}, form.words), 409)
    tell("Sent back. Its author sees your words on Today.")
    return see_other(url_for("findings.waiting"))


@bp.get("/<key>", may=Capability.DRAFT)
def review(key: str, errors: Errors | None = None, words: str = "") -> str | Response:
    who, instant = signed_in(), now()
    with read() as session:
        work = work_of(session, key)
        if not work.is_live and not errors:
            return see_other(work.draft.result or url_for("desk.drafts"))
        zone, table = work.motion.time_zone, stored_table(session, work.motion.slug)
        weighed = weigh(session, work.draft, work.data, table, zone, who, instant)
        offer = live_offer(session, work.draft)
        found = [(finding, _conditions(finding, offer, zone, instant, who)) for finding in weighed]
        called = names(session)
        state = offer_state(offer, zone, instant) if offer else None
    values = steps(work, "review") | {"found": found, "offer": offer, "offer_state": state, "names": called}
    values |= {"text": reply_text(work.data), "errors": errors or {}, "typed_words": words, "instant": instant}
    values["any_adverse"] = any(finding.case.is_adverse for finding in weighed)
    values["any_ready"] = who.role.can(Capability.PUBLISH) and any(finding.is_ready for finding in weighed)
    values |= {"statement": offer if offer and offer.accepted_at else None}
    return render_template("desk/findings/review.html", **values)


def _conditions(
    finding: Weighed, offer: ReplyOffer | None, zone: str, instant: datetime, who: Editor
) -> list[tuple[Need, bool, str]]:
    """Return the conditions of a finding: whether each is met, and in words what it is or what to do."""
    said = {need: need.sentence for need in Need}
    if not who.role.can(Capability.PUBLISH):
        said[Need.SECOND_PERSON] = "A reviewer other than its author has to publish it."
    elif who.id in (finding.case.author, *finding.judged.hands):
        said[Need.SECOND_PERSON] = "You wrote it, so another reviewer has to publish it."
    said[Need.INVITATION] = _invitation(finding, offer, zone, instant)
    if Need.INVITATION in finding.missing:
        said[Need.REPLY_SHOWN] = "It goes on record with the finding, once the right of reply is over."
    return [(need, need not in finding.missing, said[need]) for need in needs(finding.case.verdict)]


def _invitation(finding: Weighed, offer: ReplyOffer | None, zone: str, instant: datetime) -> str:
    if offer is None:
        return Need.INVITATION.sentence
    if finding.changed_since_offer:
        return "The finding was changed after they were invited. Withdraw the invitation, and offer it anew."
    if waits_for_an_editor(offer):
        return "A reply came. Make sure that it is the addressee's, under “Right of reply”."
    state = offer_state(offer, zone, instant)
    if state is OfferState.NOT_SENT:
        return "The invitation has not gone out yet. Their days run from when it has."
    if state is OfferState.OPEN and offer.due_on:
        return f"They have until the end of {day_words(offer.due_on)}. It can be published after that."
    return Need.INVITATION.sentence
