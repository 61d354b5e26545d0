"""Texts of another language, and of another direction, amid ours."""

from types import SimpleNamespace

import pytest

from tracker.formats.tongues import amid, of, tongue

ARABIC, ENGLISH = SimpleNamespace(language="ar"), SimpleNamespace(language="en-gb")


def test_a_text_has_its_direction_and_its_language_where_it_is_another_than_ours() -> None:
    assert [tongue(ARABIC), tongue(ENGLISH), tongue(None)] == [' dir="auto" lang="ar"', ' dir="auto"', ' dir="auto"']


def test_a_text_among_ours_is_an_element_of_its_own_and_is_escaped() -> None:
    assert of("ماء & <b>", ARABIC) == '<span dir="auto" lang="ar">ماء &amp; &lt;b&gt;</span>'


def test_no_text_is_no_element() -> None:
    assert of(None, ARABIC) + of("", ARABIC) == ""


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Not answered: Q & A.", "Not answered: Q &amp; A."),
        ("Of 1 part: ماء نظيف 2.", 'Of 1 part: <span dir="auto" lang="ar">ماء نظيف</span> 2.'),
        ("“שלום, 3 א”: due", '“<span dir="auto" lang="ar">שלום, 3 א</span>”: due'),
        ("ب to ج", '<span dir="auto" lang="ar">ب</span> to <span dir="auto" lang="ar">ج</span>'),
    ],
)
def test_what_runs_from_right_to_left_in_our_sentence_is_kept_apart(sentence: str, said: str) -> None:
    assert amid(sentence, ARABIC) == said
