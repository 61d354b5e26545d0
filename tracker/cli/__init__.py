"""The commands: `flask --app app …`. Each opens one transaction, calls one operation and says what happened."""

from flask import Flask

from tracker.cli.editors import editor
from tracker.cli.export import export_command
from tracker.cli.mail import bounce, deliver, outbox
from tracker.cli.record import check, clock, demo, dump, load, migrate, sweep_command, verify


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for command in (
        migrate, load, dump, sweep_command, clock, check, verify, demo, export_command, deliver, outbox, bounce, editor
    ):  # fmt: skip
        app.cli.add_command(command)
