"""A made-up council's motion from its adoption to two corrections, and every mail that its followers get on the way."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, select, update

from tests.builders import CLEAN_RIVER, load, utc
from tests.conftest import ROOT
from tests.delivery.people import follow
from tracker.db import reading, transaction
from tracker.delivery.channels.email.compose import Composed, Composer, Links
from tracker.formats.alert_items import Item
from tracker.formats.alerts import item_of
from tracker.models import Change, Message, Motion, Notification
from tracker.operations.clock.sweep import sweep
from tracker.queries.motions import load_whole
from tracker.rules.notification_rules import still_true
from tracker.vocabulary import Frequency, MessageState, NotificationKind

SITE = "https://answerable.example"
LINKS = Links(f"{SITE}/subscribe/manage/0token0token0token0token0token00", f"{SITE}/u/0token0token0token0token0token00")
REASONS = ("You follow the motion “Clean River”.",)
COMPOSER = Composer(ROOT / "templates", SITE)
MINUTE = timedelta(minutes=1)

RIVER = (
    CLEAN_RIVER.replace("visibility: public", "visibility: public\n  sources: [minutes]").replace(
        "demands:",
        """\
  - {id: letter, publisher: The Cabinet, title: Letter on the river, published_on: 2026-11-04, read: whole,
     url: "https://example.org/cabinet/letter-of-4-november.pdf"}
demands:""",
        1,
    )
    + """\
  - number: 2
    title: Pumping station records
    asks: Publish when the pumping station was switched off.
    sources: [minutes]
    deadlines:
      - {due: 2026-11-08, kind: set, set_on: 2026-11-01, set_by: the motion, basis: seven days, sources: [minutes]}
  - number: 3
    title: Warning signs at the bathing place
    asks: Put up warning signs.
    sources: [minutes]
    deadlines:
      - {due: 2026-11-22, kind: set, set_on: 2026-11-01, set_by: the motion, basis: three weeks, sources: [minutes]}
"""
)
UNANSWERED = """\
  - number: 4
    title: Who pays
    asks: Say who pays for the cleaning.
    sources: [minutes]
    deadlines:
      - {due: 2026-11-08, kind: set, set_on: 2026-11-01, set_by: the motion, basis: seven days, sources: [minutes]}
"""
EXTENDED = """\
      - {due: "2026-11-29T17:00:00+00:00", kind: extended, set_on: 2026-11-06, set_by: The Cabinet, agreed: false,
         basis: the signs are at the printer, sources: [letter]}
"""
REPLY = """\
responses:
  - {id: letter-1, from: The Cabinet, form: letter, received_on: 2026-11-04, demands: [1], sources: [letter],
     summary: Gives the results for 2025. Says nothing of the laboratory.}
"""
LATE_REPLY = """\
  - {id: note-2, from: The Cabinet, form: email, received_on: 2026-11-07, demands: [2], sources: [letter],
     summary: Gives the days on which the pumping station was switched off.}
"""
FINDINGS = """\
findings:
  - {id: results, demand: 1, question: a, response: letter-1, verdict: answered, found_on: 2026-11-05,
     reasoning: The results for all twelve months of 2025 are attached., sources: [letter]}
  - {id: laboratory, demand: 1, question: b, response: letter-1, verdict: not_answered, gap: not_mentioned,
     found_on: 2026-11-05, reasoning: The letter names no laboratory., sources: [letter]}
"""
RIVER, MOVED = RIVER + UNANSWERED, RIVER + EXTENDED + UNANSWERED
WITHDRAWN = MOVED.replace(
    "    title: Warning", "    withdrawn_on: 2026-11-10\n    withdrawn_reason: The signs are up.\n    title: Warning"
)
CORRECTED = FINDINGS.replace("not_answered, gap: not_mentioned", "answered").replace(
    "The letter names no laboratory.", "Page 3 names the laboratory; we had not seen it."
)
ANEW = (
    CORRECTED
    + """\
  - {id: laboratory-again, demand: 1, question: b, response: letter-1, verdict: partly_answered, gap: shorter_period,
     found_on: 2026-11-13, reasoning: Page 3 names the laboratory for the first half of the year., sources: [letter]}
"""
)

DIARY: tuple[tuple[datetime, str | None], ...] = (
    (utc(2026, 11, 1, 6), RIVER),
    (utc(2026, 11, 1, 7), None),
    (utc(2026, 11, 4, 15, 30), RIVER + REPLY),
    (utc(2026, 11, 5, 11), RIVER + REPLY + FINDINGS),
    (utc(2026, 11, 6, 9), MOVED + REPLY + FINDINGS),
    (utc(2026, 11, 7, 7), None),
    (utc(2026, 11, 8, 7), None),
    (utc(2026, 11, 9, 0, 0, 4), None),
    (utc(2026, 11, 9, 10, 0, 4), None),
    (utc(2026, 11, 10, 14), WITHDRAWN + REPLY + FINDINGS),
    (utc(2026, 11, 11, 9, 20), WITHDRAWN + REPLY + LATE_REPLY + FINDINGS),
    (utc(2026, 11, 12, 16), WITHDRAWN + REPLY + LATE_REPLY + CORRECTED),
    (utc(2026, 11, 13, 11), WITHDRAWN + REPLY + LATE_REPLY + ANEW),
    (utc(2026, 11, 16, 7), None),
)
"""When something was recorded: a version of the record that was loaded, or nothing but the clock's own."""


def act(engine: Engine, at: datetime, record: str | None) -> None:
    """Load a version of the record, or let the clock tick, at an instant; what was told before has gone out by then."""
    with transaction(engine) as session:
        session.execute(update(Message).where(Message.due_at < at).values(state=MessageState.SENT, due_at=None))
    if record is not None:
        load(engine, record, at)
    with transaction(engine) as session:
        sweep(session, at)


def items(engine: Engine, since: datetime, at: datetime) -> list[Item]:
    """Return what is told of all that was recorded from an instant on and is still true at another."""
    with reading(engine) as session:
        notices = session.scalars(
            select(Notification).where(Notification.recorded_at >= since).order_by(Notification.id)
        )
        found = [one for one in notices if one.motion_id]
        motions = {one.motion_id: load_whole(session, session.get_one(Motion, one.motion_id)) for one in found}
        changes = {one.id: one for one in session.scalars(select(Change))}
        told = [one for one in found if still_true(one, motions[one.motion_id], at)]
        return [item_of(one, changes.get(one.change_id or 0), motions[one.motion_id], at) for one in told]


def live(engine: Engine) -> Iterator[list[Item]]:
    """Live through the diary and yield what is to be told at each of its instants, a minute later."""
    follow(engine, "ann", "all")
    for at, record in DIARY:
        act(engine, at, record)
        yield items(engine, at, at + MINUTE)


def at_once(*told: Item, reasons: tuple[str, ...] = REASONS, more: int = 0) -> Composed:
    """Compose the mail that tells some items as they happen."""
    return COMPOSER.compose_news(told, pace=Frequency.AT_ONCE, window=None, reasons=reasons, links=LINKS, more=more)


def every_mail(engine: Engine) -> dict[str, Composed]:
    """Return every mail of the diary by its name: the kind, or what is special about it."""
    mails: dict[str, Composed] = {}
    for told in live(engine):
        for item in told:
            mails.setdefault(name_of(item), at_once(item))
        if len(told) > 1:
            mails.setdefault("several-demands" if len({one.where for one in told}) > 1 else "several", at_once(*told))
        if told and told[0].kind is NotificationKind.OVERDUE:
            mails["digest"] = digest(engine, utc(2026, 11, 8, 7, 15), utc(2026, 11, 10, 7, 15))
    return mails | service_mails()


def name_of(item: Item) -> str:
    """Name a mail after its kind, and after what is special about it."""
    if item.judged and item.judged.before:
        return f"{item.kind.value}-of-finding" if item.corrects else f"{item.kind.value}-anew"
    in_part = item.kind is NotificationKind.OVERDUE and item.line and item.line.is_same
    return f"{item.kind.value}-in-part" if in_part else item.kind.value


def digest(engine: Engine, start: datetime, end: datetime) -> Composed:
    """Compose the digest of a window, a quarter of an hour after its end."""
    told = [one for one in items(engine, start, end + 15 * MINUTE) if one.recorded_at < end]
    return COMPOSER.compose_news(told, pace=Frequency.DAILY, window=(start, end), reasons=REASONS, links=LINKS)


FOLLOWED = "demand 2 of “Clean River”: Pumping station records"
HELD = {
    "address": "ann@example.org",
    "since": utc(2026, 11, 1, 8),
    "confirmed_at": utc(2026, 11, 1, 8, 4),
    "paused_at": None,
    "stopped_at": None,
    "bounced_at": None,
    "follows": [
        {
            "what": FOLLOWED,
            "pace": Frequency.AT_ONCE,
            "page": "/motions/clean-river/demands/2",
            "wording": "2026-11",
            "asked_at": utc(2026, 11, 1, 8),
            "confirmed_at": utc(2026, 11, 1, 8, 4),
            "ended_at": None,
        }
    ],
    "mails": [
        {
            "kind": NotificationKind.OVERDUE,
            "motion": "Clean River",
            "demands": [2],
            "recorded_at": utc(2026, 11, 9, 10),
            "state": MessageState.SENT,
            "settled_at": utc(2026, 11, 9, 10, 1),
            "outcome": "250 2.0.0 end of message",
        }
    ],
    "bounces": [{"at": utc(2026, 11, 2, 9), "for_good": False, "status": "4.2.2"}],
    "asked": {"times": 1, "last_at": utc(2026, 11, 1, 8)},
    "kept": ("Mails that came back: 90 days.", "Erasing deletes all of it at once."),
}


def service_mails() -> dict[str, Composed]:
    """Return the mails to one reader about their own alerts, and the operator's."""
    wanted = [
        {"what": FOLLOWED, "pace": Frequency.AT_ONCE},
        {"what": "every motion on record", "pace": Frequency.WEEKLY},
    ]
    confirm = {"wanted": wanted, "confirm": f"{SITE}/subscribe/confirm/1token1token1token1token1token11", "days": 7}
    figures = {"sent": 1234, "failed": 2, "waiting": 0}
    contexts: dict[NotificationKind, dict[str, object]] = {
        NotificationKind.CONFIRM: confirm,
        NotificationKind.HELD_DATA: {"held": HELD, "now": utc(2026, 11, 10, 12)},
        NotificationKind.CANARY: {"figures": figures, "day": date(2026, 11, 9)},
    }
    return {kind.value: COMPOSER.compose_service(kind, told, LINKS) for kind, told in contexts.items()}
