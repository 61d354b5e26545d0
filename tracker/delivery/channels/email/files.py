"""Mails as files, for an installation without a mail server. Their names say whose they are, so that they can go."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tracker.delivery.channels.base import Result
from tracker.delivery.channels.email.envelope import Envelope
from tracker.rules.delivery import DeliveryOutcome, Stage

_OURS = re.compile(r"\.?(?P<stamp>\d{8}T\d{6})-s(?P<subscriber>\d+)-.*\.(eml|draft)")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
MAIL_FOLDER = "mail"
"""Where in the instance folder mails are written when no server is set."""
STAMP = "%Y%m%dT%H%M%S"
LONGEST_NAME = 150


class FileTransport:
    """Writes each mail to a file of its own. A mail that is sent twice under one name is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, envelope: Envelope) -> Result:
        """Write one mail, whole or not at all. A disk that is full or gone is no fault of the mail."""
        name = _UNSAFE.sub("_", envelope.name).lstrip(".")[:LONGEST_NAME]
        draft = self._folder / f".{name}.{os.getpid()}.draft"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_bytes(envelope.message)
            draft.replace(self._folder / f"{name}.eml")
        except OSError as error:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            reason = os.strerror(error.errno) if error.errno else None
            return Result(DeliveryOutcome.ENDPOINT, Stage.FILE, detail=reason or "no access")
        return Result(DeliveryOutcome.SENT, Stage.FILE, detail="written")

    def close(self) -> None:
        """Do nothing: nothing is kept open."""


def remove_files_of(folder: Path, subscriber_id: int) -> int:
    """Remove every mail to one subscriber, drafts of a sender that died included; return how many."""
    return _remove(folder, lambda name: int(name["subscriber"]) == subscriber_id)


def remove_files_before(folder: Path, instant: datetime) -> int:
    """Remove every mail from before an aware instant, by the stamp in its name; return how many."""
    stamp = f"{instant.astimezone(UTC):{STAMP}}"
    return _remove(folder, lambda name: name["stamp"] < stamp)


def _remove(folder: Path, is_wanted: Callable[[re.Match[str]], bool]) -> int:
    removed = 0
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            name = _OURS.fullmatch(entry.name)
            if name and is_wanted(name):
                with suppress(FileNotFoundError):  # Another process was quicker.
                    os.unlink(entry.path)
                    removed += 1
    return removed
