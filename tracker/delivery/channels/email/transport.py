"""The way out that the settings ask for: a mail server, or files where there is none."""

from tracker.config import Config
from tracker.delivery.channels.base import Result
from tracker.delivery.channels.email.envelope import Envelope, Transport
from tracker.delivery.channels.email.files import FileTransport
from tracker.delivery.channels.email.smtp import SmtpTransport

__all__ = ["MAIL_FOLDER", "Envelope", "Result", "Transport", "open_transport"]

MAIL_FOLDER = "mail"
"""Where in the instance folder mails are written when no server is set."""


def open_transport(config: Config) -> Transport:
    """Return the way out. Nothing is connected or written before the first message."""
    if config.mail.server is None:
        return FileTransport(config.instance / MAIL_FOLDER)
    return SmtpTransport(config.mail.server, config.mail.domain)
