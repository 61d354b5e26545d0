"""Forms made from the record's own schema: an entry's fields as a person fills them in, and read back as they came.

One template (editor/acts/fields.html) serves them all. What a field is follows from its type; what it is called and
what is said beside it stands in one table (wording/entry_fields.py).
"""

import types
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from werkzeug.datastructures import MultiDict

from tracker.models import Motion
from tracker.record.faults import cure_for
from tracker.record.schema import Entry
from tracker.vocabulary import Word
from tracker.wording.dates import day_words
from tracker.wording.entry_fields import FORM_CURES, words_for

Typed = dict[str, Any]
"""A form as it was filled in: text by field, a list of texts where several can be chosen."""

LISTS = ("demands", "sources", "figures", "terms")
KEYS = frozenset({"id", "number", "letter", "slug", "demand", "question", "response", "sha256", "file", "visibility"})
"""What names an entry or is settled elsewhere: a form shows none of these."""
LONG = 1_000
YES, NO = "true", "false"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: line, long, date, choice, list (check boxes), tick or file."""

    name: str
    label: str
    kind: str = "line"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)


def fields_of(entry: type[Entry], motion: Motion, leave_out: Iterable[str] = ()) -> list[Field]:
    """Return the fields of an entry's form, with what can be chosen from the motion's record."""
    left = KEYS | set(leave_out) | {"questions", "deadlines"}
    infos = entry.model_fields.items()
    return [_field(entry, info.alias or name, info, motion) for name, info in infos if name not in left]


def _field(entry: type[Entry], name: str, info: FieldInfo, motion: Motion) -> Field:
    label, hint = words_for(entry.__name__.removesuffix("Entry").lower(), name)
    plain = Field(name, label, "line", hint, (), info.is_required())
    if name in LISTS:
        return replace(plain, kind="list", options=choices(name, motion))
    inner = _plain_type(info.annotation)
    if inner is bool:
        return replace(plain, kind="choice", options=(("", "Not known"), (YES, "Yes"), (NO, "No")))
    if isinstance(inner, type) and issubclass(inner, Word):
        empty = () if info.is_required() or info.default is not None else (("", "Not stated"),)
        return replace(
            plain, kind="choice", options=(*empty, *((one.value, one.label or one.sentence) for one in inner))
        )
    if inner is date:
        return replace(plain, kind="date")
    limits = [getattr(one, "max_length", None) for one in _metadata(info)]
    return replace(
        plain, kind="long" if any(limit and limit >= LONG for limit in limits) and "url" not in name else "line"
    )


def _plain_type(annotation: Any) -> Any:
    """Return what an annotation is about: `Annotated[date, …] | None` is about a date."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        found = [_plain_type(one) for one in get_args(annotation) if one is not type(None)]
        return found[0] if len(found) == 1 else None
    return _plain_type(get_args(annotation)[0]) if hasattr(annotation, "__metadata__") else annotation


def _metadata(info: FieldInfo) -> list[Any]:
    """Return the limits of a field, also where it may be left empty."""
    inner = [one for part in get_args(info.annotation) for one in getattr(part, "__metadata__", ())]
    return [*info.metadata, *inner]


def choices(name: str, motion: Motion) -> tuple[tuple[str, str], ...]:
    """Return what can be chosen for a list: the motion's demands, sources or figures, by key and in words."""
    if name == "demands":
        return tuple((str(one.number), f"{one.number}. {one.title}") for one in motion.demands)
    if name == "sources":
        # The last that was added first: it is the one that is most often cited next.
        return tuple((one.key, source_words(one)) for one in reversed(motion.sources_of_record))
    return tuple((one.key, one.label) for one in motion.figures)


def source_words(source: Any) -> str:
    """Name a source in a list of them: publisher, title and day."""
    day = day_words(source.published_on) if source.published_on else "no date"
    return f"{source.publisher}: {source.title}, {day}"


def clean(text: str) -> str:
    """Return a text as it is kept: composed signs, plain line ends, no spaces around it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def read_form(fields: Sequence[Field], sent: MultiDict[str, str]) -> Typed:
    """Return a form as it was sent, field by field; what the form does not have is left out."""
    return {
        one.name: [clean(value) for value in sent.getlist(one.name)]
        if one.kind == "list"
        else clean(sent.get(one.name, ""))
        for one in fields
        if one.kind != "file"
    }


def typed_of(content: Mapping[str, Any]) -> Typed:
    """Return an entry's content as a form shows it."""
    return {name: _shown(value) for name, value in content.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, list):
        return [str(one) for one in value]
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def entry_of(
    kind: type[Entry], values: Mapping[str, Any], labels: Mapping[str, str]
) -> tuple[Entry | None, dict[str, str]]:
    """Return the entry that values make, or None with a sentence for each field that does not fit."""
    said = {name: value for name, value in values.items() if value not in ("", [], None)}
    try:
        return kind.model_validate(said), {}
    except ValidationError as errors:
        known = [info.alias or name for name, info in kind.model_fields.items()]
        found: dict[str, str] = {}
        for error in errors.errors(include_url=False):
            name = str(error["loc"][0])
            found.setdefault(name, sentence(labels.get(name, name.replace("_", " ")), error, known))
        return None, found


def sentence(label: str, error: Any, known: list[str]) -> str:
    """Say what is wrong with one field in the words of a form."""
    own = FORM_CURES.get(error["type"])
    if own:
        return f"{label}: {own}"
    return f"{label}: {cure_for(error, known)}."


def labels_of(fields: Sequence[Field]) -> dict[str, str]:
    """Return the labels of a form by field."""
    return {one.name: one.label for one in fields}
