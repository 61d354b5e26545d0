"""The publish gate: of the 64 combinations of its six conditions, one publishes an adverse finding.

Rule: docs/decisions/fairness.md#publishing-a-finding.
"""

from datetime import timedelta
from itertools import product

import pytest

from tests.builders import utc
from tracker.rules.publication_rules import FindingCase, missing
from tracker.vocabulary import ADVERSE, Need, Verdict

NOW = utc(2026, 11, 20)
INVITED, ENDS = NOW - timedelta(days=8), NOW - timedelta(days=1)


def case(met: set[Need], verdict: Verdict = Verdict.REFUSED) -> FindingCase:
    """Return a case in which exactly these conditions are met."""
    invited = Need.INVITATION in met
    return FindingCase(
        verdict,
        sources=int(Need.SOURCE in met),
        reason="They say so." if Need.REASON in met else " ",
        test="A date." if Need.TEST in met else "",
        author=1,
        approver=2 if Need.SECOND_PERSON in met else 1,
        invited_at=INVITED if invited else None,
        ends_at=ENDS if invited else None,
        reply_shown=Need.REPLY_SHOWN in met,
    )


COMBINATIONS = [{need for need, there in zip(Need, row, strict=True) if there} for row in product((0, 1), repeat=6)]


@pytest.mark.parametrize("verdict", ADVERSE)
def test_of_64_combinations_one_publishes(verdict: Verdict) -> None:
    lacking = [set(missing(case(met, verdict), NOW)) for met in COMBINATIONS]
    assert lacking == [set(Need) - met for met in COMBINATIONS]
    assert len(COMBINATIONS) == 64
    assert [not one for one in lacking].count(True) == 1


@pytest.mark.parametrize("verdict", [one for one in Verdict if one not in ADVERSE])
def test_a_finding_that_is_not_adverse_needs_a_source_a_reason_and_a_test(verdict: Verdict) -> None:
    published = [met for met in COMBINATIONS if not missing(case(met, verdict), NOW)]
    assert len(published) == 8
    assert all({Need.SOURCE, Need.REASON, Need.TEST} <= met for met in published)


USED = NOW - timedelta(hours=1)
WHEN = [
    ({"invited_at": None, "ends_at": ENDS}, False),
    ({"invited_at": INVITED, "ends_at": NOW + timedelta(microseconds=1)}, False),
    ({"invited_at": INVITED, "ends_at": NOW}, True),
    ({"invited_at": INVITED, "ends_at": None}, False),
    ({"invited_at": NOW + timedelta(days=1), "ends_at": ENDS}, False),
    ({"invited_at": INVITED, "ends_at": NOW + timedelta(days=3), "used_at": USED}, True),
    ({"invited_at": INVITED, "ends_at": NOW + timedelta(days=3), "used_at": NOW + timedelta(hours=1)}, False),
    ({"invited_at": INVITED, "ends_at": NOW + timedelta(days=3), "used_at": INVITED - timedelta(hours=1)}, False),
    ({"invited_at": None, "ends_at": None, "used_at": USED}, False),
]


@pytest.mark.parametrize(("dates", "over"), WHEN)
def test_an_invitation_counts_once_its_days_have_run_or_it_was_used(dates: dict[str, object], over: bool) -> None:
    known = {"sources": 1, "reason": "So.", "test": "A date.", "author": 1, "approver": 2, "reply_shown": True}
    found = missing(FindingCase(Verdict.REFUSED, **known, **dates), NOW)  # type: ignore[arg-type]
    assert (Need.INVITATION not in found) is over


@pytest.mark.parametrize(("author", "approver"), [(None, 2), (1, None), (None, None), (1, 1)])
def test_a_person_who_is_not_known_is_no_second_person(author: int | None, approver: int | None) -> None:
    assert Need.SECOND_PERSON in missing(FindingCase(Verdict.REFUSED, author=author, approver=approver), NOW)
