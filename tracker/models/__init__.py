"""The nouns (DESIGN section 2): what the record is made of. Rules about them live in `tracker.rules`."""

from tracker.models.evidence import Citation, Finding, Response, Source, Statement
from tracker.models.figures import Discrepancy, Figure, Identity
from tracker.models.log import Change, Heartbeat, Lease, Projection
from tracker.models.motion import Deadline, Demand, Event, Motion, Note, Question

__all__ = [
    "Change",
    "Citation",
    "Deadline",
    "Demand",
    "Discrepancy",
    "Event",
    "Figure",
    "Finding",
    "Heartbeat",
    "Identity",
    "Lease",
    "Motion",
    "Note",
    "Projection",
    "Question",
    "Response",
    "Source",
    "Statement",
]
