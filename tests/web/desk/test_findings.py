"""Findings before they are published: six conditions in words, a second person, and the addressee's right of reply."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.desk.people import held, post, sign_in, told
from tests.web.desk.test_replies import ANSWERED, NOW, REFUSED, begin, judge, publish, rows, seen
from tracker.models import Draft, Finding, Message, ReplyOffer, Statement
from tracker.operations.record.check import check_motions
from tracker.vocabulary import DraftState, MessageState, Role, Verdict

LATER = NOW + timedelta(days=14)
OFFER = {"by": "The Cabinet", "way": "other", "how": "by hand", "working_days": "5"}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    """Stand at noon, two days before the deadline."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def draft(app: Flask) -> str:
    """Give the address of an editor's draft with a refusal that waits: the reply is on record."""
    client = sign_in(app, Role.EDITOR)
    address = begin(client)
    judge(client, address, "1a", ANSWERED)
    judge(client, address, "1b", REFUSED)
    publish(client, address)
    return address


def review(draft: str) -> str:
    """Return the address of the page on which a draft's findings are read."""
    return f"/editor/findings/{draft.rpartition('/')[2]}"


def press(client: FlaskClient, draft: str) -> TestResponse:
    """Press "publish" on the page of the findings, whether or not it is offered."""
    with held(client.application) as session:
        version = session.query(Draft.version).filter_by(key=draft.rpartition("/")[2]).scalar()
    return post(client, f"{review(draft)}/publish", tell="no", version=str(version))


def invite(client: FlaskClient, draft: str) -> None:
    """Make an invitation and hand it over, now."""
    assert post(client, f"{draft}/right-of-reply", **OFFER).status_code == 303
    act(client, draft, "hand-over", when="2026-11-06 12:00", how="by hand")


def act(client: FlaskClient, draft: str, word: str, **fields: str) -> TestResponse:
    """Press a button on the page of the right of reply, as the page has it."""
    text = client.get(f"{draft}/right-of-reply").text
    hidden = {name: re.findall(rf'name="{name}" value="([^"]*)"', text)[:1] for name in ("offer", "came")}
    return post(client, f"{draft}/right-of-reply/act", act=word, **{k: v[0] for k, v in hidden.items() if v}, **fields)


def answer(app: Flask, client: FlaskClient, draft: str, text: str = "We object.") -> None:
    """Reply on the private page, as its link lets anybody."""
    link = re.findall(r"https://example.org(/reply/[\w-]+)", client.get(f"{draft}/right-of-reply/letter").text)[0]
    form = app.test_client().get(link).text
    sign = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    response = app.test_client().post(link, data=sign | {"act": "send", "answer": text})
    assert response.status_code in (200, 303), response.text


def verdicts(app: Flask) -> list[Verdict]:
    """Return the findings on record."""
    return [one.verdict for one in rows(app, Finding)]


def test_the_page_shows_the_reply_the_finding_and_what_is_missing(draft: str, reviewer: FlaskClient) -> None:
    page = told(reviewer.get(review(draft)))
    assert "We will not name the laboratory." in page
    assert "A second person : there" in page
    assert "The right of reply : missing. Offer those it is about a reply" in page
    assert "Publish and tell followers" in page  # Part a has all it needs.


def test_an_adverse_finding_waits_and_the_others_go(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    assert press(reviewer, draft).status_code == 303
    assert verdicts(app) == [Verdict.ANSWERED]
    assert [one.state for one in rows(app, Draft)] == [DraftState.SUBMITTED]
    response = press(reviewer, draft)
    assert (response.status_code, verdicts(app)) == (422, [Verdict.ANSWERED])
    assert "Nothing can go on record yet" in told(response)


def test_it_is_published_when_the_days_have_run_and_shows_that_nothing_came(
    app: Flask, draft: str, reviewer: FlaskClient
) -> None:
    invite(reviewer, draft)
    assert "until the end of 13 November 2026" in told(reviewer.get(review(draft)))
    with time_machine.travel(LATER, tick=False):
        client = sign_in(app, Role.REVIEWER)
        assert press(client, draft).location == "/motions/clean-river/demands/1"
        page = told(client.get("/motions/clean-river/demands/1"))
        assert check_motions(app.extensions["engine"], LATER)[0] == []
    assert verdicts(app) == [Verdict.ANSWERED, Verdict.REFUSED]
    assert "Reply offered on" in page
    assert "No answer was recorded by" in page


def test_it_is_published_at_once_when_they_have_replied_and_their_words_stand_beside_it(
    app: Flask, draft: str, reviewer: FlaskClient
) -> None:
    invite(reviewer, draft)
    answer(app, reviewer, draft, "We object, and say so.")
    assert "Make sure that it is the addressee" in told(reviewer.get(review(draft)))
    press(reviewer, draft)
    assert verdicts(app) == [Verdict.ANSWERED]
    assert act(sign_in(app, Role.EDITOR), draft, "accept").status_code == 303
    assert press(reviewer, draft).status_code == 303
    assert verdicts(app) == [Verdict.ANSWERED, Verdict.REFUSED]
    assert [one.text for one in rows(app, Statement)] == ["We object, and say so."]
    assert "We object, and say so." in told(reviewer.get("/motions/clean-river/demands/1"))


def test_nobody_publishes_their_own_adverse_finding(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    mark = seen(reviewer, f"{draft}/parts/1b")
    post(reviewer, f"{draft}/parts/1b", **REFUSED | {"reasoning": "It says so itself."}, seen=mark)
    assert "You wrote it, so another reviewer has to publish it." in told(reviewer.get(review(draft)))
    invite(reviewer, draft)
    with time_machine.travel(LATER, tick=False):
        press(sign_in(app, Role.REVIEWER), draft)
        assert verdicts(app) == [Verdict.ANSWERED]
        press(sign_in(app, Role.REVIEWER, "second@example.org"), draft)
    assert verdicts(app) == [Verdict.ANSWERED, Verdict.REFUSED]


@pytest.mark.parametrize("changed", [{"reasoning": "Another reason."}, {"sources": "minutes"}])
def test_a_finding_that_was_changed_needs_a_new_invitation(
    app: Flask, draft: str, reviewer: FlaskClient, changed: dict[str, str]
) -> None:
    invite(reviewer, draft)
    editor = sign_in(app, Role.EDITOR)
    mark = seen(editor, f"{draft}/parts/1b")
    post(editor, f"{draft}/parts/1b", **REFUSED | changed, seen=mark)
    assert "was changed after they were invited" in told(reviewer.get(review(draft)))
    with time_machine.travel(LATER, tick=False):
        press(sign_in(app, Role.REVIEWER), draft)
    assert verdicts(app) == [Verdict.ANSWERED]


def test_a_sign_in_of_late_is_needed_to_publish_findings(app: Flask, draft: str) -> None:
    assert press(sign_in(app, Role.REVIEWER, fresh=False), draft).status_code == 401
    assert press(sign_in(app, Role.EDITOR), draft).status_code == 403
    assert verdicts(app) == []


def test_the_common_door_never_publishes_an_adverse_finding(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    invite(reviewer, draft)
    with time_machine.travel(LATER, tick=False):
        publish(sign_in(app, Role.REVIEWER), draft)
    assert verdicts(app) == [Verdict.ANSWERED]


def test_a_draft_goes_back_with_words(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    assert "Say what its author" in told(post(reviewer, f"{review(draft)}/send-back", words=""))
    assert post(reviewer, f"{review(draft)}/send-back", words="Quote more of it.").status_code == 303
    assert "Sent back. Quote more of it." in told(sign_in(app, Role.EDITOR).get(f"{draft}/preview"))
    assert [one.state for one in rows(app, Draft)] == [DraftState.OPEN]


def test_whoever_was_quicker_wins_and_the_other_is_told(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    response = post(reviewer, f"{review(draft)}/publish", tell="no", version="3")
    assert response.status_code == 303  # The version from which the reply was recorded leads where that led.
    editor = sign_in(app, Role.EDITOR)
    post(editor, f"{draft}/parts/1a", **ANSWERED | {"reasoning": "So."}, seen=seen(editor, f"{draft}/parts/1a"))
    assert post(reviewer, f"{review(draft)}/publish", tell="no", version="999").status_code == 409
    assert verdicts(app) == []


def test_a_part_that_was_judged_again_meanwhile_is_not_overwritten(
    app: Flask, draft: str, reviewer: FlaskClient
) -> None:
    other = begin(reviewer)
    judge(reviewer, other, "1a", ANSWERED)
    publish(reviewer, other)
    assert "Somebody else has judged this part since" in told(reviewer.get(review(draft)))
    assert press(reviewer, draft).status_code == 422


OFFERS_WRONG = [
    ({"by": ""}, "Name who is invited"),
    ({"way": "mail", "address": "nobody"}, 'href="#address"'),
    ({"how": ""}, "Say how it is handed over"),
    ({"working_days": "2"}, "Say why they get fewer than 5"),
    ({"working_days": "1"}, "Choose how many working days"),
]


@pytest.mark.parametrize(("changed", "words"), OFFERS_WRONG)
def test_an_invitation_that_lacks_something_is_not_made(
    app: Flask, draft: str, reviewer: FlaskClient, changed: dict[str, str], words: str
) -> None:
    response = post(reviewer, f"{draft}/right-of-reply", **OFFER | changed)
    assert (response.status_code, words in response.text, rows(app, ReplyOffer)) == (422, True, [])


def test_one_invitation_at_a_time(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    for by, status in (("The Cabinet", 303), ("The Cabinet", 303), ("The Leader", 409)):
        assert post(reviewer, f"{draft}/right-of-reply", **OFFER | {"by": by}).status_code == status
    assert len(rows(app, ReplyOffer)) == 1
    assert act(reviewer, draft, "cancel").status_code == 303
    assert post(reviewer, f"{draft}/right-of-reply", **OFFER).status_code == 303
    assert len(rows(app, ReplyOffer)) == 2


@pytest.mark.parametrize("wanted", ["accept", "set-aside"])
def test_whoever_made_an_invitation_does_not_say_whose_the_words_are(
    app: Flask, draft: str, reviewer: FlaskClient, wanted: str
) -> None:
    invite(reviewer, draft)
    answer(app, reviewer, draft, "We agree with everything.")
    assert "You made this invitation, so another" in told(reviewer.get(f"{draft}/right-of-reply"))
    assert act(reviewer, draft, wanted).status_code == 422
    assert [(one.accepted_at, one.answer) for one in rows(app, ReplyOffer)] == [(None, "We agree with everything.")]


def test_words_that_came_since_the_page_was_opened_are_not_accepted_unseen(
    app: Flask, draft: str, reviewer: FlaskClient
) -> None:
    invite(reviewer, draft)
    answer(app, reviewer, draft, "One.")
    offer = str(rows(app, ReplyOffer)[0].id)
    editor = sign_in(app, Role.EDITOR)
    response = post(editor, f"{draft}/right-of-reply/act", act="accept", offer=offer, came="2026-11-06T11:00:00")
    assert (response.status_code, rows(app, ReplyOffer)[0].accepted_at) == (422, None)


def test_what_is_not_theirs_is_set_aside_and_their_days_run_on(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    invite(reviewer, draft)
    answer(app, reviewer, draft, "A stranger's words.")
    act(sign_in(app, Role.EDITOR), draft, "set-aside")
    assert "1 earlier version" in told(reviewer.get(f"{draft}/right-of-reply"))
    assert rows(app, ReplyOffer)[0].answer is None


def test_the_letter_can_be_printed_and_its_link_stays_the_same(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    post(reviewer, f"{draft}/right-of-reply", **OFFER)
    links = {re.findall(r"/reply/[\w-]+", reviewer.get(f"{draft}/right-of-reply/letter").text)[0] for _ in range(2)}
    [link] = links
    assert "We will not name the laboratory." in told(app.test_client().get(link))


def test_an_invitation_by_mail_is_queued_with_it(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    post(reviewer, f"{draft}/right-of-reply", **OFFER | {"way": "mail", "address": "office@example.org"})
    assert [(one.recipient, one.state) for one in rows(app, Message) if one.letter_kind] == [
        ("office@example.org", MessageState.PENDING)
    ]
    assert "The invitation has not gone out yet" in told(reviewer.get(review(draft)))


def test_who_opens_what_waits_comes_to_the_page_of_its_findings(draft: str, reviewer: FlaskClient) -> None:
    assert reviewer.get(draft).location == review(draft)


def test_whoever_wrote_at_a_refusal_is_not_its_second_person(app: Flask, draft: str, reviewer: FlaskClient) -> None:
    judge(reviewer, draft, "1b", REFUSED | {"reasoning": "It declines to name it."})
    judge(sign_in(app, Role.EDITOR), draft, "1b", REFUSED)
    invite(reviewer, draft)
    answer(app, reviewer, draft)
    act(sign_in(app, Role.EDITOR), draft, "accept")
    press(reviewer, draft)
    assert verdicts(app) == [Verdict.ANSWERED]
    assert "You wrote it, so another reviewer has to publish it." in told(reviewer.get(review(draft)))
