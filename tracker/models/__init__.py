"""The nouns (DESIGN section 2): what the record is made of. Rules about them live in `tracker.rules`."""

from tracker.models.evidence import Citation, Finding, Response, Source, Statement
from tracker.models.figures import Discrepancy, Figure, Identity
from tracker.models.log import Change, Heartbeat, Lease, Projection
from tracker.models.motion import Deadline, Demand, Event, Motion, Note, Question
from tracker.models.outbox import Alert, DomainPause, MailDay, Moment, Notice, NoticeTarget, Outlet
from tracker.models.subscribers import Bounce, Link, Mailbox, Signup, Subscriber, Subscription

__all__ = [
    "Alert",
    "Bounce",
    "Change",
    "Citation",
    "Deadline",
    "Demand",
    "Discrepancy",
    "DomainPause",
    "Event",
    "Figure",
    "Finding",
    "Heartbeat",
    "Identity",
    "Lease",
    "Link",
    "MailDay",
    "Mailbox",
    "Moment",
    "Motion",
    "Note",
    "Notice",
    "NoticeTarget",
    "Outlet",
    "Projection",
    "Question",
    "Response",
    "Signup",
    "Source",
    "Statement",
    "Subscriber",
    "Subscription",
]
