"""The kinds of value that a record file may hold."""

import pytest
from pydantic import TypeAdapter, ValidationError

from tracker.record.fields import Language

WELL_FORMED = (
    *("en-GB", "cy", "ar", "gd-GB", "zh-Hant-TW", "sr-Latn-RS", "de-CH-1901", "sl-rozaj-biske", "es-419", "EN-gb"),
    *("zh-cmn-Hans-CN", "de-DE-u-co-phonebk", "en-a-bbb-x-a-ccc", "ar-x-ours"),
)  # Most are examples of RFC 5646, appendix A.
ILL_FORMED = (
    "",
    "e",
    "english language",
    "en_GB",
    "en-",
    "-en",
    "de-419-DE",
    "a-DE",
    "ar-a",
    "en-GB\n.",
    "ｅｎ",
    "x-ours",
)


@pytest.mark.parametrize("tag", WELL_FORMED)
def test_a_language_is_a_well_formed_tag(tag: str) -> None:
    assert TypeAdapter(Language).validate_python(tag) == tag


@pytest.mark.parametrize("tag", ILL_FORMED)
def test_what_is_no_language_tag_is_refused_with_examples(tag: str) -> None:
    with pytest.raises(ValidationError, match="write one such as en-GB, cy or ar"):
        TypeAdapter(Language).validate_python(tag)
