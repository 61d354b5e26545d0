"""A world of people who decide at random, and what must hold of the mail that they get (promises P10 and P15).

Each person is one random sequence of acts; all of them live beside each other on one database, because the record, the
clock and the sender are the same for all. What is expected is kept here, apart from the database: a person is mailed
only while they have confirmed and not paused, stopped, bounced or been erased.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.builders import CLEAN_RIVER, load
from tests.delivery.post import ENDS, NOW
from tracker.config import Config
from tracker.db import reading, transaction
from tracker.delivery.channels.base import Result, Tokens
from tracker.delivery.channels.email.channel import EmailChannel
from tracker.delivery.channels.email.envelope import Envelope
from tracker.delivery.channels.email.message import Edition, Sender
from tracker.delivery.claim import Claim
from tracker.delivery.send import Deliverer
from tracker.delivery.settle import TROUBLED_AFTER
from tracker.keys import secret_key
from tracker.models import Link, Message, Signup, Subscriber, Subscription
from tracker.models.message import EMAIL
from tracker.operations.clock.sweep import sweep
from tracker.operations.notify.digests import run_digests
from tracker.operations.people import followers
from tracker.operations.people.bounces import take_bounce
from tracker.operations.people.retention import tidy
from tracker.operations.people.signups import take_signups
from tracker.rules.delivery import BounceKind, DeliveryOutcome
from tracker.vocabulary import FINAL, Frequency, LinkPurpose, NotificationKind

EDITION = Edition(Sender("A", "a@example.org", "example.org", "https://example.org"), (b"x\r\n",), ())
DAY = timedelta(days=1)
MOST_ASKED = 3
RESPONSE = """\
  - {{id: letter-{n}, from: The Cabinet, form: letter, received_on: {day}, summary: No. {n}, sources: [minutes]}}
"""


@dataclass
class Person:
    """What a person has decided, as far as the world knows. Two may share a mailbox."""

    address: str
    mailbox: str
    id: int | None = None
    confirmed: bool = False
    silent: set[str] = field(default_factory=set)

    @property
    def may_be_told(self) -> bool:
        """Whether news may go to them."""
        return self.id is not None and self.confirmed and not self.silent


class Sending(EmailChannel):
    """A real channel that writes the same words to all, and shows each of its claims."""

    claim: Claim

    def _edition(self, claim: Claim, tokens: Tokens, now: datetime) -> Edition | None:
        self.claim = claim
        return EDITION


class World:
    """People, a record, a clock and a sender. `faults` is what went wrong."""

    def __init__(self, engine: Engine, config: Config, people: int, seed: int) -> None:
        self.engine, self.config, self.chance = engine, config, random.Random(seed)
        self.now, self.faults, self.acts, self.mails = NOW, list[str](), 0, 0
        self.people = [_person(number) for number in range(people)]
        self._by_address = {one.address: one for one in self.people}
        self._asked: dict[str, list[datetime]] = defaultdict(list)
        self._since: dict[str, int] = defaultdict(int)
        self._confirmed_at: dict[str, int] = defaultdict(int)
        self._last, self._in_row = 0, 0
        self._delivered: dict[int, int] = defaultdict(int)
        self._final: dict[int, str] = {}
        self._replies = ""
        self._channel = Sending(engine, config, self)
        self._sender = Deliverer(engine, config, {EMAIL: self._channel}, now=lambda: self.now, wait=lambda _: None)
        load(engine, CLEAN_RIVER, self.now)

    def step(self, busy: float) -> None:
        """Let some of the people act, then the record, the clock and the sender; look at everything."""
        with transaction(self.engine) as session:
            for person in self.people:
                if self.chance.random() < busy:
                    self._act(session, person)
        self._happen()
        self._deliver()
        self._look()
        self.now += timedelta(minutes=self.chance.choice((1, 20, 90, 600, 1500, 4500)))

    def _act(self, session: Session, person: Person) -> None:
        self.acts += 1
        if person.id is None or self.chance.random() < 0.15:
            motion = self.chance.choice((1, None))
            asked = {"motion_id": motion, "pace": self.chance.choice(list(Frequency)), "page": "/", "browser": "b"}
            session.add(Signup(address=person.address, asked_at=self.now, **asked))
        else:
            self.chance.choices(ACTS, WEIGHTS)[0](self, session, person)

    def _happen(self) -> None:
        if self.chance.random() < 0.6:
            day = self.now.date().isoformat()
            self._replies += RESPONSE.format(n=self._replies.count("\n") + 1, day=day)
            load(self.engine, f"{CLEAN_RIVER}responses:\n{self._replies}", self.now)
        with transaction(self.engine) as session:
            while take_signups(session, secret_key(self.config), self.now):
                pass
            sweep(session, self.now)
            run_digests(session, self.now)
            if self.chance.random() < 0.5:
                tidy(session, self.now)
            rows = session.execute(select(Subscriber.address, Subscriber.id)).all()
            known = {row.address: row.id for row in rows}
        for person in self.people:
            if person.id is not None and known.get(person.address) != person.id:
                person.confirmed, person.silent = False, set()
            person.id = known.get(person.address)

    def _deliver(self) -> None:
        before = -1
        while before != self.mails:  # A server that rests is not what this is about.
            before = self.mails
            with transaction(self.engine) as session:
                session.connection().exec_driver_sql("UPDATE outlet SET paused_until = NULL")
            self._sender.run()

    def send(self, envelope: Envelope) -> Result:
        """Be the way out: hold each mail against what its reader decided, and end the try at random."""
        self.mails += 1
        person, claim = self._by_address.get(envelope.recipient), self._channel.claim
        if person is None:
            self.faults.append(f"a mail at {self.now} to nobody")
            return ENDS[DeliveryOutcome.SENT]
        self._hold_against(person, claim)
        result = ENDS[self.chance.choices(ENDINGS, ODDS)[0]]
        if result.outcome is DeliveryOutcome.SENT:
            self._count(person, claim)
        if result.outcome is DeliveryOutcome.REFUSED_ADDRESS and self._in_row < TROUBLED_AFTER:
            person.silent.add("bounced")  # After so many faults in a row it is the server that is not believed.
        if result.outcome is not DeliveryOutcome.ENDPOINT:
            self._in_row = 0 if result.outcome is DeliveryOutcome.SENT else self._in_row + 1
        if self.chance.random() < 0.1:  # A reader may decide while their mail is in hand.
            with transaction(self.engine) as session:
                self.chance.choice((stop_all, pause, erase))(self, session, person)
        return result

    def close(self) -> None:
        """Keep nothing open."""

    def _hold_against(self, person: Person, claim: Claim) -> None:
        if any(not kind.is_service for kind in claim.kinds) and not person.may_be_told:
            state = sorted(person.silent) or "not confirmed"
            self.faults.append(f"news at {self.now} to {person.address}, who is {state}")
        if person.id is None:
            self.faults.append(f"a mail at {self.now} to {person.address}, who is gone")

    def _count(self, person: Person, claim: Claim) -> None:
        for one in claim.message_ids:
            self._delivered[one] += 1
            if self._delivered[one] > 1:
                self.faults.append(f"alert {one} went out twice")
        if NotificationKind.CONFIRM in claim.kinds:
            self._count_asking(person.mailbox, claim.message_ids[0])

    def _count_asking(self, mailbox: str, alert: int) -> None:
        if any(self.now - at < DAY for at in self._asked[mailbox]):
            self.faults.append(f"{mailbox} was asked twice in a day, at {self.now}")
        self._asked[mailbox].append(self.now)
        self._since[mailbox] += alert > self._confirmed_at[mailbox]  # What was on its way before is not counted.
        if self._since[mailbox] > MOST_ASKED:
            self.faults.append(f"{mailbox} was asked {self._since[mailbox]} times")

    def forget_askings(self, mailbox: str, *, whole: bool) -> None:
        """Begin the count anew: its owner has confirmed, or has had all erased."""
        self._since[mailbox] = 0
        self._confirmed_at[mailbox] = self._last
        if whole:
            self._asked[mailbox].clear()

    def _look(self) -> None:
        with reading(self.engine) as session:
            rows = session.execute(select(Message.id, Message.state, Message.due_at)).all()
        self._last = max((row[0] for row in rows), default=0)
        for number, state, due_at in rows:
            if self._final.get(number, state) != state:
                self.faults.append(f"alert {number} was {self._final[number]} and is {state}")
            if state in FINAL:
                self._final[number] = state
                if due_at is not None:
                    self.faults.append(f"alert {number} is {state} and due")


def _person(number: int) -> Person:
    box = f"p{number - number % 2 if number % 10 == 1 else number}"
    return Person(f"{box}+tag@gmail.com" if number % 10 == 1 else f"{box}@gmail.com", box)


def confirm(world: World, session: Session, person: Person) -> None:
    """Press the button of the page behind a mail that came."""
    mine = (Link.subscriber_id == person.id, Link.purpose == LinkPurpose.CONFIRM, Link.used_at.is_(None))
    link = session.scalars(select(Link).where(*mine)).first()
    waiting = list(session.scalars(select(Subscription.id).where(Subscription.subscriber_id == person.id)))
    if link and followers.confirm(session, link, waiting, world.now):
        person.confirmed = True
        person.silent.clear()
        world.forget_askings(person.mailbox, whole=False)


def pause(world: World, session: Session, person: Person) -> None:
    followers.pause(session, person.id or 0, world.now)
    person.silent.add("paused")


def resume(world: World, session: Session, person: Person) -> None:
    followers.resume(session, person.id or 0)
    person.silent.discard("paused")


def stop_all(world: World, session: Session, person: Person) -> None:
    followers.stop_all(session, person.id or 0, world.now)
    person.silent.discard("paused")
    person.silent.add("stopped")


def erase(world: World, session: Session, person: Person) -> None:
    followers.erase(session, person.id or 0, world.now)
    person.id, person.confirmed, person.silent = None, False, set()
    world.forget_askings(person.mailbox, whole=True)


def held(world: World, session: Session, person: Person) -> None:
    followers.ask_for_held(session, person.id or 0, world.now)


def stop_one(world: World, session: Session, person: Person) -> None:
    mine = followers.subscriptions(session, person.id or 0)
    if mine and followers.stop_one(session, person.id or 0, mine[0].id, world.now) and len(mine) == 1:
        person.silent.discard("paused")
        person.silent.add("stopped")


def change(world: World, session: Session, person: Person) -> None:
    for one in followers.subscriptions(session, person.id or 0)[:1]:
        followers.change(session, person.id or 0, one.id, world.chance.choice(list(Frequency)))


def bounce(world: World, session: Session, person: Person) -> None:
    number = session.scalars(
        select(Message.id).where(Message.subscriber_id == person.id).order_by(Message.id.desc())
    ).first()
    done = number and take_bounce(session, number, BounceKind.HARD, "5.1.1", world.now)
    if done == "address stopped":
        person.silent.add("bounced")


ACTS: list[Callable[[World, Session, Person], None]] = [
    confirm, pause, resume, stop_all, erase, held, stop_one, change, bounce,
]  # fmt: skip
WEIGHTS = [10, 2, 2, 1, 1, 1, 1, 2, 1]
ENDINGS = [
    DeliveryOutcome.SENT,
    DeliveryOutcome.RETRY,
    DeliveryOutcome.UNKNOWN,
    DeliveryOutcome.FAILED,
    DeliveryOutcome.REFUSED_ADDRESS,
    DeliveryOutcome.ENDPOINT,
]
ODDS = [60, 16, 14, 4, 3, 3]
