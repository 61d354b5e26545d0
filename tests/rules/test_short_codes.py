"""Short codes: the same for a slug for ever, told apart by eye and ear, and read back however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.short_codes import LONGEST, SHORTEST, SIGNS, free_code, read_code, short_code

SLUGS = st.text("abcdefghijklmnopqrstuvwxyz-0123456789", min_size=1, max_size=80)
FOR_EVER = [("action-on-antisemitism", "22gbh"), ("clean-river", "akbjh")]
NO_CODES = ["", "1234", "abcdu", "abc-d", "abcd é", "abcdé", "٠١٢٣٤", "a" * (LONGEST + 1), "abcd\n"]


@pytest.mark.parametrize(("slug", "code"), FOR_EVER)
def test_a_code_that_was_printed_once_leads_there_for_ever(slug: str, code: str) -> None:
    assert short_code(slug) == code


@given(SLUGS, st.integers(SHORTEST, LONGEST))
def test_a_longer_code_begins_with_the_shorter_and_has_the_standards_signs(slug: str, length: int) -> None:
    code = short_code(slug, length)
    assert (len(code), code[:SHORTEST], set(code) <= set(SIGNS)) == (length, short_code(slug), True)


@given(SLUGS)
def test_a_code_is_read_however_it_is_typed(slug: str) -> None:
    code = short_code(slug)
    typed = [code, code.upper(), code.replace("0", "O").replace("1", "l"), code.replace("0", "o").replace("1", "I")]
    assert {read_code(one) for one in typed} == {code}


@pytest.mark.parametrize("typed", NO_CODES)
def test_what_is_no_code_is_read_as_none(typed: str) -> None:
    assert read_code(typed) is None


@given(SLUGS, st.integers(0, 6))
def test_a_code_that_is_taken_grows_by_a_sign(slug: str, others: int) -> None:
    taken = {short_code(slug, SHORTEST + place) for place in range(others)}
    assert free_code(slug, taken.__contains__) == short_code(slug, SHORTEST + others)


def test_no_free_code_is_an_error() -> None:
    with pytest.raises(ValueError, match="no free code for clean-river"):
        free_code("clean-river", lambda code: True)
