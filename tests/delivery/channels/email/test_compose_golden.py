"""Every mail that leaves the house, against files that a person can read. `write_golden` writes them anew."""

import re
from pathlib import Path

import pytest

from tests.delivery.channels.email.diary import LINKS, every_mail
from tests.delivery.channels.email.write_golden import GOLDEN, files
from tracker.db import open_engine
from tracker.delivery.channels.email.compose import Composed
from tracker.migrations import upgrade
from tracker.vocabulary import LetterKind, NotificationKind

NAMES = sorted({path.stem for path in GOLDEN.iterdir()})
VERDICTS = re.compile(r"answered|refused|cannot be judged|assessed|withheld|not mentioned|not held", re.I)


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Composed]:
    """Give every mail of the diary by its name."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('mails') / 'test.db'}")
    upgrade(engine)
    made = every_mail(engine)
    engine.dispose()
    return made


def test_there_is_a_golden_mail_of_every_kind(mails: dict[str, Composed]) -> None:
    assert {kind.value for kind in NotificationKind} <= set(NAMES)
    assert sorted(mails) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_as_it_was_read_last(mails: dict[str, Composed], name: str) -> None:
    written = files(name, mails[name])
    assert written == {path.name: path.read_text("utf-8") for path in GOLDEN.glob(f"{name}.*")}


@pytest.mark.parametrize("name", NAMES)
def test_the_way_out_stands_unbroken_in_text_and_html(mails: dict[str, Composed], name: str) -> None:
    mail = mails[name]
    assert f"\n{LINKS.unsubscribe}\n" in mail.text
    assert f'href="{LINKS.unsubscribe}"' in mail.html
    news = name not in (NotificationKind.CONFIRM, NotificationKind.CANARY)
    assert (f"\n{LINKS.manage}\n" in mail.text, f'href="{LINKS.manage}"' in mail.html) == (news, news)


@pytest.mark.parametrize("name", NAMES)
def test_lines_are_short_and_html_is_ascii(mails: dict[str, Composed], name: str) -> None:
    assert [line for line in mails[name].text.splitlines() if len(line) > 76 and "://" not in line] == []
    assert mails[name].html.isascii()
    assert max(len(line) for line in mails[name].html.splitlines()) < 990


@pytest.mark.parametrize("name", NAMES)
def test_a_subject_holds_no_verdict(mails: dict[str, Composed], name: str) -> None:
    assert not VERDICTS.search(mails[name].subject)
    assert len(mails[name].subject) <= 120


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_loads_nothing_and_links_to_us_and_to_sources_only(mails: dict[str, Composed], name: str) -> None:
    html = mails[name].html
    assert not re.search(r"<(img|script|link|iframe|form)|url\(|@import", html)
    links = re.findall(r'href="(https?://[^/"]+)', html)
    assert set(links) <= {"https://answerable.example", "https://example.org"}


def test_every_folder_is_a_mail_and_every_mail_has_a_folder() -> None:
    folders = {path.name for path in (Path(__file__).parents[4] / "templates/mail").iterdir()} - {"base"}
    kinds = {kind.value for kind in NotificationKind} | {kind.value for kind in LetterKind}
    assert folders == kinds | {"several", "digest"}
    for folder in sorted(folders):
        found = {path.name for path in (Path(__file__).parents[4] / "templates/mail" / folder).iterdir()}
        assert found == {"subject.txt", "body.txt", "body.html"}
