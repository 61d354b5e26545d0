"""Addresses: one and plain, folded to one mailbox, masked for display."""

import re

import pytest

from tracker.rules.mailboxes import AddressError, fold, masked, read_address
from tracker.wording.addresses import address_problem

READ = [
    ("reader@example.org", "reader@example.org"),
    ("  Reader@Example.ORG ", "reader@example.org"),
    ("a.b+c@bücher.example", "a.b+c@xn--bcher-kva.example"),
    ("o'neil@example.org", "o'neil@example.org"),
]
NOT_READ = [
    "", " ", "reader", "@example.org", "reader@", "a@x.org, v@y.org", "a@x.org;v@y.org", "Name <a@x.org>", "a@x",
    "a@x.org\r\nBcc: v@y.org", "a\u2028@x.org", "a@@x.org", '"a b"@x.org', "a@[127.0.0.1]", "é@x.org", "a b@x.org",
    "a" * 65 + "@example.org", "a@" + "b" * 60 + ".c" * 110 + ".org", "a@x.org\0", ".a@x.org", "a..b@x.org",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "address"), READ)
def test_an_address_is_read_in_its_plain_form(typed: str, address: str) -> None:
    assert read_address(typed) == address


@pytest.mark.parametrize("typed", NOT_READ)
def test_what_is_not_exactly_one_address_is_refused_with_a_cure(typed: str) -> None:
    with pytest.raises(AddressError) as refused:
        read_address(typed)
    assert re.match(r"Enter .*e-mail address", address_problem(refused.value))


ALIKE = ["jane.doe@gmail.com", "JaneDoe@gmail.com", "j.a.n.e.d.o.e+news+2@googlemail.com", "janedoe+@gmail.com"]


@pytest.mark.parametrize("address", ALIKE)
def test_every_spelling_of_a_mailbox_folds_to_the_same(address: str) -> None:
    assert fold(address) == "janedoe@gmail.com"


APART = ("a@x.org", "b@x.org", "a@y.org", "+a@gmail.com", "+b@gmail.com", "press+a@x.org", "press+b@x.org")
COUNCIL = ("anna.b@council.example", "ann.ab@council.example", "annab@council.example")


def test_different_mailboxes_stay_apart() -> None:
    assert len({fold(one) for one in (*APART, *COUNCIL)}) == len(APART) + len(COUNCIL)


def test_a_masked_address_keeps_one_letter_and_the_domain() -> None:
    assert masked("jane.doe@example.org") == "j…@example.org"
