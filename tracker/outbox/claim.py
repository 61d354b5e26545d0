"""Take up the next alert that is due, with all that its reader is to hear in the same mail, and check that it may go.

What is checked is checked in the transaction of the claim: that the reader still wants it, that the motion is still
public, that nothing has shown it wrong. After an unsubscribing has been answered, no claim succeeds any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tracker.outbox.plain import PlainConnection
from tracker.rules.delivery import MOST_UNKNOWNS
from tracker.vocabulary import AlertState, NoticeKind, Visibility

LEASE = timedelta(minutes=15)
"""Longer than any conversation with a mail server may take (RFC 5321, section 4.5.3.2)."""

LOST = "three senders ended before its outcome was known"
MOST_KEPT = 10_000  # of what was read of notices

_LOCK = " FOR NO KEY UPDATE SKIP LOCKED"
_LOCK_SIBLINGS = " FOR NO KEY UPDATE OF a"
_CANDIDATE = """
SELECT a.subscriber_id, a.moment_id, s.address, s.confirmed_at, s.paused_at, s.stopped_at, s.bounced_at
FROM alert a JOIN subscriber s ON s.id = a.subscriber_id WHERE a.due_at <= ? ORDER BY a.due_at, a.id LIMIT 1
"""
_SIBLINGS = """
SELECT a.id, a.notice_id, a.state, a.attempts, a.unknowns, a.first_tried_at, n.kind, n.cancelled_at, m.visibility
FROM alert a JOIN notice n ON n.id = a.notice_id LEFT JOIN motion m ON m.id = n.motion_id
WHERE a.subscriber_id = ? AND a.moment_id = ? AND a.due_at <= ? ORDER BY a.id
"""
_TARGETS = "SELECT target FROM subscription WHERE subscriber_id = ? AND live"
_TAKE = """
UPDATE alert SET state = 'sending', owner = ?, due_at = ?, attempts = ?, unknowns = ?, first_tried_at = ? WHERE id = ?
"""
_DROP = "UPDATE alert SET state = ?, due_at = NULL, settled_at = ?, outcome = ? WHERE id = ?"
_GIVE_BACK = "UPDATE alert SET state = ?, due_at = ?, attempts = ? WHERE id = ?"
_PERSONAL = frozenset(kind.value for kind in NoticeKind if kind.is_service)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one reader is to hear in one mail, and how often it was tried before. The lease on it is ours."""

    alert_ids: tuple[int, ...]
    notice_ids: tuple[int, ...]
    kinds: frozenset[NoticeKind]
    subscriber_id: int
    moment_id: int
    address: str
    targets: frozenset[str]
    attempts: int
    unknowns: int
    first_tried_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a mail would go to, as the database knows them now."""

    id: int
    moment_id: int
    address: str | None
    confirmed: bool
    silent: bool
    targets: frozenset[str]


class Claimer:
    """Claims for one sender. Its transactions are the caller's."""

    def __init__(self, database: PlainConnection, owner: str, lease: timedelta = LEASE) -> None:
        """Take the connection, the sender's own name, and for how long a claim is its own."""
        self._database, self._owner, self._lease = database, owner, lease
        self._notice_targets: dict[int, frozenset[str]] = {}
        # Locked rows are another sender's; SQLite has one writer at a time. What somebody cancels is waited for.
        self._candidate = _CANDIDATE + ("" if database.is_sqlite else _LOCK)
        self._siblings = _SIBLINGS + ("" if database.is_sqlite else _LOCK_SIBLINGS)
        self.lost = 0

    def next(self, now: datetime) -> Claim | bool:
        """Return the next claim; False when nothing is due, True when what was due was dropped: ask again."""
        found = self._database.row(self._candidate, (self._database.instant(now),))
        if found is None:
            return False
        subscriber_id, moment_id, address, confirmed, *silenced = found
        targets = frozenset(row[0] for row in self._database.rows(_TARGETS, (subscriber_id,)))
        reader = Reader(subscriber_id, moment_id, address, confirmed is not None, any(silenced), targets)
        values = (subscriber_id, moment_id, self._database.instant(now))
        return self._take(reader, self._database.rows(self._siblings, values), now) or True

    def anything_due(self, now: datetime) -> bool:
        """Tell whether an alert is due, without claiming it."""
        found = self._database.row("SELECT 1 FROM alert WHERE due_at <= ? LIMIT 1", (self._database.instant(now),))
        return found is not None

    def _take(self, reader: Reader, rows: Sequence[Any], now: datetime) -> Claim | None:
        wanted = []
        for row in rows:
            reason = self._reason_to_drop(reader, row)
            if reason is None:
                wanted.append(row)
            else:
                state = AlertState.FAILED if reason is LOST else AlertState.CANCELLED
                self.lost += reason is LOST
                self._database.run(_DROP, (state.value, self._database.instant(now), reason, row[0]))
        if not wanted:
            return None
        return self._lease_on(reader, wanted, now)

    def _lease_on(self, reader: Reader, rows: Sequence[Any], now: datetime) -> Claim:
        first = min((tried for row in rows if (tried := self._database.aware(row[5]))), default=now)
        attempts = max(row[3] for row in rows) + 1
        unknowns = max(row[4] + (row[2] == AlertState.SENDING) for row in rows)
        until = self._database.instant(now + self._lease)
        for row in rows:
            values = (self._owner, until, attempts, unknowns, self._database.instant(first), row[0])
            self._database.run(_TAKE, values)
        return Claim(
            alert_ids=tuple(row[0] for row in rows),
            notice_ids=tuple(row[1] for row in rows),
            kinds=frozenset(NoticeKind(row[6]) for row in rows),
            subscriber_id=reader.id,
            moment_id=reader.moment_id,
            address=reader.address or "",
            targets=reader.targets,
            attempts=attempts,
            unknowns=unknowns,
            first_tried_at=first,
            revision=self._database.row("SELECT max(id) FROM change")[0] or 0,
        )

    def drop(self, claim: Claim, reason: str, now: datetime) -> None:
        """Cancel what was claimed: it may not, or need not, go out."""
        for one in claim.alert_ids:
            self._database.run(_DROP, (AlertState.CANCELLED.value, self._database.instant(now), reason, one))

    def put_off(self, claim: Claim, until: datetime) -> None:
        """Give back what was claimed, to be tried later; this was no try."""
        for one in claim.alert_ids:
            values = (waiting_state(claim.unknowns).value, self._database.instant(until), claim.attempts - 1, one)
            self._database.run(_GIVE_BACK, values)

    def _reason_to_drop(self, reader: Reader, row: Any) -> str | None:
        """Return why an alert may not go out any more, or None."""
        _, notice_id, state, _, unknowns, _, kind, cancelled, visibility = row
        if state == AlertState.SENDING and unknowns + 1 >= MOST_UNKNOWNS:
            return LOST
        if reader.address is None and kind != NoticeKind.CANARY:  # The operator's is in the settings.
            return "the address is erased"
        if cancelled is not None:
            return "it was corrected or cancelled"
        if kind == NoticeKind.CANARY and reader.silent:
            return "the operator has stopped it"
        if kind in _PERSONAL:
            return None
        if not reader.confirmed or reader.silent:
            return "the reader has not confirmed, or has paused or stopped"
        if visibility != Visibility.PUBLIC:
            return "the motion is not public"
        if kind != NoticeKind.CORRECTION and not reader.targets & self._concerns(notice_id):
            return "the reader no longer follows it"
        return None

    def _concerns(self, notice_id: int) -> frozenset[str]:
        """Return whom a notice concerns; that never changes, so it is read once."""
        if notice_id not in self._notice_targets:
            if len(self._notice_targets) >= MOST_KEPT:
                self._notice_targets.clear()
            rows = self._database.rows("SELECT target FROM notice_target WHERE notice_id = ?", (notice_id,))
            self._notice_targets[notice_id] = frozenset(row[0] for row in rows)
        return self._notice_targets[notice_id]


def waiting_state(unknowns: int) -> AlertState:
    """Return the state in which an alert waits for another try: one that may have been read stays known as such."""
    return AlertState.UNKNOWN if unknowns else AlertState.PENDING
