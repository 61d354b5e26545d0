"""What is wrong with an e-mail address that was typed."""

from tracker.rules.mailboxes import MOST, AddressError, AddressFault


def address_problem(error: AddressError) -> str:
    match error.fault:
        case AddressFault.MISSING:
            return "Enter your e-mail address."
        case AddressFault.NOT_ONE_ADDRESS:
            return "Enter one e-mail address in the form name@example.org."
        case AddressFault.TOO_LONG:
            return f"Enter an e-mail address of at most {MOST} characters."
