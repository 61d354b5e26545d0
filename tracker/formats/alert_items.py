"""What a mail says of one notice: data in words, ready for a template. `alerts.item_of` fills it in."""

from dataclasses import dataclass
from datetime import datetime

from tracker.formats.calendar import Dated
from tracker.vocabulary import NotificationKind

AHEAD = frozenset({NotificationKind.DUE_IN_7_DAYS, NotificationKind.DUE_TOMORROW, NotificationKind.DUE_TODAY})
REMINDERS = AHEAD | {NotificationKind.STILL_OVERDUE}
"""Nothing happens when they are due: they say again what is on record."""


@dataclass(frozen=True, slots=True)
class About:
    """The motion that an item is of: its names, where all its demands stand now, and the end of its log."""

    slug: str
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
class Line:
    """One demand that an item is about: its headline before and after, in words."""

    number: int
    title: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Tell whether the headline is what it was."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Cited:
    """One source: who published it, when, what, how much of it we read, and where it is."""

    publisher: str
    title: str
    day: str
    read: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Came:
    """A reply: whose, in what form, of which day, and our summary of it."""

    sender: str
    form: str
    received: str
    state: str | None
    summary: str
    disputed: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding: on which part, what was judged before and what now, and why. `letter` is None for a sole part.

    `after` is None where the finding was taken back, `reasoning` and `basis` where it no longer stands; `now` is what
    stands at the moment of writing.
    """

    letter: str | None
    part: str
    before: str | None
    after: str | None
    now: str
    meaning: str | None
    reasoning: str | None
    basis: str | None

    @property
    def where(self) -> str:
        """Say which part it is on: " on part (a)", or nothing where there is one only."""
        return f" on part ({self.letter})" if self.letter else ""


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline in force: its day, how far away, how it is counted, and every row that made it so."""

    words: str
    near: str
    when: str
    closed: str
    checked: str
    overdue_for: str
    counted: str
    ledger: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline before and after it was moved, who moved it, and whether those who asked agreed."""

    before: str | None
    after: str | None
    deed: str
    agreed: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """Everything that a mail says of one notice, as it stands at `at`. Texts of the record are on one line each."""

    kind: NotificationKind
    motion: About
    demands: tuple[Line, ...]
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
    evidence: tuple[Cited, ...]
    due: Due | None = None
    came: Came | None = None
    judged: Judged | None = None
    moved: Moved | None = None
    note: str | None = None
    corrects: str | None = None
    withdrawn: str | None = None
    dates: tuple[Dated, ...] = ()
    promises: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    entry: Sealed | None = None
    """The entry of the log that it tells of; None for a reminder. A mail that is sent again names the same one."""

    @property
    def line(self) -> Line | None:
        """Return the demand that the item is about, where it is about one."""
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
