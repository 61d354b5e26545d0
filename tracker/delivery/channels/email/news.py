"""Turn a claim into a mail: what it tells is worked out once for all readers of the same, and kept while it holds."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tracker.config import Config
from tracker.db import reading
from tracker.delivery.channels.email.compose import Composer, Links
from tracker.delivery.channels.email.message import TOKEN, Edition, Sender
from tracker.delivery.channels.email.message import edition as edition_of
from tracker.delivery.claim import Claim
from tracker.formats.alert_items import Item
from tracker.formats.alerts import item_of
from tracker.models import Change, Demand, MailBatch, Motion, Notification
from tracker.queries.motions import load_whole
from tracker.rules.notification_rules import EVERYTHING, demand_target, motion_target, still_true
from tracker.rules.status import holds_until
from tracker.vocabulary import NotificationKind
from tracker.wording.text import isolated, plain

TEMPLATES = Path(__file__).parents[4] / "templates"
MOST_KEPT = 64
MOST_ITEMS = 30
"""How many changes one mail spells out; the rest is counted. A longer mail is cut off by some programs, foot first."""


@dataclass(frozen=True, slots=True)
class LoadedMotions:
    """An edition and until when it holds: the next growth of a log, and the next instant at which time changes it."""

    revision: int
    until: datetime
    edition: Edition | None


class News:
    """Editions of the news, worked out at need."""

    def __init__(self, engine: Engine, config: Config) -> None:
        mail = config.mail
        self._engine, self.composer = engine, Composer(TEMPLATES, config.base_url)
        self.sender = Sender(mail.sender_name, mail.sender, mail.domain, config.base_url, mail.reply_to)
        self._kept: OrderedDict[tuple[object, ...], LoadedMotions] = OrderedDict()

    def edition(self, claim: Claim, now: datetime) -> Edition | None:
        """Return the edition that tells a claim's notifications; None when nothing of it is still true."""
        key = (claim.batch_id, claim.notification_ids, claim.targets)
        kept = self._kept.get(key)
        if kept is None or kept.revision != claim.revision or kept.until <= now:
            self._kept[key] = kept = self._make(claim, now)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return kept.edition

    def personal(self, kind: NotificationKind, context: Mapping[str, object]) -> Edition:
        return edition_of(self.composer.compose_service(kind, context, self.links), self.sender)

    @property
    def links(self) -> Links:
        """Return the two links of every mail, with a token's stand-in."""
        base = self.sender.base_url
        return Links(manage=f"{base}/subscribe/manage/{TOKEN}", unsubscribe=f"{base}/u/{TOKEN}")

    def _make(self, claim: Claim, now: datetime) -> LoadedMotions:
        with reading(self._engine) as session:
            notifications = _notifications(session, claim.notification_ids)
            motions = {
                number: _motion(session, number)
                for number in sorted({found.motion_id for found in notifications if found.motion_id})
            }
            until = min(holds_until(motion, now) for motion in motions.values())
            pairs = [(notification, motions[notification.motion_id or 0]) for notification in notifications]
            items = [self._item(session, *pair, now) for pair in pairs if still_true(*pair, now)]
            if not items:
                return LoadedMotions(claim.revision, until, None)
            batch = session.get_one(MailBatch, claim.batch_id)
            window = (batch.window_from, batch.window_to) if batch.window_from and batch.window_to else None
            composed = self.composer.compose_news(
                items[:MOST_ITEMS],
                more=max(0, len(items) - MOST_ITEMS),
                pace=batch.pace,
                window=window,
                reasons=_reasons(claim.targets, motions.values()),
                links=self.links,
            )
        return LoadedMotions(claim.revision, until, edition_of(composed, self.sender))

    def _item(self, session: Session, notification: Notification, motion: Motion, now: datetime) -> Item:
        change = session.get(Change, notification.change_id) if notification.change_id else None
        return item_of(notification, change, motion, now)


def _notifications(session: Session, ids: Sequence[int]) -> list[Notification]:
    return list(session.scalars(select(Notification).where(Notification.id.in_(ids)).order_by(Notification.id)))


def _motion(session: Session, motion_id: int) -> Motion:
    return load_whole(session, session.get_one(Motion, motion_id))


def _reasons(targets: frozenset[str], motions: Collection[Motion]) -> tuple[str, ...]:
    """Return why a reader gets a mail, a sentence for each of their subscriptions that it comes from."""
    found = ["You follow every motion on record."] if EVERYTHING in targets else []
    for motion in motions:
        if motion_target(motion.id) in targets:
            found.append(f"You follow the motion “{isolated(plain(motion.title))}”.")
        found += [_demand_reason(demand, motion) for demand in motion.demands if demand_target(demand.id) in targets]
    return tuple(found) or ("We told you something that we have had to correct.",)


def _demand_reason(demand: Demand, motion: Motion) -> str:
    return f"You follow demand {demand.number} of “{isolated(plain(motion.title))}”."
