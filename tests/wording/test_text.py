"""Words of the record on one line: nothing hidden, nothing broken, cut after a word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.wording.text import demands_listed, isolated, listed, plain, plural, shortened


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Clean\r\nBcc: x", "Clean Bcc: x"),
        ("a\u2028b\x00c", "a b c"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("soft\u00adhyphen", "softhyphen"),
        ("  Dŵr   Glân ", "Dŵr Glân"),
        ("برنامه\u200cهای رود", "برنامه\u200cهای رود"),
        ("a\u200c\u200c\u200db \u200cc\u200d d\u200c", "a\u200cb c d"),  # only where it joins or parts two letters
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("\u2068نهر\u2069, demand 1", "\u2068نهر\u2069, demand 1"),
        ("a\u2068b c\u2069\u2069 \u2067d", "a\u2068b c\u2069 d"),
        ("a\u2069b\u2068c", "abc"),
    ],
)
def test_a_text_of_the_record_becomes_one_line(text: str, wanted: str) -> None:
    assert plain(text) == wanted


def test_a_long_title_is_cut_after_a_word() -> None:
    assert shortened("The river and its banks", 16) == "The river and…"
    assert shortened("Riverbanksandallthat", 10) == "Riverbank…"
    assert shortened("short", 5) == "short"


@given(st.text(), st.integers(2, 60))
def test_whatever_the_text_it_is_one_printable_line_and_short_enough(text: str, limit: int) -> None:
    seen = plain(text)
    assert re.sub("[\u200c\u200d\u2068\u2069]", "", seen).isprintable()
    assert plain(seen) == seen
    assert len(shortened(seen, limit)) <= limit
    assert seen.count("\u2068") == seen.count("\u2069")


SIGNS = st.text(st.sampled_from("a نه\u200c\u200d\u2068\u2069\u202e\n"), max_size=30)


@given(SIGNS, st.integers(2, 40))
def test_what_is_isolated_ends_however_it_is_cut(text: str, limit: int) -> None:
    seen = plain(text)
    cut = shortened(seen, limit)
    assert plain(seen) == seen
    assert len(cut) <= limit
    assert cut.count("\u2068") == cut.count("\u2069")


def test_only_what_goes_from_right_to_left_is_isolated() -> None:
    assert isolated("Dŵr Glân 2026") == "Dŵr Glân 2026"
    assert isolated("נהר 1") == "\u2068נהר 1\u2069"


@pytest.mark.parametrize(("names", "words"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_names_are_listed(names: list[str], words: str) -> None:
    assert listed(names) == words


def test_a_count_agrees_with_its_noun() -> None:
    assert (plural(1, "day"), plural(0, "day"), plural(2841, "day")) == ("1 day", "0 days", "2,841 days")


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([], ""),
        ([4], "demand 4"),
        ([1, 2], "demands 1 and 2"),
        (list(range(1, 12)), "demands 1 to 11"),
        ([1, 3, 5, 6, 7], "demands 1, 3 and 5 to 7"),
        ([1, 3, 5, 7, 9, 11], "6 demands"),
    ],
)
def test_demands_are_named_by_their_numbers(numbers: list[int], wanted: str) -> None:
    assert demands_listed(numbers) == wanted
