"""How pages will stand and what followers will be told, worked out on a copy of the motion in memory.

The copy has a database of its own that nobody else can reach and that is gone afterwards: nothing that is previewed can
come into the record, a kept page or the outbox, and no lock is held while a page is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.config import Config
from tracker.delivery.channels.email.compose import Composed, Composer, Links
from tracker.delivery.channels.email.news import TEMPLATES
from tracker.formats.alerts import item_of
from tracker.formats.plain import plain
from tracker.models import Change, Clearance, MailBatch, Motion, Notification
from tracker.operations.publishing import checked, stored_table
from tracker.operations.records import load_record
from tracker.operations.versions import copied
from tracker.queries import load_whole
from tracker.record.schema import Entry, FindingEntry
from tracker.rules.status import MotionStanding, motion_standing
from tracker.vocabulary import Frequency, Role, Visibility


@dataclass(frozen=True, slots=True)
class Preview:
    """The motion as it would stand, where it stands now, its log, and the mail that followers would get, if any."""

    motion: Motion
    before: MotionStanding
    after: MotionStanding
    changes: list[Change]
    mail: Composed | None
    waits: bool


def preview(session: Session, motion_id: int, changes: Mapping[str, Entry | None], now: datetime) -> Preview:
    """Return how a motion would stand at an aware instant with some entries put on record.

    Raise RefusedError where they do not fit the record.
    """
    motion = load_whole(session, session.get_one(Motion, motion_id))
    before = motion_standing(motion, now)
    record = checked(stored_table(session, motion.slug), changes, now)
    cleared = {
        subject: Clearance(verdict=entry.verdict, history=True)
        for subject, entry in changes.items()
        if isinstance(entry, FindingEntry)
    }
    with copied(session, motion_id) as memory:
        load_record(memory, record, now, reason="Preview", role=Role.EDITOR, cleared=cleared)
        memory.flush()
        found = load_whole(memory, memory.get_one(Motion, motion_id))
        after = motion_standing(found, now)
        log = list(memory.scalars(select(Change).order_by(Change.sequence.desc())))
        mail, waits = _mail(memory, found, now)
        memory.expunge_all()
    return Preview(found, before, after, log, mail, waits)


def _mail(memory: Session, motion: Motion, now: datetime) -> tuple[Composed | None, bool]:
    """Return the mail that somebody who follows the motion would get at once, and whether it waits 15 minutes."""
    notices = list(memory.scalars(select(Notification).order_by(Notification.id)))
    if not notices or motion.visibility is not Visibility.PUBLIC:
        return None, False
    moment = memory.get_one(MailBatch, notices[0].batch_id)
    by_id = {one.id: one for one in memory.scalars(select(Change))}
    items = [item_of(one, by_id.get(one.change_id or 0), motion, now) for one in notices]
    config: Config = current_app.extensions["config"]
    links = Links(manage=f"{config.base_url}/subscribe/manage/…", unsubscribe=f"{config.base_url}/u/…")
    reasons = (f"You follow the motion “{plain(motion.title)}”.",)
    composer = Composer(TEMPLATES, config.base_url)
    mail = composer.compose_news(items, pace=Frequency.AT_ONCE, window=None, reasons=reasons, links=links)
    return mail, moment.due_at > now
