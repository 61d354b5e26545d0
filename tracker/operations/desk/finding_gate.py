"""Weigh the findings of a draft: what each still needs before it may be published, and what clears it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.models import Clearance, Draft, Editor, ReplyOffer
from tracker.operations.desk import offers
from tracker.operations.desk.reply_draft import THE_REPLY, Judged, ReplyDraft, demand_of, part_order
from tracker.record.entries import Table
from tracker.record.schema import DemandEntry, FindingEntry, QuestionEntry, ResponseEntry
from tracker.rules.dates import local_day
from tracker.rules.publication_rules import FindingCase, missing
from tracker.rules.quotations import is_quoted
from tracker.rules.response_times import used_at
from tracker.vocabulary import Capability, Need, Verdict

SHOWN = ("verdict", "gap", "ground", "reasoning", "passage", "test")
"""What an addressee is shown of a finding, beside its sources. Where one was changed since, they saw another."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One finding of a draft with what is known of it: what it lacks by the rules, and what is wrong with it else."""

    part: str
    judged: Judged
    demand: DemandEntry
    question: QuestionEntry
    case: FindingCase
    missing: tuple[Need, ...]
    faults: tuple[str, ...]
    changed_since_offer: bool

    @property
    def is_ready(self) -> bool:
        return not self.missing and not self.faults

    def clearance(self) -> Clearance:
        """Return the row that clears it; the database holds it to the rules again."""
        same = ("verdict", "test", "invited_at", "ends_at", "used_at", "reply_shown")
        values = {name: getattr(self.case, name) for name in same}
        return Clearance(author_id=self.case.author, approver_id=self.case.approver, **values)


def live_offer(session: Session, draft: Draft) -> ReplyOffer | None:
    """Return the offer to reply that counts for a draft: the latest that was not withdrawn."""
    return next((offer for offer in offers.offers_of(session, draft) if offer.cancelled_at is None), None)


def weigh(
    session: Session, draft: Draft, data: ReplyDraft, table: Table, zone: str, who: Editor, now: datetime
) -> list[Weighed]:
    """Return every finding of a draft, weighed as if `who` published it at an aware instant."""
    offer = live_offer(session, draft)
    shown = offer is not None and _statement_stands(session, offer, table, zone, now)
    found = []
    for part in sorted(data.judged, key=part_order):
        judged = data.judged[part]
        demand, question = table[f"demand/{demand_of(part)}"], table[f"question/{part}"]
        assert isinstance(demand, DemandEntry)
        assert isinstance(question, QuestionEntry)
        covering = offer if offer and covers(offer, part, judged, question) else None
        case = FindingCase(
            verdict=Verdict(judged.verdict),
            sources=len(sources_of(data, judged, table)),
            reason=judged.reasoning,
            test=question.test or judged.test,
            author=judged.author or None,
            approver=who.id if who.role.can(Capability.PUBLISH) and who.id not in judged.hands else None,
            invited_at=covering.invited_at if covering else None,
            ends_at=offers.ends_at(session, covering) if covering else None,
            used_at=used_at(covering) if covering and covering.invited_at else None,
            reply_shown=shown and covering is not None,
        )
        faults = tuple(_faults(part, data, judged, question, table))
        changed = offer is not covering
        found.append(Weighed(part, judged, demand, question, case, missing(case, now), faults, changed))
    return found


def _statement_stands(session: Session, offer: ReplyOffer, table: Table, zone: str, now: datetime) -> bool:
    """Tell whether what became of an offer is on record, or can go there now."""
    if f"statement/{offer.statement_key}" in table:
        return True
    try:
        offers.statement_entry(session, offer, [], local_day(now, zone), now)
    except offers.OfferRefusedError:
        return False
    return True


def shown_parts(offer: ReplyOffer) -> dict[str, dict[str, Any]]:
    """Return what an addressee was shown of each part."""
    return {f"{part['demand']}{part['letter']}": part for part in json.loads(offer.shown).get("parts", [])}


def covers(offer: ReplyOffer, part: str, judged: Judged, question: QuestionEntry) -> bool:
    """Tell whether an addressee was shown this finding as it stands now."""
    shown = shown_parts(offer).get(part)
    if shown is None or sorted(shown["rests_on"]) != sorted(judged.sources):
        return False
    stands = {name: getattr(judged, name) for name in SHOWN} | {"test": question.test or judged.test}
    return all((shown.get(name) or "") == (stands[name] or "") for name in SHOWN)


def sources_of(data: ReplyDraft, judged: Judged, table: Table) -> list[str]:
    """Return the keys of the sources of a finding on record; the reply's own stand first, if it rests on them."""
    keys = []
    for key in judged.sources:
        if key != THE_REPLY:
            keys += [key] if f"source/{key}" in table else []
        elif data.came is not None:
            keys.append(data.came.source or THE_REPLY)
        else:
            reply = table.get(f"response/{data.response}")
            keys += reply.sources if isinstance(reply, ResponseEntry) else []
    return list(dict.fromkeys(keys))


def in_force(table: Table, part: str) -> str:
    """Return the key of the finding in force on a part, or an empty text."""
    found = [
        finding
        for finding in table.values()
        if isinstance(finding, FindingEntry) and f"{finding.demand}{finding.question}" == part
    ]
    # Of one day the later entry stands: the table is in the order of recording.
    last = max(enumerate(found), key=lambda pair: (pair[1].found_on, pair[0]), default=None)
    return (last[1].id or "") if last else ""


def _faults(part: str, data: ReplyDraft, judged: Judged, question: QuestionEntry, table: Table) -> list[str]:
    """Return what is wrong with a finding beside what the rules of fairness ask for."""
    found = []
    if judged.passage and data.text and not is_quoted(judged.passage, data.text):
        found.append("The passage does not stand in the reply's text as it is quoted. Copy it from there.")
    if question.test and judged.test and question.test != judged.test:
        found.append("Somebody else has written the test of this part since. Judge the part again by that test.")
    if judged.over != in_force(table, part):
        found.append("Somebody else has judged this part since. Look at that finding, and judge the part again.")
    return found
