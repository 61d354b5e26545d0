"""The nouns (docs/decisions/status.md#nouns): what the record is made of. Rules about them live in `tracker.rules`."""

from tracker.models.desk import Clearance, DeskEntry, Draft, Hiding
from tracker.models.editors import AccountLink, Editor, Passkey, SignIn
from tracker.models.evidence import Citation, Finding, Response, Source, Statement
from tracker.models.fairness import CorrectionRequest, ReplyOffer
from tracker.models.figures import Discrepancy, Figure, Flow, Identity
from tracker.models.links import LINK_TABLES, LINKS, DemandLink, FigureLink, IdentityLink
from tracker.models.log import Change, Heartbeat, Lease, ListRevision, Projection
from tracker.models.message import DomainPause, MailBatch, MailDay, Message, Notification, NotificationTarget, Outlet
from tracker.models.motion import Deadline, Demand, Event, Motion, Note, Question
from tracker.models.subscribers import Bounce, Link, Mailbox, Signup, Subscriber, Subscription

__all__ = [
    "LINKS",
    "LINK_TABLES",
    "AccountLink",
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
    "Link",
    "ListRevision",
    "MailBatch",
    "MailDay",
    "Mailbox",
    "Message",
    "Motion",
    "Note",
    "Notification",
    "NotificationTarget",
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
