"""What every way out of here takes and gives: an envelope with a message in it, and how the try ended."""

from dataclasses import dataclass
from typing import Protocol

from tracker.rules.delivery import Outcome, Stage


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message for one reader. `name` is what a file of it is called: `<stamp>-s<subscriber>-<message>`."""

    sender: str
    recipient: str
    message: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """How a try ended, where, and with which codes. `detail` is one of our own phrases, never the server's text."""

    outcome: Outcome
    stage: Stage
    code: int | None = None
    enhanced: str | None = None
    detail: str | None = None

    @property
    def words(self) -> str:
        """Return the end of the try in a few words that hold no address and no content."""
        reply = " ".join(str(one) for one in (self.code, self.enhanced) if one is not None)
        silence = "an error" if self.stage is Stage.COMPOSE else "no reply"
        return f"{reply or self.detail or silence} at {self.stage}"


class Transport(Protocol):
    """A way out. It tells how a try ended and never raises."""

    def send(self, envelope: Envelope) -> Result:
        """Send one message."""

    def close(self) -> None:
        """Let go of what is kept open between messages. The next one opens it again."""
