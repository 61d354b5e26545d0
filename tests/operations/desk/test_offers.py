"""The right of reply: days that run from a proven invitation, words that are kept as sent, and who may end it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.builders import CLEAN_RIVER, load, utc
from tests.operations.editors import add_editor, colleague
from tests.operations.offering import KEY, MADE_AT, invited, letters_of, made
from tracker.db import transaction
from tracker.models import DeskEntry, Editor, ReplyOffer
from tracker.operations.desk import drafts, offers
from tracker.operations.desk.offers import OfferRefusedError
from tracker.operations.people.retention import tidy
from tracker.rules.response_times import used_at
from tracker.vocabulary import LetterKind

LATER = MADE_AT + timedelta(hours=2)


@pytest.fixture
def who(engine: Engine) -> Editor:
    """Give the small record and an editor."""
    load(engine, CLEAN_RIVER, MADE_AT)
    return add_editor(engine)


def test_an_offer_with_an_address_queues_its_letter_and_holds_no_secret(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer = made(session, who)
        [letter] = letters_of(session)
        assert (letter.letter_kind, letter.recipient) == (LetterKind.REPLY_OFFER, "cabinet@example.org")
        assert (letter.facts, offer.invited_at, offer.token_hash) == (f'{{"offer": {offer.id}}}', None, None)


def test_every_link_to_an_offer_is_the_same_and_only_its_hash_is_kept(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer = made(session, who)
        token = offers.token_of(session, offer, KEY)
        number = offer.id
    with transaction(engine) as session:
        again = offers.token_of(session, session.get_one(ReplyOffer, number), KEY)
        assert (again, len(token)) == (token, 32)
        assert token not in str(vars(session.get_one(ReplyOffer, number)))
        assert (found := offers.find(session, token))
        assert found.id == number


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"working_days": 4}, "short_reason"),
    ({"working_days": 1, "short_reason": "Urgent"}, "working_days"),
    ({"by": " "}, "by"),
]


@pytest.mark.parametrize(("values", "field"), FAULTS)
def test_fewer_days_need_a_reason_and_two_are_the_least(
    engine: Engine, who: Editor, values: dict[str, Any], field: str
) -> None:
    with transaction(engine) as session:
        with pytest.raises(OfferRefusedError) as refused:
            made(session, who, **values)
        assert refused.value.field == field


def test_a_reason_for_fewer_days_is_logged(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        made(session, who, working_days=2, short_reason="The debate is on Monday.")
        reasons = session.scalars(select(DeskEntry.reason).where(DeskEntry.act == "offered a reply")).all()
    assert reasons == ["The debate is on Monday."]


def test_handed_over_by_hand_the_days_run_from_then_and_no_mail_goes(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer = made(session, who)
        offers.mark_handed_over(session, offer, MADE_AT, "by hand", who, LATER)
        assert (offer.invited_at, offer.due_on, offer.sent_by) == (MADE_AT, date(2026, 11, 12), "by hand")
        assert offers.ends_at(session, offer) == utc(2026, 11, 13)
        assert letters_of(session)[0].state == "cancelled"
        with pytest.raises(OfferRefusedError):
            offers.mark_handed_over(session, offer, LATER, "by post", who, LATER)


def test_nothing_is_handed_over_before_it_was_made_or_in_the_future(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer = made(session, who, address=None)
        for when in (MADE_AT - timedelta(days=1), LATER + timedelta(days=1)):
            with pytest.raises(OfferRefusedError):
                offers.mark_handed_over(session, offer, when, "by hand", who, LATER)


def test_words_are_kept_as_sent_with_every_version(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer, token = invited(session, who)
        offers.answer(session, token, "First\r\n  <b>words</b>", LATER)
        offers.decline(session, token, LATER + timedelta(hours=1))
        offers.answer(session, token, "Cafe\u0301", LATER + timedelta(hours=2))
        assert (offer.answer, offer.declined_at) == ("Caf\u00e9", None)
        assert [version.text for version in offers.versions(offer)] == ["First\n  <b>words</b>", None]


@pytest.mark.parametrize("words", ["", " \n", "x" * 20_001, "a\0b", "a\x1bb", "a\x9bb", "a\ud800"])
def test_words_that_cannot_be_shown_are_refused(words: str) -> None:
    with pytest.raises(OfferRefusedError) as refused:
        offers.read_answer(words)
    assert refused.value.field == "answer"


def end_of_days(session: Session, offer: ReplyOffer, who: Editor) -> None:
    """Do nothing: the days end by themselves."""


def accepted(session: Session, offer: ReplyOffer, who: Editor) -> None:
    """Let a reply be made sure of."""
    offer.answered_at = LATER
    offers.accept(session, offer, colleague(session), LATER)


def withdrawn(session: Session, offer: ReplyOffer, who: Editor) -> None:
    """Withdraw it."""
    offers.cancel(session, offer, who, LATER)


def discarded(session: Session, offer: ReplyOffer, who: Editor) -> None:
    """Discard what it was about."""
    [draft] = drafts.open_drafts(session)
    drafts.discard(session, draft.key, who, LATER)


ENDS = [(end_of_days, utc(2026, 11, 13)), (accepted, LATER), (withdrawn, LATER), (discarded, LATER)]


@pytest.mark.parametrize(("end", "at"), ENDS, ids=lambda value: getattr(value, "__name__", ""))
def test_after_its_end_nothing_can_be_sent_by_its_link(engine: Engine, who: Editor, end: Any, at: Any) -> None:
    with transaction(engine) as session:
        offer, token = invited(session, who)
        end(session, offer, who)
        with pytest.raises(OfferRefusedError):
            offers.answer(session, token, "Too late", at)


def test_whoever_answers_was_invited_whatever_became_of_our_mail(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer = made(session, who)
        offers.answer(session, offers.token_of(session, offer, KEY), "Here", LATER)
        offers.accept(session, offer, colleague(session), LATER)
        assert (offer.invited_at, used_at(offer)) == (LATER, LATER)


def test_what_was_not_the_addressees_is_set_aside_and_the_days_run_on(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer, token = invited(session, who)
        offers.answer(session, token, "A prank", LATER)
        offers.set_aside(session, offer, colleague(session), LATER)
        assert (offer.answer, [version.text for version in offers.versions(offer)]) == (None, ["A prank"])
        assert offers.answer(session, token, "Ours", LATER).answer == "Ours"


PUBLISHED = date(2026, 11, 16)


def test_the_record_says_that_no_answer_came(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer, _ = invited(session, who)
        with pytest.raises(OfferRefusedError, match="can still reply"):
            offers.statement_entry(session, offer, [1], PUBLISHED, LATER)
        entry = offers.statement_entry(session, offer, [1], PUBLISHED, utc(2026, 11, 16))
    assert (entry.invited_on, entry.due_on) == (date(2026, 11, 5), date(2026, 11, 12))
    assert (entry.received_on, entry.declined_on, entry.text) == (None, None, None)


def test_an_answer_goes_on_record_once_somebody_made_sure_of_it(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer, token = invited(session, who)
        offers.answer(session, token, "Our words.", LATER)
        with pytest.raises(OfferRefusedError, match="Make sure"):
            offers.statement_entry(session, offer, [1], PUBLISHED, utc(2026, 11, 16))
        offers.accept(session, offer, colleague(session), LATER)
        entry = offers.statement_entry(session, offer, [1], PUBLISHED, LATER)
    assert (entry.received_on, entry.text) == (date(2026, 11, 5), "Our words.")


def test_the_address_goes_four_weeks_after_the_days(engine: Engine, who: Editor) -> None:
    with transaction(engine) as session:
        offer = made(session, who)
        offers.invited(session, offer, MADE_AT)
        for days, address in ((34, "cabinet@example.org"), (36, None)):
            session.flush()
            tidy(session, MADE_AT + timedelta(days=days))
            session.refresh(offer)
            assert offer.address == address
