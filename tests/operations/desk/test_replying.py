"""A draft of a reply put on record: once, by whoever may, and no more of it than the rules of fairness let through."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from tests.builders import CLEAN_RIVER, load, utc
from tests.operations.editors import add_editor
from tracker.db import reading, transaction
from tracker.models import Clearance, Draft, Editor, Finding, Motion, Response, Statement
from tracker.operations.desk import drafts, offers
from tracker.operations.desk.drafts import ConflictError
from tracker.operations.desk.finding_gate import live_offer
from tracker.operations.desk.reply_draft import THE_REPLY, Came, Judged, ReplyDraft, reply_of
from tracker.operations.desk.replying import RecordedReply, put_on_record
from tracker.operations.record.check import check_motions
from tracker.operations.record.publishing import RefusedError
from tracker.queries.motions import motion_by_slug
from tracker.vocabulary import DraftKind, DraftState, Role, Verdict

NOW = utc(2026, 11, 6, 12)
LATER = NOW + timedelta(days=14)
RESULT = "/motions/clean-river/demands/1"
CAME = Came(sender="The Cabinet", received_on="2026-11-06", summary="It attaches the results.")
ANSWERED = Judged(verdict="answered", reasoning="Attached.", test="The results.", sources=(THE_REPLY,), author=1)
REFUSED = Judged(
    verdict="refused", ground="cost", reasoning="Too dear.", test="A name.", sources=("minutes",), author=1
)


@pytest.fixture
def people(engine: Engine) -> tuple[Editor, Editor]:
    """Give the small record, an editor and a reviewer."""
    load(engine, CLEAN_RIVER)
    return add_editor(engine), add_editor(engine, Role.REVIEWER)


def begun(engine: Engine, who: Editor, **judged: Judged) -> str:
    """Begin a draft in which parts are judged; return its key."""
    data = ReplyDraft(came=CAME, parts=("1a", "1b"), judged=judged).data()
    with transaction(engine) as session:
        motion = session.scalars(select(Motion)).one()
        return drafts.begin(session, who, DraftKind.REPLY, "A reply", data, NOW, motion).key


def statements(engine: Engine) -> list[Statement]:
    """Return the statements of the small record, loaded whole."""
    with reading(engine) as session:
        motion = motion_by_slug(session, "clean-river")
        assert motion is not None
        return motion.statements


def put(
    engine: Engine, key: str, who: Editor, at: Any = NOW, version: int | None = None, adverse: bool = True
) -> RecordedReply:
    """Press "publish" on a draft as it stands."""
    with transaction(engine) as session:
        draft = drafts.find(session, key)
        assert draft is not None
        wanted = version or draft.version
        return put_on_record(session, key, wanted, who, at, result=RESULT, tells=False, adverse=adverse)


def rows(engine: Engine, noun: Any) -> list[Any]:
    """Return the rows of a table."""
    with reading(engine) as session:
        return list(session.scalars(select(noun).order_by(noun.id)))


def test_a_reviewer_puts_reply_and_finding_on_record(engine: Engine, people: tuple[Editor, Editor]) -> None:
    key = begun(engine, people[0], **{"1a": ANSWERED})
    assert put(engine, key, people[1]) == RecordedReply(RESULT)
    assert [(row.verdict, row.key) for row in rows(engine, Finding)] == [(Verdict.ANSWERED, "1a-2026-11-06")]
    assert [draft.result for draft in rows(engine, Draft)] == [RESULT]
    assert check_motions(engine, NOW)[0] == []


def test_an_editors_press_records_the_fact_and_leaves_the_findings(
    engine: Engine, people: tuple[Editor, Editor]
) -> None:
    key = begun(engine, people[0], **{"1a": ANSWERED, "1b": REFUSED})
    assert put(engine, key, people[0]).waiting == 2
    [draft] = rows(engine, Draft)
    assert (draft.state, reply_of(draft).came, reply_of(draft).response) == (
        DraftState.SUBMITTED,
        None,
        "letter-2026-11-06",
    )
    assert rows(engine, Finding) == []


def test_an_adverse_finding_waits_for_the_addressee(engine: Engine, people: tuple[Editor, Editor]) -> None:
    key = begun(engine, people[0], **{"1b": REFUSED})
    put(engine, key, people[1])
    with pytest.raises(RefusedError, match="Nothing can go on record yet"):
        put(engine, key, people[1])
    offered(engine, key, people[0])
    put(engine, key, people[1], LATER)
    [clears], [said] = rows(engine, Clearance), statements(engine)
    assert (clears.author_id, clears.approver_id, clears.reply_shown) == (people[0].id, people[1].id, True)
    assert (said.demands, said.text, said.received_on) == ([1], None, None)


def offered(engine: Engine, key: str, who: Editor) -> None:
    """Hand an invitation over that shows the refusal as it stands."""
    part: dict[str, Any] = {
        "demand": 1,
        "letter": "b",
        "verdict": "refused",
        "ground": "cost",
        "reasoning": "Too dear.",
    }
    part["rests_on"] = REFUSED.sources
    with transaction(engine) as session:
        draft = drafts.find(session, key)
        assert draft is not None
        motion = session.get_one(Motion, draft.motion_id)
        shown = {"motion": "Clean River", "parts": [part | {"test": "A name.", "gap": None, "passage": None}]}
        offer = offers.make(session, draft, motion, "The Cabinet", None, "by hand", 5, None, shown, who, NOW)
        offers.mark_handed_over(session, offer, NOW, "by hand", who, NOW)


def test_without_the_door_of_late_no_adverse_finding_goes(engine: Engine, people: tuple[Editor, Editor]) -> None:
    key = begun(engine, people[0], **{"1b": REFUSED})
    offered(engine, key, people[0])
    assert put(engine, key, people[1], LATER, adverse=False).waiting == 1
    assert rows(engine, Finding) == []


def test_an_invitation_without_an_object_ends(engine: Engine, people: tuple[Editor, Editor]) -> None:
    key = begun(engine, people[0], **{"1b": REFUSED})
    offered(engine, key, people[0])
    with transaction(engine) as session:
        milder = ReplyDraft(came=CAME, parts=("1b",), judged={"1b": ANSWERED})
        drafts.save(session, key, 1, milder.data(), people[0], NOW)
    put(engine, key, people[1])
    with reading(engine) as session:
        draft = drafts.find(session, key)
        assert draft is not None
        assert live_offer(session, draft) is None


def test_what_was_not_read_is_not_published(engine: Engine, people: tuple[Editor, Editor]) -> None:
    key = begun(engine, people[0])
    with pytest.raises(ConflictError):
        put(engine, key, people[1], version=7)
    assert rows(engine, Response) == []


@pytest.mark.parametrize("role", [0, 1])
def test_eight_presses_at_once_publish_once(engine: Engine, people: tuple[Editor, Editor], role: int) -> None:
    key, found = begun(engine, people[0], **{"1a": ANSWERED}), []
    presses = [
        threading.Thread(target=lambda: found.append(put(engine, key, people[role], version=1))) for _ in range(8)
    ]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert [recorded.result for recorded in found] == [RESULT] * 8
    assert [recorded.is_new for recorded in found].count(True) == 1
    assert len(rows(engine, Response)) == 1


def test_keys_are_never_used_twice(engine: Engine, people: tuple[Editor, Editor]) -> None:
    for _ in range(2):
        put(engine, begun(engine, people[0]), people[1])
    assert [response.key for response in rows(engine, Response)] == ["letter-2026-11-06", "letter-2026-11-06-2"]
