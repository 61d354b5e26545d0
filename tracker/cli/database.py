"""The database that a command works on."""

import click
from flask import current_app
from sqlalchemy import Engine


def open_database() -> Engine:
    """Return the engine of a database that is at this version's schema."""
    from tracker.migrations import newest, present

    engine: Engine = current_app.extensions["engine"]
    with engine.connect().execution_options(reads_only=True) as connection:
        if present(connection) != newest():
            raise click.ClickException("The database is not at this version's schema: run `flask --app app migrate`.")
    return engine
