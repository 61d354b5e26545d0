"""The commands for mail: send what is due, look after the outbox, take in what came back."""

import os
import sys
from collections.abc import Callable, Sequence

import click
from flask import current_app
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tracker.cli.database import commands, open_database, refused_by
from tracker.clock import now
from tracker.db import reading, transaction
from tracker.keys import secret_key
from tracker.operations.notify import outbox as operations
from tracker.rules.dates import HOUSE_ZONE
from tracker.vocabulary import MessageState
from tracker.wording.dates import instant_words
from tracker.wording.text import plural

TRY_AGAIN = 75  # EX_TEMPFAIL: a mail server keeps the report and hands it over again


@commands.command()
def deliver() -> None:
    """Send once what is due, as the clock does by itself."""
    from threading import Event

    from tracker.delivery.rounds import Postman

    postman = Postman(open_database(), current_app.extensions["config"], now=now, wait=Event().wait)
    try:
        done = postman.round()
    finally:
        postman.close()
    click.echo(f"Mails sent: {done.sent:,}. Put off: {done.put_off:,}. Not delivered: {done.failed:,}.")


@commands.group()
def outbox() -> None:
    """Look after the mail that is waiting."""


@outbox.command("list")
@click.option("--state", type=click.Choice([state.value for state in MessageState]), help="[default: not settled]")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
def list_alerts(state: str | None, limit: int) -> None:
    """Show alerts, the newest first; no address is shown."""
    with reading(open_database()) as session:
        found = operations.lines(session, MessageState(state) if state else None, limit)
    for row in found:
        due = f"due {instant_words(row.due_at, HOUSE_ZONE)}" if row.due_at else "not due"
        number, kind = f"{row.id} (notice {row.notification_id})", row.kind or row.letter_kind
        about = f"{row.slug}, {row.subject}" if row.slug else "own alerts" if row.kind else "a letter"
        parts = (number, row.state.value, kind.value, about, due, f"tried {row.attempts}×", row.outcome)
        click.echo("  ".join(part for part in parts if part))
    click.echo(f"{plural(len(found), 'alert')} shown.")


@outbox.command()
@click.argument("ids", type=int, nargs=-1)
def retry(ids: Sequence[int]) -> None:
    """Try failed alerts again; without numbers, all that failed."""
    _say("to be tried again", lambda session: operations.retry(session, ids, now()))


@outbox.command()
@click.argument("ids", type=int, nargs=-1)
@click.option("--notice", type=int, help="Cancel what one notice tells, for everybody not told yet.")
def cancel(ids: Sequence[int], notice: int | None) -> None:
    """Cancel alerts that have not gone out."""
    if notice is not None:
        _say("cancelled", lambda session: operations.cancel_notification(session, notice, now()))
    else:
        _say("cancelled", lambda session: operations.cancel(session, ids, now()))


@outbox.command()
def hold() -> None:
    """Hold all mail back, after a restore for example, until `outbox release`."""
    with transaction(open_database()) as session:
        operations.hold(session, now())
    click.echo("All mail is held back. `flask --app app outbox release` lets it go.")


@outbox.command()
def release() -> None:
    """Let mail go out again."""
    with transaction(open_database()) as session:
        operations.release(session)
    click.echo("Mail goes out again at the next tick.")


def _say(done: str, act: Callable[[Session], int]) -> None:
    with refused_by(operations.OutboxRefusedError), transaction(open_database()) as session:
        count = act(session)
    click.echo(f"{plural(count, 'alert')} {done}.")


@commands.command()
@click.option("--to", "recipients", multiple=True, help="The address that the report came to.")
def bounce(recipients: Sequence[str]) -> None:
    """Take in a report of a mail that came back, from the standard input: for a mail server's pipe.

    What is no report of ours changes nothing and is no error: the mail server must not send it back in turn.
    """
    from tracker.delivery.channels.email.bounces import MOST_BYTES, read_report
    from tracker.delivery.channels.email.verp import message_id_of
    from tracker.operations.people.bounces import take_bounce

    config = current_app.extensions["config"]
    if config.mail.bounces_to is None:
        raise click.ClickException("MAIL_BOUNCES is not set: no report can be ours. Set it and try again.")
    report = read_report(_input(MOST_BYTES), [*recipients, os.environ.get("ORIGINAL_RECIPIENT", "")])
    if report is None:
        click.echo("This is no report of a mail that came back; nothing was changed.")
        return
    key = secret_key(config)
    found = [number for address in report.addresses if (number := message_id_of(address, config.mail.bounces_to, key))]
    if not found:
        click.echo("This report did not come to an address that we have signed; nothing was changed.")
        return
    try:
        with transaction(open_database()) as session:
            done = take_bounce(session, found[0], report.kind, report.status, now())
    except OperationalError as error:
        click.echo(f"The database is not to be had ({error.orig}); hand the report over again later.", err=True)
        sys.exit(TRY_AGAIN)
    click.echo(f"Alert {found[0]}: {done}.")


def _input(most: int) -> bytes:
    """Return the beginning of the standard input, and read it to its end: a pipe that is cut off looks like a fault."""
    raw = sys.stdin.buffer.read(most)
    while sys.stdin.buffer.read(most):
        pass
    return raw
