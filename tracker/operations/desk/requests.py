"""What readers ask us to correct: written down, acknowledged, looked at, decided. Our own clock runs over it.

What they wrote and their address stay between them and the editors. A mail to them holds nothing that a stranger typed,
and a mailbox gets few of them: the person who types an address may not own it (docs/decisions/fairness.md#requests).
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from tracker.keys import signature
from tracker.models import Change, CorrectionRequest, Editor, Message, Motion
from tracker.operations.desk import audit
from tracker.operations.notify import letters
from tracker.queries.corrections import CORRECTIONS
from tracker.rules.dates import HOUSE_ZONE, ONE_DAY, local_day
from tracker.rules.mailboxes import fold
from tracker.rules.response_times import RequestStanding, request_standing
from tracker.vocabulary import LetterKind, RequestDecision

LONGEST_WORDS = 5_000
SAME_WITHIN = timedelta(minutes=30)
"""The same words on the same page within this time are one request: somebody pressed twice."""
APART = timedelta(hours=24)
MOST_ACKNOWLEDGED = 3
QUIET_DAYS = 28
"""A mailbox is mailed that a request arrived once in 24 hours, and three times in 28 days."""
_NUMBERS = 7_002_030  # any number of our own: on PostgreSQL, one process at a time gives out references


class DecidedError(Exception):
    """Somebody decided it in the meantime."""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What a reader sent: the page, its motion and demand where it has them, and what they typed."""

    page: str
    wrong: str
    evidence: str | None = None
    address: str | None = None
    motion_id: int | None = None
    demand_number: int | None = None


def ask(session: Session, asked: NewRequest, key: bytes, now: datetime) -> CorrectionRequest:
    """Write a request down, and queue the mail that says so where an address was given and may be written to."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _NUMBERS})
    same = _same(session, asked, now)
    if same is not None:
        return same
    request = CorrectionRequest(**asdict(asked), key=_next_key(session, now), asked_at=now)
    session.add(request)
    session.flush()
    if asked.address:
        _acknowledge(session, request, asked.address, key, now)
    return request


def find(session: Session, key: str) -> CorrectionRequest | None:
    return None if "\0" in key else session.scalar(select(CorrectionRequest).where(CorrectionRequest.key == key))


def standing_of(request: CorrectionRequest, at: datetime) -> RequestStanding:
    return request_standing(request.asked_at, request.looked_at, request.decided_at, at)


def open_requests(session: Session) -> list[CorrectionRequest]:
    """Return the requests that are not decided, the oldest first."""
    query = select(CorrectionRequest).where(CorrectionRequest.decided_at.is_(None))
    return list(session.scalars(query.order_by(CorrectionRequest.asked_at, CorrectionRequest.id)))


def decided_requests(session: Session, limit: int) -> list[CorrectionRequest]:
    query = select(CorrectionRequest).where(CorrectionRequest.decided_at.is_not(None))
    return list(session.scalars(query.order_by(CorrectionRequest.decided_at.desc()).limit(limit)))


def look(session: Session, key: str, who: Editor, now: datetime) -> CorrectionRequest | None:
    """Write down that an editor has read a request; the first to do so counts. None where there is none."""
    request = _locked(session, key)
    if request is not None and request.looked_at is None:
        request.looked_at, request.looked_by_id = now, who.id
        audit.record(session, who, "looked at a request", f"request/{key}", now)
    return request


def decide(
    session: Session,
    key: str,
    decision: RequestDecision,
    answer: str,
    who: Editor,
    now: datetime,
    change_id: int | None = None,
) -> CorrectionRequest | None:
    """Decide a request with a public answer, once; raise DecidedError where it is decided. None where there is none.

    `change_id` is the entry of the log that corrected the record. A mail goes out where an address is known.
    """
    request = _locked(session, key)
    if request is None:
        return None
    if request.decided_at is not None:
        raise DecidedError
    if request.looked_at is None:
        request.looked_at, request.looked_by_id = now, who.id
    request.decision, request.answer, request.change_id = decision, answer, change_id
    request.decided_at, request.decided_by_id = now, who.id
    audit.record(session, who, "decided a request", f"request/{key}", now)
    if request.address:
        once = f"{LetterKind.REQUEST_DECIDED.value}:{key}"
        letters.queue(session, LetterKind.REQUEST_DECIDED, request.address, {"request": key}, now, once)
    return request


def recent_corrections(session: Session, limit: int = 50) -> list[tuple[Change, str]]:
    """Return the latest corrections of any motion with its title, for an editor to choose from."""
    query = select(Change, Motion.title).join(Motion, Motion.id == Change.motion_id)
    newest = query.where(Change.kind.in_(CORRECTIONS)).order_by(Change.id.desc()).limit(limit)
    return [(row[0], row[1]) for row in session.execute(newest)]


def _same(session: Session, asked: NewRequest, now: datetime) -> CorrectionRequest | None:
    sent = {"page": asked.page, "wrong": asked.wrong, "evidence": asked.evidence, "address": asked.address}
    query = select(CorrectionRequest).filter_by(**sent).where(CorrectionRequest.asked_at > now - SAME_WITHIN)
    return session.scalars(query).first()


def _next_key(session: Session, now: datetime) -> str:
    """Return the next reference: the year, and a count within it."""
    start = f"R-{local_day(now, HOUSE_ZONE).year}-"
    last = session.scalar(select(func.max(CorrectionRequest.id)).where(CorrectionRequest.key.startswith(start)))
    known = session.get_one(CorrectionRequest, last).key if last else f"{start}0"
    return f"{start}{int(known.removeprefix(start)) + 1}"


def _locked(session: Session, key: str) -> CorrectionRequest | None:
    query = select(CorrectionRequest).where(CorrectionRequest.key == key).with_for_update()
    return None if "\0" in key else session.scalar(query.execution_options(populate_existing=True))


def _acknowledge(session: Session, request: CorrectionRequest, address: str, key: bytes, now: datetime) -> None:
    """Queue the mail that says that a request arrived, as far as its mailbox may be written to."""
    box = signature(key, "request", fold(address))[:32]
    today = local_day(now, HOUSE_ZONE)
    days = [f"{LetterKind.REQUEST_RECEIVED.value}:{box}:{today - ONE_DAY * ago}" for ago in range(QUIET_DAYS)]
    query = select(Message.queued_at).where(Message.key.in_(days)).order_by(Message.queued_at.desc())
    before = [at for at in session.scalars(query) if at]
    if len(before) >= MOST_ACKNOWLEDGED or (before and now - before[0] < APART):
        return
    letters.queue(session, LetterKind.REQUEST_RECEIVED, address, {"request": request.key}, now, days[0])
