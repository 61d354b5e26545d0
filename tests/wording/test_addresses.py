"""What is wrong with an address that was typed."""

import pytest

from tracker.rules.mailboxes import AddressError, AddressFault
from tracker.wording.addresses import address_problem


@pytest.mark.parametrize("fault", AddressFault)
def test_every_fault_says_what_to_enter(fault: AddressFault) -> None:
    assert address_problem(AddressError(fault)).startswith("Enter ")
