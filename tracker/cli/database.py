"""What every command stands on: the group it is in, the database at this version, and how a refusal is said."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from tracker.migrations import newest, present

commands = AppGroup()
"""Every command; each runs with the application at hand unless it says otherwise."""


def open_database() -> Engine:
    """Return the engine of a database that is at this version's schema."""
    engine: Engine = current_app.extensions["engine"]
    name = current_app.extensions["config"].database_name
    try:
        with engine.connect().execution_options(reads_only=True) as connection:
            at = present(connection)
    except OperationalError as error:
        cure = "run `python3 app.py` or `flask --app app migrate` first, or check DATABASE_URL"
        raise click.ClickException(f"The database {name} cannot be opened: {cure}.") from error
    if at != newest():
        raise click.ClickException("The database is not at this version's schema: run `flask --app app migrate`.")
    return engine


@contextmanager
def refused_by(*errors: type[Exception]) -> Iterator[None]:
    """End the command with the sentence of such an error."""
    try:
        yield
    except errors as error:
        raise click.ClickException(str(error)) from error
