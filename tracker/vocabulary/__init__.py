"""Every status, verdict, gap, ground and kind of change: its word, its label and its one public sentence.

The words are the contract (DESIGN section 3). Pages, JSON, the log and the method page all read them from here, so
that nobody can meet two versions of one word.
"""

from tracker.vocabulary.desk import DeskRole, DraftKind, DraftState, HideReason, RequestDecision
from tracker.vocabulary.mail import STOPPABLE, Frequency, LetterKind, LinkPurpose, MessageState, NotificationKind
from tracker.vocabulary.record import (
    ADVERSE,
    ChangeKind,
    Clock,
    Confidence,
    DeadlineKind,
    DiscrepancyState,
    Gap,
    Ground,
    Headline,
    Outcome,
    Precision,
    Reading,
    Reply,
    ResponseForm,
    Role,
    Verdict,
    Visibility,
)
from tracker.vocabulary.word import Word

__all__ = [
    "ADVERSE",
    "STOPPABLE",
    "ChangeKind",
    "Clock",
    "Confidence",
    "DeadlineKind",
    "DeskRole",
    "DiscrepancyState",
    "DraftKind",
    "DraftState",
    "Frequency",
    "Gap",
    "Ground",
    "Headline",
    "HideReason",
    "LetterKind",
    "LinkPurpose",
    "MessageState",
    "NotificationKind",
    "Outcome",
    "Precision",
    "Reading",
    "Reply",
    "RequestDecision",
    "ResponseForm",
    "Role",
    "Verdict",
    "Visibility",
    "Word",
]
