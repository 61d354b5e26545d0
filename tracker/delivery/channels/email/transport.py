"""The way out that the settings ask for: a mail server, or files where there is none."""

from tracker.config import Config
from tracker.delivery.channels.email.envelope import Transport
from tracker.delivery.channels.email.files import MAIL_FOLDER, FileTransport
from tracker.delivery.channels.email.smtp import SmtpTransport


def open_transport(config: Config) -> Transport:
    """Return the way out. Nothing is connected or written before the first message."""
    if config.mail.server is None:
        return FileTransport(config.instance / MAIL_FOLDER)
    return SmtpTransport(config.mail.server, config.mail.domain)
