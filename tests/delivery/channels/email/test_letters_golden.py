"""Every letter, against files that a person can read; `letters` writes them anew."""

import re

import pytest

from tests.delivery.channels.email.letters import GOLDEN, every_letter, files
from tracker.vocabulary import LetterKind

MAILS = every_letter()


def test_there_is_a_golden_letter_of_every_kind() -> None:
    assert sorted(MAILS) == sorted(LetterKind) == sorted({path.stem for path in GOLDEN.iterdir()})


@pytest.mark.parametrize("name", MAILS)
def test_a_letter_is_as_it_was_read_last(name: str) -> None:
    written = files(name, MAILS[name])
    assert written == {path.name: path.read_text("utf-8") for path in GOLDEN.glob(f"{name}.*")}


@pytest.mark.parametrize("name", MAILS)
def test_a_letter_is_of_no_list_and_its_lines_are_short(name: str) -> None:
    mail = MAILS[name]
    assert not re.search("List-|Precedence|unsubscribe|/u/", files(name, mail)[f"{name}.head"] + mail.text, re.I)
    assert [line for line in mail.text.splitlines() if len(line) > 76 and "://" not in line] == []
    assert mail.html.isascii()
    assert len(mail.subject) <= 120


@pytest.mark.parametrize("name", MAILS)
def test_a_letter_loads_nothing_and_links_to_us_only(name: str) -> None:
    html = MAILS[name].html
    assert not re.search(r"<(img|script|link|iframe|form)|url\(|@import", html)
    assert set(re.findall(r'href="(https?://[^/"]+)', html)) == {"https://answerable.example"}
