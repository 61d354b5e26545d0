"""Letters: mails to one person that are no alerts, queued in the transaction of what they are about."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.db import insert_or
from tracker.models import IS_FAILED, Message
from tracker.operations.notify.outbox import cancel_messages
from tracker.vocabulary import LetterKind


def queue(
    session: Session,
    kind: LetterKind,
    recipient: str,
    facts: Mapping[str, Any],
    now: datetime,
    key: str | None = None,
) -> Message:
    """Queue a letter in the caller's transaction and return it; where its key is there already, the one that has it.

    `facts` can be written as JSON and hold no secret and nothing that a stranger typed: what a mail says and its links
    are made when it is written (delivery/channels/email/letter_words.py).
    """
    key = key or f"{kind.value}:{secrets.token_urlsafe(16)}"
    text = json.dumps(dict(facts), sort_keys=True)
    values = {"letter_kind": kind, "key": key, "recipient": recipient, "facts": text, "queued_at": now, "due_at": now}
    insert_or(session.connection(), Message, values)
    found = find(session, key)
    assert found is not None
    return found


def find(session: Session, key: str) -> Message | None:
    return session.scalar(select(Message).where(Message.key == key))


def failed(session: Session) -> list[Message]:
    """Return the letters that could not be delivered, the newest first, while they are kept."""
    which = (IS_FAILED, Message.letter_kind.is_not(None))
    return list(session.scalars(select(Message).where(*which).order_by(Message.id.desc())))


def cancel(session: Session, key: str, reason: str, now: datetime) -> bool:
    """Cancel a letter that has not gone out; return whether it could be. One that is being sent cannot."""
    return cancel_messages(session, reason, now, Message.key == key) > 0
