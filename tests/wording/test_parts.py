"""What the page of a demand says of one part: whose delay it is, what it has of its own, and what stays certain."""

from datetime import date

from tests.builders import deadline, demand, finding, motion, response, utc
from tracker.rules.status import standing
from tracker.vocabulary import DeadlineKind
from tracker.wording.parts import demand_facts, ledger_lateness, part_facts, part_state_sentence

LATER = utc(2019, 3, 29)


def test_a_reply_that_waits_for_us_says_whose_delay_it_is() -> None:
    there = standing(demand(None, motion=motion(responses=[response(date(2019, 2, 12))])), LATER)
    assert part_state_sentence(there, there.parts[0]) == (
        "A reply came on 12 February 2019, 1 day late; it has waited for our judgement for 45 days."
    )


def test_what_is_certain_stands_beside_what_could_not_be_read() -> None:
    one = demand("not_answered", motion=motion(responses=[response(date(2019, 2, 12))]))
    one.questions[0].findings.append(finding("cannot_be_judged", date(2019, 2, 12)))
    there = standing(one, LATER)
    assert part_state_sentence(there, there.parts[0]) == (
        "At the deadline: not answered. A reply of 12 February 2019 came 1 day after the deadline; "
        "what could be read of it does not decide."
    )


def test_a_part_says_what_it_has_of_its_own() -> None:
    one = demand(None, None, deadlines=[deadline(), deadline(date(2019, 5, 10), letter="b")])
    one.questions[1].reference, one.questions[1].addressee = "SR 01", "The Chief Constable"
    one.questions[1].responsible = "Head of Custody"
    there = standing(one, LATER)
    assert part_facts(there, there.parts[0]) == []
    assert part_facts(there, there.parts[1]) == [
        "Reference SR 01.", "Asked of The Chief Constable.", "Led by Head of Custody.", "Due 10 May 2019, in 42 days.",
    ]  # fmt: skip


def test_a_demand_says_whom_it_asks_only_where_it_is_another() -> None:
    one = demand(None, addressee="The Cabinet", reference="1.1", motion=motion(addressee="The Cabinet"))
    assert demand_facts(standing(one, LATER)) == ["Reference 1.1."]


def test_each_row_of_a_ledger_says_what_it_does_to_the_clock() -> None:
    moved = deadline(date(2019, 3, 1), kind=DeadlineKind.EXTENDED, position=2)
    promise = deadline(date(2019, 6, 1), kind=DeadlineKind.EXPECTED, position=3)
    there = standing(demand(None, deadlines=[deadline(), moved, promise]), LATER)
    assert [ledger_lateness(there, row) for row in there.demand.deadlines] == [
        "First. Open for 46 days.", "In force. Open for 28 days.", "Does not move the clock.",
    ]  # fmt: skip
