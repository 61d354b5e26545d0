"""The commands for the record."""

import sys
from datetime import datetime
from pathlib import Path

import click
from flask import current_app

from tracker.cli.database import commands, open_database, refused_by
from tracker.clock import now
from tracker.db import reading, transaction
from tracker.formats.verify_log import faults
from tracker.migrations import MigrationError
from tracker.operations.notify.outbox import waiting_findings
from tracker.operations.record.entries import EntryRefusedError
from tracker.operations.record.loading import compare_record, load_record
from tracker.queries.motions import known_slugs, motion_by_slug
from tracker.record.entries import record_of
from tracker.record.faults import RecordFaultsError
from tracker.record.reading import read_record
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.wording.dates import instant_words
from tracker.wording.text import plural


@commands.command()
def migrate() -> None:
    """Bring the database to this version's schema."""
    from tracker.serving.setup import migrate as bring_up_to_date

    with refused_by(MigrationError, OSError):
        current_app.extensions["config"].instance.mkdir(parents=True, exist_ok=True)
        changed = bring_up_to_date(current_app.extensions["engine"])
    click.echo("The database was brought to this version." if changed else "The database is up to date.")


@commands.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--example", is_flag=True, help="Load the example that comes with the program, instead of a file.")
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
@click.option("--reason", help="Why, for the public log.  [default: the file's name]")
def load(file: Path | None, example: bool, dry_run: bool, reason: str | None) -> None:
    """Load a record file, or a new version of one."""
    file, instant = _one_file(file, example), now()
    with refused_by(RecordFaultsError, EntryRefusedError):
        # A day that has begun anywhere on earth may be in a file: its own zone is not known before it is read.
        record = read_record(_text(file), str(file), local_day(instant, "Pacific/Kiritimati"))
        if dry_run:
            with reading(open_database()) as session:
                found = compare_record(session, record)
        else:
            with transaction(open_database()) as session:
                found = load_record(session, record, instant, reason=reason or f"Loaded from {file.name}")
    for difference in found:
        click.echo(difference)
    if not dry_run:
        _say_what_waits(instant)
    outcome = "would change; nothing was written" if dry_run else "recorded"
    entries = "1 entry" if len(found) == 1 else f"{len(found):,} entries"
    click.echo(f"{entries} {outcome}." if found else "Nothing changes.")


def _one_file(file: Path | None, example: bool) -> Path:
    """Return the file that is meant: the one that was named, or the example that comes with the program."""
    from tracker.serving.setup import EXAMPLE

    if file and example:
        raise click.UsageError("A file and --example were both given. Give one of them.")
    if not (file or example):
        raise click.UsageError("No record was named. Give a record file, or --example for the one that comes along.")
    return file or EXAMPLE


def _say_what_waits(instant: datetime) -> None:
    """Say which findings wait before they are mailed, and how to stop one."""
    with reading(open_database()) as session:
        for notice, subject, until in waiting_findings(session, instant):
            when = instant_words(until, HOUSE_ZONE)
            stop = f"flask --app app outbox cancel --notice {notice}"
            click.echo(f"{subject} is mailed at {when} (London). To stop that mail: {stop}")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror}). Check its name and place.") from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8 text. Save it as UTF-8 and load it again.") from error


@commands.command()
@click.argument("slug")
def dump(slug: str) -> None:
    """Print a motion's record as a record file."""
    from tracker.record.writing import write_record

    with reading(open_database()) as session:
        motion = motion_by_slug(session, slug)
        if motion is None:
            known = ", ".join(known_slugs(session, 20)) or "none"
            raise click.ClickException(f"There is no motion “{slug}”. On record: {known}.")
        click.echo(write_record(record_of(motion)), nl=False)


@commands.command()
def check() -> None:
    """Prove that what is stored is what the rules derive, and that the log is intact."""
    from tracker.operations.record.check import check_motions

    wrong, count = check_motions(open_database(), now())
    for fault in wrong:
        click.echo(fault, err=True)
    if wrong:
        sys.exit(1)
    click.echo(f"{plural(count, 'motion')} checked: stored equals derived, and every log is intact.")


@commands.command()
@click.option(
    "--seconds",
    type=click.IntRange(1, 86_400),
    default=60,
    show_default=True,
    help="In how many seconds the demand falls due.",
)
def demo(seconds: int) -> None:
    """Load a fictional motion that falls due in a minute, to watch the clock work."""
    from tracker.demonstration import fictional_record

    instant: datetime = now()
    record = fictional_record(instant, seconds)
    with transaction(open_database()) as session:
        load_record(session, record, instant, reason="A demonstration; everything in it is made up")
    address = f"{current_app.extensions['config'].base_url}/motions/{record.motion.slug}"
    click.echo(f"“{record.motion.title}” falls due in {seconds} seconds, and is overdue a minute later: {address}")


@commands.command(with_appcontext=False)  # A log is checked without a site.
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--head", default="", help="A hash, or its first 16 signs or more, noted from a mail, feed or printout.")
def verify(file: Path, head: str) -> None:
    """Check the log of a motion as its page gives it (changes.jsonl), without the database it came from."""
    head = head.strip().lower()
    if head and len(head) < 16:
        raise click.ClickException("The head is too short: give at least 16 signs of the hash that you noted.")
    try:
        with file.open(encoding="utf-8", errors="surrogateescape", newline="\n") as log:
            wrong = list(faults(log, head))
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read as a log: {error}. Download it again.") from error
    if wrong:
        cure = "Download it again. If it says the same, keep this file: its source no longer gives what it once sealed."
        raise click.ClickException("\n".join([f"{file} is not whole.", *wrong, cure]))
    click.echo("The log is whole." if head else "The log is whole, as far as it goes. Give --head to prove its end.")
