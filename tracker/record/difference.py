"""What a new version of a record changes: entries recorded, amended and taken off, each with before and after."""

from dataclasses import dataclass
from typing import Any

from tracker.record.entries import Table, content
from tracker.record.fields import Entry


@dataclass(frozen=True, slots=True)
class EntryDiff:
    """One entry that two versions of a record do not share."""

    subject: str
    before: Entry | None
    after: Entry | None

    def __str__(self) -> str:
        if self.before is None and self.after is not None:
            return f"+ {self.subject}"
        if self.after is None:
            return f"- {self.subject}"
        return "\n".join([f"~ {self.subject}", *self._changed_fields()])

    @property
    def contents(self) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """Return what the entry said before and says after, as the log keeps it."""
        return content(self.before) if self.before else None, content(self.after) if self.after else None

    def _changed_fields(self) -> list[str]:
        before, after = (said or {} for said in self.contents)
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        return [f"    {name}: {_short(before.get(name))} → {_short(after.get(name))}" for name in names]


def _short(value: Any) -> str:
    if value is None:
        return "(nothing)"
    text = str(value)
    return text if len(text) <= 200 else f"{text[:197]}…"


def differences(stored: Table, wanted: Table) -> list[EntryDiff]:
    """Return what has to happen to `stored` to make it `wanted`: additions and amendments first, then removals."""
    found = [
        EntryDiff(subject, stored.get(subject), entry)
        for subject, entry in wanted.items()
        if not same(stored.get(subject), entry)
    ]
    gone = [EntryDiff(subject, entry, None) for subject, entry in stored.items() if subject not in wanted]
    return [*found, *reversed(gone)]


def same(stored: Entry | None, wanted: Entry) -> bool:
    return stored is not None and content(stored) == content(wanted)
