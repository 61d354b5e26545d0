"""The nouns (docs/decisions/status.md#nouns): what the record is made of. Rules about them live in `tracker.rules`."""

from tracker.models.desk import Clearance, DeskEntry, Draft, Hiding
from tracker.models.editors import AccountLink, Editor, Passkey, SignIn
from tracker.models.evidence import Citation, Finding, Response, Source, Statement
from tracker.models.fairness import CorrectionRequest, Letter, ReplyOffer
from tracker.models.figures import Discrepancy, Figure, Flow, Identity
from tracker.models.links import LINK_TABLES, LINKS, DemandLink, FigureLink, IdentityLink
from tracker.models.log import Change, Heartbeat, Lease, Projection
from tracker.models.motion import Deadline, Demand, Event, Motion, Note, Question
from tracker.models.outbox import Alert, DomainPause, MailDay, Moment, Notice, NoticeTarget, Outlet
from tracker.models.subscribers import Bounce, Link, Mailbox, Signup, Subscriber, Subscription

__all__ = [
    "LINKS",
    "LINK_TABLES",
    "AccountLink",
    "Alert",
    "Bounce",
    "Change",
    "Citation",
    "Clearance",
    "CorrectionRequest",
    "Deadline",
    "Demand",
    "DemandLink",
    "DeskEntry",
    "Discrepancy",
    "DomainPause",
    "Draft",
    "Editor",
    "Event",
    "Figure",
    "FigureLink",
    "Finding",
    "Flow",
    "Heartbeat",
    "Hiding",
    "Identity",
    "IdentityLink",
    "Lease",
    "Letter",
    "Link",
    "MailDay",
    "Mailbox",
    "Moment",
    "Motion",
    "Note",
    "Notice",
    "NoticeTarget",
    "Outlet",
    "Passkey",
    "Projection",
    "Question",
    "ReplyOffer",
    "Response",
    "SignIn",
    "Signup",
    "Source",
    "Statement",
    "Subscriber",
    "Subscription",
]
