"""The draft of a reply: what came, the parts it touches, and how each is judged. The shape of its JSON, typed.

It is read leniently: what is missing is empty. What is typed stays as it was typed until it goes on record.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from tracker.models import Draft
from tracker.record.entries import owner_of

THE_REPLY = "@reply"
"""Stands among the sources of a finding for those of the reply, which may not be on record yet."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came: the facts of a reply, and where it can be found. `source` names an entry of the record, if any."""

    sender: str = ""
    form: str = "letter"
    reply: str = "received"
    received_on: str = ""
    received_time: str = ""
    stance: str = ""
    title: str = ""
    summary: str = ""
    source: str = ""
    publisher: str = ""
    source_title: str = ""
    published_on: str = ""
    url: str = ""
    archived_url: str = ""
    on_record: str = ""
    sha256: str = ""
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """How one part is judged. `author` last changed it; `over` is the finding that was in force then.

    `hands` are all who wrote at it since it had its verdict: none of them is its second person.
    """

    verdict: str = ""
    gap: str = ""
    ground: str = ""
    reasoning: str = ""
    passage: str = ""
    test: str = ""
    sources: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    over: str = ""
    author: int = 0
    hands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """The whole draft. `came` is None once the reply is on record: then `response` names it, and findings are left.

    `text` is the reply's own text where it was pasted. `recorded` is the version from which the reply was put on
    record, and where that led: a second press of the same button leads there too.
    """

    came: Came | None = None
    text: str = ""
    response: str = ""
    parts: tuple[str, ...] = ()
    judged: Mapping[str, Judged] = field(default_factory=dict)
    recorded: tuple[int, str] | None = None

    @property
    def waiting(self) -> list[str]:
        return [part for part in self.parts if part not in self.judged]

    def data(self) -> dict[str, Any]:
        return asdict(self)

    def with_judged(self, part: str, judged: Judged | None) -> "ReplyDraft":
        rest = {name: known for name, known in self.judged.items() if name != part}
        return replace(self, judged=rest | ({part: judged} if judged else {}))


_READ = TypeAdapter(ReplyDraft)


def reply_of(draft: Draft) -> ReplyDraft:
    data = _READ.validate_json(draft.data)
    return replace(data, judged={part: judged for part, judged in data.judged.items() if part in data.parts})


def seen(*sections: Any) -> str:
    """Return a short mark of a section of a draft: a form carries it, so that a change in between is noticed."""
    return sha256(json.dumps(sections, sort_keys=True, default=asdict).encode()).hexdigest()[:16]


def seen_facts(data: ReplyDraft) -> str:
    return seen(data.came, data.text, list(data.parts))


def seen_part(data: ReplyDraft, part: str) -> str:
    return seen(data.judged.get(part))


def demand_of(part: str) -> int:
    """Return the number of the demand that a part such as "12b" belongs to."""
    return owner_of(part)[0]


def part_order(part: str) -> tuple[int, int, str]:
    """Return the place of a part among others: by its demand, then a, b, … z, aa."""
    number, letter = owner_of(part)
    return number, len(letter), letter


def demands_of(parts: tuple[str, ...]) -> list[int]:
    """Return the numbers of the demands that parts belong to, in order."""
    return sorted({demand_of(part) for part in parts})
