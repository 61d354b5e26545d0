"""What every channel gives: a way to tell what a claim is about, and how the try ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection

from tracker.rules.delivery import DeliveryOutcome, Stage

if TYPE_CHECKING:
    from tracker.delivery.claim import Claim


@dataclass(frozen=True, slots=True)
class Result:
    """How a try ended, where, and with which codes. `detail` is one of our own phrases, never the server's text."""

    outcome: DeliveryOutcome
    stage: Stage
    code: int | None = None
    enhanced: str | None = None
    detail: str | None = None

    @property
    def words(self) -> str:
        """Return the end of the try in a few words that hold no address and no content."""
        reply = " ".join(str(part) for part in (self.code, self.enhanced) if part is not None)
        silence = "an error" if self.stage is Stage.COMPOSE else "no reply"
        return f"{reply or self.detail or silence} at {self.stage}"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The secrets of an alert's links, of which only hashes are stored: to manage alerts, and to confirm them."""

    manage: str = ""
    confirm: str = ""


class Channel(Protocol):
    """One way on which messages go out. It tells how a try ended and never raises."""

    def address_of(self, claim: "Claim") -> str:
        """Return where a claim goes."""

    def allows(self, address: str) -> bool:
        """Tell whether this installation may write to an address."""

    def send(self, claim: "Claim", tokens: Tokens, now: datetime) -> Result | None:
        """Say what a claim is about; None where there is nothing left to say."""

    def sent(self, connection: Connection, claim: "Claim", now: datetime) -> None:
        """Do what follows from a message that went out, in the transaction that settles it."""

    def close(self) -> None:
        """Release what is kept open between messages. The next one opens it again."""
