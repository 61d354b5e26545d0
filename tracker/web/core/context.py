"""What every view needs of the application: its settings, its database, and a session that reads or one that writes."""

from contextlib import AbstractContextManager

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tracker.config import Config
from tracker.db import reading, transaction
from tracker.storage.files import FileStore


def config() -> Config:
    found: Config = current_app.extensions["config"]
    return found


def engine() -> Engine:
    found: Engine = current_app.extensions["engine"]
    return found


def files() -> FileStore:
    found: FileStore = current_app.extensions["files"]
    return found


def read() -> AbstractContextManager[Session]:
    return reading(engine())


def write() -> AbstractContextManager[Session]:
    """Open a session whose work is committed at the end, all or nothing."""
    return transaction(engine())
