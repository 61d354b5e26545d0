"""The parts of what an alert says: sources, replies and findings, each in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.models import Change, Citation, Demand, Response, Source
from tracker.rules.status import Standing
from tracker.vocabulary import Reply, SourceCoverage
from tracker.wording.dates import day_words, full_day_words
from tracker.wording.findings import judgement, judgement_meaning, part_judgement
from tracker.wording.labels import is_action
from tracker.wording.text import plain


@dataclass(frozen=True, slots=True)
class SourceWords:
    """One source: who published it, when, what, how much of it we read, and where it is."""

    publisher: str
    title: str
    day: str
    read: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """A reply: whose, in what form, of which day, and our summary of it."""

    sender: str
    form: str
    received: str
    state: str | None
    summary: str
    disputed: str | None


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding: on which part, what was judged before and what now, and why. `letter` is None for a sole part.

    `after` is None where the finding was withdrawn, `reasoning` and `basis` where it no longer stands; `now` is what
    stands at the moment of writing.
    """

    letter: str | None
    part: str
    before: str | None
    after: str | None
    now: str
    meaning: str | None
    reasoning: str | None
    basis: str | None

    @property
    def where(self) -> str:
        """Say which part it is on: " on part (a)", or nothing where there is one only."""
        return f" on part ({self.letter})" if self.letter else ""


def cited(citations: Iterable[Citation]) -> tuple[SourceWords, ...]:
    """Return the sources of a fact, each once."""
    found = {citation.source.key: citation.source for citation in citations}
    return tuple(_cited(source) for source in found.values())


def _cited(source: Source) -> SourceWords:
    if source.published_on:
        day = day_words(source.published_on)
    else:
        day = f"date: {plain(source.published_note).strip('.')}" if source.published_note else "no date"
    read = "" if source.read is SourceCoverage.NOT_STATED else source.read.label.lower()
    url = source.url if source.url and source.url.startswith(("https://", "http://")) else None
    return SourceWords(plain(source.publisher), plain(source.title), day, read, url)


def came(response: Response) -> ReplyWords:
    """Return a reply in words; the summary is ours."""
    sender, form = plain(response.sender), response.form.label
    received = full_day_words(response.received_on)
    state = None if response.reply is Reply.RECEIVED else response.reply.label
    disputed = plain(response.disputed) if response.disputed else None
    return ReplyWords(sender, form, received, state, plain(response.summary), disputed)


def judged(standing: Standing, facts: Mapping[str, Any], key: str) -> FindingWords | None:
    """Return a finding in words: what was judged before and after, and, while it stands, why."""
    part = next((part for part in standing.parts if part.question.letter == facts.get("question", "a")), None)
    if part is None:
        return None
    found = next((finding for finding in part.question.findings if finding.key == key), None)
    after, of_action = facts.get("after"), is_action(part.question)
    reasoning = basis = None
    if found and after:
        reasoning = plain(found.reasoning)
        basis = f"Judged as of {day_words(found.found_on)} by {plain(found.found_by)}"
        if found.response:
            letter = found.response
            form = letter.form.label[:1].lower() + letter.form.label[1:]
            basis += f", in the light of the {form} from {plain(letter.sender)}, {day_words(letter.received_on)}"
        basis += "."
    return FindingWords(
        letter=part.question.letter if len(standing.parts) > 1 else None,
        part=plain(part.name),
        before=judgement(facts["before"], of_action) if facts.get("before") else None,
        after=judgement(after, of_action) if after else None,
        now=part_judgement(part),
        meaning=judgement_meaning(after, of_action) if after else None,
        reasoning=reasoning,
        basis=basis,
    )


UNCHANGED_DEADLINES = "Their deadlines."


def unchanged_status(label: str) -> str:
    return f"The demand as a whole: {label.lower()}."


def unchanged_deadline(due: str) -> str:
    return f"The deadline: {due}."


def withdrawn(demand: Demand) -> str | None:
    """Say who withdrew a demand, on which day and why; None where it was not withdrawn."""
    if demand.withdrawn_on is None:
        return None
    why = f" The reason given: {plain(demand.withdrawn_reason)}" if demand.withdrawn_reason else ""
    return f"Those who made the demand took it back on {day_words(demand.withdrawn_on)}.{why}"


def public_note(change: Change | None) -> str | None:
    """Return the reason that stands in the log."""
    said = change.reason_text if change else None
    return plain(said) if isinstance(said, str) and said.strip() else None
