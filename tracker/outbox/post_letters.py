"""Send the letters that are due: claim one, send it, settle it, as the alerts beside them (outbox/deliver).

The same server, the same hold and pauses, the same allow-list and the same reading of how a try ended. One letter a
claim and a commit, and no transaction while it is sent. A sender that dies loses nothing: its lease ends.
"""

import logging
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tracker.config import Config
from tracker.db import transaction
from tracker.keys import secret_key
from tracker.mail.compose import Composer
from tracker.mail.envelope import Envelope, Result, Transport
from tracker.mail.message import Sender, letter
from tracker.models import DomainPause, Letter, Outlet
from tracker.operations.desk import offers
from tracker.operations.outbox import OUTLET
from tracker.outbox.claim import LEASE, LOST
from tracker.outbox.deliver import LONGEST_PAUSE, LONGEST_TURN, PATIENCE_SECONDS, Delivered
from tracker.outbox.letter_words import Words
from tracker.outbox.letters import TEMPLATES
from tracker.outbox.settle import TROUBLED_AFTER
from tracker.rules.delivery import (
    MOST_UNKNOWNS,
    Outcome,
    Stage,
    domain_asks_to_wait,
    next_pause,
    next_try,
)
from tracker.vocabulary import AlertState, LetterKind

log = logging.getLogger(__name__)

NOTHING_TO_SAY = "there was nothing left to say when its turn came"


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter that is ours to send while the lease on it holds."""

    id: int
    recipient: str
    attempts: int
    unknowns: int
    first_tried_at: datetime
    message: bytes | None
    name: str


class LetterSender:
    """One sender of letters; as many as one likes may run beside each other, in any number of processes."""

    def __init__(
        self,
        engine: Engine,
        config: Config,
        transport: Transport,
        *,
        now: Callable[[], datetime],
        wait: Callable[[float], object],
        lease: timedelta = LEASE,
    ) -> None:
        """Take the outbox, the settings, the way out, the clock, and what passes the time between two mails."""
        self._engine, self._config, self._transport = engine, config, transport
        self._now, self._wait, self._lease = now, wait, lease
        self._owner = secrets.token_hex(8)
        self._words = Words(config.base_url, secret_key(config))
        self._composer = Composer(TEMPLATES, config.base_url)
        mail = config.mail
        self._sender = Sender(mail.sender_name, mail.sender, mail.domain, config.base_url)

    def run(self, may_go_on: Callable[[], bool] = lambda: True) -> Delivered:
        """Send until nothing is due or `may_go_on` says no; return what was done."""
        delivered = Delivered()
        while may_go_on():
            with transaction(self._engine) as session:
                taken = self._take(session, self._now())
            if taken is None:
                break
            if isinstance(taken, float):
                self._wait(taken)
                continue
            result = self._send(taken)
            state = self._patiently(taken, result)
            delivered.sent += state is AlertState.SENT
            delivered.failed += state is AlertState.FAILED
            delivered.put_off += state in (AlertState.PENDING, AlertState.UNKNOWN)
        return delivered

    def _patiently(self, taken: Taken, result: Result) -> AlertState | None:
        """Settle even where the database is busy for a while: a mail that has gone out must be settled."""
        for seconds in PATIENCE_SECONDS:
            try:
                with transaction(self._engine) as session:
                    return self._settle(session, taken, result, self._now())
            except OperationalError:
                self._wait(seconds)
        with transaction(self._engine) as session:
            return self._settle(session, taken, result, self._now())

    def _take(self, session: Session, now: datetime) -> Taken | float | None:
        """Claim the next letter; return the seconds to wait (0.0: ask again), or None where nothing may go out."""
        outlet = session.get(Outlet, OUTLET, with_for_update=True)
        if outlet and (outlet.held_at or _is_ahead(outlet.paused_until, LONGEST_PAUSE, now)):
            return None
        found = session.scalar(
            select(Letter)
            .where(Letter.due_at <= now)
            .order_by(Letter.due_at, Letter.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if found is None:
            return None
        rate = self._config.mail.per_second
        if rate and outlet and outlet.next_at and _is_ahead(outlet.next_at, LONGEST_TURN, now):
            return min((outlet.next_at - now).total_seconds(), 1 / rate)
        taken = self._lease_on(session, found, now)
        if taken is None:
            return 0.0
        if rate and outlet:
            outlet.next_at = now + timedelta(seconds=1 / rate)
        return taken

    def _lease_on(self, session: Session, found: Letter, now: datetime) -> Taken | None:
        """Take a letter, or drop or put off one that may not go out."""
        was_lost = found.state is AlertState.SENDING
        if was_lost and found.unknowns + 1 >= MOST_UNKNOWNS:
            _close(found, AlertState.FAILED, LOST, now)
            return None
        if found.recipient is None:
            _close(found, AlertState.CANCELLED, "the address is erased", now)
            return None
        if not self._config.mail.allows(found.recipient):
            _close(found, AlertState.CANCELLED, "not on this installation's allow-list", now)
            return None
        paused = session.get(DomainPause, found.recipient.rpartition("@")[2])
        if paused is not None and _is_ahead(paused.until, LONGEST_PAUSE, now):
            found.due_at = paused.until
            return None
        written = self._write(session, found, now)
        if isinstance(written, str):
            _close(found, AlertState.CANCELLED, written, now)
            return None
        found.state, found.owner, found.due_at = AlertState.SENDING, self._owner, now + self._lease
        found.attempts, found.unknowns = found.attempts + 1, found.unknowns + was_lost
        found.first_tried_at = found.first_tried_at or now
        name = f"{found.first_tried_at:%Y%m%dT%H%M%S}-s0-letter-{_named(found)}"
        return Taken(
            found.id, found.recipient, found.attempts, found.unknowns, found.first_tried_at, written or None, name
        )

    def _write(self, session: Session, found: Letter, now: datetime) -> bytes | str:
        """Return a letter as bytes; none where it could not be written; words where there is nothing to say."""
        try:
            with session.begin_nested():
                context = self._words.context(session, found, now)
            if context is None:
                return NOTHING_TO_SAY
            composed = self._composer.compose_letter(found.kind, context)
            message_id = f"{_named(found)}@{self._config.mail.domain}"
            return letter(composed, self._sender, to=found.recipient or "", message_id=message_id, date=now)
        except OperationalError:
            raise
        except Exception:
            log.exception("A letter could not be written (letter %s).", found.id)
            return b""

    def _send(self, taken: Taken) -> Result:
        if taken.message is None:
            return Result(Outcome.RETRY, Stage.COMPOSE)
        return self._transport.send(Envelope(self._config.mail.sender, taken.recipient, taken.message, taken.name))

    def _settle(self, session: Session, taken: Taken, result: Result, now: datetime) -> AlertState | None:
        """Write down how a try ended; None where the lease was taken over, or a person was quicker."""
        outlet = session.get(Outlet, OUTLET, with_for_update=True)
        if outlet is None:
            outlet = Outlet(name=OUTLET, pauses=0, failures_in_row=0)
            session.add(outlet)
        refused = result.outcome in (Outcome.FAILED, Outcome.REFUSED_ADDRESS)
        outcome = Outcome.ALARM if refused and outlet.failures_in_row >= TROUBLED_AFTER else result.outcome
        state, due_at = _after(taken, outcome, now)
        values = {
            "state": state,
            "due_at": due_at,
            "owner": None,
            "settled_at": now if due_at is None else None,
            "outcome": result.words,
            "unknowns": taken.unknowns + (outcome is Outcome.UNKNOWN),
            "attempts": taken.attempts - (outcome in (Outcome.ENDPOINT, Outcome.ALARM)),
        }
        mine = (Letter.id == taken.id, Letter.owner == self._owner, Letter.state == AlertState.SENDING)
        if session.execute(update(Letter).where(*mine).values(values).returning(Letter.id)).scalar() is None:
            return None
        _learn(session, outlet, taken, result, outcome, now)
        if state is AlertState.SENT:
            _sent(session, session.get_one(Letter, taken.id, populate_existing=True), now)
        return state


def _after(taken: Taken, outcome: Outcome, now: datetime) -> tuple[AlertState, datetime | None]:
    if outcome is Outcome.SENT:
        return AlertState.SENT, None
    waits = AlertState.UNKNOWN if taken.unknowns else AlertState.PENDING
    again = next_try(taken.attempts, taken.first_tried_at, now, random.uniform(-1, 1))
    if outcome in (Outcome.ENDPOINT, Outcome.ALARM):
        return waits, now
    if outcome is Outcome.RETRY and again:
        return waits, again
    if outcome is Outcome.UNKNOWN and again and taken.unknowns + 1 < MOST_UNKNOWNS:
        return AlertState.UNKNOWN, again
    return AlertState.FAILED, None


def _learn(session: Session, outlet: Outlet, taken: Taken, result: Result, outcome: Outcome, now: datetime) -> None:
    """Write down what a try says of the server. Letters are not counted in public: that would tell of one person."""
    if outcome is Outcome.SENT:
        outlet.sent_at, outlet.trouble, outlet.trouble_since, outlet.paused_until = now, None, None, None
        outlet.pauses = outlet.failures_in_row = 0
        return
    spread = random.uniform(-1, 1)
    if outcome in (Outcome.ENDPOINT, Outcome.ALARM):
        outlet.trouble, outlet.trouble_since = result.words, outlet.trouble_since or now
        outlet.paused_until, outlet.pauses = next_pause(outlet.pauses, now, spread), outlet.pauses + 1
    else:
        outlet.failures_in_row += 1
    if domain_asks_to_wait(result.stage, result.code, result.enhanced):
        domain = taken.recipient.rpartition("@")[2]
        pause = session.get(DomainPause, domain) or DomainPause(domain=domain, until=now, pauses=0)
        pause.until, pause.pauses = next_pause(pause.pauses, now, spread), pause.pauses + 1
        session.add(pause)


def _sent(session: Session, found: Letter, now: datetime) -> None:
    """Let the days of an offer run from when the server took the mail."""
    if found.kind is LetterKind.REPLY_OFFER:
        offer = offers.of_letter(session, found)
        if offer is not None:
            offers.invited(session, offer, now)


def _close(found: Letter, state: AlertState, reason: str, now: datetime) -> None:
    found.state, found.due_at, found.settled_at, found.outcome = state, None, now, reason


def _is_ahead(until: datetime | None, most: timedelta, now: datetime) -> bool:
    """Tell whether a kept instant has still to come. One further away than any could be is a wrong clock's."""
    return until is not None and now < until <= now + most


def _named(found: Letter) -> str:
    """Return what all tries of a letter are called, which tells nothing of it."""
    return sha256(f"letter:{found.key}:{found.id}:{found.queued_at.isoformat()}".encode()).hexdigest()[:32]
