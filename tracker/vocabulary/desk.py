"""The words of the editors' desk: roles, drafts, and what becomes of motions and requests."""

from enum import StrEnum

from tracker.vocabulary.word import Term


class Capability(StrEnum):
    """What somebody may do at the desk. Doors and operations ask for these; only the table below knows roles."""

    SIGN_IN = "sign_in"
    DRAFT = "draft"
    RECORD = "record"
    PUBLISH = "publish"
    ADMINISTER = "administer"


class Role(Term):
    """What an account is for; `CAPABILITIES` says what each may do."""

    CONTRIBUTOR = "contributor", "Contributor", "Prepares drafts; publishes nothing."
    EDITOR = "editor", "Editor", "Records facts, and drafts findings."
    REVIEWER = "reviewer", "Reviewer", "Publishes findings and motions; never their own adverse finding."
    ADMIN = "admin", "Administrator", "Keeps the accounts and sees how mail goes; touches no content."

    def can(self, capability: Capability) -> bool:
        return capability in CAPABILITIES[self]

    @classmethod
    def that_can(cls, capability: Capability) -> tuple["Role", ...]:
        return tuple(role for role in cls if role.can(capability))


CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.CONTRIBUTOR: frozenset({Capability.SIGN_IN, Capability.DRAFT}),
    Role.EDITOR: frozenset({Capability.SIGN_IN, Capability.DRAFT, Capability.RECORD}),
    Role.REVIEWER: frozenset({Capability.SIGN_IN, Capability.DRAFT, Capability.RECORD, Capability.PUBLISH}),
    Role.ADMIN: frozenset({Capability.SIGN_IN, Capability.ADMINISTER}),
}


class DraftKind(Term):
    """What a draft will put on record."""

    MOTION = "motion", "New motion", "A motion with its demands and deadlines."
    IMPORT = "import", "Record file", "A record file that was uploaded."
    REPLY = "reply", "Reply", "A reply, the parts it touches, and how each is judged."
    DEADLINE = "deadline", "Deadline", "A new row of a deadline's ledger."
    SOURCE = "source", "Source", "A document that something rests on."
    FIGURE = "figure", "Figure", "A published number."
    WITHDRAWAL = "withdrawal", "Demand withdrawn", "Those who made a demand took it back."
    CORRECTION = "correction", "Correction", "Something on record that is put right."


class DraftState(Term):
    """Where a draft stands. Published and discarded are final."""

    OPEN = "open", "Draft", "Being written."
    SUBMITTED = "submitted", "Waiting for a second person", "A reviewer reads it next."
    PUBLISHED = "published", "On record", "It is on record."
    DISCARDED = "discarded", "Discarded", "It was not used."


class HideReason(Term):
    """Why a motion was taken down, in words that accuse nobody."""

    LEGAL = "legal", "Legal reasons", "It was taken down for legal reasons."
    PRIVACY = "privacy", "Privacy", "It was taken down to protect somebody's privacy."
    SAFETY = "safety", "Safety", "It was taken down because somebody's safety may depend on it."
    INACCURACY = "inaccuracy", "Accuracy", "It was taken down while its accuracy is checked."
    COMPASSION = "compassion", "Compassion", "It was taken down out of consideration for somebody."


class RequestDecision(Term):
    """What became of a reader's request."""

    CORRECTED = "corrected", "Corrected", "The record was corrected."
    CLARIFIED = "clarified", "Made clearer", "The record was right and has been made clearer."
    UNCHANGED = "unchanged", "Not changed", "We found the record right as it stands."
    NOT_OURS = "not_ours", "Not about the record", "It was not about something on record here."
