"""A whole day's work at the desk, in a real browser: from the first account to a correction, and what was said before.

Each step is what somebody does in one go, by the words that they see on the page. The whole runs on the clock of its
own; what the scheduler does at every tick is done when a mail is waited for.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import Desk, Person, open_desk, person
from tests.builders import utc

MORNING = utc(2026, 11, 9, 9)
"""A Monday: the motion's week ends on Thursday."""
MOTION = """Northgate Council calls on the Cabinet:
1. To publish the sampling results for the river:
   (a) the results for 2025;
   (b) the laboratory that made them.
2. To report to the Council every month."""
REPLY = "The results for 2025 are attached.\n\nThey were made by an accredited laboratory."
PUBLIC = "/motions/clean-river"
DEMAND = f"{PUBLIC}/demands/1"
OURS = "/editor/motions/clean-river"


@dataclass
class Day:
    """Who is at work, each at a browser of their own."""

    desk: Desk
    admin: Person
    editor: Person
    reviewer: Person
    reader: Person


@pytest.fixture(scope="module")
def day(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Begin the day with an empty record."""
    with open_desk(tmp_path_factory.mktemp("day"), MORNING) as desk:
        emails = ("ada@example.org", "eve@example.org", "rex@example.org", "reader@example.org")
        people = [person(desk, browser, email) for email in emails]
        yield Day(desk, *people)
        for one in people:
            one.page.context.close()


def the_first_link_opens_the_first_account(day: Day) -> None:
    """`editor create` prints a link; password, app and recovery codes follow."""
    printed = day.desk.command("editor", "create", day.admin.email, "--role", "admin", "--name", "Ada")
    day.admin.comes_in(day.desk.link_in(printed, "/editor/account/link/"))
    day.admin.sees("Nothing waits for you.")


def the_admin_invites_two_and_they_come_in(day: Day) -> None:
    """Each gets a mail with a link of their own."""
    for one, name, role in ((day.editor, "Eve", "Editor."), (day.reviewer, "Rex", "Reviewer.")):
        day.admin.goes("/editor/people")
        day.admin.follow("Invite somebody")
        day.admin.fill(address=one.email, name=name)
        day.admin.tick(role)
        day.admin.press("Send the invitation")
        one.comes_in(day.desk.link_in(day.desk.mail_to(one.email), "/editor/account/link/"))


def the_editor_pastes_a_motion(day: Day) -> None:
    """Its points and parts are proposed, and put right."""
    editor = day.editor
    editor.follow("New motion")
    editor.fill(title="Clean River", text=MOTION, body="Northgate Council", adopted_on="2026-11-05")
    editor.fill(addressee="The Cabinet")
    editor.press("Propose the points")
    editor.sees("2 points.", "Part (b) of point 1")
    editor.fill(publisher="Northgate Council", source_title="Minutes", published_on="2026-11-06")
    editor.fill(url="https://example.org/minutes", rule="7 days")
    editor.fill(p1__title="Sampling results", p1__test1="A table for each station.", p2__title="Monthly report")
    editor.fill(p1__test2="The name of the laboratory.", p2__test1="A report for each month.")


def the_sum_is_shown_and_the_motion_goes_on_record(day: Day) -> None:
    """Only editors see it as yet."""
    day.editor.press("Save and see the whole")
    day.editor.sees("Thursday 5 November 2026 + 7 days = end of Thursday 12 November 2026")
    day.editor.press("Put on record, for editors only")
    day.editor.sees("On record.", "1. Sampling results")
    day.reader.goes(PUBLIC)
    expect(day.reader.page.locator("h1")).not_to_contain_text("Clean River")


def the_reviewer_publishes_it(day: Day) -> None:
    """A second person makes it public."""
    day.reviewer.goes(OURS)
    day.reviewer.follow("Who can see it")
    day.reviewer.press("Publish it")
    day.reviewer.sees("It is public.")
    day.reader.goes(PUBLIC)
    expect(day.reader.page.locator("h1")).to_contain_text("Clean River")


def a_reader_follows_it(day: Day) -> None:
    """Sign-up, one mail, one press."""
    reader = day.reader
    reader.page.get_by_label("Your e-mail address").fill(reader.email)
    reader.page.get_by_role("button", name="Follow", exact=True).click()
    reader.goes(day.desk.link_in(day.desk.mail_to(reader.email), "/subscribe/confirm/"))
    reader.sees("You now follow this")


def a_partial_reply_comes_and_the_editor_records_it(day: Day) -> None:
    """From "something came": counted are the presses from here to the published reply."""
    editor, editor.presses = day.editor, 0
    editor.goes(OURS)
    editor.follow("Record a reply")
    editor.fill(text=REPLY, summary="Results for 2025, made by an accredited laboratory.")
    editor.tick("(a) the results for 2025", "(b) the laboratory that made them")
    editor.press("Save and go on")
    judges(editor, "Answered", "It gives a table.", "The results for 2025 are attached")
    judges(editor, "Partly answered", "It gives no name.", "made by an accredited laboratory", "not_mentioned")


def judges(who: Person, verdict: str, why: str, passage: str = "", gap: str = "") -> None:
    """Judge the part that is shown."""
    who.tick(f"{verdict}.")
    if gap:
        who.select(gap=gap)
    who.fill(reasoning=why, **{"passage": passage} if passage else {})
    who.press("Save and go on")


def the_editor_sees_page_and_mail_and_publishes_the_facts(day: Day) -> None:
    """What must wait waits: the findings go to a second person."""
    editor = day.editor
    editor.sees("Preview", "The reply goes on record at once", "A reviewer publishes it.")
    editor.sees("How readers will see it", "It gives no name.", "The mail that followers get")
    editor.press("Publish")
    day.reader.goes(DEMAND)
    day.reader.sees("made by an accredited laboratory", "Being assessed")


def the_reviewer_publishes_the_findings_and_tells_followers(day: Day) -> None:
    """From Today, on the page where each finding stands beside the reply."""
    reviewer, reviewer.presses = day.reviewer, 0
    reviewer.goes("/editor")
    reviewer.follow("…Letter from The Cabinet…")
    reviewer.sees("Part 1a: answered", "Part 1b: partly answered", "Written by Eve.")
    reviewer.press("Publish and tell followers")
    day.reader.goes(DEMAND)
    day.reader.sees("Partially answered", "It gives no name.")
    presses = f"{day.editor.presses} presses of the editor and {reviewer.presses} of the reviewer"
    print(f"from “something came” to the reply published, judged and told of: {presses}")


def the_followers_mail_says_what_it_was_and_what_it_is(day: Day) -> None:
    """It waits a quarter of an hour first, so that a mistake can be stopped."""
    day.desk.at.shift(timedelta(minutes=16))
    mail = day.desk.mail_to(day.reader.email)
    assert "Before: Being assessed\nThen:   Partially answered" in mail
    assert "Our finding on part (b): partly answered (not mentioned)." in mail


def the_deadline_is_moved(day: Day) -> None:
    """The sum is shown first; then the page shows both rows of the ledger."""
    editor = day.editor
    editor.goes(OURS)
    editor.follow("Move deadlines")
    editor.tick("1. Sampling results", "Yes", "Northgate Council: Minutes")
    editor.fill(set_on="2026-11-09", set_by="the Cabinet", rule="20 working days, England and Wales")
    editor.fill(note="More time for the laboratory.")
    editor.press("Save and see what changes")
    editor.sees("+ 20 working days, England and Wales", "Monday 7 December 2026")
    editor.press("Publish and tell followers")
    day.reader.goes(DEMAND)
    day.reader.sees("12 November 2026", "7 December 2026", "Those who asked agreed.")
    assert "7 December 2026" in day.desk.mail_to(day.reader.email)


def the_next_day_a_correction_is_made(day: Day) -> None:
    """With a note for readers, which stands above everything else on the page."""
    day.desk.at.move_to(MORNING + timedelta(days=1))
    editor = day.editor
    editor.signs_in()
    editor.goes(OURS)
    editor.follow("Put it right: demand 1")
    editor.fill(asks="To publish the sampling results for the river and its brooks.")
    editor.press("Save and see what changes")
    editor.sees("Note for readers: this changes what the record says")
    editor.fill(public_note="We had left out the brooks.")
    editor.press("Save and see what changes")
    editor.sees("and its brooks", "We had left out the brooks.")
    editor.press("Publish")
    for path in (PUBLIC, DEMAND, "/corrections"):
        day.reader.goes(path)
        day.reader.sees("We had left out the brooks.")
    assert "We had left out the brooks." in day.reader.page.request.get("/corrections.atom").text()


def the_page_as_of_yesterday_says_what_it_said(day: Day) -> None:
    """Nothing that was said is lost."""
    day.reader.goes(f"{DEMAND}?on=2026-11-09")
    expect(day.reader.page.locator(".banner")).to_contain_text("as of the end of Monday 9 November 2026")
    day.reader.sees("To publish the sampling results for the river:")
    expect(day.reader.page.locator("main")).not_to_contain_text("brooks")
    day.reader.goes(DEMAND)
    day.reader.sees("and its brooks")


def a_deadline_passes_and_nothing_came(day: Day) -> None:
    """Today asks whether something came; one press says that somebody looked."""
    day.desk.at.move_to(MORNING + timedelta(days=4))
    day.desk.tick()
    day.editor.signs_in()
    day.editor.sees("Passed, and being checked", "Demand 2: Monthly report")
    day.editor.press("Nothing came…")
    day.editor.sees("Somebody looked", "nothing had come.")
    day.desk.at.shift(timedelta(hours=2))
    day.desk.tick()
    day.reader.goes(f"{PUBLIC}/demands/2")
    day.reader.sees("Overdue")


def an_adverse_finding_waits_for_the_right_of_reply(day: Day) -> None:
    """The page says in words what is missing, and offers no button."""
    editor, reviewer = day.editor, day.reviewer
    editor.signs_in()
    editor.goes(OURS)
    editor.follow("Judge its parts: demand 2")
    editor.press("Go on to judge")
    editor.tick("Not answered.", "Northgate Council: Minutes")
    editor.fill(reasoning="No report has come.")
    editor.press("Save and go on")
    editor.press("Hand it to a second person")
    reviewer.signs_in()
    reviewer.follow("Findings on demand 2…")
    reviewer.sees("The right of reply: missing. Offer those it is about a reply")
    expect(reviewer.page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


def the_addressee_is_invited_and_replies(day: Day) -> None:
    """By mail, on a private page, without an account; somebody else than who invited them makes sure it was they."""
    editor, cabinet = day.editor, Person(day.desk, day.reader.page, "cabinet@example.org")
    editor.follow("Offer the right of reply")
    editor.fill(by="The Cabinet", address=cabinet.email)
    editor.press("Invite them")
    cabinet.goes(day.desk.link_in(day.desk.mail_to(cabinet.email), "/reply/"))
    cabinet.sees("No report has come.", "Friday 20 November 2026")
    cabinet.fill(answer="The first report is due in December.")
    cabinet.press("See these words as they will stand")
    cabinet.press("Send these words")
    cabinet.sees("What you sent us")
    day.reviewer.page.reload()
    day.reviewer.follow("See what came, and make sure that it is theirs")
    day.reviewer.press("I have made sure that these words come from the addressee")


def another_person_publishes_it_with_their_words(day: Day) -> None:
    """They stand beside the finding, dated and unedited."""
    day.reviewer.goes("/editor")
    day.reviewer.follow("Findings on demand 2…")
    day.reviewer.press("Publish")
    day.reader.goes(f"{PUBLIC}/demands/2")
    day.reader.sees("Not answered", "No report has come.", "The first report is due in December.", "Reply offered on")


def the_record_is_whole(day: Day) -> None:
    """`flask check` finds nothing."""
    assert "stored equals derived, and every log is intact" in day.desk.command("check")


def after_signing_out_a_copied_cookie_is_dead(day: Day) -> None:
    """The sign-in ends on the server."""
    copied = day.editor.page.context.cookies()
    day.editor.press("Sign out", within="footer")
    expect(day.editor.page.locator("h1")).to_have_text("Sign in to the desk")
    day.editor.page.context.add_cookies(copied)  # type: ignore[arg-type]
    day.editor.goes("/editor")
    expect(day.editor.page.locator("h1")).to_have_text("Sign in to the desk")


STEPS = (
    the_first_link_opens_the_first_account, the_admin_invites_two_and_they_come_in, the_editor_pastes_a_motion,
    the_sum_is_shown_and_the_motion_goes_on_record, the_reviewer_publishes_it, a_reader_follows_it,
    a_partial_reply_comes_and_the_editor_records_it, the_editor_sees_page_and_mail_and_publishes_the_facts,
    the_reviewer_publishes_the_findings_and_tells_followers, the_followers_mail_says_what_it_was_and_what_it_is,
    the_deadline_is_moved, the_next_day_a_correction_is_made, the_page_as_of_yesterday_says_what_it_said,
    a_deadline_passes_and_nothing_came, an_adverse_finding_waits_for_the_right_of_reply,
    the_addressee_is_invited_and_replies, another_person_publishes_it_with_their_words, the_record_is_whole,
    after_signing_out_a_copied_cookie_is_dead,
)  # fmt: skip


def test_a_whole_day(day: Day) -> None:
    began = time.perf_counter()
    for step in STEPS:
        step(day)
    print(f"a whole day took a machine {time.perf_counter() - began:.0f} seconds ({len(STEPS)} steps)")
