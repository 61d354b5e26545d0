"""Send what is due: claim one message, send it, settle it. One mail a claim, and no transaction while it is sent.

The try before is settled in the transaction of the next claim, so a mail costs one commit. A sender that dies loses
nothing: its lease ends, and another takes the message up again, at most three times in all.
"""

import random
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.exc import DBAPIError

from tracker.config import Config
from tracker.delivery.channels.base import Channel, Result, Tokens
from tracker.delivery.claim import LEASE, Claim, Claimer
from tracker.delivery.prepared import Prepared
from tracker.delivery.settle import Settler
from tracker.models import DomainPause, Outlet
from tracker.models.message import OUTLET
from tracker.operations.notify.outbox import open_outlet
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.vocabulary import LinkPurpose, MessageState, NotificationKind

PATIENCE_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_TURN = timedelta(minutes=20)  # between two mails, at the slowest rate that the settings allow
MOST_PASSED_OVER = 200  # messages in one transaction that do not go out
COUNT_EVERY = timedelta(seconds=1)
_OUTLET = (
    select(Outlet.held_at, Outlet.paused_until, Outlet.next_at)
    .add_columns(select(func.count(DomainPause.domain)).scalar_subquery().label("pauses"))
    .where(Outlet.name == OUTLET)
)
_PAUSES = select(DomainPause.domain, DomainPause.until)

T = TypeVar("T")
Ending: TypeAlias = tuple[Claim, Result | None]
"""How a try ended; None where there was nothing left to say."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A claim with the secrets that its mail will carry."""

    claim: Claim
    tokens: Tokens


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
        channels: Mapping[str, Channel],
        *,
        now: Callable[[], datetime],
        wait: Callable[[float], object],
        lease: timedelta = LEASE,
    ) -> None:
        """Take the queue, the settings, the channels by name, the clock, and what passes the time between two mails."""
        self._engine, self._config, self._channels = engine, config, channels
        self._now, self._wait, self._lease = now, wait, lease

    def run(self, may_go_on: Callable[[], bool] = lambda: True) -> Delivered:
        """Deliver until nothing is due or `may_go_on` says no; return what was done.

        Raise DBAPIError when the database cannot be reached; what was claimed then is taken up again.
        """
        turn = Turn(self._engine, self._config, self._channels, self._lease)
        try:
            return self._run(turn, may_go_on)
        finally:
            turn.close()

    def _run(self, turn: "Turn", may_go_on: Callable[[], bool]) -> Delivered:
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

    def _patiently(self, turn: "Turn", act: Callable[[Ending | None, datetime], T], ending: Ending | None) -> T:
        """Do a turn's work even where the database is busy for a while: a mail that has gone out must be settled."""
        for seconds in PATIENCE_SECONDS:
            try:
                return act(ending, self._now())
            except DBAPIError:
                self._wait(seconds)
                turn.close()  # It is opened again at the next attempt.
        return act(ending, self._now())

    def _send(self, taken: Taken) -> Result | None:
        return self._channels[taken.claim.channel].send(taken.claim, taken.tokens, self._now())


class Turn:
    """The transactions of one run: settle the try before, and claim the next. One connection is kept open for them."""

    def __init__(self, engine: Engine, config: Config, channels: Mapping[str, Channel], lease: timedelta) -> None:
        """Take the queue, the settings, the channels by name, and how long a claim is ours; begin to send."""
        self._engine, self._channels, self.delivered = engine, channels, Delivered()
        owner = secrets.token_hex(8)
        self._per_second = config.mail.per_second
        self._claimer = Claimer(owner, lease)
        self._settler = Settler(owner, lambda: random.uniform(-1, 1))
        self._ended: MessageState | None = None
        self._counted_at: datetime | None = None
        # Senders beside each other share one rate: each waits for the other's mark.
        self._outlet = Prepared(_OUTLET.with_for_update(key_share=True) if self._per_second else _OUTLET)
        self._connection: Connection | None = None
        with self._transaction() as connection:
            open_outlet(connection)

    def close(self) -> None:
        """Close the connection. The next transaction opens one again."""
        with suppress(DBAPIError):
            if self._connection is not None:
                self._connection.close()
        self._connection = None

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Count what was settled once it is committed, and only then: a transaction may have to be done again."""
        self._settler.begin()
        self._ended = None
        if self._connection is None:
            self._connection = self._engine.connect()
        began = self._connection.begin()
        try:
            yield self._connection
            began.commit()
        except BaseException:
            began.close()  # It rolls back, and raises nothing of its own where the connection is lost.
            raise
        self._settler.committed()
        self.delivered.sent += self._ended is MessageState.SENT
        self.delivered.failed += self._ended is MessageState.FAILED
        self.delivered.put_off += self._ended in (MessageState.PENDING, MessageState.UNKNOWN)

    def take(self, ending: Ending | None, now: datetime) -> Taken | float | None:
        """Settle and claim in one transaction. Return a claim, the seconds to wait for the rate, or None: nothing."""
        with self._transaction() as connection:
            self._settle(connection, ending, now)
            self._count(connection, now)
            held_at, paused_until, next_at, pauses = self._outlet.first(connection, {})
            if held_at is not None or _is_ahead(paused_until, LONGEST_PAUSE, now):
                return None
            if self._per_second and next_at and _is_ahead(next_at, LONGEST_TURN, now):
                seconds = min((next_at - now).total_seconds(), 1 / self._per_second)
                return seconds if self._claimer.anything_due(connection, now) else None
            claim = self._claim(connection, now, pauses > 0)
            return self._taken(connection, claim, now) if isinstance(claim, Claim) else claim

    def finish(self, ending: Ending | None, now: datetime) -> None:
        """Settle the last try and write the counts down."""
        with self._transaction() as connection:
            self._settle(connection, ending, now)
            self._settler.write_counts(connection, local_day(now, HOUSE_ZONE))
            connection.execute(update(Outlet).where(Outlet.name == OUTLET).values(ran_at=now))

    def _settle(self, connection: Connection, ending: Ending | None, now: datetime) -> None:
        if ending is None:
            return
        claim, result = ending
        if result is None:
            self._claimer.drop(connection, claim, "it was no longer true when its turn came", now)
            return
        self._ended = self._settler.settle(connection, claim, result, now)
        if self._ended is MessageState.SENT:
            self._channels[claim.channel].sent(connection, claim, now)

    def _count(self, connection: Connection, now: datetime) -> None:
        if self._counted_at is None or now - self._counted_at >= COUNT_EVERY:
            self._settler.write_counts(connection, local_day(now, HOUSE_ZONE))
            self._counted_at = now

    def _claim(self, connection: Connection, now: datetime, any_pause: bool) -> Claim | float | None:
        """Return the next claim that may go out, None when nothing is due, or 0.0 to be asked again."""
        paused = {row.domain: row.until for row in connection.execute(_PAUSES)} if any_pause else {}
        for _ in range(MOST_PASSED_OVER):  # Other writers wait for this transaction.
            claim = self._claimer.next(connection, now)
            self._settler.note_lost(self._claimer.lost)
            self._claimer.lost = 0
            if claim is False:
                return None
            if not isinstance(claim, Claim):
                continue
            channel = self._channels[claim.channel]
            address = channel.address_of(claim)
            if address != claim.address:  # A copy takes 10 µs, and only the canary needs one.
                claim = replace(claim, address=address)
            until = paused.get(claim.address.rpartition("@")[2])
            if not channel.allows(claim.address):
                self._claimer.drop(connection, claim, "not on this installation's allow-list", now)
            elif until is not None and _is_ahead(until, LONGEST_PAUSE, now):
                self._claimer.put_off(connection, claim, until)
            else:
                return claim
        return 0.0

    def _taken(self, connection: Connection, claim: Claim, now: datetime) -> Taken:
        tokens = Tokens()
        if claim.letter is None:
            asks = NotificationKind.CONFIRM in claim.kinds
            tokens = Tokens(
                manage=self._claimer.issue(connection, claim, LinkPurpose.ALERTS, now),
                confirm=self._claimer.issue(connection, claim, LinkPurpose.CONFIRM, now) if asks else "",
            )
        if self._per_second:
            free_at = now + timedelta(seconds=1 / self._per_second)
            connection.execute(update(Outlet).where(Outlet.name == OUTLET).values(next_at=free_at))
        return Taken(claim, tokens)


def _is_ahead(until: datetime | None, most: timedelta, now: datetime) -> bool:
    """Tell whether a kept instant has still to come. One further away than any could be is a wrong clock's."""
    return until is not None and now < until <= now + most
