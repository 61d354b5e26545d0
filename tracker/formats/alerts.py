"""What a mail says of one notice. Pure: the notice, the entry of the log, the motion and an instant in, words out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from tracker.formats.alert_items import AHEAD, About, Item, ItemLine, Sealed
from tracker.formats.calendar import Dated, dates_of
from tracker.models import Change, Citation, Deadline, Demand, Motion, Notification
from tracker.rules.dates import MICROSECOND, day_start, local_day
from tracker.rules.parts import Part
from tracker.rules.status import MotionStanding, Standing, motion_standing, standing
from tracker.vocabulary import NotificationKind, Status, label_of
from tracker.wording import deadlines, mail
from tracker.wording.dates import full_day_words, full_instant_words, lateness
from tracker.wording.deadlines import of_part
from tracker.wording.findings import part_sentence
from tracker.wording.labels import status_label
from tracker.wording.moves import MovedWords, moved
from tracker.wording.parts import has_own_deadline
from tracker.wording.status import motion_sentence, other_demands, reply_sentence, status_sentence
from tracker.wording.text import demands_listed, plain

__all__ = ["Item", "item_of"]

_KNOWN_BY_DAY = (
    NotificationKind.REPLY_RECORDED,
    NotificationKind.FINDING_MADE,
    NotificationKind.DEADLINE_MOVED,
    NotificationKind.CORRECTION,
)

IN_PART = frozenset({Status.PARTIALLY_ANSWERED, Status.BEING_ASSESSED})
"""The statuses beside which only some of a demand is overdue."""


def item_of(notice: Notification, change: Change | None, motion: Motion, at: datetime) -> Item:
    """Return everything a mail says of a notice, as the record stands at an aware instant.

    `change` is the log's entry that it tells of, None for a reminder; `motion` is loaded whole.
    """
    return _Told(notice, change, motion, at).item()


@dataclass
class _Told:
    """A notice with what the record knows about it."""

    notice: Notification
    change: Change | None
    motion: Motion
    at: datetime

    @cached_property
    def facts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.notice.facts or "{}")
        return found

    @cached_property
    def whole(self) -> MotionStanding:
        return motion_standing(self.motion, self.at)

    @cached_property
    def about(self) -> list[Standing]:
        return [each for each in self.whole.demands if each.demand.number in self.notice.demands]

    @property
    def sole(self) -> Standing | None:
        return self.about[0] if len(self.about) == 1 else None

    @cached_property
    def part(self) -> Part | None:
        """Return the one part that the notice is about, where it is about its own deadline."""
        noun, _, key = self.notice.subject.partition("/")
        if self.sole is None or noun not in ("question", "deadline"):
            return None
        return next((part for part in self.sole.parts if part.question.key == key.partition("-")[0]), None)

    @property
    def timed(self) -> Standing | None:
        """Return the standing whose deadline the notice is about: that of the one part, else of the demand's own."""
        if self.sole is None:
            return None
        shared = next((part for part in self.sole.parts if not has_own_deadline(part)), None)
        part = self.part or (shared if self.notice.subject.startswith(("demand/", "deadline/")) else None)
        return of_part(self.sole, part) if part else self.sole

    @property
    def zone(self) -> str:
        return self.motion.time_zone

    @property
    def key(self) -> str:
        return self.notice.subject.partition("/")[2]

    @property
    def is_of_finding(self) -> bool:
        return self.notice.subject.startswith("finding/")

    def item(self) -> Item:
        notice, sole, timed, happened_on = self.notice, self.sole, self.timed, self._happened_on()
        numbers = [each.demand.number for each in self.about]
        path = f"/motions/{self.motion.slug}"
        response = next((each for each in self.motion.responses if each.key == self.key), None)
        is_reply = notice.kind is NotificationKind.REPLY_RECORDED
        is_correction = notice.kind is NotificationKind.CORRECTION
        return Item(
            kind=notice.kind,
            motion=self._motion(),
            demands=tuple(self._line(each.demand) for each in self.about),
            where=self._where(numbers),
            path=f"{path}/demands/{numbers[0]}" if sole else path,
            at=self.at,
            recorded_at=notice.recorded_at,
            checked=full_instant_words(self.at, self.zone),
            happened=self._day_or_instant(happened_on),
            recorded=full_instant_words(notice.recorded_at, self.zone),
            late=lateness(happened_on, notice.recorded_at, self.zone),
            status=plain(status_sentence(sole)) if sole else motion_sentence(self.whole),
            reply=reply_sentence(sole) if sole else None,
            unchanged=tuple(self._unchanged()),
            others=other_demands(self.whole, numbers) if numbers else None,
            evidence=self._evidence(),
            due=deadlines.due(timed) if timed and notice.kind is not NotificationKind.DEMAND_WITHDRAWN else None,
            came=mail.came(response) if is_reply and response else None,
            judged=mail.judged(sole, self.facts, self.key) if sole and self.is_of_finding else None,
            moved=self._moved(),
            note=mail.public_note(self.change) if is_correction else None,
            corrects=self._corrects() if is_correction else None,
            withdrawn=mail.withdrawn(sole.demand) if sole else None,
            dates=tuple(self._dates()),
            promises=tuple(self._promises()),
            counted=() if sole else deadlines.deadlines_counted(self.about or self.whole.demands),
            entry=Sealed(self.change.sequence, self.change.hash) if self.change else None,
        )

    def _corrects(self) -> str:
        return "finding" if self.is_of_finding else self.facts.get("of", "overdue")

    def _where(self, numbers: list[int]) -> str:
        if self.notice.kind is NotificationKind.MOTION_PUBLISHED:
            return ""
        part = f", part ({self.part.question.letter})" if self.part else ""
        return demands_listed(numbers) + part

    def _motion(self) -> About:
        motion = self.motion
        return About(
            slug=motion.slug,
            language=motion.language,
            title=plain(motion.title),
            body=plain(motion.body),
            addressee=plain(motion.addressee),
            adopted=full_day_words(motion.adopted_on),
            path=f"/motions/{motion.slug}",
            tally=motion_sentence(self.whole),
            log_sequence=motion.log_sequence,
            log_head=motion.log_head,
        )

    def _line(self, demand: Demand) -> ItemLine:
        known = self.facts.get("headlines", {}).get(str(demand.number))
        if known:
            before, after = (Status(word) for word in known)
        else:
            happened = self.notice.happened_at
            before, after = (standing(demand, at).status for at in (happened - MICROSECOND, happened))
        of_action = next(each.is_action for each in self.about if each.demand is demand)
        words = (label_of(before, of_action), label_of(after, of_action))
        return ItemLine(demand.number, plain(demand.title), *words, after in IN_PART)

    def _happened_on(self) -> date | datetime:
        """Return when it happened: the day where it is known by its day only, else the instant."""
        notice, happened = self.notice, self.notice.happened_at
        if notice.kind is NotificationKind.DEMAND_WITHDRAWN and self.sole and self.sole.demand.withdrawn_on:
            return self.sole.demand.withdrawn_on
        day = local_day(happened, self.zone)
        by_day = notice.kind in _KNOWN_BY_DAY and happened == day_start(day, self.zone)
        return day if by_day else happened

    def _day_or_instant(self, happened: date | datetime) -> str:
        return full_instant_words(happened, self.zone) if isinstance(happened, datetime) else full_day_words(happened)

    def _unchanged(self) -> Iterable[str]:
        """Yield what did not change: the status where it is the same, the deadline, the parts not judged."""
        kind, sole = self.notice.kind, self.sole
        if sole is None:
            yield from [mail.UNCHANGED_DEADLINES] if self.about else []
            return
        if kind is NotificationKind.DEMAND_WITHDRAWN:
            return
        line = self._line(sole.demand)
        if line.is_same and line.after == status_label(sole):
            yield mail.unchanged_status(line.after)
        due = deadlines.due(self.timed or sole)
        if due and kind not in AHEAD | {NotificationKind.DEADLINE_MOVED}:
            yield mail.unchanged_deadline(due.words)
        judged = self.facts.get("question") if self.is_of_finding else None
        if len(sole.parts) > 1:
            yield from (part_sentence(part) for part in sole.parts if part.question.letter != judged)

    def _evidence(self) -> tuple[mail.SourceWords, ...]:
        return mail.cited(self._citations())

    def _citations(self) -> Iterable[Citation]:
        """Return what the news rests on: the sources of the reply, the finding, the deadline or the motion."""
        sole, kind = self.sole, self.notice.kind
        if kind is NotificationKind.MOTION_PUBLISHED:
            return self.motion.citations
        if kind is NotificationKind.REPLY_RECORDED:
            return [cite for each in self.motion.responses if each.key == self.key for cite in each.citations]
        if sole is None:
            return []
        if self.is_of_finding:
            found = [each for part in sole.parts for each in part.question.findings if each.key == self.key]
            return [cite for each in found for cite in each.citations]
        if kind is NotificationKind.CORRECTION:
            return [cite for each in sole.replies for cite in each.citations]
        if kind is NotificationKind.DEMAND_WITHDRAWN:
            return sole.demand.citations
        if row := self._row():
            return row.citations
        return self.timed.deadline.citations if self.timed and self.timed.deadline else []

    def _row(self) -> Deadline | None:
        """Return the row of a ledger that the notice is about, while it is on record."""
        noun, _, key = self.notice.subject.partition("/")
        if self.sole is None or noun != "deadline":
            return None
        number, rows = str(self.sole.demand.number), self.sole.demand.deadlines
        named = (row for row in rows if f"{number}{row.letter or ''}-{row.position}" == key)
        return next((row for row in named if not row.withdrawn), None)

    def _moved(self) -> MovedWords | None:
        if self.sole is None or not self.notice.subject.startswith("deadline/"):
            return None
        return moved(self.sole, self.facts, self.change, self.key.lstrip("0123456789"))

    def _dates(self) -> Iterable[Dated]:
        """Yield the deadlines for the calendar that goes with the mail."""
        kind = self.notice.kind
        if kind in AHEAD | {NotificationKind.DEADLINE_MOVED, NotificationKind.DEMAND_WITHDRAWN}:
            found = self.about
        elif kind is NotificationKind.MOTION_PUBLISHED:
            found = [each for each in self.whole.demands if each.closes_at and each.closes_at > self.at]
        else:
            found = []
        dates = [date for each in found for date in dates_of(each)]
        return [date for date in dates if date.letter == self.part.question.letter] if self.part else dates

    def _promises(self) -> Iterable[str]:
        """Yield, for a motion new on record, each demand with its deadline."""
        if self.notice.kind is NotificationKind.MOTION_PUBLISHED:
            yield from map(deadlines.demand_due, self.whole.demands)
