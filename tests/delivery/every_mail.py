"""Every kind of mail as a mail server took it: what happens in the diary, written and sent by the real sender."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine

from tests.delivery.channels.email.diary import DIARY, act
from tests.delivery.channels.email.servers import Sink, sink
from tests.delivery.people import follow
from tests.delivery.post import Clock, config
from tracker.config import Config
from tracker.db import transaction
from tracker.delivery.channels.base import Tokens
from tracker.delivery.channels.email.channel import EmailChannel
from tracker.delivery.channels.email.transport import open_transport
from tracker.delivery.claim import Claim
from tracker.delivery.rounds import queue_canary
from tracker.delivery.send import Deliverer
from tracker.keys import secret_key
from tracker.models import Signup
from tracker.models.message import EMAIL
from tracker.operations.notify.digests import run_digests
from tracker.operations.people.followers import ask_for_held
from tracker.operations.people.signups import take_signups
from tracker.vocabulary import Frequency, NotificationKind

WAIT = timedelta(minutes=16)
"""How long after each day of the diary mail goes out: what says that somebody did not answer waits a quarter."""
END = DIARY[-1][0] + WAIT


class Sent(NamedTuple):
    """One mail: what it tells, when it went, and its bytes."""

    kinds: tuple[str, ...]
    to: str
    at: datetime
    message: bytes

    @property
    def name(self) -> str:
        """What it is called in a list of tests."""
        return f"{self.to.partition('@')[0]}:{'+'.join(self.kinds)}"

    def parsed(self) -> EmailMessage:
        """Return it as a mail program reads it."""
        return message_from_bytes(self.message, policy=policy.default)

    def texts(self) -> Sequence[str]:
        """Return its parts as a reader sees them: text, HTML, and the calendar if it has one."""
        parts = [one for one in self.parsed().walk() if one.get_content_maintype() == "text"]
        return [one.get_content().replace("\r\n ", "").replace("\n ", "") for one in parts]  # calendars fold lines


class _Showing(EmailChannel):
    """The real channel, which notes what each mail tells."""

    claims: list[Claim]

    def _edition(self, claim: Claim, tokens: Tokens, now: datetime):  # type: ignore[no-untyped-def]
        found = super()._edition(claim, tokens, now)
        self.claims += [claim] if found else []
        return found


def all_mails(engine: Engine, folder: Path) -> list[Sent]:
    """Live through the diary with followers of each kind, and return every mail that they were sent."""
    with sink() as server:
        return _live(engine, _settings(folder, server), server)


def _settings(folder: Path, server: Sink) -> Config:
    url = f"smtp://127.0.0.1:{server.port}"
    mail = {"MAIL_BOUNCES": "back@example.org", "MAIL_OPERATOR": "operator@example.org"}
    return config(folder, SMTP_URL=url, MAIL_REPLY_TO="editors@example.org", **mail)


def _live(engine: Engine, settings: Config, server: Sink) -> list[Sent]:
    follow(engine, "ann", "all")
    follow(engine, "dan", "all", pace=Frequency.DAILY)
    follow(engine, "wes", "all", pace=Frequency.WEEKLY)
    clock, sent = Clock(), list[Sent]()
    with closing(open_transport(settings)) as way:
        channel = _Showing(engine, settings, way)
        sender = Deliverer(engine, settings, {EMAIL: channel}, now=clock, wait=clock.wait)
        for number, (at, record) in enumerate(DIARY):
            act(engine, at, record)
            clock.now, channel.claims = at + WAIT, []
            before = len(server.received)
            _queue(engine, settings, clock.now, is_first=number == 0)
            sender.run()
            for claim, received in zip(channel.claims, server.received[before:], strict=True):
                kinds = tuple(sorted(kind.value for kind in claim.kinds))
                sent.append(Sent(kinds, received.to, clock.now, received.message))
    return sent


def _queue(engine: Engine, settings: Config, now: datetime, *, is_first: bool) -> None:
    with transaction(engine) as session:
        run_digests(session, now)
        if is_first:
            asked = {"motion_id": 1, "pace": Frequency.AT_ONCE, "page": "/", "browser": "b", "asked_at": now}
            session.add(Signup(address="new@example.org", **asked))
            session.flush()
            take_signups(session, secret_key(settings), now)
            ask_for_held(session, 1, now)
            queue_canary(session, settings, now)


KINDS = {kind.value for kind in NotificationKind}
