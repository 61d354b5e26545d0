"""Reading a record file: every fault with its line, its field and a cure, all in one pass."""

from datetime import date

import pytest

from tests.builders import CLEAN_RIVER, FINDING, REPLY
from tests.record.forty_faults import FORTY
from tracker.record.faults import Fault, RecordFaultsError
from tracker.record.reading import read_record
from tracker.vocabulary import Visibility

TODAY = date(2026, 11, 22)


def faults(text: str) -> list[Fault]:
    """Return the faults of a file's text."""
    with pytest.raises(RecordFaultsError) as found:
        read_record(text, "river.yaml", TODAY)
    return found.value.faults


def test_the_least_that_loads_is_read_with_its_defaults() -> None:
    record = read_record(CLEAN_RIVER + REPLY + FINDING, "river.yaml", TODAY)
    assert (record.motion.time_zone, record.motion.grace_hours) == ("Europe/London", None)
    assert record.motion.visibility is Visibility.PUBLIC
    assert record.demands[0].deadlines[0].due == date(2026, 11, 8)


def test_forty_faults_are_forty_messages_each_on_its_line() -> None:
    marked = [number for number, line in enumerate(FORTY.splitlines(), 1) for _ in range(line.count("#!"))]
    found = faults(FORTY)
    assert len(marked) == 40
    assert [fault.line for fault in found] == marked


def test_a_fault_says_file_line_field_and_cure() -> None:
    broken = CLEAN_RIVER.replace("title: Clean River", "titel: Clean River")
    assert [str(fault) for fault in faults(broken)] == [
        "river.yaml:1: motion, title: is missing; add it",
        "river.yaml:3: motion, titel: is not a field of a record file; did you mean title?",
    ]


CURES = [
    ("due: 2026-11-08", "due: 2026-11-09, rule: 7 days", "2026-11-01 + 7 days is 2026-11-08, not 2026-11-09"),
    ("due: 2026-11-08", "due: 2026-11-08T17:00", "a time needs its offset from UTC"),
    ("due: 2026-11-08, kind: set", "due: 2026-11-08, event: the next meeting, kind: set", "keep one of the two"),
    ("due: 2026-11-08, kind: set", "kind: set", "give the day, the event that is awaited, or a rule"),
    ("due: 2026-11-08", "due: 2026-11-08, roll: next_working_day", "only a rule rolls"),
    ("due: 2026-11-08", "rule: 7 days, from: received_on", "give received_on"),
    ("due: 2026-11-08", "rule: 7 days, from: previous", "there is none above it"),
    ("kind: set", "kind: extended", "the first row of the ledger sets the deadline"),
    ("kind: set", "kind: agreed", "write set, extended, brought_forward, asked_again, expected, paused or resumed"),
    ("adopted_on: 2026-11-01", "adopted_on: 2027-11-01", "has not come yet"),
    ("adopted_on: 2026-11-01", "adopted_on: first", "write one as 2026-11-08"),
    ("slug: clean-river", "slug: Clean River", "an id is small letters, digits and hyphens"),
    ("visibility: public", "time_zone: Europe/Lundon", "use a name such as Europe/London"),
    ("visibility: public", "language: Welsh language", "write one such as en-GB, cy or ar"),
    ("sources: [minutes]\n    questions", "sources: [minuts]\n    questions", "'minuts' is not among the sources"),
    ("letter: b", "letter: a", "'a' is used twice"),
    ("number: 1", "number: one", "write digits only"),
    ("  title: Clean River", "  title: Clean River\n  title: Dirty River", "is written twice"),
    ("  title: Clean River", "  title: &name Clean River\n  summary: *name", "aliases"),
    ("  title: Clean River", "  title:", "is empty; fill it in or remove it"),
    ("motion:", "motion: [", "this is not YAML"),
    ("number: 1", "number: 01", "write digits only, without a zero in front"),
    ("adopted_on: 2026-11-01", "adopted_on: 2026-11-01T00:00:00", "write one as 2026-11-08"),
    ("due: 2026-11-08", "due: 9999-12-31", "write a date as 2026-11-08"),
    ("kind: set", "kind: [set]", "is not one of its words"),
    ("title: Clean River", 'title: "Clean \\x01 River"', "has a control character"),
    ("title: Clean River", 'title: "Clean \\ufffe River"', "a sign that no page may hold"),
]


@pytest.mark.parametrize(("old", "new", "cure"), CURES)
def test_each_fault_has_its_cure(old: str, new: str, cure: str) -> None:
    assert old in CLEAN_RIVER
    assert any(cure in fault.cure for fault in faults(CLEAN_RIVER.replace(old, new, 1)))


FINDING_CURES = [
    ("verdict: answered", "verdict: answered, gap: withheld", "has a gap"),
    ("verdict: answered", "verdict: answered, ground: cost", "only a refusal has a ground"),
    ("verdict: answered", "verdict: not_assessed", "leave it out where nothing is assessed"),
    ("question: a", "question: z", "demand 1 has no part 'z'"),
    ("demand: 1", "demand: 7", "'7' is not among the demands"),
    ("response: letter-1", "response: letter-2", "'letter-2' is not among the responses"),
    ("found_on: 2026-11-04", "found_on: 2026-11-03", "is before the reply it judges came"),
    ("reasoning: Given.", "reasoning: ''", "is empty"),
    ("sources: [minutes]}", "sources: []}", "is empty"),
]


@pytest.mark.parametrize(("old", "new", "cure"), FINDING_CURES)
def test_a_finding_that_cannot_stand_is_refused(old: str, new: str, cure: str) -> None:
    text = CLEAN_RIVER + REPLY + FINDING.replace(old, new, 1)
    assert any(cure in fault.cure for fault in faults(text))


def test_a_finding_cannot_judge_a_reply_to_another_demand() -> None:
    text = CLEAN_RIVER + REPLY.replace("summary:", "demands: [], summary:") + FINDING
    assert read_record(text, "river.yaml", TODAY).findings
    other = CLEAN_RIVER.replace("demands:\n", "demands:\n  - {number: 2, title: T, asks: A, sources: [minutes]}\n")
    assert (
        "does not list demand 1"
        in faults(other + REPLY.replace("summary:", "demands: [2], summary:") + FINDING)[0].cure
    )


def test_a_finding_cannot_judge_a_reply_to_another_part() -> None:
    text = CLEAN_RIVER + REPLY.replace("summary:", "parts: [1b], summary:") + FINDING
    assert "'letter-1' names 1b and not 1a" in faults(text)[0].cure


def test_a_finding_is_no_earlier_than_the_hour_of_the_reply() -> None:
    reply = REPLY.replace("received_on: 2026-11-04", "received_at: 2026-11-04T16:00Z")
    judged = FINDING.replace("found_on: 2026-11-04", "found_at: 2026-11-04T15:00Z")
    assert "is before the reply it judges came" in faults(CLEAN_RIVER + reply + judged)[0].cure


@pytest.mark.parametrize("text", ["", "just words", "- a list", "motion: {}"])
def test_what_is_no_record_says_how_to_begin(text: str) -> None:
    assert faults(text)


def test_words_that_yaml_would_bend_stay_as_they_are() -> None:
    record = read_record(CLEAN_RIVER.replace("title: Clean River", "title: no"), "river.yaml", TODAY)
    assert record.motion.title == "no"


@pytest.mark.parametrize("value", ["{}", "''", "0"])
def test_what_is_no_list_is_named(value: str) -> None:
    assert "must be a list" in faults(CLEAN_RIVER + f"responses: {value}\n")[0].cure


def test_a_list_that_is_left_empty_is_no_list() -> None:
    assert read_record(CLEAN_RIVER + "figures:\nevents: ~\n", "river.yaml", TODAY).figures == []
