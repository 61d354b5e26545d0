"""What every page of a reply's draft begins with: the draft, its motion, and how each is shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, url_for
from sqlalchemy.orm import Session

from tracker.models import Demand, Draft, Motion, Question, Response
from tracker.operations.desk import drafts
from tracker.operations.desk.reply_draft import ReplyDraft, demands_of, part_order, reply_of
from tracker.queries.desk import lock_draft
from tracker.queries.motions import load_whole
from tracker.vocabulary import DraftKind, DraftState, Verdict, Visibility, label_of
from tracker.web.core.context import read
from tracker.web.desk.opening import draft_of, motion_of
from tracker.wording.labels import is_action

NO_MOTION = "There is no motion at this address. All motions are on the desk's list of motions."


@dataclass(frozen=True, slots=True)
class Work:
    """A draft of a reply with the motion that it is about, whole and detached."""

    draft: Draft
    data: ReplyDraft
    motion: Motion

    @property
    def is_live(self) -> bool:
        return self.draft.state in drafts.LIVE

    @property
    def came_on(self) -> date | None:
        return date.fromisoformat(self.data.came.received_on) if self.data.came else None

    @property
    def response(self) -> Response | None:
        return next((reply for reply in self.motion.responses if reply.key == self.data.response), None)

    @property
    def has_reply(self) -> bool:
        return self.data.came is not None or self.response is not None

    @property
    def demands(self) -> list[Demand]:
        numbers = demands_of(self.data.parts)
        return [demand for demand in self.motion.demands if demand.number in numbers]

    def question(self, part: str) -> tuple[Demand, Question]:
        for demand in self.motion.demands if part in self.data.parts else []:
            for question in demand.questions:
                if f"{demand.number}{question.letter}" == part:
                    return demand, question
        abort(404, "This draft touches no such part. Its parts are on its first page.")

    def verdict_label(self, part: str) -> str:
        """Return how the draft judges a part, in the words of its kind."""
        verdict, (_, question) = Verdict(self.data.judged[part].verdict), self.question(part)
        return label_of(verdict, is_action(question))

    @property
    def result(self) -> str:
        if self.motion.visibility is not Visibility.PUBLIC:
            return url_for("acts.desk_motion", slug=self.motion.slug)
        numbers = demands_of(self.data.parts)
        if len(numbers) == 1:
            return url_for("motions.demand", slug=self.motion.slug, number=numbers[0])
        return url_for("motions.motion", slug=self.motion.slug)


def work_of(session: Session, key: str, *, alone: bool = False) -> Work:
    """Return the draft of a reply by its key, in the caller's session; answer 404 where there is none.

    A caller that is going to change it asks for it `alone`: of two who press at once, the second sees what the first
    did.
    """
    if alone and "\0" not in key:
        lock_draft(session, key)
    draft = draft_of(session, key, DraftKind.REPLY)
    motion = load_whole(session, session.get_one(Motion, draft.motion_id))
    return Work(draft, reply_of(draft), motion)


def open_work(key: str) -> Work:
    with read() as session:
        found = work_of(session, key)
        session.expunge_all()
    return found


def open_motion(slug: str) -> Motion:
    """Return a motion whole and detached, whatever its visibility."""
    with read() as session:
        found = motion_of(session, slug, NO_MOTION)
        session.expunge_all()
    return found


def steps(work: Work, here: str) -> dict[str, Any]:
    after = sorted(work.data.parts, key=part_order)
    return {"work": work, "draft": work.draft, "data": work.data, "motion": work.motion, "here": here, "parts": after}


def ended(work: Work) -> str:
    said = "is on record" if work.draft.state is DraftState.PUBLISHED else "was discarded"
    return f"This draft {said}, so nothing was changed. What you wrote is below, to be copied."
