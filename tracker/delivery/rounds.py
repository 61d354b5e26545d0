"""One round of the post: take up sign-ups, queue the digests and the operator's mail, tidy up, then deliver.

Each part is a transaction of its own, so that one that fails holds up none of the others.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tracker.config import Config
from tracker.db import transaction
from tracker.delivery.channels.email.files import MAIL_FOLDER, remove_files_before
from tracker.delivery.channels.registry import open_channels
from tracker.delivery.send import Delivered, Deliverer
from tracker.keys import secret_key, signature
from tracker.models import MailBatch, Outlet, Subscriber
from tracker.models.message import OUTLET
from tracker.operations.notify.changes import notify_one
from tracker.operations.notify.digests import digest_day, run_digests
from tracker.operations.notify.fan_out import fan_out_more
from tracker.operations.people.retention import BODY_DAYS, tidy
from tracker.operations.people.signups import take_signups
from tracker.vocabulary import Frequency, NotificationKind

T = TypeVar("T")

log = logging.getLogger(__name__)

TIDY_EVERY = timedelta(hours=1)
ALONE = 7_002_020  # any number of our own: on PostgreSQL, one process at a time prepares


class Postman:
    """One process's part in sending mail."""

    def __init__(
        self, engine: Engine, config: Config, *, now: Callable[[], datetime], wait: Callable[[float], object]
    ) -> None:
        self._engine, self._config, self._now = engine, config, now
        self._channels = open_channels(engine, config)
        self._deliverer = Deliverer(engine, config, self._channels, now=now, wait=wait)

    def round(self, may_go_on: Callable[[], bool] = lambda: True) -> Delivered:
        """Prepare and deliver what is due. A database that is busy is tried again at the next round."""
        try:
            self.prepare(may_go_on)
            delivered = self._deliverer.run(may_go_on)
            self.close()  # It is opened again at need.
        except DBAPIError as error:
            log.warning("The queue could not be reached (%s); trying again at the next tick.", type(error).__name__)
            return Delivered()
        if delivered.sent or delivered.failed:
            log.info("Mails sent: %s. Not delivered: %s.", delivered.sent, delivered.failed)
        return delivered

    def prepare(self, may_go_on: Callable[[], bool] = lambda: True) -> None:
        while may_go_on() and self._attempt(fan_out_more) is not None:
            pass  # Slice by slice, so that others write in between.
        now, config = self._now(), self._config
        key = secret_key(config)
        parts: tuple[Callable[[Session], int], ...] = (
            lambda session: take_signups(session, key, now),
            lambda session: run_digests(session, now),
            lambda session: queue_canary(session, config, now),
        )
        for part in parts:
            self._attempt(part)
        self._attempt(lambda session: self._tidy(session, now))

    def _attempt(self, part: Callable[[Session], T]) -> T | None:
        """Do one part. One that fails is tried again at the next round, and must not hold up the mail."""
        try:
            with transaction(self._engine) as session:
                _alone(session)
                return part(session)
        except DBAPIError as error:
            log.warning(
                "The database could not be reached (%s); trying again at the next tick.", type(error.orig).__name__
            )
        except Exception:
            log.exception("A part of the post's round failed.")
        return None

    def close(self) -> None:
        for channel in self._channels.values():
            channel.close()

    def _tidy(self, session: Session, now: datetime) -> None:
        outlet = session.get(Outlet, OUTLET)
        if outlet is None or (outlet.tidied_at and now - outlet.tidied_at < TIDY_EVERY):
            return
        outlet.tidied_at = now
        tidy(session, now)
        remove_files_before(self._config.instance / MAIL_FOLDER, now - timedelta(days=BODY_DAYS))


def queue_canary(session: Session, config: Config, now: datetime) -> bool:
    """Queue the operator's daily mail where one is configured and today's has not been; tell whether it was."""
    address = config.mail.operator
    once = f"canary:{digest_day(Frequency.DAILY, now).isoformat()}"
    if not address or session.scalar(select(MailBatch.id).where(MailBatch.once == once)) is not None:
        return False
    operator = session.scalar(select(Subscriber).where(Subscriber.is_operator))
    if operator is None:
        # A row of its own: the operator may follow motions as anybody else, under the same address.
        operator = Subscriber(is_operator=True, created_at=now, confirmed_at=now)
        session.add(operator)
    mailbox = signature(secret_key(config), "mailbox", address)
    if operator.mailbox != mailbox:  # Another address begins anew, whatever became of the one before.
        operator.mailbox, operator.stopped_at, operator.bounced_at = mailbox, None, None
    session.flush()
    notify_one(session, operator.id, NotificationKind.CANARY, now, once=once)
    return True


def _alone(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ALONE})
