"""When readers are told that something was put right."""

import pytest

from tracker.rules.correction_rules import Content, needs_note


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ({"asks": "Within 7 days, pleese."}, {"asks": "Within 7 days, please."}, False),
        ({"asks": "Within 7 days."}, {"asks": "Within 70 days."}, True),
        ({"test": "A table."}, {}, True),
    ],
)
def test_a_number_or_a_text_that_goes_is_no_slip_of_the_pen(before: Content, after: Content, wanted: bool) -> None:
    assert needs_note(before, after, only_wording=True) is wanted
