"""Entries put on record from the desk: checked, gated, logged with the editor's role, and refused."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load, utc
from tests.operations.editors import add_editor
from tracker.db import reading, transaction
from tracker.models import Change, Clearance, DeskEntry, Editor, Motion, Notification
from tracker.operations.record.check import check_motions
from tracker.operations.record.publishing import ChangedError, Changes, RefusedError, publish, stored_table
from tracker.record.difference import EntryDiff
from tracker.record.entries import Table
from tracker.record.schema import FindingEntry, ResponseEntry
from tracker.vocabulary import ActorKind, ChangeKind, ResponseForm, Role, Verdict

NOW = utc(2026, 11, 6)
SLUG = "clean-river"


@pytest.fixture
def editor(engine: Engine) -> Editor:
    """Give the small record with a reply and a finding, and an editor."""
    load(engine, CLEAN_RIVER + REPLY + FINDING, utc(2026, 11, 5))
    return add_editor(engine)


def put(engine: Engine, who: Editor, changes: Changes, **options: Any) -> list[EntryDiff]:
    """Put entries on record."""
    with transaction(engine) as session:
        return publish(session, SLUG, changes, who, NOW, **{"reason": "It came", **options})


def stored(engine: Engine) -> Table:
    """Return what is on record."""
    with reading(engine) as session:
        return stored_table(session, SLUG)


def letter(**values: Any) -> ResponseEntry:
    """Return a second reply."""
    plain: dict[str, Any] = {"id": "letter-2", "sender": "The Cabinet", "form": ResponseForm.LETTER}
    plain |= {"received_on": date(2026, 11, 6), "summary": "The laboratory.", "sources": ["minutes"]}
    return ResponseEntry(**plain | values)


def changes(engine: Engine) -> list[Change]:
    """Return the log, the newest entry last."""
    with reading(engine) as session:
        return list(session.scalars(select(Change).order_by(Change.id)))


def test_a_reply_goes_on_record_with_the_editors_role_and_reason(engine: Engine, editor: Editor) -> None:
    assert [diff.subject for diff in put(engine, editor, {"response/letter-2": letter()})] == ["response/letter-2"]
    entry = changes(engine)[-1]
    assert (entry.kind, entry.actor_role, entry.reason) == (ChangeKind.RESPONSE_RECORDED, ActorKind.EDITOR, '"It came"')
    assert check_motions(engine, NOW)[0] == []


def test_the_desks_log_has_it_in_the_same_transaction(engine: Engine, editor: Editor) -> None:
    put(engine, editor, {"response/letter-2": letter()})
    with reading(engine) as session:
        assert session.scalars(select(DeskEntry.act)).all() == ["put on record"]


def test_a_fault_elsewhere_in_the_record_blocks_no_act(engine: Engine, editor: Editor) -> None:
    with transaction(engine) as session:
        session.execute(update(Motion).values(adopted_on=date(2026, 11, 20)))
    put(engine, editor, {"response/letter-2": letter()})
    assert "response/letter-2" in stored(engine)
    wrong = stored(engine)["motion"].model_copy(update={"adopted_on": date(2026, 11, 21)})
    with pytest.raises(RefusedError, match="2026-11-21 has not come yet"):
        put(engine, editor, {"motion": wrong}, note="It was wrong.")


FAULTS: list[tuple[dict[str, Any], tuple[str, str], str]] = [
    ({"received_on": date(2026, 11, 9)}, ("response/letter-2", "received_on"), "has not come yet"),
    ({"sources": ["nowhere"]}, ("response/letter-2", "sources"), "'nowhere' is not among the sources"),
    ({"demands": [7]}, ("response/letter-2", "demands"), "'7' is not among the demands"),
]


@pytest.mark.parametrize(("values", "place", "words"), FAULTS)
def test_what_does_not_fit_the_record_is_refused_with_its_field(
    engine: Engine, editor: Editor, values: dict[str, Any], place: tuple[str, str], words: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        put(engine, editor, {"response/letter-2": letter(**values)})
    assert [(fault.subject, fault.field) for fault in refused.value.faults] == [place]
    assert words in refused.value.faults[0].sentence
    assert "response/letter-2" not in stored(engine)


def test_a_change_of_meaning_needs_a_public_note(engine: Engine, editor: Editor) -> None:
    amended = stored(engine)["response/letter-1"].model_copy(update={"sender": "The Leader"})
    with pytest.raises(RefusedError) as refused:
        put(engine, editor, {"response/letter-1": amended})
    assert refused.value.faults[0].field == "note"
    put(engine, editor, {"response/letter-1": amended}, note="It was from the Leader.")
    entry = changes(engine)[-1]
    assert (entry.kind, entry.reason) == (ChangeKind.CORRECTION_NOTED, '"It was from the Leader."')
    assert check_motions(engine, NOW)[0] == []


def test_a_slip_of_spelling_needs_none_but_only_in_running_text(engine: Engine, editor: Editor) -> None:
    reply = stored(engine)["response/letter-1"]
    put(engine, editor, {"response/letter-1": reply.model_copy(update={"summary": "Results!"})}, only_wording=True)
    assert changes(engine)[-1].kind is ChangeKind.ENTRY_AMENDED
    with pytest.raises(RefusedError):
        put(engine, editor, {"response/letter-1": reply.model_copy(update={"sender": "X"})}, only_wording=True)


def test_who_comes_second_sees_both_versions(engine: Engine, editor: Editor) -> None:
    known = stored(engine)["response/letter-1"]
    put(engine, editor, {"response/letter-1": known.model_copy(update={"title": "First"})}, note="A title.")
    mine = {"response/letter-1": known.model_copy(update={"title": "Second"})}
    with pytest.raises(ChangedError) as refused:
        put(engine, editor, mine, note="Mine.", before={"response/letter-1": known})
    assert getattr(refused.value.stored, "title", None) == "First"


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.ADMIN])
def test_contributors_and_administrators_put_nothing_on_record(engine: Engine, editor: Editor, role: Role) -> None:
    with pytest.raises(RefusedError):
        put(engine, add_editor(engine, role), {"response/letter-2": letter()})


def judged(verdict: Verdict) -> FindingEntry:
    """Return a finding on part b."""
    return FindingEntry(
        id="b-1",
        demand=1,
        question="b",
        response="letter-1",
        verdict=verdict,
        reasoning="It names none.",
        found_on=date(2026, 11, 6),
        sources=["minutes"],
    )


def test_a_finding_that_nothing_clears_is_refused_in_words(engine: Engine, editor: Editor) -> None:
    with pytest.raises(RefusedError, match="a finding that nothing clears"):
        put(engine, editor, {"finding/b-1": judged(Verdict.PARTLY_ANSWERED)})


def test_a_finding_that_is_cleared_goes_on_record(engine: Engine, editor: Editor) -> None:
    cleared = Clearance(verdict=Verdict.PARTLY_ANSWERED, test="A name.", author_id=editor.id)
    put(engine, editor, {"finding/b-1": judged(Verdict.PARTLY_ANSWERED)}, cleared={"finding/b-1": cleared})
    assert changes(engine)[-1].kind is ChangeKind.FINDING_MADE
    assert "history" not in changes(engine)[-1].reason


def test_without_telling_nobody_is_told(engine: Engine, editor: Editor) -> None:
    put(engine, editor, {"response/letter-2": letter()}, tells=False)
    with reading(engine) as session:
        assert session.scalars(select(Notification).where(Notification.subject == "response/letter-2")).all() == []
