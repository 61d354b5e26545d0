"""Letters on their way: the same server, hold, allow-list and leases as alerts; and the days that run from them."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from tests.delivery.channels.email.servers import sink
from tests.delivery.post import ENDS, NOW, SLOW_DOWN, Post, Scripted, headers
from tests.delivery.test_leases import COPIES, _Dying, in_a_child, message_ids, smtp
from tests.operations.editors import add_editor
from tests.operations.offering import made
from tracker.db import reading, transaction
from tracker.delivery.channels.email.envelope import Envelope
from tracker.delivery.claim import LEASE
from tracker.delivery.rounds import Postman
from tracker.delivery.send import Delivered
from tracker.delivery.stats import figures
from tracker.models import Message, Outlet, ReplyOffer
from tracker.operations.desk import offers, requests
from tracker.operations.desk.requests import NewRequest
from tracker.operations.notify import letters, outbox
from tracker.rules.delivery import DeliveryOutcome
from tracker.vocabulary import LetterKind, MessageState

KEY = b"k" * 40


def ask(post: Post, name: str = "ada") -> None:
    """Let a reader ask for a correction, so that a letter is due."""
    with transaction(post.engine) as session:
        asked = NewRequest("/", f"A fault, says {name}", None, f"{name}@example.org")
        requests.ask(session, asked, KEY, post.clock.now)


def run(post: Post, *ends: DeliveryOutcome) -> Delivered:
    """Send what is due, the tries ending as told."""
    post.out.ends = [ENDS[one] for one in ends]
    return post.sender().run()


def letter(post: Post) -> Message:
    """Return the only letter."""
    with reading(post.engine) as session:
        return session.scalars(select(Message)).one()


def test_a_letter_goes_out_once_and_is_of_no_list(post: Post) -> None:
    ask(post)
    assert (run(post).sent, run(post).sent, post.out.recipients) == (1, 0, ["ada"])
    assert (letter(post).state, letter(post).due_at, letter(post).settled_at) == (MessageState.SENT, None, NOW)
    names = [line.partition(b":")[0] for line in headers(post.out.envelopes[0].message)]
    assert b"Auto-Submitted" in names
    assert not {b"List-Unsubscribe", b"List-Unsubscribe-Post", b"List-Id", b"Precedence"} & set(names)
    assert len(names) == len(set(names))


def test_the_postmans_round_delivers_letters_beside_alerts(post: Post) -> None:
    ask(post, "ben")
    post.reply("ada")
    postman = Postman(post.engine, post.config, now=post.clock, wait=post.clock.wait)
    assert postman.round().sent == 2
    files = sorted(one.name for one in (post.config.instance / "mail").iterdir())
    assert [("-s0-letter-" in one) for one in files].count(True) == 1


def test_a_mail_holds_nothing_that_a_stranger_typed(post: Post) -> None:
    ask(post)
    run(post)
    assert b"A fault" not in post.out.envelopes[0].message


def hold(post: Post) -> None:
    """Hold everything back."""
    with transaction(post.engine) as session:
        outbox.hold(session, NOW)


def pause(post: Post) -> None:
    """Rest the server."""
    with transaction(post.engine) as session:
        session.add(Outlet(name="smtp", pauses=1, failures_in_row=0, paused_until=NOW + timedelta(minutes=1)))


@pytest.mark.parametrize("stop", [hold, pause])
def test_what_stops_alerts_stops_letters(post: Post, stop: Callable[[Post], None]) -> None:
    ask(post)
    stop(post)
    assert (run(post).sent, letter(post).state) == (0, MessageState.PENDING)


def test_a_trial_installation_writes_to_its_list_only(local_post: Post) -> None:
    local_post.set(MAIL_ALLOW="ben@example.org", SMTP_URL="smtp://127.0.0.1:1")
    ask(local_post)
    assert (run(local_post).sent, local_post.out.envelopes) == (0, [])
    assert (letter(local_post).state, letter(local_post).outcome) == (
        MessageState.CANCELLED,
        "not on this installation's allow-list",
    )


FATES = [
    ([DeliveryOutcome.RETRY], MessageState.PENDING),
    ([DeliveryOutcome.UNKNOWN], MessageState.UNKNOWN),
    ([DeliveryOutcome.UNKNOWN] * 3, MessageState.FAILED),
    ([DeliveryOutcome.UNKNOWN, DeliveryOutcome.RETRY], MessageState.UNKNOWN),
    ([DeliveryOutcome.FAILED], MessageState.FAILED),
    ([DeliveryOutcome.REFUSED_ADDRESS], MessageState.FAILED),
    ([DeliveryOutcome.ENDPOINT], MessageState.PENDING),
    ([DeliveryOutcome.ALARM, DeliveryOutcome.SENT], MessageState.SENT),
]


@pytest.mark.parametrize(("ends", "state"), FATES)
def test_the_end_of_a_try_is_read_as_for_alerts(post: Post, ends: list[DeliveryOutcome], state: MessageState) -> None:
    ask(post)
    for end in ends:
        run(post, end)
        post.clock.go_on(hours=1)
    found = letter(post)
    assert (found.state, found.due_at is None) == (state, state in (MessageState.FAILED, MessageState.SENT))
    assert len({line for one in post.out.envelopes for line in headers(one.message) if b"Message-ID" in line}) == 1


def test_a_final_state_never_changes(post: Post) -> None:
    ask(post)
    run(post, DeliveryOutcome.FAILED)
    post.clock.go_on(hours=48)
    assert (run(post).sent, letter(post).state) == (0, MessageState.FAILED)
    with reading(post.engine) as session:
        assert [one.id for one in letters.failed(session)] == [1]
        assert figures(session, post.clock.now, date(2026, 11, 7)).failed == 1


def test_a_domain_that_asks_to_wait_is_waited_for(local_post: Post) -> None:
    ask(local_post, "ada")
    local_post.out.ends = [SLOW_DOWN]
    local_post.sender().run()
    ask(local_post, "ben")
    assert run(local_post).sent == 0
    assert local_post.out.recipients == ["ada"]


@pytest.mark.parametrize("place", [one for one in COPIES if one != "before the last commit"])
def test_at_each_place_a_sender_may_die_and_the_letter_goes_out(local_post: Post, place: str) -> None:
    post = local_post
    ask(post)
    post.engine.dispose()
    with sink() as server:
        assert in_a_child(post.sender(_Dying(server.port, place)).run) == 9
        assert post.sender().run().sent == 0
        post.clock.go_on(minutes=16)
        with closing(smtp(server.port)) as out:
            assert post.sender(out).run().sent == 1
        ids = message_ids(server.received)
    assert (len(ids), len(set(ids))) == (COPIES[place], 1)
    assert (letter(post).state, letter(post).unknowns) == (MessageState.SENT, 1)


def test_a_letter_that_three_senders_died_over_is_given_up(post: Post) -> None:
    ask(post)
    with transaction(post.engine) as session:
        values = {"state": MessageState.SENDING, "owner": "gone", "unknowns": 2, "attempts": 3}
        session.execute(update(Message).values(values | {"due_at": NOW + LEASE, "first_tried_at": NOW}))
    post.clock.now = NOW + LEASE
    assert (run(post).sent, letter(post).state) == (0, MessageState.FAILED)


def test_whose_lease_was_taken_over_settles_nothing(post: Post) -> None:
    ask(post)

    def overtake(_: Envelope) -> None:
        post.clock.go_on(minutes=15)
        post.sender(Scripted()).run()

    post.out.during = overtake
    run(post, DeliveryOutcome.FAILED)
    assert letter(post).state is MessageState.SENT


def offered(post: Post) -> ReplyOffer:
    """Make an offer to reply, by mail."""
    who = add_editor(post.engine)
    with transaction(post.engine) as session:
        return made(session, who)


def kept(post: Post, offer: ReplyOffer) -> ReplyOffer:
    """Return an offer as it stands."""
    with reading(post.engine) as session:
        return session.get_one(ReplyOffer, offer.id)


def test_the_days_run_from_when_the_server_took_the_invitation(post: Post) -> None:
    offer = offered(post)
    run(post, DeliveryOutcome.UNKNOWN)
    assert kept(post, offer).invited_at is None
    post.clock.go_on(days=1)
    run(post)
    assert (kept(post, offer).invited_at, kept(post, offer).due_on) == (post.clock.now, date(2026, 11, 13))
    links = {
        line for one in post.out.envelopes for line in one.message.split() if b"/reply/" in line and b"=" not in line
    }
    assert len(links) == 1


def test_an_invitation_that_was_withdrawn_is_not_sent(post: Post) -> None:
    offer, who = offered(post), add_editor(post.engine)
    with transaction(post.engine) as session:
        offers.cancel(session, session.get_one(ReplyOffer, offer.id), who, NOW)
    assert (run(post).sent, letter(post).state) == (0, MessageState.CANCELLED)


def test_an_account_that_is_not_to_be_opened_gets_no_link(post: Post) -> None:
    with transaction(post.engine) as session:
        letters.queue(session, LetterKind.ACCOUNT_LINK, "nobody@example.org", {}, NOW)
    assert (run(post).sent, letter(post).state) == (0, MessageState.CANCELLED)


def test_an_account_link_goes_to_the_account(post: Post) -> None:
    who = add_editor(post.engine)
    with transaction(post.engine) as session:
        letters.queue(session, LetterKind.ACCOUNT_LINK, who.email, {}, NOW)
    assert run(post).sent == 1
    assert b"/editor/account/link/" in post.out.envelopes[0].message
