"""Write down how a try ended: the message's state, when it is tried next, and what it says of the server."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select, update
from sqlalchemy.orm import Session

from tracker.db import insert_or
from tracker.delivery.channels.base import Result
from tracker.delivery.claim import Claim, waiting_state
from tracker.delivery.prepared import Prepared
from tracker.models import DomainPause, MailDay, Message, Outlet
from tracker.models.message import OUTLET
from tracker.operations.people.bounces import take_bounce
from tracker.rules.delivery import (
    MOST_UNKNOWNS,
    DeliveryOutcome,
    domain_asks_to_wait,
    next_pause,
    next_try,
    refusal_kind,
)
from tracker.vocabulary import MessageState

TROUBLED_AFTER = 5
"""How many mails in a row must be put off or refused before that counts as our trouble and not as theirs."""

_SETTLE = Prepared(
    update(Message)
    .where(Message.id == bindparam("of"), Message.owner == bindparam("by"))
    .where(Message.state == MessageState.SENDING)
    .values(
        {
            "state": bindparam("then"),
            "due_at": bindparam("due"),
            "settled_at": bindparam("settled"),
            "outcome": bindparam("words"),
            "unknowns": bindparam("doubts"),
            "attempts": bindparam("tries"),
        }
    )
)
_REFUSED = (DeliveryOutcome.FAILED, DeliveryOutcome.REFUSED_ADDRESS)
_OUTLET = update(Outlet).where(Outlet.name == OUTLET)


@dataclass(slots=True)
class SettledCounts:
    """How many mails went out and how many could not, and when the last one did, unless the next one stumbled."""

    sent: int = 0
    failed: int = 0
    sent_at: datetime | None = None
    stumbled: bool = False


class Settler:
    """Settles for one sender, in the caller's transactions. Counts are gathered and written once in a while."""

    def __init__(self, owner: str, spread: Callable[[], float]) -> None:
        self._owner, self._spread = owner, spread
        self._tally, self._noted, self._written = SettledCounts(), SettledCounts(), False

    def begin(self) -> None:
        """Begin a transaction: what an earlier one noted and did not commit is forgotten."""
        self._noted, self._written = SettledCounts(), False

    def committed(self) -> None:
        """Count what the transaction that was committed noted."""
        before, new = SettledCounts() if self._written else self._tally, self._noted
        sent_at = None if new.stumbled else new.sent_at or before.sent_at
        self._tally = SettledCounts(before.sent + new.sent, before.failed + new.failed, sent_at)

    def note_lost(self, count: int) -> None:
        """Note alerts that were given up without a try."""
        self._noted.failed += count

    def settle(self, connection: Connection, claim: Claim, result: Result, now: datetime) -> MessageState | None:
        """Write down how a try ended; return the state that its messages are in now, None where the lease was lost."""
        result = self._doubted(connection, result)
        state, due_at = self._after(claim, result, now)
        final = state in (MessageState.SENT, MessageState.FAILED)
        values = {
            "then": state,
            "due": due_at,
            "settled": now if final else None,
            "words": result.words,
            "doubts": claim.unknowns + (result.outcome is DeliveryOutcome.UNKNOWN),
            "tries": claim.attempts - (result.outcome in (DeliveryOutcome.ENDPOINT, DeliveryOutcome.ALARM)),
        }
        mine = [{"of": number, "by": self._owner, **values} for number in claim.message_ids]
        if not sum(_SETTLE.run(connection, row) for row in mine):
            return None
        self._learn(connection, claim, result, state, now)
        return state

    def _doubted(self, connection: Connection, result: Result) -> Result:
        """Take a refusal for our own fault where mail after mail is refused and none goes: none fails for that."""
        if result.outcome not in _REFUSED:
            return result
        known = connection.scalar(select(Outlet.failures_in_row).where(Outlet.name == OUTLET))
        in_a_row = 0 if self._tally.sent_at else known or 0  # An unwritten success ended the row.
        return replace(result, outcome=DeliveryOutcome.ALARM) if in_a_row >= TROUBLED_AFTER else result

    def _after(self, claim: Claim, result: Result, now: datetime) -> tuple[MessageState, datetime | None]:
        if result.outcome is DeliveryOutcome.SENT:
            return MessageState.SENT, None
        again = next_try(claim.attempts, claim.first_tried_at, now, self._spread())
        match result.outcome:
            case DeliveryOutcome.ENDPOINT | DeliveryOutcome.ALARM:
                return waiting_state(claim.unknowns), now
            case DeliveryOutcome.RETRY if again:
                return waiting_state(claim.unknowns), again
            case DeliveryOutcome.UNKNOWN if again and claim.unknowns + 1 < MOST_UNKNOWNS:
                return MessageState.UNKNOWN, again
            case _:
                return MessageState.FAILED, None

    def _learn(self, connection: Connection, claim: Claim, result: Result, state: MessageState, now: datetime) -> None:
        # Neither words to one reader nor letters are counted in public: the number would tell who was written to.
        self._noted.failed += state is MessageState.FAILED and claim.letter is None
        if result.outcome is DeliveryOutcome.SENT:
            self._noted.sent = int(not claim.is_personal)
            self._noted.sent_at = now
            return
        # A success came before, and must not undo what is written here.
        self._note_success(connection, self._tally.sent_at)
        self._noted.stumbled = True
        if result.outcome in (DeliveryOutcome.ENDPOINT, DeliveryOutcome.ALARM):
            self._rest(connection, result, now)
        else:
            self._note_put_off(connection, result, now)
        if state is MessageState.FAILED and claim.letter is None and self._is_theirs(connection, claim, result):
            _count_bounce(connection, claim, result, now)
        if domain_asks_to_wait(result.stage, result.code, result.enhanced):
            self._pause_domain(connection, claim.address.rpartition("@")[2], now)

    def _is_theirs(self, connection: Connection, claim: Claim, result: Result) -> bool:
        """Tell whether a mail failed for its address: one put off for a day may, where others went out meanwhile."""
        if result.outcome in _REFUSED:
            return True
        sent_at = self._tally.sent_at or connection.scalar(select(Outlet.sent_at).where(Outlet.name == OUTLET))
        return sent_at is not None and sent_at >= claim.first_tried_at

    def _rest(self, connection: Connection, result: Result, now: datetime) -> None:
        pauses = connection.scalar(select(Outlet.pauses).where(Outlet.name == OUTLET)) or 0
        values: dict[str, Any] = {"trouble": result.words}
        values |= {"trouble_since": func.coalesce(Outlet.trouble_since, now)}
        values |= {"paused_until": next_pause(pauses, now, self._spread()), "pauses": pauses + 1}
        connection.execute(_OUTLET.values(values))

    def _note_put_off(self, connection: Connection, result: Result, now: datetime) -> None:
        is_trouble = Outlet.failures_in_row + 1 >= TROUBLED_AFTER
        values: dict[str, Any] = {"failures_in_row": Outlet.failures_in_row + 1}
        for name, value in (("trouble", result.words), ("trouble_since", now)):
            column = getattr(Outlet, name)
            values[name] = case((is_trouble, func.coalesce(column, value)), else_=column)
        connection.execute(_OUTLET.values(values))

    def _pause_domain(self, connection: Connection, domain: str, now: datetime) -> None:
        pauses = connection.scalar(select(DomainPause.pauses).where(DomainPause.domain == domain)) or 0
        values: dict[str, Any] = {"until": next_pause(pauses, now, self._spread()), "pauses": pauses + 1}
        insert_or(connection, DomainPause, {"domain": domain, **values}, lambda _: values)

    def write_counts(self, connection: Connection, day: date) -> None:
        """Write down how many went out and how many could not, since this was last done, this transaction included."""
        sent, failed = self._tally.sent + self._noted.sent, self._tally.failed + self._noted.failed
        if sent or failed:
            values = {"day": day, "sent": sent, "failed": failed}
            add = ("sent", "failed")
            insert_or(
                connection, MailDay, values, lambda new: {name: getattr(MailDay, name) + new[name] for name in add}
            )
        if not self._noted.stumbled:
            self._note_success(connection, self._noted.sent_at or self._tally.sent_at)
        self._noted, self._written = SettledCounts(stumbled=self._noted.stumbled), True

    def _note_success(self, connection: Connection, at: datetime | None) -> None:
        if at:
            well = {"trouble": None, "trouble_since": None, "paused_until": None, "pauses": 0, "failures_in_row": 0}
            connection.execute(_OUTLET.values(sent_at=at, **well))


def _count_bounce(connection: Connection, claim: Claim, result: Result, now: datetime) -> None:
    """Count a mail that was given up as a report of it would be: what is about us and not the address is nothing."""
    kind = refusal_kind(result.outcome, result.stage, result.code)
    with Session(connection) as session:
        take_bounce(session, claim.message_ids[0], kind, result.enhanced or "", now)
        session.flush()
