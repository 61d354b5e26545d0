"""The nouns (docs/decisions/status.md#nouns): what the record is made of. Rules about them live in `tracker.rules`."""

from tracker.models.desk import Clearance, DeskEntry, Draft, Hiding
from tracker.models.editors import AccountLink, Editor, Passkey, SignIn
from tracker.models.evidence import Citation, Finding, Response, Source, Statement
from tracker.models.fairness import CorrectionRequest, ReplyOffer
from tracker.models.figures import Discrepancy, Figure, Flow, Identity
from tracker.models.links import LINK_TABLES, LINKS, DemandLink, FigureLink, IdentityLink, QuestionLink
from tracker.models.log import Change, Heartbeat, Lease, ListRevision, Projection
from tracker.models.message import (
    IS_FAILED,
    DomainPause,
    MailBatch,
    MailDay,
    Message,
    Notification,
    NotificationTarget,
    Outlet,
)
from tracker.models.motion import Deadline, Demand, Event, Motion, Note, Question
from tracker.models.subscribers import IS_LIVE, Bounce, Link, Mailbox, Signup, Subscriber, Subscription
