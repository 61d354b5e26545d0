"""The channels by the name that each message carries: a new one is a folder beside `email` and a line here."""

from collections.abc import Callable, Mapping

from sqlalchemy import Engine

from tracker.config import Config
from tracker.delivery.channels.base import Channel
from tracker.delivery.channels.email.channel import EmailChannel
from tracker.models.message import EMAIL

CHANNELS: Mapping[str, Callable[[Engine, Config], Channel]] = {EMAIL: EmailChannel}


def open_channels(engine: Engine, config: Config) -> dict[str, Channel]:
    """Return every channel. Nothing is connected or written before the first message."""
    return {name: channel(engine, config) for name, channel in CHANNELS.items()}
