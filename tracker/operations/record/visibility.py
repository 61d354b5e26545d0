"""Who may see a motion: published, shared by a secret link, taken down, shown again. All of it stands in the log."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Editor, Hiding, Motion
from tracker.operations.desk import audit
from tracker.operations.record.publishing import publish, refused, stored_table
from tracker.rules.dates import local_day
from tracker.vocabulary import HideReason, Visibility

REVIEW_AFTER = timedelta(days=7)
"""How long a motion that was taken down may wait before somebody looks at it again."""


def show(session: Session, slug: str, wanted: Visibility, who: Editor, now: datetime, *, tells: bool = True) -> Motion:
    """Make a motion a draft, unlisted or public. One that is taken down is shown again by `lift` alone.

    An unlisted one gets a secret link; one that is not unlisted any more loses it.
    """
    motion = motion_of(session, slug)
    if hiding_of(session, motion.id) is not None:
        raise refused("It is taken down: two people show it again, one asks and another does it.")
    if motion.visibility is Visibility.PUBLIC:
        raise refused("It is public: take it down, with a reason, so that readers are told why.")
    _set(session, motion, wanted, who, now, _REASONS[wanted], tells=tells)
    motion.share_token = secrets.token_urlsafe(32) if wanted is Visibility.UNLISTED else None
    audit.record(session, who, f"made it {wanted.label.lower()}", f"motion/{slug}", now)
    return motion


_REASONS = {
    Visibility.DRAFT: "Kept to the desk",
    Visibility.UNLISTED: "Shared by a link",
    Visibility.PUBLIC: "Published",
}


def renew(session: Session, slug: str, who: Editor, now: datetime) -> Motion:
    """Give an unlisted motion a new secret link; the old one is dead at once."""
    motion = motion_of(session, slug)
    if motion.visibility is not Visibility.UNLISTED:
        raise refused("Only an unlisted motion has a link.")
    motion.share_token = secrets.token_urlsafe(32)
    audit.record(session, who, "renewed the link", f"motion/{slug}", now)
    return motion


def hide(session: Session, slug: str, reason: HideReason, words: str, who: Editor, now: datetime) -> Hiding:
    """Take a public motion down at once. `words` are for the desk; nothing of them is public."""
    motion = motion_of(session, slug)
    if motion.visibility is not Visibility.PUBLIC:
        raise refused("It is not public: there is nothing to take down.")
    _set(session, motion, Visibility.DRAFT, who, now, f"Taken down: {reason.label.lower()}", tells=False)
    hiding = Hiding(
        motion_id=motion.id,
        reason=reason,
        note=words or None,
        hidden_at=now,
        hidden_by_id=who.id,
        review_on=local_day(now, motion.time_zone) + REVIEW_AFTER,
    )
    session.add(hiding)
    session.flush()
    audit.record(session, who, "took it down", f"motion/{slug}", now)
    return hiding


def ask_to_lift(session: Session, slug: str, who: Editor, now: datetime) -> Hiding:
    """Ask that a motion be shown again; another person decides."""
    hiding = _standing_hiding(session, slug)
    hiding.lift_asked_by_id = who.id
    audit.record(session, who, "asked to show it again", f"motion/{slug}", now)
    return hiding


def keep_hidden(session: Session, slug: str, who: Editor, now: datetime) -> Hiding:
    """Keep a motion down after looking at it again, for another week; what was asked is answered."""
    hiding = _standing_hiding(session, slug)
    motion = motion_of(session, slug)
    hiding.review_on, hiding.lift_asked_by_id = local_day(now, motion.time_zone) + REVIEW_AFTER, None
    audit.record(session, who, "kept it down", f"motion/{slug}", now)
    return hiding


def lift(session: Session, slug: str, who: Editor, now: datetime) -> Motion:
    """Show a motion again that somebody else asked to show."""
    hiding = _standing_hiding(session, slug)
    if hiding.lift_asked_by_id is None:
        raise refused("Somebody has to ask for it first.")
    if hiding.lift_asked_by_id == who.id:
        raise refused("You asked for it: somebody else has to do it.")
    motion = motion_of(session, slug)
    hiding.lifted_at, hiding.lifted_by_id = now, who.id
    # Nobody is notified that it is published: those who follow it had heard of it.
    _set(session, motion, Visibility.PUBLIC, who, now, "Shown again after review", tells=False)
    audit.record(session, who, "showed it again", f"motion/{slug}", now)
    return motion


def hiding_of(session: Session, motion_id: int) -> Hiding | None:
    """Return what took a motion down and still stands, or None."""
    query = select(Hiding).where(Hiding.motion_id == motion_id, Hiding.lifted_at.is_(None))
    return session.scalar(query.order_by(Hiding.id.desc()).limit(1))


def shared_motion(session: Session, token: str) -> Motion | None:
    """Return the unlisted motion that a secret link opens, or None."""
    return session.scalar(select(Motion).filter_by(share_token=token, visibility=Visibility.UNLISTED))


def motion_of(session: Session, slug: str) -> Motion:
    """Return a motion's row; raise RefusedError where there is none."""
    motion = session.scalar(select(Motion).where(Motion.slug == slug))
    if motion is None:
        raise refused("There is no such motion on record.", subject="motion")
    return motion


def _standing_hiding(session: Session, slug: str) -> Hiding:
    hiding = hiding_of(session, motion_of(session, slug).id)
    if hiding is None:
        raise refused("It is not taken down.")
    return hiding


def _set(
    session: Session, motion: Motion, wanted: Visibility, who: Editor, now: datetime, reason: str, *, tells: bool
) -> None:
    if motion.visibility is wanted:
        raise refused(f"It is {wanted.label.lower()} already.")
    entry = stored_table(session, motion.slug)["motion"].model_copy(update={"visibility": wanted})
    publish(session, motion.slug, {"motion": entry}, who, now, reason=reason, tells=tells, shows=True)
