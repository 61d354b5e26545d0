"""What may be asked of each list by its address: the fields, their kinds, and the sentence for what is none."""

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from flask import abort, request
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from tracker.vocabulary import ChangeKind, Status

Query = TypeVar("Query", bound=BaseModel)

MOST_PER_PAGE = 100


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("not a day")
    return date.fromisoformat(value)


def _number(value: Any) -> Any:
    """Read digits; JSON Schema takes 2.0 for a whole number as well."""
    if isinstance(value, str):
        found = re.fullmatch(r"([0-9]{1,9})(\.0+)?", value)
        if not found:
            raise ValueError("not a number")
        return int(found[1])
    return value


def _text(value: Any) -> Any:
    """Take any text; PostgreSQL takes no NUL, and nothing on record has one."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day)]
# The bounds come first, or the schema would not show them.
Wanted = Annotated[str, Field(min_length=1, max_length=300), BeforeValidator(_text)]
PageNumber = Annotated[int, Field(ge=1, le=999_999), BeforeValidator(_number)]
PerPage = Annotated[int, Field(ge=1, le=MOST_PER_PAGE), BeforeValidator(_number)]

PAGE = "A whole number from 1 to 999999: which page of the list. Unless given, 1."
PER_PAGE = "A whole number from 1 to 100: the most items on one page."
ON = "A day as year-month-day, such as 2019-02-12: the answer as of the end of that day, not before the record begins."


class Present(BaseModel):
    """An answer that is always of the present: nothing may be asked of it."""


class OnDay(BaseModel):
    """An answer that can be had as of any day."""

    on: Day | None = Field(None, description=ON)


class OfList(OnDay):
    """A part of a long list."""

    page: PageNumber = Field(1, description=PAGE)
    per_page: PerPage = Field(MOST_PER_PAGE, description=f"{PER_PAGE} Unless given, {MOST_PER_PAGE}.")


class OfMotions(OfList):
    """Some of the motions; what is given narrows the list."""

    per_page: PerPage = Field(25, description=f"{PER_PAGE} Unless given, 25.")
    status: Status | None = Field(
        None, description=f"One of {', '.join(Status)}: motions with a demand that stands so."
    )
    body: Wanted | None = Field(None, description="The name of who adopted them, exactly as the record gives it.")
    adopted_from: Day | None = Field(None, description="A day as year-month-day: adopted on it or later.")
    adopted_to: Day | None = Field(None, description="A day as year-month-day: adopted on it or earlier.")
    q: Wanted | None = Field(
        None,
        description="Words that stand in the title, in who adopted it or is addressed, or in its own number of a "
        "demand or part, such as “SR (25/26) 01”.",
    )


class OfChanges(OfList):
    """Some of a log's entries; what is given narrows the list."""

    kind: ChangeKind | None = Field(None, description=f"One of {', '.join(ChangeKind)}.")
    demand: PageNumber | None = Field(None, description="A whole number from 1 on: entries about that demand.")


def read_query(shape: type[Query]) -> Query:
    """Return what the address asks, or answer 400 with a sentence for each thing that is none; others are ignored."""
    asked = {name: request.args[name] for name in shape.model_fields if name in request.args}
    try:
        return shape.model_validate(asked)
    except ValidationError as wrong:
        names = dict.fromkeys(str(error["loc"][0]) for error in wrong.errors())
        abort(400, " ".join(f"“{name}” is to be: {shape.model_fields[name].description}" for name in names))
