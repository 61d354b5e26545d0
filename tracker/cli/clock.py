"""The commands for the clock: run it, let it look once, and put right what a wrong one did."""

from datetime import UTC, datetime

import click
from flask import current_app

from tracker.cli.database import commands, open_database
from tracker.clock import now
from tracker.db import transaction
from tracker.operations.clock.mending import Retraction
from tracker.rules.dates import HOUSE_ZONE
from tracker.wording.dates import full_instant_words
from tracker.wording.text import plural


def aware_instant(text: str) -> datetime:
    """Read an instant in ISO 8601, in UTC unless it gives an offset."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        cure = "write 2026-11-26T09:00 (UTC) or 2026-11-26T09:00+01:00"
        raise click.BadParameter(f"{text!r} is no instant: {cure}.") from error
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


@commands.command("sweep")
def sweep_command() -> None:
    """Record once what has fallen due, as the clock does by itself."""
    from tracker.operations.clock.sweep import sweep

    with transaction(open_database()) as session:
        swept = sweep(session, now())
    click.echo(f"Deadlines passed: {swept.passed:,}. Overdue: {swept.overdue:,}.")


@commands.command()
@click.option("--believe", is_flag=True, help="Say that the system clock is right now; a clock that holds goes on.")
def clock(believe: bool) -> None:
    """Run the clock alone, until it is stopped."""
    from tracker.operations.clock import mending
    from tracker.scheduler import run

    if not believe:
        run(current_app.extensions["config"])
        return
    instant = now()
    with transaction(open_database()) as session:
        mending.believe(session, instant)
    click.echo(
        f"Believed: it is {full_instant_words(instant, HOUSE_ZONE)}. A clock that holds goes on at its next tick."
    )


@commands.command()
@click.option(
    "--since",
    type=aware_instant,
    metavar="INSTANT",
    required=True,
    help="From when on the clock was wrong; UTC without an offset.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be taken back, and change nothing.")
def retract(since: datetime, dry_run: bool) -> None:
    """Take back what a wrong clock marked before its time, and tell those who were told of it."""
    from tracker.operations.clock import mending

    with transaction(open_database()) as session:
        done = mending.retract(session, since, now())
        if dry_run:
            session.rollback()
    for one in done.entries:
        when = full_instant_words(one.happened_at, HOUSE_ZONE)
        click.echo(f"{one.slug}, demand {one.demand_number}: {one.kind.label.lower()}, {when}")
    click.echo(_outcome(done, dry_run))


def _outcome(done: Retraction, dry_run: bool) -> str:
    if not done.entries:
        return "Nothing that the clock has written since then lies ahead of it. Nothing changes."
    corrections = plural(len(done.entries), "correction")
    people = plural(done.people, "reader")
    if dry_run:
        return f"{corrections} would be made, and mailed to {people}; nothing was written."
    return f"{corrections} made, and mailed to {people} who had been told what was wrong."
