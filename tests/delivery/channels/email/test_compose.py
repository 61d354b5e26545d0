"""How items become a mail: subjects that say the new state, several things in one, and words that stay fair."""

import re
from datetime import date, timedelta
from email import message_from_bytes, policy
from html import unescape

import pytest
from hypothesis import given, settings

from tests import builders
from tests.builders import utc
from tests.delivery.channels.email.diary import COMPOSER, LINKS, REASONS, at_once
from tests.formats.notices import NOW, change, notice, random_items, reminder, whole
from tests.house.test_measures import MOTIVES
from tracker.delivery.channels.email.compose import Composed
from tracker.delivery.channels.email.message import Sender, edition
from tracker.delivery.channels.email.wrapping import portable, wrapped
from tracker.formats.alert_items import Item
from tracker.formats.alerts import item_of
from tracker.models import Motion
from tracker.vocabulary import ChangeKind, Frequency, NotificationKind

LONG = "Clean rivers, safe beaches and honest figures for every parish between the hills and the sea "
SENDER = Sender("Answerable", "alerts@answerable.example", "answerable.example", "https://answerable.example")
UNSAID = re.compile(r"answered|refused|cannot be judged|withheld|not mentioned", re.I)


def overdue(motion: Motion, number: int = 1, minute: int = 0) -> Item:
    """Return the item that a demand became overdue."""
    at = utc(2019, 2, 12, 10, minute)
    return item_of(notice(NotificationKind.OVERDUE, number, at=at), None, motion, utc(2019, 2, 12, 11))


def digest(*items: Item, more: int = 0) -> Composed:
    """Compose a daily mail."""
    window = (utc(2019, 2, 11, 7, 15), utc(2019, 2, 12, 7, 15))
    return COMPOSER.compose_news(items, pace=Frequency.DAILY, window=window, reasons=REASONS, links=LINKS, more=more)


def many(count: int, **values: str) -> Motion:
    """Return a motion of some demands."""
    return whole(*(builders.demand(None) for _ in range(count)), **values)


def test_a_long_title_is_shortened_and_the_state_is_not() -> None:
    subject = at_once(overdue(whole(title=LONG * 3))).subject
    assert subject.startswith("Clean rivers")
    assert subject.endswith("…, demand 1: overdue")
    assert 100 < len(subject) <= 120


def test_several_demands_in_one_state_share_a_subject() -> None:
    motion = many(11)
    mail = at_once(*(overdue(motion, number) for number in range(1, 12)))
    assert mail.subject == "Motion, demands 1 to 11: overdue"
    assert mail.thread == mail.list_key == "motion"
    assert mail.text.count("As for demand 1.") == 10


def test_several_states_are_counted() -> None:
    motion = many(2)
    mail = at_once(overdue(motion, 1), item_of(notice(NotificationKind.DEADLINE_PASSED, 2), None, motion, NOW))
    assert mail.subject == "Motion: 2 changes"


def test_several_motions_are_counted() -> None:
    motions = (many(1), many(1, slug="other", title="Other"))
    mail = at_once(*(overdue(one) for one in motions))
    assert (mail.subject, mail.thread, mail.list_key) == ("2 motions: 2 changes", "motions", "motions")


def test_a_reminder_is_not_called_a_change() -> None:
    mail = at_once(reminder(whole()), overdue(whole()))
    assert "2 alerts" in mail.subject


def test_what_is_left_out_is_counted() -> None:
    mail = at_once(overdue(whole()), more=3)
    assert mail.subject == "Motion, demand 1: 4 changes"
    assert "3 changes more are not spelt out here" in mail.text


def test_what_is_the_same_for_several_demands_is_spelt_out_once(bundled: Motion) -> None:
    at = utc(2019, 2, 12, 10)
    mail = at_once(*(item_of(notice(NotificationKind.OVERDUE, one, at=at), None, bundled, at) for one in (1, 2)))
    assert mail.text.count("passed Monday 4 February 2019 + 7 days") == 1
    assert mail.text.count("\nThe same as for demand 1.\n") == mail.html.count("The same as for demand 1.") == 1


def test_f9_of_two_moves_in_a_day_each_heading_says_its_own_date() -> None:
    rows = [builders.deadline(date(2019, 2, day), position=at, set_by="The keeper") for at, day in ((1, 18), (2, 15))]
    motion = whole(builders.demand(None, deadlines=rows))
    told = []
    for row, before in zip(rows, ("2019-02-11", "2019-02-18"), strict=True):
        subject, facts = f"deadline/1-{row.position}", {"before": {"due": before}, "after": {"due": f"{row.due_on}"}}
        one = notice(NotificationKind.DEADLINE_MOVED, 1, subject=subject, facts=facts)
        told.append(item_of(one, change(ChangeKind.DEADLINE_MOVED, subject), motion, NOW))
    text = digest(*told).text
    assert "deadline was moved to Monday 18 February 2019\n" in text
    assert "It was moved to: Monday 18 February 2019\nIn force by now: Friday 15 February 2019\n" in text
    assert (text.count("deadline now Friday 15 February 2019\n"), text.count("It is now:")) == (2, 1)


def test_a_digest_states_its_window_and_begins_with_the_newest() -> None:
    motion = many(2)
    mail = digest(overdue(motion, 1), overdue(motion, 2, minute=1))
    assert mail.subject == "Motion, demands 1 and 2: overdue (news up to 12 February 2019)"
    assert "Recorded from 07:15 on Monday 11 February 2019 (London) up to 07:15 on" in mail.text
    assert mail.text.index("Demand 2") < mail.text.index("Demand 1")
    assert mail.thread == "digest"


def test_several_things_told_of_one_demand_say_once_where_it_stands() -> None:
    motion = whole()
    passed = item_of(
        notice(NotificationKind.DEADLINE_PASSED, 1, at=utc(2019, 2, 12)), None, motion, utc(2019, 2, 12, 11)
    )
    text = at_once(passed, overdue(motion)).text
    assert text.count("Where it stands") == text.count("How the deadline is counted") == 1
    assert "The demand as a whole" not in text
    assert "As for demand 1" not in text


def test_a_title_from_right_to_left_keeps_to_itself() -> None:
    mail = at_once(overdue(whole(builders.demand(None, title="برنامه\u200cهای رود"), title="نهر نظيف")))
    assert mail.subject == "\u2068نهر نظيف\u2069, demand 1: overdue"
    assert "Demand 1, \u2068برنامه\u200cهای رود\u2069: overdue" in mail.text
    assert "“\u2068نهر نظيف\u2069”, sealed:" in mail.text


@pytest.mark.parametrize("title", ["=?utf-8?q?fake?= River", "برنامه\u200cهای رود", "👨\u200d👩\u200d👧", "a =?b?= c"])
def test_f11_f12_a_subject_is_read_as_it_was_written(title: str) -> None:
    mail = at_once(overdue(whole(title=title)))
    raw = edition(mail, SENDER).message(to="a@example.org", message_id="x@y", date=NOW, token="t" * 32)
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == mail.subject
    assert title in mail.subject


@pytest.mark.parametrize("title", ["Dŵr Glân & “Tŷ”", "<b>River</b>\r\nBcc: x@example.org", 'O\'Brien\u2028"x"'])
def test_a_title_cannot_break_out(title: str) -> None:
    mail = at_once(overdue(whole(builders.demand(None, title=title), title=title)))
    assert mail.subject.isprintable()  # none of these titles goes from right to left
    assert "<b>River" not in mail.html
    assert mail.html.isascii()
    assert not re.search(r"^Bcc", mail.text, re.M)


def test_a_mail_of_any_words_can_be_written_as_bytes() -> None:
    mail = at_once(overdue(whole(title="Dŵr Glân " + LONG)))
    raw = edition(mail, SENDER).message(to="a@example.org", message_id="x@y", date=NOW, token="t" * 32)
    assert b"https://answerable.example/u/" + b"t" * 32 in raw.replace(b"=\r\n", b"")
    assert b"0token0" not in raw.replace(b"=\r\n", b"")


def replied(motion: Motion) -> Item:
    """Return the item that entry 5 of the log, a reply, is told."""
    entry = change(ChangeKind.RESPONSE_RECORDED, "response/letter-1")
    return item_of(notice(NotificationKind.REPLY_RECORDED, 1, subject="response/letter-1"), entry, motion, NOW)


def test_the_log_can_be_checked_by_the_mail() -> None:
    text = at_once(replied(whole())).text
    assert f"Entry 5 of the record of “Motion”, sealed:\n{'cd' * 32}\n" in text
    assert "How to check it:\nhttps://answerable.example/about/method#log" in text


def test_a_mail_that_is_sent_again_names_the_same_entry_when_the_log_has_grown() -> None:
    before, after = (
        at_once(replied(whole(log_sequence=end, log_head=head * 32))) for end, head in [(5, "cd"), (9, "ef")]
    )
    assert (after.text, after.html) == (before.text, before.html)


def test_a_reminder_names_the_last_entry_and_beside_news_none_of_its_own() -> None:
    motion = whole()
    assert f"Entry 7 of the record of “Motion”, sealed:\n{'ab' * 32}\n" in at_once(reminder(motion)).text
    mixed = at_once(reminder(motion), replied(motion)).text
    assert (mixed.count(", sealed:\n"), "Entry 5 of the record" in mixed) == (1, True)


def test_reasons_are_all_named() -> None:
    mail = at_once(overdue(whole()), reasons=("You follow every motion on record.", "You follow demand 1 of “Motion”."))
    assert "- You follow every motion on record.\n- You follow demand 1" in mail.text


def test_a_calendar_goes_with_reminders_and_not_with_what_is_over() -> None:
    calendar = at_once(reminder(whole())).calendar
    assert calendar is not None
    assert calendar.count(b"BEGIN:VEVENT") == 1
    assert at_once(overdue(whole())).calendar is None


def test_eleven_demands_of_the_bundled_record_fit_in_one_mail(bundled: Motion) -> None:
    at = utc(2019, 2, 12, 10)
    told = [item_of(notice(NotificationKind.OVERDUE, one.number, at=at), None, bundled, at) for one in bundled.demands]
    mail = at_once(*told)
    assert mail.subject == "Action on Antisemitism, demands 1 to 11: overdue"
    assert mail.text.count("We have recorded no") + mail.text.count("The latest reply on record") == 11
    assert len(mail.html) < 100_000


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("- " + "word " * 20, ["- " + "word " * 14 + "word", "  word word word word word"]),
        ("x" * 100, ["x" * 76, "x" * 24]),
        ("see https://example.org/" + "a" * 90, ["see", "https://example.org/" + "a" * 90]),
    ],
)
def test_lines_are_wrapped_and_addresses_are_not(line: str, wanted: list[str]) -> None:
    assert wrapped(line).splitlines() == wanted


def test_html_travels_as_it_is() -> None:
    made = portable("<p>ŵ " + "word " * 500 + "</p>")
    assert made.startswith("<p>&#373; ")
    assert max(map(len, made.splitlines())) < 990
    assert made.split() == ["<p>&#373;", *["word"] * 500, "</p>"]


@settings(max_examples=60, deadline=None)
@given(random_items())
def test_whatever_happened_a_mail_is_fair_in_shape_and_words(told: list[Item]) -> None:
    for mail in (at_once(told[0]), at_once(*told), digest(*told)):
        assert not UNSAID.search(mail.subject)
        assert len(mail.subject) <= 120
        assert [word for word in MOTIVES if word in mail.text.lower() + mail.html.lower()] == []
        assert [line for line in mail.text.splitlines() if len(line) > 76 and "://" not in line] == []
        assert mail.html.isascii()
        assert "None" not in re.sub(r"None\.", "", mail.text)


def test_a_digest_written_late_still_names_the_dates() -> None:
    item = reminder(whole(), NotificationKind.DUE_TOMORROW, NOW - timedelta(days=1))
    mail = digest(item)
    assert "due tomorrow, 11 February 2019" in mail.subject
    assert "Monday 11 February 2019" in mail.text


def test_what_a_motion_says_in_another_language_is_marked_in_its_mail() -> None:
    motion = whole(builders.demand(None, title="عيّنات الماء"), title="نهر نظيف", body="المجلس", language="ar")
    said = re.sub("[\u2068\u2069]", "", unescape(at_once(overdue(motion)).html.partition("<body")[2]))
    said = said.replace('<span dir="auto" lang="ar">', "«")
    assert {"«نهر نظيف<", "«المجلس<", "Demand 1, «عيّنات الماء<"} <= set(re.findall("(?:Demand 1, )?«[^<]*<", said))
    assert re.findall("[^<«]*[ء-ي]", re.sub("«[^<]*<", "", said)) == []
