"""The forms of a reply and of its findings: what was typed, in one form of Unicode, and what is wrong with it.

A field that nobody knows is left alone; everything typed comes back with its fault beside it.
"""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import date

from flask import request

from tracker.models import Motion
from tracker.operations.desk.reply_draft import THE_REPLY, Came, Judged
from tracker.rules.quotations import is_quoted
from tracker.vocabulary import Gap, Ground, Reply, ResponseForm, Verdict, Word
from tracker.wording.dates import day_words

LONGEST_TEXT = 120_000
"""The longest text of a reply that is kept in a draft, in characters."""
LIMITS = {"title": 300, "sender": 300, "publisher": 300, "source_title": 300, "url": 2_000, "archived_url": 2_000}
LONGEST = 10_000  # Of every other text: what the record itself takes (record/fields.py).
LONGEST_PART = 8

ANSWERS = [one for one in Verdict if one is not Verdict.NOT_ASSESSED]
KINDS = [one for one in Reply if one is not Reply.NONE]
GAPPED = (Verdict.PARTLY_ANSWERED, Verdict.NOT_ANSWERED)

Errors = dict[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """The facts of a reply as they were typed, with a sentence for each field that cannot be taken."""

    came: Came
    text: str
    parts: tuple[str, ...]
    errors: Errors = field(default_factory=dict)


def typed(name: str, errors: Errors, longest: int = LONGEST) -> str:
    """Return a field as it is kept: NFC, plain line ends, no space around it; note what is wrong with it."""
    value = unicodedata.normalize("NFC", request.form.get(name, "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(value) > longest:
        errors[name] = f"This has {len(value):,} characters; it can have {longest:,}. Shorten it."
    elif any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in value):
        errors[name] = "This holds a control character that cannot be shown. Type the words around it again."
    return value


def one_line(name: str, errors: Errors, longest: int = 300) -> str:
    """Return a field of one line."""
    return " ".join(typed(name, errors, longest).split())


def read_came(motion: Motion, known: Came | None, today: date) -> Typed:
    """Return what came, as it was sent for a motion; `known` is what the draft has, for its file."""
    errors: Errors = {}
    names = [one.name for one in fields(Came) if one.name not in ("summary", "sha256", "ending")]
    values = {name: one_line(name, errors, LIMITS.get(name, 300)) for name in names}
    values["summary"] = typed("summary", errors)
    values |= {"sha256": known.sha256, "ending": known.ending} if known else {}
    came = Came(**values)
    text = typed("text", errors, LONGEST_TEXT)
    parts = read_parts(motion)
    _check_came(came, motion, today, errors)
    if came.on_record and not text:
        errors["text"] = "Paste the text that is to go on record, or take away the tick below."
    if not parts:
        errors["parts"] = "Tick at least one part that it touches."
    return Typed(came, text, parts, errors)


def read_parts(motion: Motion) -> tuple[str, ...]:
    """Return the parts that were ticked, one by one or a whole demand at once, in the order of the motion."""
    ticked, whole = set(request.form.getlist("parts")), set(request.form.getlist("all"))
    return tuple(
        f"{demand.number}{question.letter}"
        for demand in motion.demands
        for question in demand.questions
        if f"{demand.number}{question.letter}" in ticked or str(demand.number) in whole
    )


def _check_came(came: Came, motion: Motion, today: date, errors: Errors) -> None:
    wanted = {"sender": "Say from whom it came.", "summary": "Say in a sentence or two of ours what it says."}
    for name, sentence in wanted.items():
        if not getattr(came, name):
            errors.setdefault(name, sentence)
    _check_word("form", came.form, ResponseForm, errors)
    _check_word("reply", came.reply, KINDS, errors)
    came_on = check_day("received_on", came.received_on, today, errors, needed=True)
    if came_on and came_on < motion.adopted_on:
        adopted = day_words(motion.adopted_on)
        errors["received_on"] = f"That is before the motion was adopted, on {adopted}. Check the day."
    check_day("published_on", came.published_on, today, errors)
    for name in ("url", "archived_url"):
        value = getattr(came, name)
        if value and (not value.lower().startswith(("http://", "https://")) or " " in value):
            errors.setdefault(name, "Write the whole address, beginning with https://, or leave it empty.")
    if came.source and came.source not in {one.key for one in motion.sources_of_record}:
        errors["source"] = "Choose a source from the list, or “a new one”."


def check_day(name: str, value: str, today: date, errors: Errors, *, needed: bool = False) -> date | None:
    """Return a day that was typed, no later than today; note what is wrong with it."""
    if not value:
        if needed:
            errors.setdefault(name, "Give the day, such as 2026-11-08.")
        return None
    try:
        day = date.fromisoformat(value)
        if len(value) != 10 or not 1900 <= day.year < 2200:
            raise ValueError
    except ValueError:
        errors.setdefault(name, "That is not a day. Write year, month and day, such as 2026-11-08.")
        return None
    if day > today:
        errors.setdefault(name, f"{day_words(day)} has not come yet. Give the day on which it happened.")
    return day


CHOOSE = {
    "verdict": "Choose how this part is judged.",
    "form": "Choose how it came.",
    "reply": "Choose whether it is a reply, a holding reply or an acknowledgement.",
    "gap": "Choose what is missing from the list.",
    "ground": "Choose the ground from the list.",
}


def _check_word(name: str, value: str, known: Iterable[Word], errors: Errors) -> None:
    if value not in {one.value for one in known}:
        errors.setdefault(name, CHOOSE[name])


def read_judged(
    text: str,
    sources: Collection[str],
    figures: Collection[str],
    has_reply: bool,
    has_test: bool,
    author: int,
    over: str,
) -> tuple[Judged, Errors]:
    """Return the judgement of one part as it was sent, with a sentence for each field that cannot be taken.

    `text` is the reply's text where we have it, `sources` and `figures` are the keys of the record's, `has_test` tells
    whether the part has its test on record.
    """
    errors: Errors = {}
    judged = Judged(
        verdict=one_line("verdict", errors),
        gap=one_line("gap", errors),
        ground=one_line("ground", errors),
        reasoning=typed("reasoning", errors),
        passage=typed("passage", errors),
        test="" if has_test else typed("test", errors),
        sources=tuple(one for one in request.form.getlist("sources") if one == THE_REPLY or one in sources),
        figures=tuple(one for one in request.form.getlist("figures") if one in figures),
        author=author,
        over=over,
    )
    _check_verdict(judged, has_reply, errors)
    if not judged.reasoning:
        errors.setdefault("reasoning", "Say in a sentence why the part is judged so.")
    if not has_test and not judged.test:
        errors.setdefault("test", "Say first what would count as an answer to this part.")
    if judged.passage and text and not is_quoted(judged.passage, text):
        sentence = "These words do not stand in the reply's text as they are here. Copy them from it; write […] for "
        errors.setdefault("passage", sentence + "what you leave out in between.")
    if not judged.sources:
        errors.setdefault("sources", "Tick what this rests on: the reply itself, or another source.")
    return judged, errors


def _check_verdict(judged: Judged, has_reply: bool, errors: Errors) -> None:
    """Note what is wrong with a verdict; a gap or ground that does not go with it is a slip, and said so."""
    _check_word("verdict", judged.verdict, ANSWERS, errors)
    if judged.verdict == Verdict.CANNOT_BE_JUDGED and not has_reply:
        errors["verdict"] = "“Cannot be judged” is about a reply, and this finding is about none. Choose another."
    if judged.verdict in GAPPED and has_reply and not judged.gap:
        errors["gap"] = "Say what is missing; “not mentioned” is one of them."
    if judged.gap:
        _check_word("gap", judged.gap, Gap, errors)
        if judged.verdict not in GAPPED:
            errors.setdefault("gap", "What is missing goes with “partly answered” and “not answered” only.")
    if judged.ground:
        _check_word("ground", judged.ground, Ground, errors)
    if judged.verdict == Verdict.REFUSED and not judged.ground:
        errors.setdefault("ground", "Say on what ground it was refused; “no ground given” is one of them.")
    if judged.ground and judged.verdict != Verdict.REFUSED:
        errors.setdefault("ground", "A ground goes with “refused” only. Choose “none”, or change the verdict.")
    if judged.verdict == Verdict.REFUSED and not judged.passage:
        errors.setdefault("passage", "A refusal is shown in their own words: quote the passage in which they refuse.")
