"""What one mail tells, in order: motion after motion, demand after demand, and in a digest the newest first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from tracker.formats.alert_items import About, Item, Sealed
from tracker.vocabulary import NotificationKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """One item, and what was spelt out before it in the same mail: where the sources, and for whom the deadline."""

    item: Item
    evidence_as: str | None = None
    due_as: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What one mail tells of one demand. `unchanged` is what none of it changed."""

    entries: tuple[GroupEntry, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What one mail tells of one motion."""

    motion: About
    topics: tuple[Topic, ...]

    @property
    def items(self) -> list[Item]:
        return [entry.item for topic in self.topics for entry in topic.entries]

    @property
    def entry(self) -> Sealed:
        """Return the newest entry of the log that the mail names; where only reminders are, the log's last one."""
        named = [item.entry for item in self.items if item.entry]
        last = Sealed(self.motion.log_sequence, self.motion.log_head)
        return max(named, key=lambda entry: entry.number, default=last)


def grouped(items: Sequence[Item], *, newest_first: bool) -> list[Group]:
    """Return the items by motion and then by demand: in the order of the numbers, or the newest first."""
    groups = [_group(about, newest_first) for about in _by(items, lambda item: item.motion.slug)]
    return sorted(groups, key=lambda group: _newest(group.items), reverse=True) if newest_first else groups


def _group(items: list[Item], newest_first: bool) -> Group:
    # A correction comes before all else about its demand: it must not be missed.
    topics = _by(sorted(items, key=lambda item: item.kind is not NotificationKind.CORRECTION), _numbers)
    if newest_first:
        topics = [sorted(topic, key=lambda item: item.recorded_at, reverse=True) for topic in topics]
        topics.sort(key=_newest, reverse=True)
    else:
        topics.sort(key=lambda topic: _numbers(topic[0]))
    seen: dict[object, str] = {}
    return Group(items[0].motion, tuple(_topic(topic, seen) for topic in topics))


def _topic(items: Sequence[Item], seen: dict[object, str]) -> Topic:
    """Return what the mail says of one demand; `seen` is what the mail has spelt out so far, and for which demand.

    A demand's deadline is spelt out once, after the last item about it.
    """
    last = items[-1]
    due = (last.due.counted, last.due.ledger) if last.due else None
    entries = []
    for item in items:
        known = seen.get(item.evidence)
        entries.append(GroupEntry(item, "above" if known == item.where else known and f"for {known}"))
        if item.evidence:
            seen.setdefault(item.evidence, item.where)
    due_as = seen.get(due)
    if due and due_as is None:
        seen[due] = last.where
    return Topic(tuple(replace(entry, due_as=due_as) for entry in entries), _unchanged(items))


def _numbers(item: Item) -> tuple[int, ...]:
    return tuple(line.number for line in item.demands)


def _newest(items: Iterable[Item]) -> datetime:
    return max(item.recorded_at for item in items)


def _unchanged(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(words for words in items[0].unchanged if all(words in item.unchanged for item in items))


def _by(items: Sequence[Item], key: Callable[[Item], T]) -> list[list[Item]]:
    found: dict[T, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.values())
