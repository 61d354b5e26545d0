"""What a mail says of one notice: data in words, ready for a template. `alerts.item_of` fills it in."""

from dataclasses import dataclass
from datetime import datetime

from tracker.formats.calendar import Dated
from tracker.vocabulary import NotificationKind
from tracker.wording.deadlines import DueWords
from tracker.wording.mail import FindingWords, ReplyWords, SourceWords
from tracker.wording.moves import MovedWords

AHEAD = frozenset({NotificationKind.DUE_IN_7_DAYS, NotificationKind.DUE_TOMORROW, NotificationKind.DUE_TODAY})
REMINDERS = AHEAD | {NotificationKind.STILL_OVERDUE}
"""Nothing happens when they are due: they say again what is on record."""


@dataclass(frozen=True, slots=True)
class About:
    """The motion that an item is of: its names, where all its demands stand now, and the end of its log."""

    slug: str
    language: str
    title: str
    body: str
    addressee: str
    adopted: str
    path: str
    tally: str
    log_sequence: int
    log_head: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry of a motion's log: its number, and the hash that seals it and all before it."""

    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One demand that an item is about: its status before and after, in words."""

    number: int
    title: str
    before: str
    after: str
    is_in_part: bool = False
    """Whether something of it had been given, or waits for our judgement, when the news came."""

    @property
    def is_same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Item:
    """Everything that a mail says of one notice, as it stands at `at`. Texts of the record are on one line each."""

    kind: NotificationKind
    motion: About
    demands: tuple[ItemLine, ...]
    where: str
    path: str
    at: datetime
    recorded_at: datetime
    checked: str
    happened: str
    recorded: str
    late: str | None
    status: str
    reply: str | None
    unchanged: tuple[str, ...]
    others: str | None
    evidence: tuple[SourceWords, ...]
    due: DueWords | None = None
    came: ReplyWords | None = None
    judged: FindingWords | None = None
    moved: MovedWords | None = None
    note: str | None = None
    corrects: str | None = None
    withdrawn: str | None = None
    dates: tuple[Dated, ...] = ()
    promises: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    entry: Sealed | None = None
    """The entry of the log that it tells of; None for a reminder. A mail that is sent again names the same one."""

    @property
    def line(self) -> ItemLine | None:
        return self.demands[0] if len(self.demands) == 1 else None

    @property
    def times(self) -> tuple[tuple[str, str], ...]:
        """Return when it happened and when we recorded it, each with its label; what came late says so."""
        if self.kind in REMINDERS:
            return (("Reminder of", self.recorded),)
        if self.late:
            return ("Happened", self.happened), ("Recorded late", f"{self.recorded}, {self.late}")
        if self.happened == self.recorded:
            return (("Happened and recorded", self.recorded),)
        return ("Happened", self.happened), ("Recorded", self.recorded)

    @property
    def thread(self) -> str:
        """Return the word for the conversation that mails about the same belong to."""
        return f"{self.motion.slug}/demand-{self.line.number}" if self.line else self.motion.slug
