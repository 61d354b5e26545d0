"""When a finding may be published: what it needs, and what is still missing.

Rule: docs/decisions/fairness.md#publishing-a-finding.

Every finding needs a source, a reason and the test it is judged by. An adverse one (not answered, refused) also needs a
second person, an invitation to reply that was sent and whose days have run or that was used, and the reply shown.
"""

from dataclasses import dataclass
from datetime import datetime

from tracker.vocabulary import ADVERSE, Need, Verdict

FOR_ALL = (Need.SOURCE, Need.REASON, Need.TEST)


@dataclass(frozen=True, slots=True)
class FindingCase:
    """What is known of one finding that somebody wants to publish.

    `author` and `approver` are accounts by number. `invited_at` is when the invitation had been sent, `ends_at` when
    its days end, `used_at` when a reply came or was declined; `reply_shown` says that its outcome is published with it.
    """

    verdict: Verdict
    sources: int = 0
    reason: str = ""
    test: str = ""
    author: int | None = None
    approver: int | None = None
    invited_at: datetime | None = None
    ends_at: datetime | None = None
    used_at: datetime | None = None
    reply_shown: bool = False

    @property
    def is_adverse(self) -> bool:
        return self.verdict in ADVERSE


def needs(verdict: Verdict) -> tuple[Need, ...]:
    return tuple(Need) if verdict in ADVERSE else FOR_ALL


def missing(case: FindingCase, now: datetime) -> tuple[Need, ...]:
    """Return what a finding lacks at an aware instant; nothing is missing where it may be published."""
    met = {
        Need.SOURCE: case.sources > 0,
        Need.REASON: bool(case.reason.strip()),
        Need.TEST: bool(case.test.strip()),
        Need.SECOND_PERSON: None not in (case.author, case.approver) and case.author != case.approver,
        Need.INVITATION: _invitation_is_over(case, now),
        Need.REPLY_SHOWN: case.reply_shown,
    }
    return tuple(need for need in needs(case.verdict) if not met[need])


def _invitation_is_over(case: FindingCase, now: datetime) -> bool:
    if case.invited_at is None or case.invited_at > now:
        return False
    if case.used_at is not None and case.invited_at <= case.used_at <= now:
        return True
    return case.ends_at is not None and case.invited_at < case.ends_at <= now
