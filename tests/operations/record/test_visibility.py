"""Who may see a motion: published, shared, taken down, shown again by two people; all of it in the log."""

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.builders import CLEAN_RIVER, load, utc
from tracker.db import transaction
from tracker.models import Change, Editor, Hiding, Motion
from tracker.operations.record import visibility
from tracker.operations.record.publishing import RefusedError
from tracker.vocabulary import HideReason, Role, Visibility

NOW = utc(2026, 11, 5, 13)
SLUG = "clean-river"


@pytest.fixture
def desk(engine: Engine) -> Engine:
    """Give a database with the small record as a draft, and two reviewers."""
    load(engine, CLEAN_RIVER.replace("visibility: public", "visibility: draft"), NOW)
    with transaction(engine) as session:
        for name in ("one", "two"):
            session.add(_reviewer(name))
    return engine


def _reviewer(name: str) -> Editor:
    return Editor(
        email=f"{name}@example.org", name=name, role=Role.REVIEWER, fs_uniquifier=name, created_at=NOW, active=True
    )


def who(session: Session, name: str = "one") -> Editor:
    """Return one of the reviewers."""
    return session.scalars(select(Editor).where(Editor.name == name)).one()


def published(engine: Engine) -> None:
    """Publish the motion."""
    with transaction(engine) as session:
        visibility.show(session, SLUG, Visibility.PUBLIC, who(session), NOW)


def motion(engine: Engine) -> Motion:
    """Return the motion's row."""
    with Session(engine) as session:
        return session.scalars(select(Motion)).one()


def test_a_draft_is_published_and_the_log_says_so(desk: Engine) -> None:
    before = motion(desk).log_sequence
    published(desk)
    assert (motion(desk).visibility, motion(desk).published_at) == (Visibility.PUBLIC, NOW)
    with Session(desk) as session:
        last = session.scalars(select(Change).order_by(Change.id.desc()).limit(1)).one()
    assert (last.sequence, last.subject, '"visibility":"public"' in last.after) == (before + 1, "motion", True)


def test_a_link_is_renewed_and_ended(desk: Engine) -> None:
    tokens = []
    with transaction(desk) as session:
        tokens.append(visibility.show(session, SLUG, Visibility.UNLISTED, who(session), NOW).share_token)
        tokens.append(visibility.renew(session, SLUG, who(session), NOW).share_token)
        assert [visibility.shared_motion(session, token or "") is None for token in tokens] == [True, False]
        visibility.show(session, SLUG, Visibility.DRAFT, who(session), NOW)
        assert visibility.shared_motion(session, tokens[1] or "") is None
    assert all(len(token or "") >= 22 for token in tokens)  # 128 bits at least


def test_what_is_public_is_taken_down_with_a_reason_and_looked_at_in_a_week(desk: Engine) -> None:
    published(desk)
    with transaction(desk) as session:
        visibility.hide(session, SLUG, HideReason.PRIVACY, "A name in the text.", who(session), NOW)
    with Session(desk) as session:
        hiding = session.scalars(select(Hiding)).one()
        reasons = list(session.scalars(select(Change.reason).order_by(Change.id.desc()).limit(1)))
    assert (hiding.reason, hiding.review_on.isoformat()) == (HideReason.PRIVACY, "2026-11-12")
    assert reasons == ['"Taken down: privacy"']
    assert motion(desk).visibility is Visibility.DRAFT


def test_it_takes_two_people_to_show_it_again(desk: Engine) -> None:
    published(desk)
    with transaction(desk) as session:
        visibility.hide(session, SLUG, HideReason.LEGAL, "", who(session), NOW)
    for asks, does, words in ((None, "one", "ask for it first"), ("one", "one", "somebody else"), ("one", "two", "")):
        with transaction(desk) as session:
            if asks:
                visibility.ask_to_lift(session, SLUG, who(session, asks), NOW)
        if words:
            with pytest.raises(RefusedError, match=words), transaction(desk) as session:
                visibility.lift(session, SLUG, who(session, does), NOW)
    with pytest.raises(RefusedError, match="two people"), transaction(desk) as session:
        visibility.show(session, SLUG, Visibility.PUBLIC, who(session), NOW)
    with transaction(desk) as session:
        visibility.lift(session, SLUG, who(session, "two"), NOW)
    assert motion(desk).visibility is Visibility.PUBLIC


def test_a_public_motion_is_not_quietly_made_a_draft(desk: Engine) -> None:
    published(desk)
    with pytest.raises(RefusedError, match="take it down"), transaction(desk) as session:
        visibility.show(session, SLUG, Visibility.DRAFT, who(session), NOW)


def test_keeping_it_down_answers_what_was_asked(desk: Engine) -> None:
    published(desk)
    with transaction(desk) as session:
        visibility.hide(session, SLUG, HideReason.SAFETY, "", who(session), NOW)
        visibility.ask_to_lift(session, SLUG, who(session), NOW)
        kept = visibility.keep_hidden(session, SLUG, who(session, "two"), utc(2026, 11, 12, 13))
        assert (kept.lift_asked_by_id, kept.review_on.isoformat()) == (None, "2026-11-19")
