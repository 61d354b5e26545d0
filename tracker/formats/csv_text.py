"""Tables as comma-separated values (RFC 4180): UTF-8, CRLF, a header, no cell that a spreadsheet would compute."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from typing import Any

TYPE = "text/csv; charset=utf-8; header=present"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With what a cell begins that a spreadsheet may take for a formula (OWASP ASVS 1.2.10); a text gets a ' before it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its values (Frictionless Table Schema), what it says, the words it may hold."""

    name: str
    type: str = "string"
    says: str = ""
    words: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, columns, what makes a row unique, where columns point (table, column), and its rows."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    key: tuple[str, ...]
    points: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


def words_of(kind: type[StrEnum]) -> tuple[str, ...]:
    """Return the words that a column of a vocabulary may hold."""
    return tuple(word.value for word in kind)


def cells_of(columns: Iterable[Column], row: Any, **given: Any) -> list[Any]:
    """Return the cells of a row, in the order of the columns.

    A column that is not given has the row's attribute of the same name; an `id` is the row's key, and `sources` are the
    ids of those that the row cites.
    """
    return [given[column.name] if column.name in given else _value(row, column.name) for column in columns]


def _value(row: Any, name: str) -> Any:
    if name == "sources":
        return [citation.source.key for citation in row.citations]
    return row.key if name == "id" else getattr(row, name)


def csv_of(table: Table) -> str:
    """Return a table as CSV. What is not known is empty; instants are UTC, lists are separated by spaces."""
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return written.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (list, tuple)):
        return guarded(" ".join(map(str, value)))
    return guarded(str(value))


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, without NUL; line breaks inside it stay."""
    text = text.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
