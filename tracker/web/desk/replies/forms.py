"""The forms of a reply and of its findings. A field that nobody knows is left alone."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from flask import request
from pydantic import Field, StringConstraints

from tracker.models import Motion
from tracker.operations.desk.reply_draft import THE_REPLY, Came, Judged, ReplyDraft
from tracker.record.fields import Day, Name, Readable, Text, Url
from tracker.record.schema import GAPPED
from tracker.rules.dates import local_day
from tracker.rules.findings import addressee_of
from tracker.rules.quotations import is_quoted
from tracker.rules.wall_hours import HourError, instant_of
from tracker.vocabulary import Gap, Ground, Reply, ResponseForm, Stance, Verdict, label_of
from tracker.web.core.forms import Errors, SentForm, Typed, read_form
from tracker.web.desk.acts.forms import Hour
from tracker.wording.entry_fields import hour_problem

LONGEST_TEXT = 120_000
"""The longest text of a reply that is kept in a draft, in characters."""
ANSWERS = [verdict for verdict in Verdict if verdict is not Verdict.NOT_ASSESSED]

ReplyText = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), Readable]
Ticked = Annotated[list[str], Field(min_length=1)]
ADDRESS = "Write the whole address, beginning with https://, or leave it empty."
NOT_YET = "That day has not come yet: today is {by.today}. Give the day on which it happened."


@dataclass(frozen=True, slots=True)
class Coming:
    """What the facts of a reply are judged by."""

    motion: Motion
    now: datetime

    @property
    def today(self) -> date:
        """Return the motion's own day."""
        return local_day(self.now, self.motion.time_zone)


class CameForm(SentForm):
    """What came: the facts of a reply, its text, and the parts that it touches."""

    labels: ClassVar = {
        "text": "The text of the reply", "sender": "From", "form": "It came as", "reply": "It is",
        "received_on": "Received on", "received_time": "Hour", "stance": "What it says of the demand",
        "title": "Title", "summary": "What it says", "source": "Source", "publisher": "Published by",
        "source_title": "Title of the document", "published_on": "Dated", "url": "Address on the web",
        "archived_url": "Archived copy", "on_record": "Text goes on record", "parts": "Parts",
    }  # fmt: skip
    cures: ClassVar = {
        "sender": "Say from whom it came.",
        "form": "Choose how it came.",
        "reply": "Choose whether it is a reply, a holding reply or an acknowledgement.",
        "received_on": "Give the day, such as 2026-11-08.",
        "received_time": "Write the hour as 16:30, or leave it empty.",
        "stance": "Choose one of the list, or leave it as not stated.",
        "received_time late": "That hour has not come yet. Give the hour at which it came.",
        "summary": "Say in a sentence or two of ours what it says.",
        "url": ADDRESS,
        "archived_url": ADDRESS,
        "parts": "Tick at least one part that it touches.",
        "text needed": "Paste the text that is to go on record, or take away the tick below.",
        "received_on early": "That is before the motion was adopted, on {by.motion.adopted_on}. Check the day.",
        "received_on late": NOT_YET,
        "published_on late": NOT_YET,
        "source unknown": "Choose a source from the list, or “a new one”.",
    }
    checks = (
        ("text needed", lambda came, _: came["on_record"] and not came["text"]),
        ("received_on early", lambda came, by: came["received_on"] < by.motion.adopted_on.isoformat()),
        ("received_on late", lambda came, by: came["received_on"] > by.today.isoformat()),
        ("published_on late", lambda came, by: came["published_on"] > by.today.isoformat()),
        ("source unknown", lambda came, by: came["source"] not in {"", *source_keys(by.motion)}),
    )

    text: ReplyText | None = None
    on_record: Name | None = None
    sender: Name
    form: ResponseForm
    reply: Literal[Reply.RECEIVED, Reply.HOLDING, Reply.ACKNOWLEDGED]
    received_on: Day
    received_time: Hour | None = None
    stance: Stance | None = None
    summary: Text
    title: Name | None = None
    source: Name | None = None
    publisher: Name | None = None
    source_title: Name | None = None
    published_on: Day | None = None
    url: Url | None = None
    archived_url: Url | None = None
    parts: Ticked


def read_came(motion: Motion, known: ReplyDraft, now: datetime) -> tuple[ReplyDraft, Errors]:
    form, typed, errors = read_form(CameForm, Coming(motion, now), parts=read_parts(motion))
    if form and form.received_time:
        try:
            if instant_of(form.received_on, form.received_time, motion.time_zone) > now:
                errors["received_time"] = CameForm.cures["received_time late"]
        except HourError as error:
            errors["received_time"] = f"Hour: {hour_problem(error)}."
    text, parts = typed.pop("text"), typed.pop("parts")
    return replace(known, came=replace(known.came or Came(), **typed), text=text, parts=parts), errors


def differences(form: type[SentForm], theirs: Typed, mine: Typed) -> list[tuple[str, str, str]]:
    """Return what differs between a form as it is stored and as it was sent: the field's name, theirs, mine."""
    rows = [(label, _shown(theirs[name]), _shown(mine[name])) for name, label in form.labels.items()]
    return [row for row in rows if row[1] != row[2]]


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value).replace(THE_REPLY, "the reply")


def parts_of(motion: Motion, number: str) -> tuple[str, ...]:
    """Return a demand's parts, such as "12a" and "12b"."""
    demands = (demand for demand in motion.demands if str(demand.number) == number)
    return tuple(f"{number}{question.letter}" for demand in demands for question in demand.questions)


def addressees(motion: Motion, number: str = "") -> list[str]:
    """Return whom the parts of a motion, or of one of its demands, are put to, each once."""
    demands = [demand for demand in motion.demands if number in ("", str(demand.number))]
    found = (addressee_of(part, demand) for demand in demands for part in demand.questions)
    return list(dict.fromkeys(name for name in found if name))


def parts_put_to(motion: Motion, number: str, name: str) -> tuple[str, ...]:
    """Return those parts of a demand that are put to somebody."""
    asked = next((demand for demand in motion.demands if str(demand.number) == number), None)
    put = [part.letter for part in asked.questions if addressee_of(part, asked) == name] if asked else []
    return tuple(f"{number}{letter}" for letter in put)


def read_parts(motion: Motion) -> tuple[str, ...]:
    ticked, whole = set(request.form.getlist("parts")), set(request.form.getlist("all"))
    numbers = [str(demand.number) for demand in motion.demands]
    return tuple(part for number in numbers for part in parts_of(motion, number) if number in whole or part in ticked)


def source_keys(motion: Motion) -> set[str]:
    return {source.key for source in motion.sources_of_record}


class JudgeForm(SentForm):
    """Which parts of a demand are judged, and in the light of which reply. Its context: the keys of the replies."""

    labels: ClassVar = {"text": "The text"}
    cures: ClassVar = {
        "parts": "Tick at least one part to judge.",
        "response unknown": "Choose a reply from the list, or none.",
    }
    checks = (("response unknown", lambda typed, keys: typed["response"] not in {"", *keys}),)

    response: Name | None = None
    text: ReplyText | None = None
    parts: Ticked


@dataclass(frozen=True, slots=True)
class Judging:
    """What one part is judged by: the reply's text where we have it, and the keys that can be named.

    `has_test` tells whether the part has its test on record, `of_action` that it asks that something be done.
    """

    text: str
    sources: Collection[str]
    figures: Collection[str]
    has_reply: bool
    has_test: bool
    of_action: bool = False

    @property
    def words(self) -> dict[str, str]:
        """Return how the form calls each verdict, and what would settle the part."""
        labels = {verdict.value: label_of(verdict, self.of_action).lower() for verdict in Verdict}
        return labels | {"settled": "done" if self.of_action else "an answer"}


class JudgedForm(SentForm):
    """The judgement of one part. Its context is a `Judging`."""

    labels: ClassVar = {
        "verdict": "Verdict", "gap": "What is missing", "ground": "Ground", "reasoning": "Why, in a sentence",
        "passage": "The passage that it rests on",
        "test": "What would count as an answer", "sources": "It rests on", "figures": "Figures that it rests on",
    }  # fmt: skip
    cures: ClassVar = {
        "verdict": "Choose how this part is judged.",
        "gap": "Choose what is missing from the list.",
        "ground": "Choose the ground from the list.",
        "reasoning": "Say in a sentence why the part is judged so.",
        "sources": "Tick what this rests on: the reply itself, or another source.",
        "test needed": "Say first what would count as {by.words[settled]}.",
        "verdict none": "Choose how this part is judged.",
        "verdict alone": "“Cannot be judged” is about a reply, and this finding is about none. Choose another.",
        "gap needed": "Say what is missing; “not mentioned” is one of them.",
        "gap stray": "What is missing goes with “{by.words[partly_answered]}” and “{by.words[not_answered]}” only.",
        "ground needed": "Say on what ground it was {by.words[refused]}; “no ground given” is one of them.",
        "ground stray": "A ground goes with “{by.words[refused]}” only. Choose “none”, or change the verdict.",
        "passage needed": "“{by.words[refused]}” is shown in their own words: quote the passage that says so.",
        "passage stray": "These words do not stand in the reply's text as they are here. Copy them from it; write […] "
        "for what you leave out in between.",
    }
    checks = (
        ("test needed", lambda judged, by: not judged["test"] and not by.has_test),
        ("verdict none", lambda judged, _: judged["verdict"] == Verdict.NOT_ASSESSED),
        ("verdict alone", lambda judged, by: judged["verdict"] == Verdict.CANNOT_BE_JUDGED and not by.has_reply),
        ("gap needed", lambda judged, by: judged["verdict"] in GAPPED and by.has_reply and not judged["gap"]),
        ("gap stray", lambda judged, _: judged["gap"] and judged["verdict"] not in GAPPED),
        ("ground needed", lambda judged, _: judged["verdict"] == Verdict.REFUSED and not judged["ground"]),
        ("ground stray", lambda judged, _: judged["ground"] and judged["verdict"] != Verdict.REFUSED),
        ("passage needed", lambda judged, _: judged["verdict"] == Verdict.REFUSED and not judged["passage"]),
        # Where there is no text, nobody knows whether the passage stands in it.
        (
            "passage stray",
            lambda judged, by: judged["passage"] and by.text and not is_quoted(judged["passage"], by.text),
        ),
    )

    test: Text | None = None
    verdict: Verdict
    gap: Gap | None = None
    ground: Ground | None = None
    reasoning: Text
    passage: Text | None = None
    sources: Ticked
    figures: tuple[str, ...] = ()


def read_judged(by: Judging, author: int, over: str) -> tuple[Judged, Errors]:
    sources = tuple(key for key in request.form.getlist("sources") if key == THE_REPLY or key in by.sources)
    figures = tuple(key for key in request.form.getlist("figures") if key in by.figures)
    tested = {"test": ""} if by.has_test else {}
    _, typed, errors = read_form(JudgedForm, by, sources=sources, figures=figures, **tested)
    return Judged(**typed, author=author, over=over), errors
