"""The lists as JSON: the motions, what is overdue across them, and what was corrected."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import g, url_for

from tracker.formats.json.base import Addresses, instant
from tracker.formats.json.lists import (
    Amended,
    Correction,
    Corrections,
    Motions,
    Overdue,
    Request,
    heads,
    list_since,
    listed_motion,
    overdue_demand,
)
from tracker.models import Motion
from tracker.queries.corrections import CorrectionEntry, CorrectionsPage, RequestEntry, corrections_page
from tracker.queries.lists import MotionFilter, ResultPage, motion_page, motion_slugs
from tracker.rules.dates import HOUSE_ZONE, day_start, local_day
from tracker.web.core.as_of import Moment, moment
from tracker.web.core.context import read
from tracker.web.core.copying import LIST
from tracker.web.core.open_record import hold_lists, overdue_now, overdue_then, standing_then
from tracker.web.data.api.queries import OfList, OfMotions
from tracker.web.data.api.table import LISTS, addresses, answers, asked_as_of
from tracker.wording.log import changed_lines, correction_note
from tracker.wording.text import plural


@answers("/motions.json", LISTS, copied=LIST)
def motions_json(asked: OfMotions) -> Motions:
    """List the public motions, the newest first: where each stands and what falls due next."""
    g.moment = when = moment()
    page = _chosen(asked, when)
    listed = [standing_then(slug, when) for slug in page.slugs]
    hold_lists(when)
    where = addresses()
    given = asked.model_dump(mode="json", include={"status", "body", "adopted_from", "adopted_to", "q"})
    narrowed = any(value is not None for value in given.values())
    return Motions(
        **_listing([whole.motion for whole in listed], asked, page.total, "/motions", "/", where, given),
        sentence=f"{plural(page.total, 'motion')} on record{' that match what was asked' if narrowed else ''}.",
        motions=[listed_motion(whole, where) for whole in listed],
    )


@answers("/overdue.json", LISTS, copied=LIST)
def overdue_json(asked: OfList) -> Overdue:
    """List what is overdue across all motions, the longest first."""
    g.moment = when = moment()
    if when.on is None:
        page, late = overdue_now(when, asked.page, asked.per_page)
        total = page.total
    else:
        late = overdue_then(when)
        total = len(late)
        start = (asked.page - 1) * asked.per_page
        late = late[start : start + asked.per_page]
    hold_lists(when)
    where = addresses()
    some = f"Something is overdue on {plural(total, 'demand')}, the longest first."
    return Overdue(
        **_listing([demand.demand.motion for demand in late], asked, total, "/overdue", "/overdue", where, {}),
        sentence=some if total else "Nothing is overdue.",
        demands=[overdue_demand(demand, where) for demand in late],
    )


def _chosen(asked: OfMotions, when: Moment) -> ResultPage:
    """Return the motions on one page of the list: of today chosen by the database, of a past day from the facts."""
    wanted = MotionFilter(when.day, asked.adopted_from, asked.adopted_to, asked.body, asked.q)
    with read() as session:
        if asked.status is None or when.on is None:
            status = None if asked.status is None else (asked.status, when.at)
            return motion_page(session, replace(wanted, status=status), asked.page, asked.per_page)
        slugs = motion_slugs(session, wanted)
    found = [slug for slug in slugs if standing_then(slug, when).counts.get(asked.status)]
    start = (asked.page - 1) * asked.per_page
    return ResultPage(found[start : start + asked.per_page], asked.page, len(found), asked.per_page)


def _listing(
    motions: list[Motion], asked: OfList, total: int, path: str, page: str, where: Addresses, given: Mapping[str, Any]
) -> dict[str, Any]:
    revision, head = heads((motion.slug, motion.log_sequence, motion.log_head) for motion in motions)
    return {
        "as_of": instant(asked_as_of() or list_since(motions, g.moment.at)),
        "revision": revision,
        "log_head": head,
        **paging(asked, total, f"{path}.json", where, given),
        "links": {"self": where.at(f"{path}.json", page=asked.page, per_page=asked.per_page, **given)}
        | {"page": where.at(page), "api": f"{where.base}/openapi.json"},
    }


def paging(asked: OfList, total: int, path: str, where: Addresses, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return where in a list an answer is, with the addresses of the pages around it."""
    pages = max(1, -(-total // asked.per_page))

    def page(number: int) -> str:
        return where.at(path, page=number, per_page=asked.per_page, **given)

    return {
        "page": asked.page,
        "per_page": asked.per_page,
        "pages": pages,
        "total": total,
        "next": page(asked.page + 1) if asked.page < pages else None,
        "previous": page(min(asked.page - 1, pages)) if asked.page > 1 else None,
    }


@answers("/corrections.json", LISTS, copied=LIST)
def corrections_json(asked: OfList) -> Corrections:
    """List what was put right, the newest first, and what readers asked to have put right, with our own deadlines."""
    g.moment = when = moment()
    where = addresses()
    with read() as session:
        found = corrections_page(session, when.at, asked.page, asked.per_page)
    said = _listing([], asked, found.total, "/corrections", "/corrections", where, {})
    said["revision"], said["log_head"] = heads(
        (correction.motion.slug, correction.motion.log_sequence, correction.motion.log_head)
        for correction in found.corrections
    )
    said["as_of"] = instant(asked_as_of() or _newest(found, when.at))
    return Corrections(
        **said,
        sentence=f"{plural(found.total, 'correction')} on record, {plural(found.requests_total, 'request')}.",
        corrections=[_correction(correction, where) for correction in found.corrections],
        requests=[_request(entry, where) for entry in found.requests],
        requests_total=found.requests_total,
    )


def _newest(found: CorrectionsPage, at: datetime) -> datetime:
    """Return the last instant by which something changed in the list: at the latest today's start."""
    rows = [entry.request for entry in found.requests]
    known = [correction.change.recorded_at for correction in found.corrections] + [row.asked_at for row in rows]
    known += [done for row in rows for done in (row.looked_at, row.decided_at) if done and done <= at]
    return max([day_start(local_day(at, HOUSE_ZONE), HOUSE_ZONE), *known])


def _correction(correction: CorrectionEntry, where: Addresses) -> Correction:
    motion = correction.motion
    lines = changed_lines(correction.corrected, motion.time_zone, correction.to_do)
    return Correction(
        slug=motion.slug,
        motion=motion.title,
        sequence=correction.change.sequence,
        kind=correction.change.kind,
        recorded_on=local_day(correction.change.recorded_at, motion.time_zone),
        demand=correction.change.demand_number,
        note=correction_note(correction.change),
        changes=[
            Amended(
                sequence=change.sequence,
                kind=change.kind,
                subject=change.subject,
                before=change.before_value,
                after=change.after_value,
            )
            for change in (line.change for line in lines)
        ],
        links={"page": _entry(correction, where), "motion": where.motion(motion.slug, ".json")},
    )


def _entry(correction: CorrectionEntry, where: Addresses) -> str:
    return where.motion(correction.motion.slug, "/changes", f"entry-{correction.change.sequence}")


def _request(entry: RequestEntry, where: Addresses) -> Request:
    standing, decided = entry.standing, entry.standing.decided_on is not None
    return Request(
        reference=entry.request.key,
        state=standing.state.value,
        state_label=standing.state.label,
        page=where.base + entry.page if entry.page else None,
        asked_on=standing.asked_on,
        look_due_on=standing.look_due_on,
        looked_on=standing.looked_on,
        look_late=standing.look_late,
        decide_due_on=standing.decide_due_on,
        decided_on=standing.decided_on,
        decide_late=standing.decide_late,
        decision=entry.request.decision if decided else None,
        answer=entry.answer if decided else None,
        correction=_entry(entry.correction, where) if entry.correction else None,
        address=where.at(url_for("corrections.request_page", key=entry.request.key)),
    )
