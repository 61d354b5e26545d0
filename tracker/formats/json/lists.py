"""The lists over many motions as JSON: the motions, what is overdue, and what was corrected."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from pydantic import Field

from tracker.formats.json.base import (
    Addresses,
    Answer,
    Count,
    Hash,
    Instant,
    Links,
    Listing,
    Slug,
    counts_of,
)
from tracker.models import Motion
from tracker.rules.dates import HOUSE_ZONE, day_start, local_day
from tracker.rules.status import MotionStanding, Standing, holds_since
from tracker.vocabulary import ChangeKind, RequestDecision, Status
from tracker.wording.status import motion_sentence, status_sentence


class NextDeadline(Answer):
    """The deadline of a motion that closes next."""

    demand: int = Field(ge=1, description="The number of the demand.")
    title: str = Field(description="The demand's title.")
    due_on: date = Field(description="The day on which it falls, in the motion's zone.")
    due_at: Instant = Field(description="The instant from which it has passed.")
    sentence: str = Field(description="Where the demand stands.")
    address: str = Field(description="The demand as data.")


class ListedMotion(Answer):
    """A motion in the list: enough to choose it by."""

    slug: Slug = Field(description="Its name in addresses, for ever.")
    title: str = Field(description="Its title.")
    body: str = Field(description="Who adopted it.")
    addressee: str = Field(description="Of whom it asks.")
    adopted_on: date = Field(description="The day it was adopted.")
    time_zone: str = Field(description="The zone of its days, by its IANA name.")
    language: str = Field(description="The language of its texts, as a BCP 47 tag.")
    revision: Count = Field(description="How many entries its log has.")
    log_head: Hash = Field(description="The hash of the last entry of its log.")
    sentence: str = Field(description="Where its demands stand.")
    counts: dict[Status, Count] = Field(description="How many demands have each status, zeros included.")
    overdue: Count = Field(description="Of how many demands something is overdue.")
    next_deadline: NextDeadline | None = Field(description="What falls due next; null where no deadline lies ahead.")
    links: Links


class Motions(Listing):
    """The public motions, the newest first."""

    motions: list[ListedMotion] = Field(description="The motions on this page of the list.")


class OverdueDemand(Answer):
    """A demand of which something is overdue."""

    slug: Slug = Field(description="The motion's name in addresses.")
    motion: str = Field(description="The motion's title.")
    body: str = Field(description="Who adopted the motion.")
    number: int = Field(ge=1, description="The demand's number.")
    title: str = Field(description="The demand's title.")
    status: Status = Field(description="The demand's status.")
    sentence: str = Field(description="Where it stands.")
    days_overdue: Count = Field(description="Full days since the deadline in force.")
    due_on: date | None = Field(description="The day on which that deadline fell, in the motion's zone.")
    due_at: Instant | None = Field(description="The instant from which it had passed.")
    open: list[str] = Field(description="The parts that are overdue, by name.")
    links: Links


class Overdue(Listing):
    """What is overdue across all motions, the longest first."""

    demands: list[OverdueDemand] = Field(description="The demands on this page of the list.")


class Amended(Answer):
    """One entry of the log that a correction is about."""

    sequence: int = Field(ge=1, description="Its number in the motion's log.")
    kind: ChangeKind = Field(description="What it says happened.")
    subject: str = Field(description="What it is about: a kind of entry, a stroke, a key.")
    before: Any = Field(description="The entry before, as it is kept; null where there was none.")
    after: Any = Field(description="The entry after; null where nothing is left.")


class Correction(Answer):
    """Something that was put right on public record."""

    slug: Slug = Field(description="The motion's name in addresses.")
    motion: str = Field(description="The motion's title.")
    sequence: int = Field(ge=1, description="The number of the entry in the motion's log.")
    kind: ChangeKind = Field(description="What kind of entry it is.")
    recorded_on: date = Field(description="The day it was put right, in the motion's zone.")
    demand: int | None = Field(description="The number of the demand, where it is about one.")
    note: str = Field(description="What was put right, in words.")
    changes: list[Amended] = Field(description="What differs.")
    links: Links


class Request(Answer):
    """A reader's request to put something right. Who asked, and what they wrote, is shown to nobody."""

    reference: str = Field(description="By which it is known.")
    state: str = Field(description="Where it stands: waiting, late_to_look, looked_at, late_to_decide or decided.")
    state_label: str = Field(description="The same in words.")
    page: str | None = Field(description="The page it is about; null where that is not public.")
    asked_on: date = Field(description="The day it was asked, in London.")
    look_due_on: date = Field(description="The day by which we look at it.")
    looked_on: date | None = Field(description="The day we looked at it.")
    look_late: Count = Field(description="By how many days we are or were late to look.")
    decide_due_on: date = Field(description="The day by which we decide.")
    decided_on: date | None = Field(description="The day we decided.")
    decide_late: Count = Field(description="By how many days we are or were late to decide.")
    decision: RequestDecision | None = Field(description="What we decided.")
    answer: str | None = Field(description="Our answer, which is public.")
    correction: str | None = Field(description="The entry of the log by which the record was corrected, as an address.")
    address: str = Field(description="The request's page.")


class Corrections(Listing):
    """What was put right, the newest first, and what readers asked to have put right."""

    corrections: list[Correction] = Field(description="The corrections on this page of the list.")
    requests: list[Request] = Field(description="The newest 200 requests, the open ones first, on every page.")
    requests_total: Count = Field(description="How many requests there are in all.")


def listed_motion(whole: MotionStanding, where: Addresses) -> ListedMotion:
    motion = whole.motion
    return ListedMotion.of(
        motion,
        revision=motion.log_sequence,
        sentence=motion_sentence(whole),
        counts=counts_of(whole),
        overdue=len(whole.overdue),
        next_deadline=_next(whole.next_due, where),
        links=where.of_motion(motion.slug),
    )


def _next(standing: Standing | None, where: Addresses) -> NextDeadline | None:
    if standing is None or standing.due_day is None or standing.closes_at is None:
        return None
    demand = standing.demand
    return NextDeadline(
        demand=demand.number,
        title=demand.title,
        due_on=standing.due_day,
        due_at=standing.closes_at,
        sentence=status_sentence(standing),
        address=where.demand(demand.motion.slug, demand.number, ".json"),
    )


def overdue_demand(standing: Standing, where: Addresses) -> OverdueDemand:
    """Return a demand as the list of what is overdue shows it."""
    demand, motion = standing.demand, standing.demand.motion
    return OverdueDemand.of(
        demand,
        slug=motion.slug,
        motion=motion.title,
        body=motion.body,
        status=standing.status,
        sentence=status_sentence(standing),
        days_overdue=standing.days_overdue,
        due_on=standing.due_day,
        due_at=standing.closes_at,
        open=[part.name for part in standing.overdue_parts],
        links=where.of_demand(motion.slug, demand.number),
    )


def heads(logs: Iterable[tuple[str, int, str]]) -> tuple[int, str]:
    """Return the revision and the log head of a list: a sum, and one hash over the heads of its motions' logs.

    Each log is the motion's slug, how many entries it has, and its head.
    """
    found = sorted(set(logs))
    lines = "".join(f"{slug} {head}\n" for slug, _, head in found)
    return sum(entries for _, entries, _ in found), sha256(lines.encode()).hexdigest()


def list_since(motions: Iterable[Motion], at: datetime) -> datetime:
    """Return the last instant at which time alone may have changed a list of motions: at the latest today's start."""
    today = day_start(local_day(at, HOUSE_ZONE), HOUSE_ZONE)
    return max([today, *(holds_since(motion, at) for motion in motions)])
