"""Write down how a try ended: the alert's state, when it is tried next, and what it says of the server."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.mail.envelope import Result
from tracker.operations.outbox import OUTLET
from tracker.outbox.claim import Claim, waiting_state
from tracker.outbox.plain import PlainConnection
from tracker.rules.delivery import (
    MOST_UNKNOWNS,
    Outcome,
    domain_asks_to_wait,
    next_pause,
    next_try,
)
from tracker.vocabulary import STOPPABLE, AlertState

TROUBLED_AFTER = 5
"""How many mails in a row must be put off or refused before that counts as our trouble and not as theirs."""

_SETTLE = """
UPDATE alert SET state = ?, due_at = ?, settled_at = ?, outcome = ?, unknowns = ?, attempts = ?
WHERE id = ? AND owner = ? AND state = 'sending'
"""
_COUNT = """
INSERT INTO mail_day (day, sent, failed) VALUES (?, ?, ?)
ON CONFLICT (day) DO UPDATE SET sent = mail_day.sent + excluded.sent, failed = mail_day.failed + excluded.failed
"""
_PAUSE_DOMAIN = """
INSERT INTO domain_pause (domain, until, pauses) VALUES (?, ?, 1)
ON CONFLICT (domain) DO UPDATE SET until = excluded.until, pauses = domain_pause.pauses + 1
"""
_WELL = """
UPDATE outlet SET sent_at = ?, trouble = NULL, trouble_since = NULL, paused_until = NULL, pauses = 0,
  failures_in_row = 0 WHERE name = ?
"""
_STUCK = """
UPDATE outlet SET trouble = ?, trouble_since = coalesce(trouble_since, ?), paused_until = ?, pauses = pauses + 1
WHERE name = ?
"""
_PUT_OFF = """
UPDATE outlet SET failures_in_row = failures_in_row + 1,
  trouble = CASE WHEN failures_in_row + 1 >= ? THEN coalesce(trouble, ?) ELSE trouble END,
  trouble_since = CASE WHEN failures_in_row + 1 >= ? THEN coalesce(trouble_since, ?) ELSE trouble_since END
WHERE name = ?
"""

_BOUNCED = """
INSERT INTO bounce (subscriber_id, alert_id, at, hard, status) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_CANCEL_OPEN = f"""
UPDATE alert SET state = 'cancelled', due_at = NULL, settled_at = ?, outcome = 'the address takes no mail'
WHERE subscriber_id = ? AND state IN ({", ".join(f"'{state.value}'" for state in STOPPABLE)})
"""


@dataclass(slots=True)
class Tally:
    """How many mails went out and how many could not, and when the last one did, unless the next one stumbled."""

    sent: int = 0
    failed: int = 0
    sent_at: datetime | None = None
    stumbled: bool = False


class Settler:
    """Settles for one sender, in the caller's transactions. Counts are gathered and written once in a while."""

    def __init__(self, database: PlainConnection, owner: str, spread: Callable[[], float]) -> None:
        """Take the connection, the sender's own name, and what spreads the next tries (from -1 to 1)."""
        self._database, self._owner, self._spread = database, owner, spread
        self._tally, self._noted, self._written = Tally(), Tally(), False

    def begin(self) -> None:
        """Begin a transaction: what an earlier one noted and did not commit is forgotten."""
        self._noted, self._written = Tally(), False

    def committed(self) -> None:
        """Count what the transaction that was committed noted."""
        before, new = Tally() if self._written else self._tally, self._noted
        sent_at = None if new.stumbled else new.sent_at or before.sent_at
        self._tally = Tally(before.sent + new.sent, before.failed + new.failed, sent_at)

    def note_lost(self, count: int) -> None:
        """Note alerts that were given up without a try."""
        self._noted.failed += count

    def settle(self, claim: Claim, result: Result, now: datetime) -> AlertState:
        """Write down how a try ended and return the state that its alerts are in now."""
        result = self._doubted(result)
        state, due_at = self._after(claim, result, now)
        unknowns = claim.unknowns + (result.outcome is Outcome.UNKNOWN)
        blameless = result.outcome in (Outcome.ENDPOINT, Outcome.ALARM)
        attempts = claim.attempts - blameless
        final = state in (AlertState.SENT, AlertState.FAILED)
        instant = self._database.instant
        due, settled = (instant(due_at) if due_at else None), (instant(now) if final else None)
        mine = 0
        for one in claim.alert_ids:
            values = (state.value, due, settled, result.words, unknowns, attempts, one, self._owner)
            mine += self._database.run(_SETTLE, values)
        if mine:
            self._learn(claim, result, state, now)
        return state

    def _doubted(self, result: Result) -> Result:
        """Take a refusal for our own fault where mail after mail is refused and none goes: none fails for that."""
        if result.outcome not in (Outcome.FAILED, Outcome.REFUSED_ADDRESS):
            return result
        row = self._database.row("SELECT failures_in_row FROM outlet WHERE name = ?", (OUTLET,))
        in_a_row = 0 if self._tally.sent_at else row[0]  # A success that is not written down yet ended the row.
        return replace(result, outcome=Outcome.ALARM) if in_a_row >= TROUBLED_AFTER else result

    def _after(self, claim: Claim, result: Result, now: datetime) -> tuple[AlertState, datetime | None]:
        if result.outcome is Outcome.SENT:
            return AlertState.SENT, None
        again = next_try(claim.attempts, claim.first_tried_at, now, self._spread())
        match result.outcome:
            case Outcome.ENDPOINT | Outcome.ALARM:
                return waiting_state(claim.unknowns), now
            case Outcome.RETRY if again:
                return waiting_state(claim.unknowns), again
            case Outcome.UNKNOWN if again and claim.unknowns + 1 < MOST_UNKNOWNS:
                return AlertState.UNKNOWN, again
            case _:
                return AlertState.FAILED, None

    def _learn(self, claim: Claim, result: Result, state: AlertState, now: datetime) -> None:
        instant = self._database.instant(now)
        self._noted.failed += state is AlertState.FAILED
        if result.outcome is Outcome.SENT:
            # Words to one reader are not counted in public: the number would tell who was written to.
            self._noted.sent = int(not any(kind.is_service for kind in claim.kinds))
            self._noted.sent_at = now
            return
        # A success came before, and must not undo what is written here.
        self._note_success(self._tally.sent_at)
        self._noted.stumbled = True
        if result.outcome in (Outcome.ENDPOINT, Outcome.ALARM):
            pauses = self._database.row("SELECT pauses FROM outlet WHERE name = ?", (OUTLET,))[0]
            until = self._database.instant(next_pause(pauses, now, self._spread()))
            self._database.run(_STUCK, (result.words, instant, until, OUTLET))
        else:
            values = (TROUBLED_AFTER, result.words, TROUBLED_AFTER, instant, OUTLET)
            self._database.run(_PUT_OFF, values)
        if result.outcome is Outcome.REFUSED_ADDRESS:
            self._stop_address(claim, result.enhanced or "", now)
        if domain_asks_to_wait(result.stage, result.code, result.enhanced):
            self._pause_domain(claim.address.rpartition("@")[2], now)

    def _stop_address(self, claim: Claim, status: str, now: datetime) -> None:
        """Leave alone an address of which the server says that it takes no mail, as after a bounce for good."""
        instant, who = self._database.instant(now), claim.subscriber_id
        self._database.run(_BOUNCED, (who, claim.alert_ids[0], instant, True, status))
        self._database.run("UPDATE subscriber SET bounced_at = ? WHERE id = ?", (instant, who))
        self._database.run("UPDATE subscription SET live = ? WHERE subscriber_id = ?", (False, who))
        self._database.run(_CANCEL_OPEN, (instant, who))

    def _pause_domain(self, domain: str, now: datetime) -> None:
        known = self._database.row("SELECT pauses FROM domain_pause WHERE domain = ?", (domain,))
        until = next_pause(known[0] if known else 0, now, self._spread())
        self._database.run(_PAUSE_DOMAIN, (domain, self._database.instant(until)))

    def write_counts(self, day: date) -> None:
        """Write down how many went out and how many could not, since this was last done, this transaction included."""
        sent, failed = self._tally.sent + self._noted.sent, self._tally.failed + self._noted.failed
        if sent or failed:
            self._database.run(_COUNT, (day.isoformat(), sent, failed))
        if not self._noted.stumbled:
            self._note_success(self._noted.sent_at or self._tally.sent_at)
        self._noted, self._written = Tally(stumbled=self._noted.stumbled), True

    def _note_success(self, at: datetime | None) -> None:
        if at:
            self._database.run(_WELL, (self._database.instant(at), OUTLET))
