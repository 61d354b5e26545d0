"""Words of the record on one line: nothing hidden, nothing broken, cut after a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.plain import plain, shortened


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Clean\r\nBcc: x", "Clean Bcc: x"),
        ("a\u2028b\x00c", "a b c"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("soft\u00adhyphen", "softhyphen"),
        ("  Dŵr   Glân ", "Dŵr Glân"),
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
    assert plain(text).isprintable()
    assert len(shortened(plain(text), limit)) <= limit
