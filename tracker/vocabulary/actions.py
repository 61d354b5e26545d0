"""The words for what asks that something be done: the same statuses and verdicts under other labels.

Rule: docs/decisions/status.md#actions.
"""

from tracker.vocabulary.record import Status, Verdict
from tracker.vocabulary.word import Term

OF_ACTIONS: dict[type[Term], dict[Term, tuple[str, str]]] = {
    Verdict: {
        Verdict.NOT_ASSESSED: ("Not recorded as done", "We have recorded nothing that was done about this part."),
        Verdict.ANSWERED: ("Done", "What this part asked for has been done."),
        Verdict.PARTLY_ANSWERED: ("Partly done", "Some of what this part asked for has been done."),
        Verdict.NOT_ANSWERED: ("Not done", "What came was judged, and it does not show that this part has been done."),
        Verdict.REFUSED: ("Declined", "The reply says that this part will not be done."),
        Verdict.CANNOT_BE_JUDGED: (
            "Cannot be judged",
            "A reply is in, and what we could see of it does not decide whether this part has been done.",
        ),
    },
    Status: {
        Status.ANSWERED: ("Done", "Every part of the demand has been done."),
        Status.REFUSED: ("Declined", "Every part of the demand has been declined."),
        Status.PARTIALLY_ANSWERED: (
            "Partly done",
            "At least one part has been done or partly done; the parts still open are named.",
        ),
        Status.OVERDUE: (
            "Overdue",
            "The deadline and the time for checking have passed and nothing has been recorded as done.",
        ),
        Status.NO_ANSWER_FOUND: (
            "Not found to be done",
            "The deadline has passed; a reply is in, and what we could read of it does not show that it was done.",
        ),
        Status.AWAITING: ("Not yet done", "The deadline has not passed, or none was set, and nothing has been done."),
    },
}
"""The label and the sentence of each word that reads otherwise of an action; a status and a verdict may share one."""


def label_of(word: Term, is_action: bool) -> str:
    """Return the label that readers see: that of actions where a part, or all of a demand, asks for one."""
    return _said(word, is_action)[0]


def sentence_of(word: Term, is_action: bool) -> str:
    """Return the sentence that explains a word, in the same way."""
    return _said(word, is_action)[1]


def _said(word: Term, is_action: bool) -> tuple[str, str]:
    of_it = OF_ACTIONS.get(type(word), {}) if is_action else {}
    return of_it.get(word, (word.label, word.sentence))
