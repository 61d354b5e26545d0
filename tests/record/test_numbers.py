"""Figures, sums and flows in a record file: what cannot be reckoned or drawn is refused with its cure."""

from datetime import date

import pytest

from tests.builders import CLEAN_RIVER, DAMS
from tracker.record.faults import RecordFaultsError
from tracker.record.reading import read_record

CURES = [
    ("terms: [ordered, left]", "terms: [ordered, ordered]", "a figure stands here twice"),
    ("terms: [ordered, left]", "terms: [ordered, followed]", "the figure that these should equal is among them"),
    ("terms: [ordered, left]", "terms: [ordered, right]", "'right' is not among the figures"),
    ("terms: [ordered, left]", "terms: []", "is empty; fill it in"),
    ("kind: sum, terms: [repaired", "kind: share, terms: [repaired", "'outcome' divides nothing"),
    ("kind: sum, terms: [unsafe, doubtful, safe]", "kind: share, terms: [unsafe, doubtful, safe]", "two terms"),
    ("kind: sum, terms: [unsafe, doubtful, safe]", "kind: subset, terms: [unsafe, doubtful, safe]", "one term"),
    ("splits: [first, second, outcome]", "splits: [first, second, first]", "'first' is here twice"),
    ("splits: [first, second, outcome]", "splits: [first, none]", "'none' is not among the identities"),
    ("splits: [first, second, outcome]", "splits: []", "is empty; fill it in"),
    ("beside: [abroad]", "beside: [home]", "'home' is not among the figures"),
    ("Mended or closed]", "Mended or closed, More]", "more stages than steps"),
    ("label: Closed, value: 10", "label: Closed, value: -10", "a number below zero cannot be drawn"),
    ("label: Closed, value: 10", 'label: Closed, value: "1,5"', "write digits only"),
    ("label: Closed, value: 10", "label: Closed, value: .nan", "number"),
]


def read(text: str) -> None:
    """Read a record file."""
    read_record(text, "test.yaml", date(2030, 1, 1))


@pytest.mark.parametrize(("old", "new", "cure"), CURES)
def test_what_cannot_be_reckoned_or_drawn_has_its_cure(old: str, new: str, cure: str) -> None:
    assert old in DAMS
    with pytest.raises(RecordFaultsError) as told:
        read(CLEAN_RIVER + DAMS.replace(old, new))
    assert cure in str(told.value)


def test_a_number_below_zero_may_stand_in_a_sum() -> None:
    read(CLEAN_RIVER + DAMS.split("flows:")[0].replace("label: Closed, value: 10", "label: Closed, value: -10"))
