"""Forms made from the record's own schema: an entry's fields as a person fills them in, and read back as they came.

One template (editor/acts/fields.html) serves them all. What a field is follows from its type; what it is called and
what is said beside it stands in one table (wording/entry_fields.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from tracker.models import Motion
from tracker.rules.wall_hours import HOUR
from tracker.vocabulary import Term
from tracker.web.core.forms import SentForm, ShortText, Typed, is_long, plain_type, sent_text, sent_texts
from tracker.wording.dates import day_words
from tracker.wording.entry_fields import CHOICES, words_for

LISTS = ("demands", "parts", "sources", "figures", "terms")
KEYS = frozenset({"id", "number", "letter", "slug", "demand", "question", "response", "sha256", "file", "visibility"})
"""What names an entry or is settled elsewhere: a form shows none of these."""
RARE = {
    "deadline": {"event", "from", "received_on", "roll"},
    "demand": {"reference", "addressee", "responsible", "topics", "every", "first", "times", "until"},
    "finding": {"found_at"},
    "motion": {"calendar", "grace_hours", "time_zone"},
    "move": {"parts", "event", "from", "received_on", "roll"},
    "question": {"kind", "reference", "addressee", "responsible"},
    "response": {"parts", "received_at", "stance"},
}
"""What is seldom filled in, by noun: it stands below the rest, folded away."""
Hour = Annotated[str, StringConstraints(pattern=HOUR)]
"""An hour of the wall, as it is typed."""
YES, NO = "true", "false"
UNKNOWN_YES_NO = (("", "Not known"), (YES, "Yes"), (NO, "No"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: line, long, lines, date, choice, list (check boxes), tick or file.

    One that is rare stands below the others, folded away.
    """

    name: str
    label: str
    kind: str = "line"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
    is_rare: bool = False


class SendBackForm(SentForm):
    """Why a draft goes back to its author."""

    labels: ClassVar = {"words": "Why"}
    cures: ClassVar = {"words": "Say what its author should look at again."}

    words: ShortText


def fields_of(entry: type[BaseModel], motion: Motion, leave_out: Iterable[str] = ()) -> list[Field]:
    left = KEYS | set(leave_out) | {"questions", "deadlines"}
    infos = entry.model_fields.items()
    found = [_field(entry, info.alias or name, info, motion) for name, info in infos if name not in left]
    return sorted(found, key=lambda one: one.is_rare)


def _field(entry: type[BaseModel], name: str, info: FieldInfo, motion: Motion) -> Field:
    noun = entry.__name__.removesuffix("Entry").removesuffix("Form").lower()
    label, hint = words_for(noun, name)
    options = CHOICES.get(f"{noun}.{name}") or _options(name, info, motion)
    rare = name in RARE.get(noun, ())
    return Field(name, label, _kind(name, info, options), hint, options, info.is_required(), is_rare=rare)


def _options(name: str, info: FieldInfo, motion: Motion) -> tuple[tuple[str, str], ...]:
    holds = plain_type(info)
    if name in LISTS:
        return choices(name, motion)
    if holds is bool:
        return UNKNOWN_YES_NO
    if get_origin(holds) is Literal:
        return tuple((word, word) for word in get_args(holds))
    if not (isinstance(holds, type) and issubclass(holds, Term)):
        return ()
    empty = () if info.is_required() or info.default is not None else (("", "Not stated"),)
    return (*empty, *((word.value, word.label or word.sentence) for word in holds))


def _kind(name: str, info: FieldInfo, options: tuple[tuple[str, str], ...]) -> str:
    if name in LISTS:
        return "list"
    if get_origin(plain_type(info)) is list:
        return "lines"
    if options:
        return "choice"
    if plain_type(info) is date:
        return "date"
    return "long" if is_long(info) else "line"


def choices(name: str, motion: Motion) -> tuple[tuple[str, str], ...]:
    if name == "demands":
        return tuple((str(demand.number), f"{demand.number}. {demand.title}") for demand in motion.demands)
    if name == "parts":
        return tuple(
            (f"{demand.number}{part.letter}", f"{demand.number}({part.letter}) {part.name or part.text}")
            for demand in motion.demands
            for part in demand.questions
        )
    if name == "sources":
        # The last that was added first: it is the one that is most often cited next.
        return tuple((source.key, source_words(source)) for source in reversed(motion.sources_of_record))
    return tuple((figure.key, figure.label) for figure in motion.figures)


def source_words(source: Any) -> str:
    day = day_words(source.published_on) if source.published_on else "no date"
    return f"{source.publisher}: {source.title}, {day}"


def typed_in(fields: Sequence[Field]) -> Typed:
    return {field.name: _sent(field) for field in fields if field.kind != "file"}


def _sent(field: Field) -> str | list[str]:
    if field.kind == "lines":
        return [line.strip() for line in sent_text(field.name).splitlines() if line.strip()]
    return sent_texts(field.name) if field.kind == "list" else sent_text(field.name)


def typed_of(content: Mapping[str, Any]) -> Typed:
    return {name: _shown(value) for name, value in content.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, list):
        return [str(item) for item in value]
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def labels_of(fields: Sequence[Field]) -> dict[str, str]:
    return {field.name: field.label for field in fields}
