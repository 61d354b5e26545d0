"""What a transport takes: an envelope with a message in it."""

from dataclasses import dataclass
from typing import Protocol

from tracker.delivery.channels.base import Result as Result


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message for one reader. `name` is what a file of it is called: `<stamp>-s<subscriber>-<message>`."""

    sender: str
    recipient: str
    message: bytes
    name: str


class Transport(Protocol):
    """A way out. It tells how a try ended and never raises."""

    def send(self, envelope: Envelope) -> Result:
        """Send one message."""

    def close(self) -> None:
        """Release what is kept open between messages. The next one opens it again."""
