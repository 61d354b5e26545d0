"""The database that a command works on."""

import click
from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError


def open_database() -> Engine:
    """Return the engine of a database that is at this version's schema."""
    from tracker.migrations import newest, present

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
