"""The command that writes the public site as files."""

from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import Flask, current_app

from tracker.cli.database import commands, open_database, refused_by
from tracker.clock import now
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.wording.dates import full_day_words
from tracker.wording.text import plural


@commands.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Copy the site as of the end of this past day.")
@click.option("--base-url", help="The address of the live site.  [default: BASE_URL]")
def export_command(folder: Path, on: datetime | None, base_url: str | None) -> None:
    """Write the whole public site into a folder, as files that need no server."""
    from tracker.export.folder import FolderRefusedError
    from tracker.export.run import ExportError, export

    open_database()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        with refused_by(ExportError, FolderRefusedError):
            made = export(app, folder, _past_day(on), _address(base_url))
    except OSError as error:
        cure = "Name a folder that you may write to, with room for the copy, and run the command again."
        raise click.ClickException(
            f"{error.filename or folder} cannot be written ({error.strerror}). {cure}"
        ) from error
    tally = made.tally
    size = f"{tally.size / 1_000_000:,.1f} MB"
    click.echo(f"{plural(tally.files, 'file')}, {size}: {tally.written:,} written, {tally.removed:,} removed.")
    when = "the end of " if made.copy.ended else ""
    click.echo(f"The copy is as of {when}{full_day_words(made.copy.day)}. Open {folder / 'index.html'}")
    if made.copy.live is None:
        click.echo("No live site is named, so its forms are left out without a link: set BASE_URL, or give --base-url.")


def _past_day(on: datetime | None) -> date | None:
    """Return the day that was asked for; today cannot be shown at its end yet, so it is the same as none."""
    if on is None:
        return None
    today = local_day(now(), HOUSE_ZONE)
    if on.date() > today:
        raise click.BadParameter("that day has not come yet.", param_hint="--on")
    return on.date() if on.date() < today else None


def _address(given: str | None) -> str | None:
    if given is None:
        return None
    parts = urlsplit(given.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise click.BadParameter("write an address such as https://example.org.", param_hint="--base-url")
    return given.rstrip("/")
