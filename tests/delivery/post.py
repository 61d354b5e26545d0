"""A post office for tests: a clock that is set by hand, a way out that follows a script, and mail to send."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import OperationalError

from tests.builders import CLEAN_RIVER, LOADED_AT, REPLY, load
from tests.delivery.people import SINCE, follow
from tracker.config import Config
from tracker.db import reading, transaction
from tracker.delivery.channels.base import Channel, Result
from tracker.delivery.channels.email.channel import EmailChannel
from tracker.delivery.channels.email.envelope import Envelope, Transport
from tracker.delivery.claim import LEASE
from tracker.delivery.send import Delivered, Deliverer
from tracker.models import Message, Outlet, Subscriber, Subscription
from tracker.models.message import EMAIL, OUTLET
from tracker.operations.notify.fan_out import fan_out_more
from tracker.rules.delivery import DeliveryOutcome, Stage
from tracker.vocabulary import Frequency

ROOT = Path(__file__).parents[2]
SITE = "https://answerable.example.org"
NOW = LOADED_AT + timedelta(hours=1)
"""When the reply of the small record is recorded, and its mail is due."""

ENDS = {
    DeliveryOutcome.SENT: Result(DeliveryOutcome.SENT, Stage.AFTER_DOT, 250, "2.0.0"),
    DeliveryOutcome.RETRY: Result(DeliveryOutcome.RETRY, Stage.AFTER_DOT, 451, "4.3.0"),
    DeliveryOutcome.REFUSED_ADDRESS: Result(DeliveryOutcome.REFUSED_ADDRESS, Stage.RCPT, 550, "5.1.1"),
    DeliveryOutcome.FAILED: Result(DeliveryOutcome.FAILED, Stage.AFTER_DOT, 554, "5.6.0"),
    DeliveryOutcome.UNKNOWN: Result(DeliveryOutcome.UNKNOWN, Stage.AFTER_DOT, detail="connection lost"),
    DeliveryOutcome.ENDPOINT: Result(DeliveryOutcome.ENDPOINT, Stage.CONNECT, detail="connection refused"),
    DeliveryOutcome.ALARM: Result(DeliveryOutcome.ALARM, Stage.AUTH, 535, "5.7.8"),
}
"""One end of a try for each outcome, as a server would bring it about."""
SLOW_DOWN = Result(DeliveryOutcome.RETRY, Stage.RCPT, 421, "4.7.0")


def broken(words: str) -> OperationalError:
    """Return the error of a database that cannot be used now."""
    return OperationalError("", {}, Exception(words))


class Clock:
    """The time, which passes only when somebody waits or says so."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.waits: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        """Let the time pass, and keep by how much."""
        self.waits.append(seconds)
        self.go_on(seconds=seconds)

    def go_on(self, **parts: float) -> None:
        """Let the time pass."""
        self.now += timedelta(**parts)


class Scripted:
    """A way out where tries end as a script says, and well once it is over. `during` happens in the midst of each."""

    def __init__(self, *ends: DeliveryOutcome | Result, during: Callable[[Envelope], object] = lambda _: None) -> None:
        self.ends = [ENDS[one] if isinstance(one, DeliveryOutcome) else one for one in ends]
        self.envelopes: list[Envelope] = []
        self.during = during

    @property
    def recipients(self) -> list[str]:
        """The names of those to whom mail went, or was tried, in order."""
        return [one.recipient.partition("@")[0] for one in self.envelopes]

    def send(self, envelope: Envelope) -> Result:
        """End a try as the script says."""
        self.envelopes.append(envelope)
        self.during(envelope)
        return self.ends.pop(0) if self.ends else ENDS[DeliveryOutcome.SENT]

    def close(self) -> None:
        """Keep nothing open."""


def config(folder: Path, **settings: str) -> Config:
    """Return settings without a rate and without a server, unless they are given."""
    plain = {"TRACKER_INSTANCE": str(folder), "BASE_URL": SITE, "SECRET_KEY": "k" * 40, "MAIL_RATE": "0"}
    return Config.from_environment(plain | settings, ROOT)


def by_email(engine: Engine, settings: Config, out: Transport) -> dict[str, Channel]:
    """Return the channel of e-mail with a way out."""
    return {EMAIL: EmailChannel(engine, settings, out)}


class Post:
    """A record with followers, and one sender."""

    def __init__(self, engine: Engine, folder: Path, **settings: str) -> None:
        self.engine, self.clock, self.out = engine, Clock(), Scripted()
        self._folder = folder
        self.set(**settings)
        load(engine, CLEAN_RIVER, LOADED_AT)

    def set(self, **settings: str) -> None:
        """Use other settings from now on."""
        self.config = config(self._folder, **settings)

    def sender(self, out: Transport | None = None, lease: timedelta = LEASE) -> Deliverer:
        """Return one more sender of the same outbox."""
        channels = by_email(self.engine, self.config, out or self.out)
        return Deliverer(self.engine, self.config, channels, now=self.clock, wait=self.clock.wait, lease=lease)

    def reply(self, *names: str, news: str = REPLY) -> None:
        """Let people follow the motion, and record a reply, so that a mail to each is due."""
        for name in names:
            follow(self.engine, name, "motion:1")
        load(self.engine, CLEAN_RIVER + news, self.clock.now)

    def run(self, *ends: DeliveryOutcome | Result) -> Delivered:
        """Deliver what is due, the tries ending as told."""
        self.out.ends = Scripted(*ends).ends
        return self.sender().run()

    def alert(self, name: str = "ada") -> Message:
        """Return the only alert of a reader."""
        (found,) = self.alerts(name)
        return found

    def alerts(self, *names: str) -> list[Message]:
        """Return alerts, of some readers or of all, in the order of their making."""
        query = select(Message).join(Subscriber, Subscriber.id == Message.subscriber_id).order_by(Message.id)
        if names:
            query = query.where(Subscriber.address.in_([f"{name}@example.org" for name in names]))
        with reading(self.engine) as session:
            return list(session.scalars(query))

    def outlet(self) -> Outlet:
        """Return how sending goes."""
        with reading(self.engine) as session:
            return session.get_one(Outlet, OUTLET)


def fill(engine: Engine, people: int, *targets: str, pace: Frequency = Frequency.AT_ONCE) -> None:
    """Let many people follow something, the quick way."""
    ids = range(1, people + 1)
    _many(engine, Subscriber, [_person(one) for one in ids])
    for target in targets or ("motion:1",):
        plain: dict[str, Any] = {"target": target, "pace": pace, "page": "/", "wording": "1", "live": True}
        plain |= {"asked_at": SINCE, "confirmed_at": SINCE}
        _many(engine, Subscription, [plain | {"subscriber_id": one} for one in ids])


def fan_out_all(engine: Engine) -> None:
    """Make the alerts that a fan-out left for later, slice by slice, as the rounds of the post do."""
    left: int | None = 0
    while left is not None:
        with transaction(engine) as session:
            left = fan_out_more(session)


def _person(number: int) -> dict[str, object]:
    plain = {"id": number, "address": f"reader{number}@example.org", "mailbox": f"box-{number}", "is_operator": False}
    return plain | {"created_at": SINCE, "confirmed_at": SINCE}


def _many(engine: Engine, noun: type[Subscriber] | type[Subscription], rows: Iterable[dict[str, Any]]) -> None:
    with transaction(engine) as session:
        session.execute(insert(noun), list(rows))


def headers(message: bytes) -> Sequence[bytes]:
    """Return the lines of a mail's head, as they are on the wire."""
    return message.partition(b"\r\n\r\n")[0].split(b"\r\n")
