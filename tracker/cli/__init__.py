"""The commands: `flask --app app …`. Each opens one transaction, calls one operation and says what happened."""

from flask import Flask

from tracker.cli import clock, editors, export, mail, record  # noqa: F401 (each enters its commands into the group)
from tracker.cli.database import commands


def init_app(app: Flask) -> None:
    app.cli.commands.update(commands.commands)
