"""Forms: what was sent becomes plain texts, and a pydantic model says what is wrong with each, in words for people.

The models use the record file's own types (record/fields.py), so that a form refuses what a file refuses. Whatever is
wrong, everything typed comes back as it was typed.
"""

import types
import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, TypeVar, Union, get_args, get_origin

from flask import request
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic.fields import FieldInfo

from tracker.record.faults import cure_for
from tracker.record.fields import Readable
from tracker.rules.mailboxes import AddressError, read_address
from tracker.wording.addresses import address_problem

Typed = dict[str, Any]
"""A form as it was filled in: text by field, a list of texts where several can be chosen."""
Errors = dict[str, str]
"""A sentence for each field that cannot be taken."""
Model = TypeVar("Model", bound=BaseModel)

LONG = 1_000
"""A text that may have this many characters is one of several lines."""
FORM_CURES = {
    "missing": "fill it in",
    "string_too_short": "fill it in",
    "too_short": "choose at least one",
    "enum": "choose one of the list",
    "literal_error": "choose one of the list",
}
"""What a form says of a fault, where a record file would say it otherwise."""
EXACT = frozenset({"value_error", "string_too_long"})
"""Faults that say more than a form's own sentence could."""


FormCheck = tuple[str, Callable[[Typed, Any], object]]
"""A fault as `cures` name it, the field's name first, and whether it is there: by what was typed and the context."""


class SentForm(BaseModel):
    """A form: each field with its type, and what must not be: between fields, or with the record.

    `cures` are its sentences: of a field for what is left out or not of the list, of a check for its fault.
    """

    model_config = ConfigDict(frozen=True, validate_default=True)
    cures: ClassVar[Mapping[str, str]] = {}
    labels: ClassVar[Mapping[str, str]] = {}
    checks: ClassVar[tuple[FormCheck, ...]] = ()


FormType = TypeVar("FormType", bound=SentForm)


def clean(text: str) -> str:
    """Return a text as it is kept: composed signs, plain line ends, no spaces around it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def sent_text(name: str) -> str:
    return clean(request.form.get(name, ""))


def sent_texts(name: str) -> list[str]:
    return [clean(value) for value in request.form.getlist(name)]


def sent_number(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _sent(name: str, info: FieldInfo) -> Any:
    if get_origin(plain_type(info)) in (list, tuple):
        return sent_texts(name)
    text = sent_text(name)
    return text if is_long(info) else " ".join(text.split())


def read_form(form: type[FormType], context: Any = None, **settled: Any) -> tuple[FormType | None, Typed, Errors]:
    """Return the form that was sent where nothing is wrong with it; what was typed; and a sentence for each fault.

    `settled` are values that the server has made of what was sent.
    """
    typed = {name: _sent(name, info) for name, info in form.model_fields.items()} | settled
    read, errors = judged_by(form, typed, form.labels)
    for fault, is_there in form.checks:
        name = fault.partition(" ")[0]
        if name not in errors and is_there(typed, context):
            errors[name] = form.cures[fault].format(by=context)
    return None if errors else read, typed, {name: errors[name] for name in form.model_fields if name in errors}


def judged_by(model: type[Model], values: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[Model | None, Errors]:
    """Return the model that values make, or None with a sentence for each field that does not fit."""
    said = {name: value for name, value in values.items() if value not in ("", [], None)}
    try:
        return model.model_validate(said), {}
    except ValidationError as errors:
        known = [info.alias or name for name, info in model.model_fields.items()]
        found: Errors = {}
        for error in errors.errors(include_url=False):
            name = str(error["loc"][0])
            found.setdefault(name, _sentence(model, name, labels.get(name) or name.replace("_", " "), error, known))
        return None, found


def _sentence(model: type[BaseModel], name: str, label: str, error: Any, known: list[str]) -> str:
    kind, own = error["type"], getattr(model, "cures", {}).get(name)
    if own and kind not in EXACT:
        return str(own)
    if kind == "string_too_long":
        has, most = len(error["input"]), error["ctx"]["max_length"]
        return f"{label}: this has {has:,} characters; it can have {most:,}. Shorten it."
    if kind == "missing" and get_origin(plain_type(model.model_fields[name])) is list:
        kind = "too_short"
    return f"{label}: {FORM_CURES.get(kind) or cure_for(error, known).rstrip('.')}."


ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), Readable]
"""A word to somebody at the desk."""


def _mailbox(typed: str) -> str:
    try:
        return read_address(typed)
    except AddressError as error:
        raise ValueError(address_problem(error)) from None


Mailbox = Annotated[str, AfterValidator(_mailbox)]
"""One plain e-mail address."""


def plain_type(info: FieldInfo) -> Any:
    """Return what a field holds: `Annotated[date, …] | None` holds a date."""
    return _plain_type(info.annotation)


def _plain_type(annotation: Any) -> Any:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        found = [_plain_type(part) for part in get_args(annotation) if part is not type(None)]
        return found[0] if len(found) == 1 else None
    return _plain_type(get_args(annotation)[0]) if hasattr(annotation, "__metadata__") else annotation


def is_long(info: FieldInfo) -> bool:
    inner = [limit for part in get_args(info.annotation) for limit in getattr(part, "__metadata__", ())]
    limits = [limit for limit in (*info.metadata, *inner) if not getattr(limit, "pattern", None)]
    return any((getattr(limit, "max_length", None) or 0) >= LONG for limit in limits)
