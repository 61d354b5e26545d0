"""Statements that are compiled once and run on the driver's own cursor: the six that every single mail needs.

By `Connection.execute` each takes 60 to 90 µs of CPU on SQLite, of which the database has 3 to 6; that made a mail cost
0.9 ms instead of 0.2. Here the types are the same, and so are the connection and the transaction.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select

from tracker.db import UTCDateTime, WordType, run_on_driver

Convert = Callable[[Any], Any]


class Prepared:
    """One statement, for any number of connections; each value that changes is a named `bindparam` of it."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._forms: dict[str, _Form] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Run it and return how many rows it touched. Raise DBAPIError as `Connection.execute` does."""
        count: int = self._execute(connection, values)[1].rowcount
        return count

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Return its first row, with its columns as attributes, or None."""
        return next(iter(self.all(connection, values)), None)

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        form, cursor = self._execute(connection, values)
        return [form.row(cells) for cells in cursor.fetchall()]

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> "tuple[_Form, Any]":
        dialect = connection.dialect
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = _Form(self._statement, dialect)
        return form, run_on_driver(connection, form.text, form.parameters(values))


class _Form:
    """What a statement is in one dialect: its text, its fixed values, and what converts values in and rows out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        blank = {name: None for name, bind in compiled.binds.items() if bind.required}
        state = compiled.construct_expanded_state(blank)
        self.text: str = state.statement
        types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        writers = {name: _remembered(kind, kind.bind_processor(dialect)) for name, kind in types.items()}
        names = list(state.positiontup or ()) if compiled.positional else list(state.parameters)
        places: list[Any] = [*range(len(names))] if compiled.positional else names
        fixed = [None if name in blank else _converted(writers.get(name), state.parameters[name]) for name in names]
        self._blank: Any = fixed if compiled.positional else dict(zip(names, fixed, strict=True))
        self._into = [(place, name, writers[name]) for place, name in zip(places, names, strict=True) if name in blank]
        columns = list(statement.selected_columns) if isinstance(statement, Select) else []
        self._row: Any = namedtuple("row", [column.key for column in columns])  # type: ignore[misc]
        kinds = [column.type.dialect_impl(dialect) for column in columns]
        readers = (_remembered(kind, kind.result_processor(dialect, None)) for kind in kinds)
        self._out = [(place, convert) for place, convert in enumerate(readers) if convert]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        given = self._blank.copy()
        for place, name, convert in self._into:
            given[place] = convert(values[name]) if convert else values[name]
        return given

    def row(self, cells: Sequence[Any]) -> Any:
        found = list(cells)
        for place, convert in self._out:
            found[place] = convert(found[place])
        return self._row(*found)


def _converted(convert: Convert | None, value: Any) -> Any:
    return convert(value) if convert else value


def _remembered(kind: Any, convert: Any) -> Any:
    # A round writes and reads the same few values for every mail; each takes 1 to 1.5 µs to convert, remembered 0.1.
    return lru_cache(128)(convert) if convert and isinstance(kind, UTCDateTime | WordType) else convert
