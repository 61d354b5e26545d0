"""The labels of statuses and verdicts as readers see them: where something was to be done, in the words of actions."""

from tracker.models import Question
from tracker.rules.parts import Part
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import PartKind, Status, Verdict, label_of


def is_action(question: Question) -> bool:
    """Tell whether a part asks that something be done."""
    return question.kind is PartKind.ACTION


def verdict_label(part: Part, verdict: Verdict | None = None) -> str:
    """Return the label of a part's verdict in force, or of another one on it."""
    return label_of(verdict or part.verdict, is_action(part.question))


def status_label(standing: Standing) -> str:
    return label_of(standing.status, standing.is_action)


def counted_label(whole: MotionStanding, status: Status) -> str:
    """Return the label under which demands of one status are counted: "Answered", "Done", or "Answered or done"."""
    kinds = {one.is_action for one in whole.demands if one.status is status}
    labels = [label_of(status, each) for each in sorted(kinds)] or [status.label]
    first, *rest = dict.fromkeys(labels)
    return " or ".join([first, *(label.lower() for label in rest)])
