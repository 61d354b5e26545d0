"""The channel of e-mail: writes what a claim is about as one mail, and hands it to a mail server or a folder."""

import logging
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from tracker.config import Config
from tracker.db import transaction
from tracker.delivery.channels.base import Result, Tokens
from tracker.delivery.channels.email.envelope import Envelope, Transport
from tracker.delivery.channels.email.letter_words import Words
from tracker.delivery.channels.email.message import Edition, letter
from tracker.delivery.channels.email.news import News
from tracker.delivery.channels.email.personal import Personal
from tracker.delivery.channels.email.transport import open_transport
from tracker.delivery.channels.email.verp import envelope_sender
from tracker.delivery.claim import Claim, Letter
from tracker.keys import secret_key
from tracker.operations.desk import offers
from tracker.operations.people import signups
from tracker.rules.delivery import DeliveryOutcome, Stage
from tracker.vocabulary import LetterKind, NotificationKind

log = logging.getLogger(__name__)


class EmailChannel:
    """Sends claims as mails."""

    def __init__(self, engine: Engine, config: Config, transport: Transport | None = None) -> None:
        self._engine, self._config, self._mail = engine, config, config.mail
        self._transport = transport or open_transport(config)
        self._key = secret_key(config)
        self._news = News(engine, config)
        self._personal = Personal(engine, config)
        self._words = Words(config.base_url, self._key)

    def close(self) -> None:
        """Close the connection to the mail server: servers do not like one that idles."""
        self._transport.close()

    def address_of(self, claim: Claim) -> str:
        """Return the address; the operator's is in the settings and not in the database."""
        return (self._mail.operator or "") if NotificationKind.CANARY in claim.kinds else claim.address

    def allows(self, address: str) -> bool:
        return self._mail.allows(address)

    def send(self, claim: Claim, tokens: Tokens, now: datetime) -> Result | None:
        """Send one mail and return how it ended; None when there is nothing left to say."""
        try:
            envelope = self._envelope(claim, tokens, now)
        except Exception:
            log.exception("A mail could not be written (message %s).", claim.message_ids[0])
            return Result(DeliveryOutcome.RETRY, Stage.COMPOSE)
        return self._transport.send(envelope) if envelope else None

    def sent(self, connection: Connection, claim: Claim, now: datetime) -> None:
        """Let the days of an offer to reply, and the rest of a mailbox, run from when the server took the mail."""
        if claim.letter is not None and claim.letter.kind is LetterKind.REPLY_OFFER:
            with Session(connection) as session:
                offer = offers.of_letter(session, claim.letter.facts)
                if offer is not None:
                    offers.invited(session, offer, now)
                    session.flush()
        elif NotificationKind.CONFIRM in claim.kinds:
            with Session(connection) as session:
                signups.space_out(session, claim.subscriber_id, now)

    def _envelope(self, claim: Claim, tokens: Tokens, now: datetime) -> Envelope | None:
        # All tries have one name: by it a mail program knows a copy, and a file is written over.
        name = _name_of(claim)
        message_id = f"{name}@{self._mail.domain}"
        stamp = f"{claim.first_tried_at:%Y%m%dT%H%M%S}-s{claim.subscriber_id}"
        if claim.letter is not None:
            written = self._letter(claim, claim.letter, message_id, now)
            return Envelope(self._mail.sender, claim.address, written, f"{stamp}-letter-{name}") if written else None
        edition = self._edition(claim, tokens, now)
        if edition is None:
            return None
        message = edition.message(to=claim.address, message_id=message_id, date=now, token=tokens.manage)
        sender = envelope_sender(self._mail.bounces_to, self._mail.sender, claim.message_ids[0], self._key)
        return Envelope(sender, claim.address, message, f"{stamp}-{name}")

    def _letter(self, claim: Claim, about: Letter, message_id: str, now: datetime) -> bytes | None:
        with transaction(self._engine) as session:  # Its links are made here.
            context = self._words.context(session, about, claim.address, now)
        if context is None:
            return None
        composed = self._news.composer.compose_letter(about.kind, context)
        return letter(composed, self._news.sender, to=claim.address, message_id=message_id, date=now)

    def _edition(self, claim: Claim, tokens: Tokens, now: datetime) -> Edition | None:
        if not claim.is_personal:
            return self._news.edition(claim, now)
        (kind,) = claim.kinds
        context = self._personal.context(kind, claim, tokens.confirm, now)
        return self._news.personal(kind, context) if context else None


def _name_of(claim: Claim) -> str:
    """Return what all tries of a mail are called, which tells nothing of it."""
    named = f"{claim.batch_key}:{claim.message_ids[0]}"
    if claim.letter is not None:
        named = f"letter:{claim.letter.key}:{claim.message_ids[0]}:{claim.letter.queued_at.isoformat()}"
    return sha256(named.encode()).hexdigest()[:32]
