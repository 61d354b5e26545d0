"""A fictional flow of four levels with a leak: what became of 120 dams that were reported."""

from decimal import Decimal

from tracker.models import Figure, Flow, Identity
from tracker.vocabulary import Precision


def levels(**values: str) -> dict[str, Figure]:
    """Return exact figures by key."""
    return {
        key: Figure(key=key, label=key, unit="dams", value=Decimal(text), precision=Precision.EXACT)
        for key, text in values.items()
    }


DAMS = levels(
    reported="120", unsafe="40", doubtful="30", safe="50", followed="70", ordered="40", left="15", repaired="30",
    closed="10", abroad="7",
)  # fmt: skip
SUMS = {
    "first": Identity(key="first", kind="sum", terms=["unsafe", "doubtful", "safe"], equals="reported", decimals=0),
    "joined": Identity(key="joined", kind="sum", terms=["unsafe", "doubtful"], equals="followed", decimals=0),
    "second": Identity(key="second", kind="breakdown", terms=["ordered", "left"], equals="followed", decimals=0),
    "outcome": Identity(key="outcome", kind="sum", terms=["repaired", "closed"], equals="ordered", decimals=0),
}
FLOW = Flow(
    key="dams",
    title="What became of 120 dams",
    stages=["Reported", "Looked at", "Found unsafe or doubtful", "Repaired or closed"],
    splits=["first", "second", "outcome"],
    joins=["joined"],
    beside=["abroad"],
)
