"""Deliver what is due: claim one alert, send it, settle it. One mail a claim, and no transaction while it is sent.

The try before is settled in the transaction of the next claim, so a mail costs one commit. A sender that dies loses
nothing: its lease ends, and another takes the alert up again, at most three times in all.
"""

import logging
import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeAlias, TypeVar

from sqlalchemy import Engine

from tracker.config import Config
from tracker.keys import new_token, secret_key
from tracker.mail.envelope import Envelope, Result, Transport
from tracker.mail.message import Edition
from tracker.mail.verp import envelope_sender
from tracker.operations.outbox import OUTLET
from tracker.operations.people.followers import CONFIRM_WITHIN
from tracker.outbox.claim import LEASE, Claim, Claimer
from tracker.outbox.letters import Letters
from tracker.outbox.personal import Personal
from tracker.outbox.plain import PlainConnection
from tracker.outbox.settle import Settler
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.rules.delivery import Outcome, Stage
from tracker.vocabulary import AlertState, LinkPurpose, NoticeKind

log = logging.getLogger(__name__)

PATIENCE_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_TURN = timedelta(minutes=20)  # between two mails, at the slowest rate that the settings allow
MOST_PASSED_OVER = 200  # alerts in one transaction that do not go out
COUNT_EVERY = timedelta(seconds=1)
_LINK = "INSERT INTO link (token_hash, purpose, subscriber_id, issued_at, expires_at) VALUES (?, ?, ?, ?, ?)"
_OUTLET = "SELECT held_at, paused_until, next_at FROM outlet WHERE name = ?"
_MAKE_OUTLET = "INSERT INTO outlet (name, pauses, failures_in_row) VALUES (?, 0, 0) ON CONFLICT DO NOTHING"

T = TypeVar("T")
Ending: TypeAlias = tuple[Claim, Result | None]
"""How a try ended; None where there was nothing left to say."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A claim with the secrets that its mail will carry; only their hashes are in the database."""

    claim: Claim
    token: str
    confirm_token: str | None
    moment_key: str


@dataclass(slots=True)
class Delivered:
    """What one run of a sender did."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0


class Deliverer:
    """One sender: as many as one likes may run beside each other, in any number of processes."""

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
        self._key = secret_key(config)
        self._letters = Letters(engine, config)
        self._personal = Personal(engine, config)

    def run(self, may_go_on: Callable[[], bool] = lambda: True) -> Delivered:
        """Deliver until nothing is due or `may_go_on` says no; return what was done.

        Raise the driver's error when the database is not to be had; what was claimed then is taken up again.
        """
        turn = _Turn(PlainConnection(self._engine), self._config, self._lease)
        try:
            return self._run(turn, may_go_on)
        finally:
            turn.database.close()

    def _run(self, turn: "_Turn", may_go_on: Callable[[], bool]) -> Delivered:
        ending: Ending | None = None
        while may_go_on():
            taken = self._patiently(turn, turn.take, ending) if ending else turn.take(None, self._now())
            ending = None
            if isinstance(taken, float):
                self._wait(taken)
            elif taken is None:
                break
            else:
                ending = taken.claim, self._send(taken)
        self._patiently(turn, turn.finish, ending)
        return turn.delivered

    def _patiently(self, turn: "_Turn", act: Callable[[Ending | None, datetime], T], ending: Ending | None) -> T:
        """Do a turn's work even where the database is busy for a while: a mail that has gone out must be settled."""
        for seconds in PATIENCE_SECONDS:
            try:
                return act(ending, self._now())
            except turn.database.errors:
                self._wait(seconds)
                turn.database.close()  # It is opened again at the next attempt.
        return act(ending, self._now())

    def _send(self, taken: Taken) -> Result | None:
        """Send one mail and return how it ended; None when there is nothing left to say."""
        claim, now = taken.claim, self._now()
        try:
            found = self._edition(taken, now)
            if found is None:
                return None
            named = sha256(f"{taken.moment_key}:{claim.alert_ids[0]}".encode()).hexdigest()[:32]
            message_id = f"{named}@{self._config.mail.domain}"
            message = found.message(to=claim.address, message_id=message_id, date=now, token=taken.token)
        except Exception:
            log.exception("A mail could not be written (alert %s).", claim.alert_ids[0])
            return Result(Outcome.RETRY, Stage.COMPOSE, None, None)
        mail = self._config.mail
        sender = envelope_sender(mail.bounces_to, mail.sender, claim.alert_ids[0], self._key)
        # Named by its first try, so that a file written again is the same file.
        name = f"{claim.first_tried_at:%Y%m%dT%H%M%S}-s{claim.subscriber_id}-{named}"
        return self._transport.send(Envelope(sender, claim.address, message, name))

    def _edition(self, taken: Taken, now: datetime) -> Edition | None:
        if not any(kind.is_service for kind in taken.claim.kinds):
            return self._letters.news(taken.claim, now)
        (kind,) = taken.claim.kinds
        context = self._personal.context(kind, taken.claim, taken.confirm_token, now)
        return self._letters.personal(kind, context) if context else None


class _Turn:
    """The transactions of one run: settle the try before, and claim the next."""

    def __init__(self, database: PlainConnection, config: Config, lease: timedelta) -> None:
        self.database, self.delivered = database, Delivered()
        owner = secrets.token_hex(8)
        self._mail = config.mail
        self._claimer = Claimer(database, owner, lease)
        self._settler = Settler(database, owner, lambda: random.uniform(-1, 1))
        self._ended: AlertState | None = None
        self._counted_at: datetime | None = None
        # Senders beside each other share one rate: each waits for the other's mark.
        shares = config.mail.per_second and not database.is_sqlite
        self._outlet = f"{_OUTLET} FOR NO KEY UPDATE" if shares else _OUTLET
        self._moment_keys: dict[int, str] = {}
        with database.transaction():
            database.run(_MAKE_OUTLET, (OUTLET,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Count what was settled once it is committed, and only then: a transaction may have to be done again."""
        self._settler.begin()
        self._ended = None
        with self.database.transaction():
            yield
        self._settler.committed()
        self.delivered.sent += self._ended is AlertState.SENT
        self.delivered.failed += self._ended is AlertState.FAILED
        self.delivered.put_off += self._ended in (AlertState.PENDING, AlertState.UNKNOWN)

    def take(self, ending: Ending | None, now: datetime) -> Taken | float | None:
        """Settle and claim in one transaction. Return a claim, the seconds to wait for the rate, or None: nothing."""
        with self._transaction():
            self._settle(ending, now)
            self._count(now)
            held_at, paused, next_at = self.database.row(self._outlet, (OUTLET,))
            if held_at is not None or self._is_ahead(paused, LONGEST_PAUSE, now):
                return None
            free_at = self.database.aware(next_at)
            if self._mail.per_second and free_at and self._is_ahead(next_at, LONGEST_TURN, now):
                seconds = min((free_at - now).total_seconds(), 1 / self._mail.per_second)
                return seconds if self._claimer.anything_due(now) else None
            claim = self._claim(now)
            return self._taken(claim, now) if isinstance(claim, Claim) else claim

    def _is_ahead(self, kept: object, most: timedelta, now: datetime) -> bool:
        """Tell whether a kept instant has still to come. One further away than any could be is a wrong clock's."""
        until = self.database.aware(kept)
        return until is not None and now < until <= now + most

    def finish(self, ending: Ending | None, now: datetime) -> None:
        """Settle the last try and write the counts down."""
        with self._transaction():
            self._settle(ending, now)
            self._settler.write_counts(local_day(now, HOUSE_ZONE))
            self.database.run("UPDATE outlet SET ran_at = ? WHERE name = ?", (self.database.instant(now), OUTLET))

    def _settle(self, ending: Ending | None, now: datetime) -> None:
        if ending is None:
            return
        claim, result = ending
        if result is None:
            self._claimer.drop(claim, "it was no longer true when its turn came", now)
            return
        self._ended = self._settler.settle(claim, result, now)

    def _count(self, now: datetime) -> None:
        if self._counted_at is None or now - self._counted_at >= COUNT_EVERY:
            self._settler.write_counts(local_day(now, HOUSE_ZONE))
            self._counted_at = now

    def _claim(self, now: datetime) -> Claim | float | None:
        """Return the next claim that may go out, None when nothing is due, or 0.0 to be asked again."""
        paused = self._paused_domains(now)
        for _ in range(MOST_PASSED_OVER):  # Other writers wait for this transaction.
            claim = self._claimer.next(now)
            self._settler.note_lost(self._claimer.lost)
            self._claimer.lost = 0
            if claim is False:
                return None
            if not isinstance(claim, Claim):
                continue
            if NoticeKind.CANARY in claim.kinds:
                claim = replace(claim, address=self._mail.operator or "")
            if not self._mail.allows(claim.address):
                self._claimer.drop(claim, "not on this installation's allow-list", now)
            elif (until := paused.get(claim.address.rpartition("@")[2])) is not None:
                self._claimer.put_off(claim, until)
            else:
                return claim
        return 0.0

    def _paused_domains(self, now: datetime) -> dict[str, datetime]:
        rows = self.database.rows(
            "SELECT domain, until FROM domain_pause WHERE until > ?", (self.database.instant(now),)
        )
        known = ((row[0], self.database.aware(row[1])) for row in rows)
        return {domain: until for domain, until in known if until and until <= now + LONGEST_PAUSE}

    def _taken(self, claim: Claim, now: datetime) -> Taken:
        token = self._issue(LinkPurpose.ALERTS, claim, now, None)
        confirm = None
        if NoticeKind.CONFIRM in claim.kinds:
            confirm = self._issue(LinkPurpose.CONFIRM, claim, now, now + CONFIRM_WITHIN)
        if self._mail.per_second:
            free_at = self.database.instant(now + timedelta(seconds=1 / self._mail.per_second))
            self.database.run("UPDATE outlet SET next_at = ? WHERE name = ?", (free_at, OUTLET))
        return Taken(claim, token, confirm, self._moment_key(claim.moment_id))

    def _issue(self, purpose: LinkPurpose, claim: Claim, now: datetime, expires_at: datetime | None) -> str:
        token, kept = new_token()
        instant = self.database.instant
        expires = instant(expires_at) if expires_at else None
        self.database.run(_LINK, (kept, purpose.value, claim.subscriber_id, instant(now), expires))
        return token

    def _moment_key(self, moment_id: int) -> str:
        if moment_id not in self._moment_keys:
            found = self.database.row("SELECT key FROM moment WHERE id = ?", (moment_id,))
            self._moment_keys = {moment_id: found[0]}
        return self._moment_keys[moment_id]
