"""Every status, verdict, gap, ground and kind of change: its word, its label and its one public sentence.

The words are the contract (docs/decisions/status.md#words). Pages, JSON, the log and the method page all read them from
here, so that nobody can meet two versions of one word.
"""

from tracker.vocabulary.actions import OF_ACTIONS, label_of, sentence_of
from tracker.vocabulary.desk import Capability, DraftKind, DraftState, HideReason, RequestDecision, Role
from tracker.vocabulary.fairness import Need, OfferState, RequestState
from tracker.vocabulary.mail import FINAL, STOPPABLE, Frequency, LetterKind, LinkPurpose, MessageState, NotificationKind
from tracker.vocabulary.record import (
    ADVERSE,
    MOVING,
    ActorKind,
    ChangeKind,
    CheckResult,
    Clock,
    Confidence,
    CountedFrom,
    DeadlineKind,
    DiscrepancyState,
    Gap,
    Ground,
    PartKind,
    PartState,
    Precision,
    Reply,
    ResponseForm,
    Roll,
    RuleUnit,
    SourceCoverage,
    Stance,
    Status,
    Verdict,
    Visibility,
)
from tracker.vocabulary.word import Term
