"""A passage is quoted exactly; only white space may differ, and […] stands for what is left out."""

import pytest

from tracker.rules.quotations import is_quoted

TEXT = "We have  looked at\nall cases. None was closed in 2025; two are open. Café."
EXACT = [
    "all cases.",
    "looked at all cases",
    "We have […] two are open.",
    "None […] open",
    "[…] Cafe\u0301.",
    "We [...] all",
]
NOT = ["all the cases", "all Cases", "two are open […] None was", "", "[…]", "We have looked… at"]


@pytest.mark.parametrize("passage", EXACT)
def test_what_stands_there_is_quoted(passage: str) -> None:
    assert is_quoted(passage, TEXT)


@pytest.mark.parametrize("passage", NOT)
def test_what_was_changed_is_not(passage: str) -> None:
    assert not is_quoted(passage, TEXT)
