"""Claim the next message that is due, with all that goes into the same mail, and check that it may go.

What is checked is checked in the transaction of the claim: that the reader still wants it, that the motion is still
public, that nothing has shown it wrong. After an unsubscribing has been answered, no claim succeeds any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from tracker.delivery.prepared import Prepared
from tracker.keys import new_token
from tracker.models import (
    Link,
    ListRevision,
    MailBatch,
    Message,
    Motion,
    Notification,
    NotificationTarget,
    Subscriber,
    Subscription,
)
from tracker.operations.people.followers import CONFIRM_WITHIN
from tracker.rules.delivery import MOST_UNKNOWNS
from tracker.vocabulary import LetterKind, LinkPurpose, MessageState, NotificationKind, Visibility

LEASE = timedelta(minutes=15)
"""Longer than any conversation with a mail server may take (RFC 5321, section 4.5.3.2)."""

LOST = "three senders ended before its outcome was known"
LETTERS_EVERY = timedelta(seconds=1)
MOST_KEPT = 10_000  # of what was read of notifications

_NOW = bindparam("now", type_=Message.due_at.type)
_LOCK: dict[str, Any] = {"key_share": True, "skip_locked": True}
_TARGETS = (
    select(func.aggregate_strings(Subscription.target, " "))
    .where(Subscription.subscriber_id == Message.subscriber_id, Subscription.live)
    .correlate(Message)
    .scalar_subquery()
)
# Locked rows are another sender's, or of a reader who is deciding; SQLite has one writer at a time.
_ALERT = Prepared(
    select(Message.channel, Message.subscriber_id, Message.batch_id, MailBatch.key, Subscriber.address)
    .add_columns(Subscriber.confirmed_at, Subscriber.paused_at, Subscriber.stopped_at, Subscriber.bounced_at)
    .add_columns(_TARGETS.label("targets"), select(ListRevision.number).scalar_subquery().label("revision"))
    .join(Subscriber, Subscriber.id == Message.subscriber_id)
    .join(MailBatch, MailBatch.id == Message.batch_id)
    .where(Message.due_at <= _NOW)
    .order_by(Message.due_at, Message.id)
    .limit(1)
    .with_for_update(of=[Message, Subscriber], **_LOCK)
)
_TRY = (Message.id, Message.state, Message.attempts, Message.unknowns, Message.first_tried_at)
_SIBLINGS = Prepared(
    select(*_TRY, Message.notification_id, Notification.kind, Notification.cancelled_at, Motion.visibility)
    .join(Notification, Notification.id == Message.notification_id)
    .outerjoin(Motion, Motion.id == Notification.motion_id)
    .where(Message.subscriber_id == bindparam("reader"), Message.batch_id == bindparam("batch"))
    .where(Message.due_at <= _NOW)
    .order_by(Message.id)
    .with_for_update(of=Message, key_share=True)  # What somebody cancels is waited for.
)
_LETTER = (
    select(*_TRY, Message.channel, Message.letter_kind, Message.key, Message.recipient, Message.facts)
    .add_columns(Message.queued_at)
    .where(Message.letter_kind.is_not(None), Message.due_at <= _NOW)
    .order_by(Message.due_at, Message.id)
    .limit(1)
    .with_for_update(**_LOCK)
)
_DUE = select(Message.id).where(Message.due_at <= _NOW).limit(1)
_CONCERNS = select(NotificationTarget.target).where(NotificationTarget.notification_id == bindparam("of"))
_SET = update(Message).where(Message.id == bindparam("of"))  # An IN costs 18 µs more; most mails tell one thing.
_TAKE = Prepared(
    _SET.values(
        {
            "state": MessageState.SENDING,
            "owner": bindparam("by"),
            "due_at": bindparam("until"),
            "attempts": bindparam("tries"),
            "unknowns": bindparam("doubts"),
            "first_tried_at": bindparam("first"),
        }
    )
)
_LINK = Prepared(
    insert(Link).values(
        {
            "token_hash": bindparam("kept"),
            "purpose": bindparam("door"),
            "subscriber_id": bindparam("reader"),
            "issued_at": bindparam("now"),
            "expires_at": bindparam("end"),
        }
    )
)
_DROP = _SET.values(state=bindparam("then"), due_at=None, settled_at=bindparam("at"), outcome=bindparam("why"))
_GIVE_BACK = _SET.values(state=bindparam("then"), due_at=bindparam("until"), attempts=bindparam("tries"))


@dataclass(frozen=True, slots=True)
class Letter:
    """What makes a letter: its kind, the key that it is queued under, its facts as JSON text, and since when."""

    kind: LetterKind
    key: str
    facts: str
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """What one recipient is to hear in one mail, and how often it was tried before. The lease on it is ours.

    Of an alert, `tokens` are the secrets that its links carry; only their hashes are in the database. A letter has no
    subscriber, no batch and no notifications.
    """

    message_ids: tuple[int, ...]
    channel: str
    address: str
    attempts: int
    unknowns: int
    first_tried_at: datetime
    letter: Letter | None = None
    subscriber_id: int = 0
    batch_id: int = 0
    batch_key: str = ""
    notification_ids: tuple[int, ...] = ()
    kinds: frozenset[NotificationKind] = frozenset()
    targets: frozenset[str] = frozenset()
    revision: int = 0

    @property
    def is_personal(self) -> bool:
        """Tell whether it is for one person alone, and no news of a record."""
        return self.letter is not None or any(kind.is_service for kind in self.kinds)


class Claimer:
    """Claims for one sender. Its transactions are the caller's."""

    def __init__(self, owner: str, lease: timedelta = LEASE) -> None:
        self._owner, self._lease = owner, lease
        self._targets: dict[int, frozenset[str]] = {}
        self._letters_at: datetime | None = None
        self.lost = 0

    def next(self, connection: Connection, now: datetime) -> Claim | bool:
        """Return the next claim; False when nothing is due, True when what was due was dropped: ask again.

        Letters are few and somebody waits for each, so once a second they are asked for first.
        """
        if self._letters_at is None or not timedelta() <= now - self._letters_at < LETTERS_EVERY:
            letter = self._letter(connection, now)
            if letter is not False:
                return letter
            self._letters_at = now
        alert = _ALERT.first(connection, {"now": now})
        if alert is None:
            return self._letter(connection, now)
        values = {"reader": alert.subscriber_id, "batch": alert.batch_id, "now": now}
        return self._alert(connection, alert, _SIBLINGS.all(connection, values), now) or True

    def anything_due(self, connection: Connection, now: datetime) -> bool:
        return connection.execute(_DUE, {"now": now}).first() is not None

    def drop(self, connection: Connection, claim: Claim, reason: str, now: datetime) -> None:
        self._close(connection, claim.message_ids, MessageState.CANCELLED, reason, now)

    def put_off(self, connection: Connection, claim: Claim, until: datetime) -> None:
        """Give back what was claimed, to be tried later; this was no try."""
        values = {"then": waiting_state(claim.unknowns), "until": until, "tries": claim.attempts - 1}
        connection.execute(_GIVE_BACK, [{"of": number, **values} for number in claim.message_ids])

    def issue(self, connection: Connection, claim: Claim, purpose: LinkPurpose, now: datetime) -> str:
        """Return a new secret that opens one door for a claim's reader; only its hash is kept."""
        token, kept = new_token()
        expires_at = now + CONFIRM_WITHIN if purpose is LinkPurpose.CONFIRM else None
        values = {"kept": kept, "door": purpose, "reader": claim.subscriber_id, "now": now, "end": expires_at}
        _LINK.run(connection, values)
        return token

    def _letter(self, connection: Connection, now: datetime) -> Claim | bool:
        found = connection.execute(_LETTER, {"now": now}).first()
        if found is None:
            return False
        reason = "the address is erased" if found.recipient is None else None
        if _is_lost(found):
            reason = LOST
        if reason:
            state = MessageState.FAILED if reason is LOST else MessageState.CANCELLED
            self._close(connection, [found.id], state, reason, now)
            return True
        letter = Letter(found.letter_kind, found.key, found.facts or "{}", found.queued_at)
        return Claim(**self._lease_on(connection, found, [found], now), address=found.recipient, letter=letter)

    def _alert(self, connection: Connection, reader: Any, rows: Sequence[Any], now: datetime) -> Claim | None:
        targets = frozenset((reader.targets or "").split())
        dropped: dict[str, list[int]] = {}
        wanted = []
        for row in rows:
            reason = self._reason_to_drop(connection, reader, targets, row)
            if reason is None:
                wanted.append(row)
            else:
                dropped.setdefault(reason, []).append(row.id)
        for reason, ids in dropped.items():
            state = MessageState.FAILED if reason is LOST else MessageState.CANCELLED
            self.lost += len(ids) if reason is LOST else 0
            self._close(connection, ids, state, reason, now)
        if not wanted:
            return None
        return Claim(
            **self._lease_on(connection, reader, wanted, now),
            address=reader.address or "",
            subscriber_id=reader.subscriber_id,
            batch_id=reader.batch_id,
            batch_key=reader.key,
            notification_ids=tuple(row.notification_id for row in wanted),
            kinds=frozenset(row.kind for row in wanted),
            targets=targets,
            revision=reader.revision or 0,
        )

    def _lease_on(self, connection: Connection, chosen: Any, rows: Sequence[Any], now: datetime) -> dict[str, Any]:
        """Make rows ours until the lease ends, as one try of one mail."""
        ids = tuple(row.id for row in rows)
        first = min((row.first_tried_at for row in rows if row.first_tried_at), default=now)
        attempts = max(row.attempts for row in rows) + 1
        unknowns = max(row.unknowns + (row.state is MessageState.SENDING) for row in rows)
        values = {"by": self._owner, "until": now + self._lease, "tries": attempts, "doubts": unknowns, "first": first}
        for row in rows:
            _TAKE.run(connection, {"of": row.id, **values})
        tried = {"attempts": attempts, "unknowns": unknowns, "first_tried_at": first}
        return {"message_ids": ids, "channel": chosen.channel, **tried}

    def _close(
        self, connection: Connection, ids: Sequence[int], state: MessageState, reason: str, now: datetime
    ) -> None:
        connection.execute(_DROP, [{"of": number, "then": state, "at": now, "why": reason} for number in ids])

    def _reason_to_drop(self, connection: Connection, reader: Any, targets: frozenset[str], row: Any) -> str | None:
        """Return why an alert may not go out any more, or None."""
        silent = reader.paused_at or reader.stopped_at or reader.bounced_at
        if _is_lost(row):
            return LOST
        if reader.address is None and row.kind is not NotificationKind.CANARY:  # The operator's is in the settings.
            return "the address is erased"
        if row.cancelled_at is not None:
            return "it was corrected or cancelled"
        if row.kind is NotificationKind.CANARY and silent:
            return "the operator has stopped it"
        if row.kind.is_service:
            return None
        if reader.confirmed_at is None or silent:
            return "the reader has not confirmed, or has paused or stopped"
        if row.visibility is not Visibility.PUBLIC:
            return "the motion is not public"
        is_followed = row.kind is NotificationKind.CORRECTION or targets & self._concerns(connection, row)
        return None if is_followed else "the reader no longer follows it"

    def _concerns(self, connection: Connection, row: Any) -> frozenset[str]:
        """Return whom a notification concerns; that never changes, so it is read once."""
        of = row.notification_id
        if of not in self._targets:
            if len(self._targets) >= MOST_KEPT:
                self._targets.clear()
            self._targets[of] = frozenset(connection.execute(_CONCERNS, {"of": of}).scalars())
        return self._targets[of]


def _is_lost(row: Any) -> bool:
    """Tell whether the last of three senders died over a message: each may have sent it."""
    return row.state is MessageState.SENDING and row.unknowns + 1 >= MOST_UNKNOWNS


def waiting_state(unknowns: int) -> MessageState:
    """Return the state in which a message waits for another try: one that may have been read stays known as such."""
    return MessageState.UNKNOWN if unknowns else MessageState.PENDING
